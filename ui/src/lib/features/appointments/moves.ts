// Where an arrow key leads from an appointment: to the one before or after it on the same
// day, or to the nearest in time on the next day that has one.

const cards = (column: Element) => [...column.querySelectorAll<HTMLElement>('a[data-from]')];
const from = (card: HTMLElement) => Number(card.dataset['from']);

/** `null` where the key leads nowhere. */
export function nearest(root: HTMLElement, at: HTMLElement, key: string): HTMLElement | null {
  const column = at.closest('[data-day]');
  if (!column) return null;
  const own = cards(column);
  const index = own.indexOf(at);
  if (index < 0) return null;
  if (key === 'ArrowDown') return own[index + 1] ?? null;
  if (key === 'ArrowUp') return own[index - 1] ?? null;
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return null;
  const columns = [...root.querySelectorAll('[data-day]')];
  for (let i = columns.indexOf(column) + step; columns[i]; i += step) {
    const there = cards(columns[i] as Element);
    const away = (card: HTMLElement) => Math.abs(from(card) - from(at));
    if (there.length > 0) return there.reduce((a, b) => (away(b) < away(a) ? b : a));
  }
  return null;
}
