// Stretches of a call: chosen on the lanes, in the text, or by what is being said.
import type { Span, Turn } from '$lib/api';
import { lastStarted, turnStart } from './words';

/** A shorter one cannot be played round and round. */
export const SHORTEST_MS = 200;

/** The stretch between two times, in whole ms; `null` when it is too short. */
export function stretch(a: number, b: number): Span | null {
  const span = { from_ms: Math.round(Math.min(a, b)), to_ms: Math.round(Math.max(a, b)) };
  return span.to_ms - span.from_ms >= SHORTEST_MS ? span : null;
}

export type Place = { turn: number; word: number };

/** From the first to the last of some words; turns overlap, so all of them count. */
export function ofWords(turns: readonly Turn[], places: readonly Place[]): Span | null {
  const words = places.flatMap(({ turn, word }) => turns[turn]?.words[word] ?? []);
  if (words.length === 0) return null;
  const from = Math.min(...words.map((word) => word.start_ms));
  return stretch(from, Math.max(...words.map((word) => word.end_ms)));
}

/** The turn that is said at a time. */
export function ofTurn(turns: readonly Turn[], ms: number): Span | null {
  const timed = turns
    .filter((turn) => turnStart(turn) !== null)
    .sort((a, b) => (turnStart(a) ?? 0) - (turnStart(b) ?? 0));
  const starts = Float64Array.from(timed, (turn) => turnStart(turn) ?? 0);
  const at = lastStarted(starts, ms);
  const turn = timed[at];
  if (!turn) return null;
  const last = turn.words.at(-1)?.end_ms ?? turn.end_ms ?? starts[at + 1];
  return last === undefined ? null : stretch(starts[at] ?? 0, last);
}

/** The words of the page's selection. */
export function selectedPlaces(): Place[] {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll<HTMLElement>('[data-index] [data-word]')]
    .filter((node) => range.intersectsNode(node))
    .map((node) => ({
      turn: Number(node.closest<HTMLElement>('[data-index]')?.dataset['index']),
      word: Number(node.dataset['word']),
    }));
}
