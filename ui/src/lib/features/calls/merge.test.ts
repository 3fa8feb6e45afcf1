import { expect, it } from 'vitest';
import type { CallRow, SearchHit } from '$lib/api';
import { merge, type ListedCall } from './merge';

const listed = (id: string, line?: number): ListedCall => ({
  call: { id } as CallRow,
  hit: line === undefined ? null : ({ turn_index: line } as SearchHit),
  more: 0,
});
const shown = (rows: ListedCall[]) =>
  rows.map((row) => `${row.call.id} ${row.hit?.turn_index ?? '-'} +${row.more}`);

it('appends a page', () => {
  expect(shown(merge([listed('a')], [listed('b'), listed('c')]))).toEqual([
    'a - +0',
    'b - +0',
    'c - +0',
  ]);
});

it('shows the first line of a call and counts the others, across pages', () => {
  const first = merge([], [listed('a', 3), listed('a', 1), listed('b', 7)]);
  expect(shown(first)).toEqual(['a 3 +1', 'b 7 +0']);
  const second = merge(first, [listed('b', 2), listed('c', 0), listed('a', 9)]);
  expect(shown(second)).toEqual(['a 3 +2', 'b 7 +1', 'c 0 +0']);
  expect(shown(first)).toEqual(['a 3 +1', 'b 7 +0']);
});
