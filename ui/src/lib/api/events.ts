// Hands each event to those who asked for its kind.
import type { Event } from './gen';

type Kind = Event['kind'];
type Of<K extends Kind> = Extract<Event, { kind: K }>;

const listeners = new Map<Kind, Set<(event: never) => void>>();

/** Calls `handler` for every event of `kind`; the result ends it. */
export function onEvent<K extends Kind>(kind: K, handler: (event: Of<K>) => void): () => void {
  const set = listeners.get(kind) ?? new Set();
  listeners.set(kind, set);
  set.add(handler);
  return () => set.delete(handler);
}

export function tellAll(event: Event): void {
  for (const handler of listeners.get(event.kind) ?? []) handler(event as never);
}
