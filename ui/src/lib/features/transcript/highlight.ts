// Marks on stretches of text that go across words, without an element of their own:
// the rows that are on screen come and go, and their words stay as they are.
import type { TextSpan } from '$lib/features/comments/span';

/** The ranges of spans, which are in order, inside one element's text. */
export function rangesIn(root: Node, spans: readonly { from: number; to: number }[]): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  let node = walker.nextNode();
  let before = 0;
  const reach = (at: number): { node: Node; offset: number } | null => {
    while (node) {
      const length = node.nodeValue?.length ?? 0;
      if (at <= before + length) return { node, offset: at - before };
      before += length;
      node = walker.nextNode();
    }
    return null;
  };
  for (const { from, to } of spans) {
    const start = reach(from);
    const end = start && reach(to);
    if (!end) break;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    ranges.push(range);
  }
  return ranges;
}

/**
 * One highlight a name, emptied and filled: WebKitGTK 2.50 leaves the marks of one that
 * was replaced where they are.
 */
function paint(name: string, ranges: readonly Range[]): void {
  if (!CSS.highlights) return;
  // An empty one that is set again makes WebKitGTK paint the page again: 7 ms a frame.
  if (ranges.length === 0 && !CSS.highlights.get(name)?.size) return;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.clear();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(name, highlight);
}

/** Marks the spans whose turns are on screen; answers with their ranges, in order. */
export function mark(name: string, list: HTMLElement, spans: readonly TextSpan[]): Range[] {
  const byTurn = Map.groupBy(spans, (span) => span.turn);
  const ranges = [...byTurn].flatMap(([turn, own]) => {
    const text = list.querySelector(`[data-index="${turn}"] [data-text]`);
    return text ? rangesIn(text, own) : [];
  });
  paint(name, ranges);
  return ranges;
}

export const unmark = (name: string) => paint(name, []);
