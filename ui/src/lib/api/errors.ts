// Turns whatever a transport rejects with into a `WireError`.
import type { WireError } from './gen';

/** A transport that could not reach the core at all. */
export type Failure = WireError | { code: 'offline'; incident_id: ''; field: null };

export function toFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'incident_id' in thrown)
    return thrown as WireError;
  return { code: 'offline', incident_id: '', field: null };
}

export const retryAfter = (failure: Failure): number =>
  failure.code === 'offline' ? 0 : (failure.retry_after_ms ?? 0);
