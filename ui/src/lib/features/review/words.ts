// The words of a transcript: where they stand in the text and which one is
// being said. Pure.
import type { Turn, Word } from '$lib/api';

/** A piece of a turn's text; `word` is its index, or -1 for what lies between. */
export type Piece = { text: string; word: number };

/**
 * UTF-16 offset of every Unicode scalar value, and of the end. `null` when the
 * text has none beyond 16 bits, where both counts agree.
 */
export function scalarOffsets(text: string): Uint32Array | null {
  if (!/[\uD800-\uDFFF]/.test(text)) return null;
  const offsets: number[] = [];
  let at = 0;
  for (const sign of text) {
    offsets.push(at);
    at += sign.length;
  }
  offsets.push(at);
  return Uint32Array.from(offsets);
}

/**
 * Cuts a text at its words. Words that overlap an earlier one or lie outside the
 * text are left in the text without a place of their own: nothing is ever lost.
 */
export function pieces(text: string, words: readonly Word[]): Piece[] {
  const offsets = scalarOffsets(text);
  const length = offsets ? offsets.length - 1 : text.length;
  const unit = (scalar: number) => (offsets ? (offsets[scalar] ?? text.length) : scalar);
  const out: Piece[] = [];
  let done = 0;
  words.forEach((word, index) => {
    const end = word.at + word.len;
    if (word.len === 0 || word.at < done || end > length) return;
    if (word.at > done) out.push({ text: text.slice(unit(done), unit(word.at)), word: -1 });
    out.push({ text: text.slice(unit(word.at), unit(end)), word: index });
    done = end;
  });
  if (done < length) out.push({ text: text.slice(unit(done)), word: -1 });
  return out;
}

/** Every timed word of a transcript, by start. */
export type Timeline = {
  starts: Float64Array;
  /** Turn position in the list, and word index (-1: the turn as a whole). */
  turns: Int32Array;
  words: Int32Array;
};

export function timeline(turns: readonly Turn[]): Timeline {
  const marks: { start: number; turn: number; word: number }[] = [];
  turns.forEach((turn, position) => {
    if (turn.words.length > 0) {
      turn.words.forEach((word, index) =>
        marks.push({ start: word.start_ms, turn: position, word: index }),
      );
    } else if (turn.start_ms !== null) {
      marks.push({ start: turn.start_ms, turn: position, word: -1 });
    }
  });
  // Turns overlap and some sources run backwards; the sort is stable.
  marks.sort((a, b) => a.start - b.start);
  return {
    starts: Float64Array.from(marks, (mark) => mark.start),
    turns: Int32Array.from(marks, (mark) => mark.turn),
    words: Int32Array.from(marks, (mark) => mark.word),
  };
}

/** Index of the last start that is not after `ms`; -1 before the first. */
export function lastStarted(starts: Float64Array, ms: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export type Spoken = { turn: number; word: number };

/** What is being said at `ms`, or was said last; `null` before the first word. */
export function spokenAt(line: Timeline, ms: number): Spoken | null {
  const at = lastStarted(line.starts, ms);
  if (at < 0) return null;
  return { turn: line.turns[at] ?? 0, word: line.words[at] ?? -1 };
}

/** Where a turn begins, from its own time or its first word's. */
export function turnStart(turn: Turn): number | null {
  return turn.start_ms ?? turn.words[0]?.start_ms ?? null;
}

/** Below this a recogniser's confidence (in 1/100) is worth a second listen. */
const SURE = 70;
/** What a source that gives no confidence has. */
const NOT_GIVEN = 255;

export const isUnsure = (confidence: number) => confidence < SURE && confidence !== NOT_GIVEN;
