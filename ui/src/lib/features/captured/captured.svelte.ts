// What people correct about the captured variables of the open call: which one is being
// corrected, which history is looked at, and the requests behind both.
import {
  backend,
  capturedChoose,
  capturedCorrect,
  capturedWithdraw,
  commandId,
  type CapturedView,
  type QuotePlace,
} from '$lib/api';
import type { OpenCall } from '$lib/features/review/open-call.svelte';
import { session } from '$lib/features/shell/session.svelte';
import { Attempt } from '$lib/shared/attempt.svelte';
import { placeAtHand } from './place';

type Draft = {
  variable: number;
  name: string;
  value: string;
  reason: string;
  /** The words it is to be linked to, if others than before. */
  said: QuotePlace | null;
  madeOn: string[];
  before: string;
};

export class Captured {
  readonly open: OpenCall;
  draft = $state<Draft | null>(null);
  /** The variable whose corrections are looked at, and what was pressed for it. */
  history = $state.raw<{ variable: number; anchor: Element } | null>(null);
  readonly attempt = new Attempt();
  /** There was nothing to link to. */
  nothingChosen = $state(false);

  constructor(open: OpenCall) {
    this.open = open;
  }

  get mayCorrect(): boolean {
    return session.can('call_annotate') && session.can('transcript_read');
  }

  get mayRead(): boolean {
    return session.can('transcript_read');
  }

  edit(one: CapturedView): void {
    this.attempt.failure = null;
    this.nothingChosen = false;
    this.draft = {
      variable: one.variable,
      name: one.name,
      value: one.now.value,
      reason: '',
      said: null,
      madeOn: one.heads,
      before: one.now.value,
    };
  }

  leave(): void {
    this.draft = null;
    this.attempt.failure = null;
  }

  /** Takes the selected words, else the word or turn at hand. */
  link(): void {
    if (!this.draft) return;
    const place = placeAtHand();
    this.nothingChosen = place === null;
    if (place) this.draft.said = place;
  }

  /** Whether it was kept, or there was nothing to keep. */
  async save(): Promise<boolean> {
    const draft = this.draft;
    if (!draft) return false;
    if (draft.value.trim() === draft.before && !draft.said) {
      this.leave();
      return true;
    }
    const { variable, value, said, madeOn } = draft;
    const reason = draft.reason.trim();
    const done = await this.#change(() =>
      capturedCorrect(backend, {
        ...this.#name(),
        variable,
        made_on: madeOn,
        value,
        ...(said ? { said } : {}),
        ...(reason ? { reason } : {}),
      }),
    );
    if (done) this.draft = null;
    return done;
  }

  choose(correction_id: string): Promise<boolean> {
    return this.#change(() => capturedChoose(backend, { ...this.#name(), correction_id }));
  }

  withdraw(correction_id: string): Promise<boolean> {
    return this.#change(() => capturedWithdraw(backend, { ...this.#name(), correction_id }));
  }

  #name() {
    return { command_id: commandId(), call_id: this.open.id };
  }

  async #change(ask: () => Promise<CapturedView>): Promise<boolean> {
    const view = await this.attempt.run(ask);
    if (view) this.open.variables = this.open.variables.with(view.variable, view);
    return view !== undefined;
  }
}
