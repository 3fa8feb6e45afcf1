// Where an address from outside leads. Pure.
import type { Link } from '$lib/api';

export function pathOf(link: Link): string {
  switch (link.to) {
    case 'call':
      return link.at_ms === null ? `/calls/${link.id}` : `/calls/${link.id}?t=${link.at_ms}`;
    case 'view':
      return `/calls?view=${link.id}`;
  }
}
