// How much of what a search found is in the list. Pure.
import type { SearchOrder, TurnSearchView } from '$lib/api';

/**
 * `all`: everything that matches. `more`: further pages come with scrolling.
 * `best`: the core orders by worth without a second page, so this is where it ends.
 */
export type Reach = 'all' | 'more' | 'best';

export function reachOf(
  order: SearchOrder,
  view: Pick<TurnSearchView, 'hits' | 'next'>,
  limit: number,
): Reach {
  if (view.next !== null) return 'more';
  return order === 'best' && view.hits.length >= limit ? 'best' : 'all';
}
