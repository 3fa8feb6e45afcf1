// How this person likes to listen; kept on this machine, for each person apart.
import type { Span } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** Seconds to go back when playing goes on. */
export const rewinds = [0, 1, 2, 3, 4, 5] as const;

export type Playback = { speed: number; rewindS: number; skipSilence: boolean };

const usual: Playback = { speed: 1, rewindS: 0, skipSilence: false };

const key = () => {
  const open = session.open;
  return open && `parley-playback:${open.id}:${open.session.user_id}`;
};

/** Reads what was stored, taking only what makes sense of it. */
export function readPlayback(text: string | null): Playback {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    if (typeof stored !== 'object' || stored === null) return usual;
    const { speed, rewindS, skipSilence } = stored as Record<string, unknown>;
    return {
      speed: speeds.find((each) => each === speed) ?? usual.speed,
      rewindS: rewinds.find((each) => each === rewindS) ?? usual.rewindS,
      skipSilence: skipSilence === true,
    };
  } catch {
    return usual;
  }
}

export function playback(): Playback {
  const own = key();
  return own ? readPlayback(localStorage.getItem(own)) : usual;
}

export function rememberPlayback(change: Partial<Playback>): void {
  const own = key();
  if (own) localStorage.setItem(own, JSON.stringify({ ...playback(), ...change }));
}

/**
 * Where to go on from when playing was stopped at `at`: earlier, but neither before
 * the loop that is on nor before the beginning.
 */
export function resumeAt(at: number, rewindS: number, loop: Span | null): number {
  const first = loop && at >= loop.from_ms && at < loop.to_ms ? loop.from_ms : 0;
  return Math.max(first, at - rewindS * 1000);
}

/** The next faster or slower speed that can be chosen. */
export function beside(speed: number, step: 1 | -1): number {
  const next = step > 0 ? speeds.find((s) => s > speed) : speeds.findLast((s) => s < speed);
  return next ?? speed;
}
