// A call's numbers as rows of words: what is shown, and the formula behind it.
import type { CallNumbers, Place, SideNumbers, Stretches } from '$lib/api';
import { talkShare } from '$lib/features/calls/talk';
import { clock, number } from '$lib/i18n/say';
import { m } from '$lib/paraglide/messages';

export type Cell = { text: string; why: string; atMs: number | null };
export type Row = { name: string; why: string; caller: Cell; agent: Cell };
export type Line = { name: string; why: string; text: string; place: Place | null };

const seconds = (ms: number) => m.numbers_seconds({ s: number(Math.round(ms / 100) / 10) });
/** Short times to a tenth of a second, long ones as a clock. */
const time = (ms: number) => (ms < 60_000 ? seconds(ms) : clock(ms));
const none = (): Cell => ({ text: m.numbers_none(), why: m.numbers_none_why(), atMs: null });

/** A side's share of what both spoke, in whole percent. */
export function share(own: number, other: number): number {
  return Math.round((talkShare(own, other)?.caller ?? 0) * 100);
}

function talk(own: SideNumbers, other: SideNumbers): Cell {
  if (own.talk_ms === null || other.talk_ms === null) return none();
  const percent = share(own.talk_ms, other.talk_ms);
  return {
    text: m.numbers_talk_value({ time: clock(own.talk_ms), percent }),
    why: m.numbers_talk_why(),
    atMs: null,
  };
}

function longest({ longest_turn: place }: SideNumbers): Cell {
  if (!place) return none();
  return { text: time(place.ms), why: m.numbers_longest_why(), atMs: place.at_ms };
}

function lag({ lag: found }: SideNumbers): Cell {
  if (!found) return none();
  const longest = seconds(found.longest.ms);
  const why = m.numbers_lag_value_why({ count: found.count, longest });
  return { text: seconds(found.median_ms), why, atMs: found.longest.at_ms };
}

const count = (n: number, why: string): Cell => ({ text: number(n), why, atMs: null });

/** One row for each number that a side has. */
export function rows({ caller, agent }: CallNumbers): Row[] {
  const row = (name: string, why: string, of: (own: SideNumbers, other: SideNumbers) => Cell) => ({
    name,
    why,
    caller: of(caller, agent),
    agent: of(agent, caller),
  });
  return [
    row(m.numbers_talk(), m.numbers_talk_why(), talk),
    row(m.numbers_longest(), m.numbers_longest_why(), longest),
    row(m.numbers_lag(), m.numbers_lag_why(), lag),
    row(m.numbers_questions(), m.numbers_questions_why(), (own) =>
      count(own.questions, m.numbers_questions_why()),
    ),
    row(m.numbers_words(), m.numbers_words_why(), (own) => count(own.words, m.numbers_words_why())),
  ];
}

/** What both sides have together; nothing where the source gives no times. */
export function lines({ silence, overlap }: CallNumbers): Line[] {
  const line = (name: string, why: string, found: Stretches | null): Line[] =>
    found
      ? [
          {
            name,
            why,
            text: m.numbers_together({ time: time(found.total_ms) }),
            place: found.longest,
          },
        ]
      : [];
  return [
    ...line(m.numbers_silence(), m.numbers_silence_why(), silence),
    ...line(m.numbers_overlap(), m.numbers_overlap_why(), overlap),
  ];
}

/** `longest 4.2 s at 1:07`. */
export const longestAt = (place: Place) =>
  m.numbers_longest_at({ time: time(place.ms), at: clock(place.at_ms) });
