// Tells the core that somebody is there, reading: the idle lock counts from it.
import { backend, sessionTouch } from '$lib/api';
import { session } from './session.svelte';

const QUIET_MS = 30_000;

/** Watches keys and pointer; says so at most once in half a minute. */
export function watchPresence(): () => void {
  let saidAt = 0;
  const seen = () => {
    const now = performance.now();
    if (!session.open || now - saidAt < QUIET_MS) return;
    saidAt = now;
    // A refusal means the lock came first; its own event tells the page.
    void sessionTouch(backend, {}).catch(() => undefined);
  };
  const kinds = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, seen, { passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, seen);
  };
}
