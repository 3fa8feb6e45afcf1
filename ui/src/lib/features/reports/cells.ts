// The links of a table with gaps are one stop of the tab key; arrows move among them.

/** Where a link stands. */
export type Cell = { row: number; column: number };

/** The index of the link a key leads to from `at`; `null` where it leads nowhere. */
export function nextCell(key: string, at: Cell, all: readonly Cell[]): number | null {
  const of = (fits: (cell: Cell) => boolean, far: (cell: Cell) => number): number | null => {
    let found: number | null = null;
    let least = Infinity;
    all.forEach((cell, index) => {
      if (fits(cell) && far(cell) < least) [found, least] = [index, far(cell)];
    });
    return found;
  };
  const sideways = ({ column }: Cell) => Math.abs(column - at.column);
  // The nearest row that has any, and in it the nearest column.
  const away = (cell: Cell) => Math.abs(cell.row - at.row) * 1_000 + sideways(cell);
  switch (key) {
    case 'ArrowRight':
      return of(({ row, column }) => row === at.row && column > at.column, sideways);
    case 'ArrowLeft':
      return of(({ row, column }) => row === at.row && column < at.column, sideways);
    case 'ArrowDown':
      return of(({ row }) => row > at.row, away);
    case 'ArrowUp':
      return of(({ row }) => row < at.row, away);
    case 'Home':
      return of(
        ({ row, column }) => row === at.row && column < at.column,
        (c) => c.column,
      );
    case 'End':
      return of(
        ({ row, column }) => row === at.row && column > at.column,
        (c) => -c.column,
      );
    default:
      return null;
  }
}

/** Attach to the table; its links say where they stand in `data-row` and `data-column`. */
export function cells(node: HTMLElement): () => void {
  const links = () => [...node.querySelectorAll<HTMLElement>('a[data-row]')];
  const place = ({ dataset }: HTMLElement): Cell => ({
    row: Number(dataset['row']),
    column: Number(dataset['column']),
  });
  const choose = (chosen: Element | undefined) => {
    for (const link of links()) link.tabIndex = link === chosen ? 0 : -1;
  };
  const onkeydown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = links();
    const from = all.find((link) => link === event.target);
    const to = from ? nextCell(event.key, place(from), all.map(place)) : null;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  };
  const onfocusin = (event: FocusEvent) => {
    if (event.target instanceof HTMLAnchorElement) choose(event.target);
  };
  // A link that came anew is a stop of its own until it is told otherwise.
  const settle = () => {
    const all = links();
    const chosen = all.find((link) => link.getAttribute('tabindex') === '0');
    choose(all.find((link) => link === document.activeElement) ?? chosen ?? all[0]);
  };
  const watcher = new MutationObserver(settle);
  watcher.observe(node, { childList: true, subtree: true });
  choose(links()[0]);
  node.addEventListener('keydown', onkeydown);
  node.addEventListener('focusin', onfocusin);
  return () => {
    watcher.disconnect();
    node.removeEventListener('keydown', onkeydown);
    node.removeEventListener('focusin', onfocusin);
  };
}
