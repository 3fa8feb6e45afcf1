// Many links or buttons that are one stop of the tab key; arrows move among them.

const moves: Record<string, (at: number, columns: number, last: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at, columns) => at + columns,
  ArrowUp: (at, columns) => at - columns,
  Home: () => 0,
  End: (_at, _columns, last) => last,
};

/** Where a key leads from the link `at`; `null` where it leads nowhere. */
export function moveTo(key: string, at: number, columns: number, count: number): number | null {
  const to = moves[key]?.(at, columns, count - 1);
  return to === undefined || to < 0 || to >= count || to === at ? null : to;
}

/** Attach to what holds the links, in rows of so many. */
export const arrows =
  (columns = 1) =>
  (node: HTMLElement): (() => void) => {
    const links = () => [...node.querySelectorAll<HTMLElement>('a, button')];
    const choose = (chosen: Element | null) => {
      for (const link of links()) link.tabIndex = link === chosen ? 0 : -1;
    };
    const onkeydown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const all = links();
      const at = all.indexOf(event.target as HTMLElement);
      const to = at < 0 ? null : moveTo(event.key, at, columns, all.length);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      all[to]?.focus();
    };
    const onfocusin = (event: FocusEvent) => choose(event.target as Element);
    const first = () => {
      if (!links().some((link) => link.tabIndex === 0)) choose(links()[0] ?? null);
    };
    const watcher = new MutationObserver(first);
    watcher.observe(node, { childList: true, subtree: true });
    choose(links()[0] ?? null);
    node.addEventListener('keydown', onkeydown);
    node.addEventListener('focusin', onfocusin);
    return () => {
      watcher.disconnect();
      node.removeEventListener('keydown', onkeydown);
      node.removeEventListener('focusin', onfocusin);
    };
  };
