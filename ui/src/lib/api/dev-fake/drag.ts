import type { DragSource } from '../drag';

/** Drags of the browser itself. It tells names and no paths, which is enough to look at. */
export const fakeDrags: DragSource = (handler) => {
  const ending = new AbortController();
  const { signal } = ending;
  const named = (event: DragEvent) =>
    [...(event.dataTransfer?.files ?? [])].map((file) => `/home/asha/${file.name}`);
  window.addEventListener('dragenter', () => handler({ kind: 'enter', paths: ['?'] }), { signal });
  window.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  window.addEventListener(
    'dragleave',
    (event) => {
      if (event.relatedTarget === null) handler({ kind: 'leave' });
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      handler({ kind: 'drop', paths: named(event) });
    },
    { signal },
  );
  return () => ending.abort();
};
