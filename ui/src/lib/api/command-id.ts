/**
 * A fresh id (UUID version 4) for a command that changes something, so that a
 * retry is harmless. `crypto.randomUUID` exists only where the browser takes the
 * page's origin for a secure one; the window's own scheme need not be.
 */
export function commandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, i) => {
    const value = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  }).join('');
  return [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end)).join('-');
}
