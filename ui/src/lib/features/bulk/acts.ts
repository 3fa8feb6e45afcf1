// What can be done to many calls at once, in words.
import type { BulkAct } from '$lib/api';
import { m } from '$lib/paraglide/messages';

export type BulkKind = BulkAct['kind'];

export const bulkKinds: Record<BulkKind, { name: () => string; verb: () => string }> = {
  tag: { name: m.bulk_tag, verb: m.bulk_do_tag },
  untag: { name: m.bulk_untag, verb: m.bulk_do_untag },
  assign: { name: m.bulk_assign, verb: m.bulk_do_assign },
  flag: { name: m.bulk_flag, verb: m.bulk_do_flag },
  unflag: { name: m.bulk_unflag, verb: m.bulk_do_unflag },
};
