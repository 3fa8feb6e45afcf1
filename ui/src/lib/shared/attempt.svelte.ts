// One request of a form: busy, failed with words, or told to wait.
import { retryAfter, toFailure, type Failure } from '$lib/api';
import { now } from '$lib/shared/seconds.svelte';

export class Attempt {
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #waitUntil = $state(0);

  /** How long the core wants us to wait, ms. */
  get waitMs(): number {
    return this.#waitUntil === 0 ? 0 : Math.max(0, this.#waitUntil - now());
  }

  /** The field the failure is about. */
  get field(): string | null {
    return this.failure?.field ?? null;
  }

  async run<View>(work: () => Promise<View>): Promise<View | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = toFailure(thrown);
      const wait = retryAfter(this.failure);
      this.#waitUntil = wait > 0 ? Date.now() + wait : 0;
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
