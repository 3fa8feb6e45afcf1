// The order files are listed in. Pure.
import type { ImportNote } from '$lib/api';

/** What can be used first, refusals after; each part keeps the order of the core. */
export function refusedLast<T extends { refusal: ImportNote | null }>(files: readonly T[]): T[] {
  return [
    ...files.filter((file) => file.refusal === null),
    ...files.filter((file) => file.refusal !== null),
  ];
}
