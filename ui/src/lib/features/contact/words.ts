// Closed lists of refusals and permits in words, and what a permit comes to.
import type { Confidence, PastedAs, PermitView, RefusedBy, Rule } from '$lib/api';
import { timeOfDay, weekday, when } from '$lib/i18n/say';
import { formatTag } from '$lib/i18n/locale.svelte';
import { m } from '$lib/paraglide/messages';

export const refusedByWords: Record<RefusedBy, () => string> = {
  spoken: m.contact_by_spoken,
  text: m.contact_by_text,
  by_hand: m.contact_by_hand,
  import: m.contact_by_import,
};

/** Of lines that are left out; a new one is not. */
export const pastedWords: Record<PastedAs, () => string> = {
  new: m.contact_pasted_new,
  listed: m.contact_pasted_listed,
  twice: m.contact_pasted_twice,
  no_contact: m.contact_pasted_none,
};

export const ruleWords: Record<Rule, () => string> = {
  not_suppressed: m.contact_rule_list,
  place_known: m.contact_rule_place,
  within_hours: m.contact_rule_hours,
};

export const confidenceWords: Record<Confidence, () => string> = {
  high: m.contact_sure_high,
  medium: m.contact_sure_medium,
  low: m.contact_sure_low,
};

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `09:00`, as it is told. */
export const hourWords = (time: string) =>
  timeOfDay(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)), true);

/** `Sun 19:58`, what the clocks of a zone show, in the page's language. */
export function localWords(local: string): string {
  const [name = '', time = ''] = local.split(' ');
  const day = days.indexOf(name);
  return day < 0 ? local : `${weekday(day, 'short')} ${hourWords(time)}`;
}

/** `United States, OH`: a place of ISO 3166. */
export function placeWords(place: string): string {
  const [country = place, part] = place.split('-');
  const name = new Intl.DisplayNames([formatTag()], { type: 'region' }).of(country) ?? country;
  return part ? `${name}, ${part}` : name;
}

/** The verdict in one sentence. */
export function verdict(permit: PermitView): string {
  if (permit.permitted) return m.contact_verdict_yes();
  if (permit.refused_by === 'not_suppressed')
    return permit.suppressed_since === null
      ? m.contact_verdict_list()
      : m.contact_verdict_list_since({ since: when(permit.suppressed_since) });
  return permit.refused_by === 'place_known'
    ? m.contact_verdict_place()
    : m.contact_verdict_hours();
}

/** When it is another one. */
export function changes(permit: PermitView): string | null {
  if (permit.permitted)
    return permit.until === null ? null : m.contact_until({ time: when(permit.until) });
  if (permit.refused_by === 'not_suppressed') return m.contact_until_lifted();
  if (permit.refused_by === 'place_known') return null;
  return permit.next_at === null
    ? m.contact_never()
    : m.contact_next({ time: when(permit.next_at) });
}
