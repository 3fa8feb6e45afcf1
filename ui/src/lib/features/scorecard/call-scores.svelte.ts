// The scores of one call: which there are, the one that is open, and its draft, kept
// as it grows.
import {
  backend,
  commandId,
  formList,
  scoreBegin,
  scoreDiscard,
  scoreGet,
  scoreList,
  scoreSave,
  scoreSubmit,
  toFailure,
  type Failure,
  type FormRow,
  type Missing,
  type ScoreRow,
  type ScoreView,
  type Tally,
} from '$lib/api';
import { Sheet } from './sheet.svelte';

/** A pause in typing after which a note is kept. */
const PAUSE_MS = 500;

export class CallScores {
  readonly callId: string;
  forms = $state.raw<FormRow[]>([]);
  rows = $state.raw<ScoreRow[] | null>(null);
  /** The score that is open. */
  open = $state.raw<ScoreView | null>(null);
  /** Its answers while it is the viewer's draft. */
  sheet = $state.raw<Sheet | null>(null);
  tally = $state.raw<Tally | null>(null);
  missing = $state.raw<Missing[]>([]);
  /** Whether all that was answered is kept. */
  kept = $state(true);
  failure = $state.raw<Failure | null>(null);

  #soon: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(callId: string) {
    this.callId = callId;
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      const [list, scores] = await Promise.all([
        formList(backend, {}),
        scoreList(backend, { call_id: this.callId, limit: 100 }),
      ]);
      this.forms = list.forms.filter((form) => form.latest > 0 && !form.retired_at);
      this.rows = scores.rows;
    });
  }

  async begin(formId: string, calibrationId: string | null = null): Promise<void> {
    await this.#try(async () => {
      this.show(
        await scoreBegin(backend, {
          command_id: commandId(),
          call_id: this.callId,
          form_id: formId,
          calibration_id: calibrationId,
        }),
      );
    });
  }

  async look(scoreId: string): Promise<void> {
    await this.#try(async () => this.show(await scoreGet(backend, { score_id: scoreId })));
  }

  show(view: ScoreView): void {
    this.open = view;
    this.tally = view.tally;
    this.missing = view.missing;
    this.kept = true;
    const draft = view.row.state === 'draft';
    this.sheet = draft ? new Sheet(view.form, view.answers, (soon) => this.#changed(soon)) : null;
  }

  /** Back to the scores of the call. */
  async leave(): Promise<void> {
    await this.flush();
    this.open = null;
    this.sheet = null;
    await this.load();
  }

  #changed(soon: boolean): void {
    this.kept = false;
    clearTimeout(this.#soon);
    if (soon) this.#soon = setTimeout(() => void this.flush(), PAUSE_MS);
    else void this.flush();
  }

  /** Keeps what is not kept yet; one after the other, so that the last word stays. */
  async flush(): Promise<void> {
    clearTimeout(this.#soon);
    while (this.#saving) await this.#saving;
    if (this.kept) return;
    this.#saving = this.#save().finally(() => (this.#saving = null));
    await this.#saving;
  }

  async #save(): Promise<void> {
    const { open, sheet } = this;
    if (!open || !sheet) return;
    const sent = sheet.input;
    this.kept = true;
    this.failure = null;
    try {
      const view = await scoreSave(backend, {
        command_id: commandId(),
        score_id: open.row.id,
        answers: sent,
      });
      sheet.settle(sent, view.answers);
      if (this.sheet === sheet) {
        this.tally = view.tally;
        this.missing = view.missing;
      }
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.kept = false;
      if (this.failure.field === 'evidence') sheet.forgetFresh();
    }
  }

  async submit(): Promise<boolean> {
    await this.flush();
    const id = this.open?.row.id;
    if (!id || !this.kept) return false;
    return this.#try(async () => {
      this.show(await scoreSubmit(backend, { command_id: commandId(), score_id: id }));
    });
  }

  async discard(): Promise<void> {
    clearTimeout(this.#soon);
    while (this.#saving) await this.#saving;
    const id = this.open?.row.id;
    if (!id) return;
    await this.#try(async () => {
      await scoreDiscard(backend, { command_id: commandId(), score_id: id });
      this.kept = true;
      this.open = null;
      this.sheet = null;
    });
    await this.load();
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.failure = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.failure = toFailure(thrown);
      return false;
    }
  }
}
