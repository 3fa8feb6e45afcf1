// The roles that can be given to a person; a support guest comes another way.
import type { Role } from '$lib/api';

export const staffRoles: readonly Role[] = [
  'owner',
  'privacy_officer',
  'grievance_officer',
  'qa_lead',
  'reviewer',
  'agent_manager',
  'auditor',
];
