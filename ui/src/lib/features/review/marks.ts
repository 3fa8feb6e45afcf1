// Where both sides speak at once, and where nobody does, by the words' times. Pure.
import type { AgentEvent, Span, Turn } from '$lib/api';

/** Silence that a caller takes for a lost line. */
export const DEAD_AIR_MS = 4000;
/** Less is a breath drawn early, not talking over somebody. */
export const OVERLAP_MS = 300;

/** What is spoken in a turn: its words, or all of it when those have no times. */
function spoken(turn: Turn): Span[] {
  if (turn.words.length > 0)
    return turn.words.map((word) => ({ from_ms: word.start_ms, to_ms: word.end_ms }));
  if (turn.start_ms === null || turn.end_ms === null) return [];
  return [{ from_ms: turn.start_ms, to_ms: turn.end_ms }];
}

/** Sorted, and joined where less than `gap` lies between. */
function joined(spans: readonly Span[], gap: number): Span[] {
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from_ms - b.from_ms)) {
    const last = out.at(-1);
    if (last && span.from_ms - last.to_ms <= gap) last.to_ms = Math.max(last.to_ms, span.to_ms);
    else out.push({ ...span });
  }
  return out;
}

export function overlaps(turns: readonly Turn[]): Span[] {
  const of = (side: 'caller' | 'agent') =>
    joined(turns.filter((turn) => turn.side === side).flatMap(spoken), OVERLAP_MS);
  const agent = of('agent');
  const out: Span[] = [];
  let first = 0;
  for (const mine of of('caller')) {
    while ((agent[first]?.to_ms ?? Infinity) <= mine.from_ms) first += 1;
    for (let at = first; (agent[at]?.from_ms ?? Infinity) < mine.to_ms; at += 1) {
      const from = Math.max(mine.from_ms, agent[at]?.from_ms ?? 0);
      const to = Math.min(mine.to_ms, agent[at]?.to_ms ?? 0);
      if (to - from >= OVERLAP_MS) out.push({ from_ms: from, to_ms: to });
    }
  }
  return out;
}

/** Between words only: what comes before the first and after the last is no wait. */
export function deadAir(turns: readonly Turn[]): Span[] {
  // One turn without a time could be anywhere, also in a gap.
  if (turns.some((turn) => turn.text !== '' && spoken(turn).length === 0)) return [];
  const said = joined(turns.flatMap(spoken), DEAD_AIR_MS);
  return said.slice(1).map((span, at) => ({
    from_ms: said[at]?.to_ms ?? 0,
    to_ms: span.from_ms,
  }));
}

/** What was not recorded of a call. One that does not tell is taken to be recorded whole. */
export function unrecorded(events: readonly AgentEvent[], durationMs: number): Span[] {
  const gates = events.flatMap((event) =>
    event.kind === 'recording' && event.at_ms !== null ? [{ at: event.at_ms, on: event.on }] : [],
  );
  const out: Span[] = [];
  let from: number | null = gates.length > 0 ? 0 : null;
  for (const { at, on } of gates.toSorted((a, b) => a.at - b.at)) {
    if (!on) from ??= at;
    else if (from !== null) {
      out.push({ from_ms: from, to_ms: Math.min(at, durationMs) });
      from = null;
    }
  }
  if (from !== null) out.push({ from_ms: from, to_ms: durationMs });
  return out.filter((span) => span.to_ms > span.from_ms);
}
