// How the talking was shared, as widths. Pure.

export type Share = { caller: number; agent: number };

/** Parts of 1, or `null` when nobody's talk time is known. */
export function talkShare(callerMs: number, agentMs: number): Share | null {
  const whole = callerMs + agentMs;
  if (!(whole > 0)) return null;
  return { caller: callerMs / whole, agent: agentMs / whole };
}
