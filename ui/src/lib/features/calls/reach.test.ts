import { expect, it } from 'vitest';
import type { SearchHit } from '$lib/api';
import { reachOf } from './reach';

const hits = (count: number) => Array.from({ length: count }, () => ({}) as SearchHit);

it('knows when scrolling brings more', () => {
  expect(reachOf('newest', { hits: hits(200), next: 'x' }, 200)).toBe('more');
  expect(reachOf('newest', { hits: hits(200), next: null }, 200)).toBe('all');
});

it('does not take the best page for all there is', () => {
  expect(reachOf('best', { hits: hits(200), next: null }, 200)).toBe('best');
  expect(reachOf('best', { hits: hits(199), next: null }, 200)).toBe('all');
});
