// Addresses for other programs, and where one of them leads. Pure; the core reads them
// (parley_domain::link) and hands on what it understood.
import type { Link } from '$lib/api';

/** Opens a saved view. */
export const viewLink = (view: string) => `parley://view/${view}`;

/** Opens a call, at a place in it unless that is its start. */
export const callLink = (call: string, ms: number) =>
  ms > 0 ? `parley://call/${call}?t=${Math.floor(ms)}` : `parley://call/${call}`;

export function pathOf(link: Link): string {
  switch (link.to) {
    case 'call':
      return link.at_ms === null ? `/calls/${link.id}` : `/calls/${link.id}?t=${link.at_ms}`;
    case 'view':
      return `/calls?view=${link.id}`;
  }
}
