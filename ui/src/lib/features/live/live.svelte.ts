// The calls that go on, and the chosen one as it grows.
import {
  backend,
  liveCallGet,
  liveCalls,
  onEvent,
  toFailure,
  type Failure,
  type LiveCallListView,
  type LiveCallView,
} from '$lib/api';

export class LiveCalls {
  view = $state.raw<LiveCallListView | null>(null);
  failure = $state.raw<Failure | null>(null);
  chosen = $state<string | null>(null);
  call = $state.raw<LiveCallView | null>(null);
  /** The chosen call ended while it was looked at. */
  gone = $state(false);
  #loading = false;
  #again = false;

  /** Loads, and again whenever something changed, until the result is called. */
  follow(): () => void {
    void this.load();
    return onEvent('live_calls_changed', () => void this.load());
  }

  /** One request at a time: what changes meanwhile is asked for once, after it. */
  async load(): Promise<void> {
    this.#again = this.#loading;
    if (this.#loading) return;
    this.#loading = true;
    try {
      do {
        this.#again = false;
        await this.#ask();
      } while (this.#again);
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#loading = false;
    }
  }

  choose(id: string): void {
    this.chosen = id;
    this.call = null;
    this.gone = false;
    void this.load();
  }

  async #ask(): Promise<void> {
    this.view = await liveCalls(backend, {});
    const id = this.chosen;
    if (id === null || this.gone) return;
    try {
      const call = await liveCallGet(backend, { call_id: id });
      if (this.chosen === id) this.call = call;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'not_found') throw thrown;
      // What was said so far is still read.
      if (this.chosen === id) this.gone = true;
    }
  }
}
