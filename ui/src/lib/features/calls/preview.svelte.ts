// The call beside the list. Reading it is written into the log as opening the
// call is, so it is read only for a row that somebody stays on, never in passing;
// its transcript is never read from here.
import { backend, callGet, toFailure, type CallView, type Failure } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';
import { Rest } from './rest';

class CallPreview {
  call = $state.raw<CallView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** A row is being stayed on; its call is not there yet. */
  awaited = $state(false);
  #rest = new Rest((id) => void this.#read(id));

  /** Somebody is on the row of this call now. */
  choose(id: string): void {
    if (id === this.call?.row.id) {
      // It is there already: showing it again is no further look.
      this.#rest.leave(id);
      this.awaited = false;
    } else if (this.#rest.at(id)) {
      this.awaited = true;
    } else return;
    this.failure = null;
  }

  /** The list is no longer on screen: what was not read yet is not wanted. */
  leave(): void {
    this.#rest.leave(this.call?.row.id ?? null);
    this.awaited = false;
  }

  retry(): void {
    const id = this.#rest.place;
    this.failure = null;
    if (id) void this.#read(id);
  }

  forget(): void {
    this.#rest.leave(null);
    this.call = null;
    this.failure = null;
    this.awaited = false;
  }

  async #read(id: string): Promise<void> {
    try {
      const call = await callGet(backend, { call_id: id });
      if (id === this.#rest.place) this.call = call;
    } catch (thrown) {
      if (id === this.#rest.place) this.failure = toFailure(thrown);
    } finally {
      if (id === this.#rest.place) this.awaited = false;
    }
  }
}

export const preview = new CallPreview();
session.onLeave(() => preview.forget());
