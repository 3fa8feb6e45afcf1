// Why a control is not for this person: the sentence a disabled button shows.
import type { Permission } from '$lib/api';
import { roleWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';
import { session } from './session.svelte';

/** `null` when it is permitted. */
export function whyNot(permission: Permission): string | null {
  const open = session.open;
  if (!open || session.can(permission)) return null;
  return m.not_permitted_role({ role: roleWords[open.session.role]() });
}
