// The search inside the open call: what is typed, where it is found, which is current.
import type { Turn } from '$lib/api';
import { findIn } from './find';

export class Finder {
  #turns: () => readonly Turn[];
  shown = $state(false);
  typed = $state('');
  #at = $state(0);
  readonly hits = $derived.by(() => (this.shown ? findIn(this.#turns(), this.typed) : []));

  constructor(turns: () => readonly Turn[]) {
    this.#turns = turns;
  }

  /** The number of the current hit; a correction may have taken some away. */
  get at(): number {
    return Math.min(this.#at, Math.max(0, this.hits.length - 1));
  }

  get now() {
    return this.hits[this.at] ?? null;
  }

  /** Begins at the first hit from a turn on. */
  begin(typed: string, turn: number): void {
    this.typed = typed;
    const next = this.hits.findIndex((hit) => hit.turn >= turn);
    this.#at = Math.max(0, next);
  }

  step(by: 1 | -1): void {
    const count = this.hits.length;
    if (count > 0) this.#at = (this.at + by + count) % count;
  }
}
