// Where evidence is: a stretch of the transcript, from its text selection, the word
// under the keyboard, or the turn that is being said.
import type { QuotePlace } from '$lib/api';

export type Spot = { turn: number; word: number | null };

/** From the first to the last of some words and turns, in the transcript's order. */
export function between(spots: readonly Spot[]): QuotePlace | null {
  const sorted = [...spots].sort((a, b) => a.turn - b.turn || (a.word ?? 0) - (b.word ?? 0));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return null;
  return {
    from_turn: first.turn,
    from_word: first.word,
    to_turn: last.turn,
    to_word: last.word,
  };
}

export const wholeTurn = (turn: number): QuotePlace => ({
  from_turn: turn,
  from_word: null,
  to_turn: turn,
  to_word: null,
});

export const samePlace = (a: QuotePlace, b: QuotePlace): boolean =>
  a.from_turn === b.from_turn &&
  a.from_word === b.from_word &&
  a.to_turn === b.to_turn &&
  a.to_word === b.to_word;

const turnOf = (node: Element): number =>
  Number(node.closest<HTMLElement>('[data-index]')?.dataset['index']);

/** The selected words; whole turns where they have no words. */
export function selectedPlace(): QuotePlace | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const rows = [...document.querySelectorAll<HTMLElement>('[role="list"] > * > [data-index]')];
  const spots = rows
    .filter((row) => range.intersectsNode(row))
    .flatMap((row): Spot[] => {
      const words = [...row.querySelectorAll<HTMLElement>('[data-word]')];
      if (words.length === 0) return [{ turn: turnOf(row), word: null }];
      return words
        .filter((word) => range.intersectsNode(word))
        .map((word) => ({ turn: turnOf(row), word: Number(word.dataset['word']) }));
    });
  return between(spots);
}

/** The turn that the keyboard is in, else the one that is being said. */
export function turnAtHand(): QuotePlace | null {
  const row =
    document.activeElement?.closest<HTMLElement>('[data-index]') ??
    document.querySelector<HTMLElement>('[data-index].turn-now, [data-index]:has(.said-now)');
  return row ? wholeTurn(turnOf(row)) : null;
}
