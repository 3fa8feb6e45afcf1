// What a flag would be set on: the chosen words, the loop, what is being said, or all.
import type { Span, Turn } from '$lib/api';
import { ofTurn, ofWords, type Place } from './stretch';
import { lastStarted, turnStart } from './words';

/** From hearing something to pressing a key. */
const REACTION_MS = 2000;

export type FlagTarget = { span: Span | null; turn: number | null };

/** The turn that was being said at a time. */
function turnAt(turns: readonly Turn[], ms: number): number | null {
  const starts = Float64Array.from(turns, (turn) => turnStart(turn) ?? Infinity);
  const at = lastStarted(starts, ms);
  return at >= 0 && at < turns.length && Number.isFinite(starts[at]) ? at : null;
}

export function flagTarget(
  turns: readonly Turn[],
  chosen: readonly Place[],
  loop: Span | null,
  ms: number | null,
): FlagTarget {
  const first = chosen[0];
  if (first) return { span: ofWords(turns, chosen), turn: first.turn };
  if (loop) return { span: loop, turn: turnAt(turns, loop.from_ms) };
  // At the very beginning nothing was heard yet: the call as such is meant.
  if (ms === null || ms === 0) return { span: null, turn: null };
  const said = ofTurn(turns, ms);
  if (said) return { span: said, turn: turnAt(turns, said.from_ms) };
  // Nobody has spoken yet. Whoever presses a key has heard it a moment ago.
  const at = Math.round(ms);
  return { span: { from_ms: Math.max(0, at - REACTION_MS), to_ms: at }, turn: null };
}
