// What comments are about, in the text as it stands now. Pure.
import type { CommentOn, ThreadView, Turn } from '$lib/api';
import type { Place } from '$lib/features/review/stretch';
import { scalarOffsets } from '$lib/features/review/words';

/** The turn a thread is about; `null` for a stretch of time. */
export function turnOf(thread: ThreadView): number | null {
  const { on } = thread.place;
  return on.kind === 'time' ? null : on.turn;
}

/** From and to in UTF-16, as the page counts. */
export type TextSpan = { turn: number; from: number; to: number };

/** The piece of text between two counts of scalar values. */
function units(text: string, from: number, to: number): { from: number; to: number } {
  const offsets = scalarOffsets(text);
  const unit = (scalar: number) => (offsets ? (offsets[scalar] ?? text.length) : scalar);
  return { from: Math.min(unit(from), text.length), to: Math.min(unit(to), text.length) };
}

/**
 * Where the words of a thread stand now. The text may have been corrected since: then
 * they are looked for, and when they are gone the turn as a whole is meant.
 */
export function spanOf(thread: ThreadView, turns: readonly Turn[]): TextSpan | null {
  const { on, quote } = thread.place;
  if (on.kind !== 'words') return null;
  const text = turns[on.turn]?.text;
  if (text === undefined || quote === '') return null;
  const { from, to } = units(text, on.from, on.to);
  if (text.slice(from, to).trim().startsWith(quote)) return { turn: on.turn, from, to };
  const found = text.indexOf(quote);
  return found < 0 ? null : { turn: on.turn, from: found, to: found + quote.length };
}

/** The chosen words, as far as they are in the turn; else all of it. */
export function chosenIn(
  turns: readonly Turn[],
  turn: number,
  places: readonly Place[],
): { on: CommentOn; quote: string } {
  const now = turns[turn];
  const words = places
    .filter((place) => place.turn === turn)
    .flatMap((place) => now?.words[place.word] ?? []);
  if (!now || words.length === 0) return { on: { kind: 'turn', turn }, quote: now?.text ?? '' };
  const from = Math.min(...words.map((word) => word.at));
  const to = Math.max(...words.map((word) => word.at + word.len));
  const cut = units(now.text, from, to);
  return { on: { kind: 'words', turn, from, to }, quote: now.text.slice(cut.from, cut.to) };
}

/** A text in pieces, the names of mentioned people apart. */
export function withMentions(
  text: string,
  names: readonly string[],
): { text: string; name: boolean }[] {
  const longest = names.toSorted((a, b) => b.length - a.length);
  const escaped = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (escaped.length === 0) return [{ text, name: false }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])@(?:${escaped.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'giu',
  );
  const out: { text: string; name: boolean }[] = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > done) out.push({ text: text.slice(done, match.index), name: false });
    out.push({ text: match[0], name: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) out.push({ text: text.slice(done), name: false });
  return out;
}

/** What is typed after the last `@` before the caret; `null` when no name can be meant. */
export function mentionTyped(text: string, caret: number): { at: number; typed: string } | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || /[\p{L}\p{M}\p{N}]$/u.test(before.slice(0, at))) return null;
  const typed = before.slice(at + 1);
  return typed.length > 40 || typed.includes('\n') ? null : { at, typed };
}
