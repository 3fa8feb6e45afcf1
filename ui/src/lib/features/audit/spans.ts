// Stretches of a recording as the audit log keeps them. Pure.

export type Span = { from: number; to: number };

/** Reads `from-to,from-to` in ms; what cannot be read is left out. */
export function readSpans(text: string): Span[] {
  return text.split(',').flatMap((part) => {
    const match = /^(\d{1,12})-(\d{1,12})$/.exec(part.trim());
    return match ? [{ from: Number(match[1]), to: Number(match[2]) }] : [];
  });
}
