// Which part of a call the lanes show. Pure: spans in, spans out.
import type { Span } from '$lib/api';

/** Nothing is to be seen in less. */
export const SHORTEST_VIEW_MS = 2_000;

const long = (view: Span) => view.to_ms - view.from_ms;

export const whole = (durationMs: number): Span => ({ from_ms: 0, to_ms: durationMs });

export const isWhole = (view: Span, durationMs: number) => long(view) >= durationMs;

/** So long, from there on, moved into the call. */
function within(from: number, length: number, durationMs: number): Span {
  const size = Math.min(durationMs, Math.max(Math.min(SHORTEST_VIEW_MS, durationMs), length));
  const first = Math.round(Math.min(durationMs - size, Math.max(0, from)));
  return { from_ms: first, to_ms: Math.round(first + size) };
}

/** `times` as near; what is at `atMs` stays under the pointer. */
export function zoomed(view: Span, times: number, atMs: number, durationMs: number): Span {
  const size = Math.min(
    durationMs,
    Math.max(Math.min(SHORTEST_VIEW_MS, durationMs), long(view) / times),
  );
  const part = long(view) > 0 ? (atMs - view.from_ms) / long(view) : 0;
  return within(atMs - part * size, size, durationMs);
}

export function moved(view: Span, byMs: number, durationMs: number): Span {
  return within(view.from_ms + byMs, long(view), durationMs);
}

/** The view around a place. */
export function centred(view: Span, atMs: number, durationMs: number): Span {
  return within(atMs - long(view) / 2, long(view), durationMs);
}

/**
 * Where to look when the playhead went from one place to another: the next page when it
 * leaves the one it was seen on. Who looks elsewhere is left there.
 */
export function followed(view: Span, wasMs: number, atMs: number, durationMs: number): Span {
  const seen = (ms: number) => ms >= view.from_ms && ms <= view.to_ms;
  if (seen(atMs) || !seen(wasMs)) return view;
  return within(atMs - long(view) / 10, long(view), durationMs);
}

/** Where in the view a time is, 0 to 1 when it is to be seen. */
export const partOf = (view: Span, ms: number) =>
  long(view) > 0 ? (ms - view.from_ms) / long(view) : 0;

/** The CSS of a stretch in the view; `null` when nothing of it shows. */
export function boxOf(view: Span, span: Span): string | null {
  const from = Math.max(0, partOf(view, span.from_ms));
  const to = Math.min(1, partOf(view, span.to_ms));
  if (to <= 0 || from >= 1 || to <= from) return null;
  return `left:${from * 100}%;width:${(to - from) * 100}%`;
}
