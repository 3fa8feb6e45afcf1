// What calls are handed out for. The purposes of work inside Parley are not among them.
import type { Purpose } from '$lib/api';

export const exportPurposes: readonly Purpose[] = [
  'data_request',
  'complaint',
  'quality_review',
  'legal_claim',
  'authority_order',
  'administration',
  'security',
];
