// What the agent did, in words and places. Pure.
import type { AgentEvent, Claim, ClaimValue, Turn } from '$lib/api';
import { clock, cost, money, number, timeOfDay, weekday } from '$lib/i18n/say';
import { m } from '$lib/paraglide/messages';
import { turnStart } from './words';

/** When it happened: as the source says, else when the turn after it began. */
export function deedAt(event: AgentEvent, turns: readonly Turn[]): number | null {
  if (event.at_ms !== null) return event.at_ms;
  const next = turns[event.after_turns] ?? turns.at(-1);
  return next ? turnStart(next) : null;
}

export const hasFailed = (event: AgentEvent) =>
  event.kind === 'tool_call' && event.succeeded === false;

/** A sign for the lane; each is told apart by its shape. */
export function signOf(event: AgentEvent): string {
  switch (event.kind) {
    case 'tool_call':
      return hasFailed(event) ? '◇' : '◆';
    case 'barge_in':
      return '✕';
    case 'refusal':
      return '⊘';
    case 'hand_off':
      return '➔';
    case 'step':
      return '•';
    case 'keys':
      return '#';
    case 'recording':
      return event.on ? '●' : '○';
    case 'answered':
      return '◷';
    case 'used':
      return 'Σ';
  }
}

export function nameOf(event: AgentEvent): string {
  switch (event.kind) {
    case 'tool_call':
      return event.name.replaceAll('_', ' ') || m.deed_tool();
    case 'barge_in':
      return m.deed_barge_in();
    case 'refusal':
      return event.why ? m.deed_refusal_why({ why: event.why }) : m.deed_refusal();
    case 'hand_off':
      return event.to ? m.deed_hand_off_to({ to: event.to }) : m.deed_hand_off();
    case 'step':
      return m.deed_step({ name: event.name });
    case 'keys':
      return m.deed_keys({ digits: event.digits });
    case 'recording':
      return event.on ? m.deed_recording_on() : m.deed_recording_off();
    case 'answered':
      return m.deed_answered({ ms: number(event.after_ms) });
    case 'used':
      return usedWords(event);
  }
}

function usedWords(used: Extract<AgentEvent, { kind: 'used' }>): string {
  const words = m.deed_used({
    line: clock(used.line_ms),
    characters: number(used.spoken_chars),
  });
  return used.cost_micros === null || used.currency === null
    ? words
    : m.deed_used_cost({ words, cost: cost(used.cost_micros, used.currency) });
}

/** One line for a tip: when, what, whether it failed. */
export function tipOf(event: AgentEvent, at: number): string {
  const name = hasFailed(event) ? m.deed_failed({ name: nameOf(event) }) : nameOf(event);
  return `${clock(at)} ${name}`;
}

/** JSON indented so that it can be read; anything else as it is. */
export function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 1) : text;
  } catch {
    return text;
  }
}

function valueWords(value: ClaimValue): string {
  switch (value.kind) {
    case 'time':
      return timeOfDay(value.minutes, value.known_half);
    case 'weekday':
      return weekday(value.day, 'long');
    case 'amount':
      return money(value.hundredths);
  }
}

const list = (values: readonly ClaimValue[]) => [...new Set(values.map(valueWords))].join(', ');

export const said = (claim: Claim) => list(claim.said);
export const kept = (claim: Claim) =>
  claim.system.length > 0 ? list(claim.system) : m.claim_nothing();

/** When it was promised. */
export const claimAt = (claim: Claim, turns: readonly Turn[]) => {
  const turn = turns[claim.turn];
  if (!turn) return null;
  const word = turn.words.find((each) => each.at + each.len > claim.at);
  return word?.start_ms ?? turnStart(turn);
};
