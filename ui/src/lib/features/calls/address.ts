// Where a call is, and the place in it. Pure.
import type { SearchHit } from '$lib/api';

/** `/calls/ID`, opened at the line that was found. */
export function callAddress(id: string, hit: Pick<SearchHit, 'turn_index'> | null): string {
  return hit ? `/calls/${id}?turn=${hit.turn_index}` : `/calls/${id}`;
}

export type Place = { turn: number } | { ms: number } | null;

function whole(text: string | null): number | null {
  if (text === null || !/^\d{1,12}$/.test(text)) return null;
  return Number(text);
}

/** The place an address names: `?turn=7` or `?t=67300` (ms). */
export function placeOf(params: URLSearchParams): Place {
  const turn = whole(params.get('turn'));
  if (turn !== null) return { turn };
  const ms = whole(params.get('t'));
  return ms === null ? null : { ms };
}
