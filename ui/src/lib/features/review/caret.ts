// Moving through a transcript word by word with the arrow keys. Pure.
import type { Turn } from '$lib/api';

export type CaretPlace = { turn: number; word: number };

export class Caret {
  #turns: readonly Turn[];

  constructor(turns: readonly Turn[]) {
    this.#turns = turns;
  }

  #words(turn: number): number {
    return this.#turns[turn]?.words.length ?? 0;
  }

  /** The nearest turn with words, from `turn` on in the direction of `step`. */
  #spoken(turn: number, step: 1 | -1): number | null {
    for (let at = turn; at >= 0 && at < this.#turns.length; at += step)
      if (this.#words(at) > 0) return at;
    return null;
  }

  /** Whether there is such a word. */
  has(place: CaretPlace): boolean {
    return place.word < this.#words(place.turn);
  }

  first(): CaretPlace | null {
    const turn = this.#spoken(0, 1);
    return turn === null ? null : { turn, word: 0 };
  }

  /** Where a key leads, or `null` when it is none of ours or there is no further. */
  move(from: CaretPlace, key: string): CaretPlace | null {
    switch (key) {
      case 'ArrowRight':
        if (from.word + 1 < this.#words(from.turn)) return { ...from, word: from.word + 1 };
        return this.#enter(from.turn + 1, 1, 0);
      case 'ArrowLeft':
        if (from.word > 0) return { ...from, word: from.word - 1 };
        return this.#enter(from.turn - 1, -1, Infinity);
      case 'ArrowDown':
        return this.#enter(from.turn + 1, 1, from.word);
      case 'ArrowUp':
        return this.#enter(from.turn - 1, -1, from.word);
      default:
        return null;
    }
  }

  #enter(turn: number, step: 1 | -1, word: number): CaretPlace | null {
    const next = this.#spoken(turn, step);
    return next === null ? null : { turn: next, word: Math.min(word, this.#words(next) - 1) };
  }
}
