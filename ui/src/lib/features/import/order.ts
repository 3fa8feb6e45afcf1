// The order files are listed in. Pure.
import type { ImportNote } from '$lib/api';

/** What every list of an import's files knows of each. */
export type ListedFile = { name: string; refusal: ImportNote | null; notes: ImportNote[] };

/** What can be used first, refusals after; each part keeps the order of the core. */
export function refusedLast<T extends Pick<ListedFile, 'refusal'>>(files: readonly T[]): T[] {
  return [
    ...files.filter((file) => file.refusal === null),
    ...files.filter((file) => file.refusal !== null),
  ];
}
