// Rows of the list, page by page. Pure.
import type { CallRow, SearchHit } from '$lib/api';

export type ListedCall = {
  call: CallRow;
  /** The first line that matched, when searching. */
  hit: SearchHit | null;
  /** How many more lines of the same call matched. */
  more: number;
};

/** Appends a page; further lines of a call already listed are only counted. */
export function merge(rows: ListedCall[], page: ListedCall[]): ListedCall[] {
  const all = rows.slice();
  const places = new Map<string, number>();
  if (page.some((row) => row.hit)) all.forEach((row, i) => places.set(row.call.id, i));
  for (const row of page) {
    const place = row.hit ? places.get(row.call.id) : undefined;
    const first = place === undefined ? undefined : all[place];
    if (place !== undefined && first) {
      all[place] = { ...first, more: first.more + 1 + row.more };
    } else {
      places.set(row.call.id, all.length);
      all.push(row);
    }
  }
  return all;
}
