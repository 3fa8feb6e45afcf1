// The rows of a long list that are on screen, and how tall the whole is.
//
// @tanstack/virtual-core is used directly: its Svelte adapter speaks the old
// store contract, which re-runs a rune component for every scroll event.
import { untrack } from 'svelte';
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';

export type VirtualOptions = {
  count: () => number;
  /** Expected height of a row, px. */
  rowHeight: (index: number) => number;
  overscan?: number;
};

export class VirtualRows {
  items = $state.raw<VirtualItem[]>([]);
  totalHeight = $state(0);
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #options: VirtualOptions;

  constructor(options: VirtualOptions) {
    this.#options = options;
  }

  #settings(element: HTMLElement) {
    return {
      count: this.#options.count(),
      estimateSize: this.#options.rowHeight,
      overscan: this.#options.overscan ?? 8,
      getScrollElement: () => element,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.#publish(),
    };
  }

  #publish() {
    if (!this.#virtualizer) return;
    this.items = this.#virtualizer.getVirtualItems();
    this.totalHeight = this.#virtualizer.getTotalSize();
  }

  /**
   * Attach to the element that scrolls. Untracked: an attachment runs again when
   * what it read changes, and a new virtualizer begins at the top.
   */
  scroller = (element: HTMLElement) =>
    untrack(() => {
      const virtualizer = new Virtualizer(this.#settings(element));
      this.#virtualizer = virtualizer;
      const unmount = virtualizer._didMount();
      virtualizer._willUpdate();
      this.#publish();
      return () => {
        unmount();
        this.#virtualizer = undefined;
      };
    });

  /** Call when the count or the expected heights changed. */
  refresh(remeasure = false) {
    const element = this.#virtualizer?.scrollElement;
    if (!this.#virtualizer || !element) return;
    this.#virtualizer.setOptions(this.#settings(element));
    if (remeasure) this.#virtualizer.measure();
    this.#virtualizer._willUpdate();
    this.#publish();
  }

  /** Attach to a row whose height only the browser knows; needs `data-index`. */
  measured = (row: HTMLElement) => {
    untrack(() => this.#virtualizer?.measureElement(row));
    return () => this.#virtualizer?.measureElement(null);
  };

  /** Centres a row that is above the screen or in its last part; else leaves it. */
  keepInView(index: number) {
    const element = this.#virtualizer?.scrollElement;
    const row = this.#virtualizer?.measurementsCache[index];
    if (!element || !row) return;
    const top = element.scrollTop;
    const seen = row.start >= top && row.end <= top + element.clientHeight * 0.85;
    if (!seen) this.scrollTo(index, 'center');
  }

  scrollTo(index: number, align: 'auto' | 'center' | 'start' = 'auto') {
    this.#virtualizer?.scrollToIndex(index, { align });
  }
}
