// Finding a text in the turns of a call: whatever its case, Latin letters whatever
// stands on them, and never a part of what the eye reads as one sign. Pure.
import type { TextSpan } from '$lib/features/comments/span';
import type { Turn } from '$lib/api';

type Folded = {
  text: string;
  /** Where each unit of it stands in the text it came from; one more for the end. */
  at: Uint32Array;
};

const ascii = /^[\x20-\x7e]*$/;
const latinMark = /[\u0300-\u036f]/;

export function fold(text: string): Folded {
  if (ascii.test(text))
    return {
      text: text.toLowerCase(),
      at: Uint32Array.from({ length: text.length + 1 }, (_, i) => i),
    };
  const at: number[] = [];
  let out = '';
  let place = 0;
  let latin = false;
  for (const sign of text) {
    // Latin letters lose what stands on them; other scripts' marks tell words apart.
    for (const part of sign.toLowerCase().normalize('NFD')) {
      if (latin && latinMark.test(part)) continue;
      const folded = /\s/.test(part) ? ' ' : part;
      latin = /[a-z]/.test(folded);
      for (let unit = 0; unit < folded.length; unit += 1) at.push(place);
      out += folded;
    }
    place += sign.length;
  }
  at.push(place);
  return { text: out, at: Uint32Array.from(at) };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What may belong to the sign before it, and what may draw the next one to itself. */
const joins = /^[\p{M}\p{Emoji_Modifier}\p{Regional_Indicator}\u200c\u200d]/u;
const draws = /[\p{M}\p{Regional_Indicator}\u200d]$/u;
/** No sign is longer; a text is not cut into signs from its beginning for each hit. */
const NEAR = 32;

function isEdge(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const from = Math.max(0, at - NEAR);
  const near = text.slice(from, at + NEAR);
  const here = at - from;
  if (!joins.test(near.slice(here)) && !draws.test(near.slice(0, here))) return true;
  for (const { index } of graphemes.segment(near)) if (index >= here) return index === here;
  return false;
}

function placesIn(text: string, wanted: string): { from: number; to: number }[] {
  const folded = fold(text);
  const found: { from: number; to: number }[] = [];
  let next = folded.text.indexOf(wanted);
  while (next >= 0) {
    const from = folded.at[next] ?? 0;
    const to = folded.at[next + wanted.length] ?? text.length;
    const whole = to > from && isEdge(text, from) && isEdge(text, to);
    if (whole) found.push({ from, to });
    next = folded.text.indexOf(wanted, next + (whole ? wanted.length : 1));
  }
  return found;
}

/** All places in the order of the transcript; none for nothing typed. */
export function findIn(turns: readonly Turn[], typed: string): TextSpan[] {
  const wanted = fold(typed.trim()).text;
  if (wanted === '') return [];
  return turns.flatMap((turn, place) =>
    placesIn(turn.text, wanted).map((span) => ({ turn: place, ...span })),
  );
}
