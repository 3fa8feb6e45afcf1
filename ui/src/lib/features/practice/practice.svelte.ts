// The practice call of this window: its state as the core tells it, and what is typed.
import {
  backend,
  commandId,
  onEvent,
  practiceEnd,
  practiceKey,
  practiceSay,
  practiceStart,
  practiceState,
  toFailure,
  type Failure,
  type PracticeBy,
  type PracticeCallView,
  type PracticeLanguage,
  type PracticeScript,
} from '$lib/api';

export type Wanted = { script: PracticeScript; language: PracticeLanguage; by: PracticeBy };

export class Practice {
  now = $state.raw<PracticeCallView | null>(null);
  ready = $state(false);
  starting = $state(false);
  failure = $state.raw<Failure | null>(null);
  #loading = false;
  #again = false;
  /** What is typed reaches the core in the order in which it was typed. */
  #said: Promise<unknown> = Promise.resolve();
  #typed: string | null = null;

  get goesOn(): boolean {
    return this.now !== null && !this.now.over;
  }

  follow(): () => void {
    void this.load();
    return onEvent('practice_changed', () => void this.load());
  }

  async load(): Promise<void> {
    this.#again = this.#loading;
    if (this.#loading) return;
    this.#loading = true;
    try {
      do {
        this.#again = false;
        this.now = (await practiceState(backend, {})).now;
      } while (this.#again);
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#loading = false;
      this.ready = true;
    }
  }

  async start(wanted: Wanted): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.failure = null;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    try {
      this.now = (await practiceStart(backend, { command_id: commandId(), ...wanted, zone })).now;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.starting = false;
    }
  }

  /** The turn as far as it is typed; of several that wait only the last is told. */
  typing(text: string): void {
    const waits = this.#typed !== null;
    this.#typed = text;
    if (waits) return;
    this.#tell(async () => {
      const last = this.#typed;
      this.#typed = null;
      if (last !== null) await practiceSay(backend, { text: last, whole: false });
    });
  }

  say(text: string): void {
    this.#typed = null;
    this.#tell(() => practiceSay(backend, { text, whole: true }));
  }

  press(key: string): void {
    this.#tell(() => practiceKey(backend, { key }));
  }

  hangUp(): void {
    this.#tell(() => practiceEnd(backend, {}));
  }

  #tell(what: () => Promise<unknown>): void {
    this.#said = this.#said.then(what).catch((thrown: unknown) => {
      const failure = toFailure(thrown);
      // The call ended while somebody typed.
      if (failure.code !== 'not_found') this.failure = failure;
    });
  }
}
