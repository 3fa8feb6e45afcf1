// Asking for parts of a recovery code, to see that it was written down. Pure but for
// the choice, whose dice are passed in.

export const groupsOf = (code: string) => code.split(/[-\s]+/).filter(Boolean);

/** Two different places, the earlier first. `dice(n)` gives one of 0 to n-1. */
export function twoOf(count: number, dice: (n: number) => number): [number, number] {
  const one = dice(count);
  const other = (one + 1 + dice(count - 1)) % count;
  return [Math.min(one, other), Math.max(one, other)];
}

/** Written by hand: neither case nor blanks matter, and O and 0, I, L and 1 look alike. */
const plain = (text: string) =>
  text.toUpperCase().replace(/[-\s]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

export const isGroup = (typed: string, group: string) => plain(typed) === plain(group);
