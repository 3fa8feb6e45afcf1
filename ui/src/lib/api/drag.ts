// Files dragged onto the window. A shell with a window hears of them with their
// paths; a browser keeps paths to itself, so there is nothing to hear of there.

export type Dragged =
  { kind: 'enter'; paths: string[] } | { kind: 'drop'; paths: string[] } | { kind: 'leave' };

/** Where drags are heard of; the result ends it. */
export type DragSource = (handler: (dragged: Dragged) => void) => () => void;

async function source(): Promise<DragSource> {
  if (import.meta.env.MODE === 'fake') return (await import('./dev-fake/drag')).fakeDrags;
  if (window.__TAURI_INTERNALS__ !== undefined) return (await import('./tauri')).tauriDrags;
  return () => () => {};
}

export const onDragged: DragSource = (handler) => {
  let open = true;
  let stop = () => {};
  void source().then((drags) => {
    if (open) stop = drags(handler);
  });
  return () => {
    open = false;
    stop();
  };
};
