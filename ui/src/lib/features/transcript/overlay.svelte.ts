// What people lay over the open transcript: which turn is being corrected, which
// history is looked at, and the requests behind both.
import {
  backend,
  commandId,
  correctionChoose,
  correctionWithdraw,
  turnCorrect,
  type CorrectedTurnView,
  type Failure,
  type TurnMark,
} from '$lib/api';
import type { OpenCall } from '$lib/features/review/open-call.svelte';
import { session } from '$lib/features/shell/session.svelte';
import { Attempt } from '$lib/shared/attempt.svelte';

/** A text being written; it outlives the row, which may be scrolled away. */
type Draft = { turn: number; text: string; madeOn: string[] };

export class Overlay {
  readonly open: OpenCall;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
  readonly marks = $derived.by(() => new Map(this.open.marks.map((mark) => [mark.turn, mark])));
  draft = $state<Draft | null>(null);
  /** The turn whose corrections are looked at, and what was pressed for it. */
  history = $state.raw<{ turn: number; anchor: Element } | null>(null);
  readonly attempt = new Attempt();

  constructor(open: OpenCall) {
    this.open = open;
  }

  get mayAnnotate(): boolean {
    return session.can('call_annotate') && session.can('transcript_read');
  }

  get failure(): Failure | null {
    return this.attempt.failure;
  }

  mark(turn: number): TurnMark | undefined {
    return this.marks.get(turn);
  }

  edit(turn: number): void {
    const now = this.open.turns?.[turn];
    if (!now || !this.mayAnnotate || this.draft?.turn === turn) return;
    this.attempt.failure = null;
    this.draft = { turn, text: now.text, madeOn: this.mark(turn)?.heads ?? [] };
  }

  leave(): void {
    this.draft = null;
    this.attempt.failure = null;
  }

  /** Whether it was kept. */
  async save(): Promise<boolean> {
    const draft = this.draft;
    if (!draft) return false;
    if (draft.text === this.open.turns?.[draft.turn]?.text) {
      this.leave();
      return true;
    }
    const done = await this.attempt.run(() =>
      turnCorrect(backend, {
        command_id: commandId(),
        call_id: this.open.id,
        turn: draft.turn,
        made_on: draft.madeOn,
        text: draft.text,
      }),
    );
    if (!done) return false;
    this.#take(draft.turn, done);
    this.draft = null;
    return true;
  }

  withdraw(turn: number, correction: string) {
    return this.#change(turn, () =>
      correctionWithdraw(backend, {
        command_id: commandId(),
        call_id: this.open.id,
        correction_id: correction,
      }),
    );
  }

  choose(turn: number, correction: string) {
    return this.#change(turn, () =>
      correctionChoose(backend, {
        command_id: commandId(),
        call_id: this.open.id,
        correction_id: correction,
      }),
    );
  }

  async #change(turn: number, ask: () => Promise<CorrectedTurnView>): Promise<boolean> {
    const done = await this.attempt.run(ask);
    if (done) this.#take(turn, done);
    return done !== undefined;
  }

  #take(place: number, { turn, mark, numbers, claims, tags }: CorrectedTurnView): void {
    const { open } = this;
    open.turns = open.turns?.with(place, turn) ?? null;
    open.numbers = numbers;
    open.claims = claims;
    open.takeTags(tags);
    const others = open.marks.filter((other) => other.turn !== place);
    open.marks = mark ? [...others, mark] : others;
  }
}
