// What files dragged over the window mean. Pure.
import type { Dragged } from '$lib/api';

export type Drag = {
  /** Whether files are over the window. */
  over: boolean;
  /** What was let go; empty until then. */
  dropped: string[];
};

/**
 * A drag that carries no file is one of words within the page. `elsewhere`: what
 * is open, a dialog, must not be left by a drop.
 */
export function dragAfter(dragged: Dragged, elsewhere: boolean): Drag {
  if (dragged.kind === 'leave' || elsewhere) return { over: false, dropped: [] };
  if (dragged.kind === 'enter') return { over: dragged.paths.length > 0, dropped: [] };
  return { over: false, dropped: dragged.paths };
}
