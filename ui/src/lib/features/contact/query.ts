// What of the do-not-contact list is shown, as it stands in the address. Pure.
import type { SuppressionFilter } from '$lib/api';

export const shows = ['standing', 'lifted', 'all'] as const;
export type Show = (typeof shows)[number];
export type ContactQuery = { contact: string; show: Show };

export function readContactQuery(params: URLSearchParams): ContactQuery {
  return {
    contact: params.get('contact') ?? '',
    show: shows.find((each) => each === params.get('show')) ?? 'standing',
  };
}

export function writeContactQuery({ contact, show }: ContactQuery): string {
  const params = new URLSearchParams();
  if (contact.trim()) params.set('contact', contact.trim());
  if (show !== 'standing') params.set('show', show);
  const text = params.toString();
  return text ? `/contact?${text}` : '/contact';
}

export const toSuppressionFilter = ({ contact, show }: ContactQuery): SuppressionFilter => ({
  ...(contact.trim() ? { contact: contact.trim() } : {}),
  ...(show === 'all' ? {} : { stands: show === 'standing' }),
});
