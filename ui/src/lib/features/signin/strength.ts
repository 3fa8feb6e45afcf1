// How long a passphrase would hold somebody who has the machine. Pure. Deliberately
// grudging: what could stand in a list of words, names or dates counts as if it did.
// It advises; what is allowed is the core's business.

/** Guesses a second of somebody with a hall of machines against Argon2id as used here. */
const GUESSES = 100_000;
/** One of the 7,776 words of the usual list for choosing passphrases by dice. */
const WORD_BITS = 12.9;
const LETTER_BITS = 4.7;
const DIGIT_BITS = 3.3;
const YEAR_BITS = 7;
const SIGN_BITS = 3;
const KNOWN_BITS = 2;
const DAY_S = 86_400;
const YEAR_S = 365 * DAY_S;

const COMMON =
  /passwor[dt]|passphrase|qwert[yz]|asdf|letmein|welcome|iloveyou|admin|dragon|monkey|parley|secret|abc123|पासवर्ड|स्वागत/giu;

export type Strength = {
  level: 'weak' | 'fair' | 'good';
  /** Until half of what it could be was tried, in seconds. */
  seconds: number;
  /** What makes it easier than it looks. */
  flaw: 'common' | 'name' | 'repeats' | null;
};

const UPWARDS = '0123456789'.repeat(3);
const DOWNWARDS = '9876543210'.repeat(3);

const isRun = (text: string) =>
  UPWARDS.includes(text) || DOWNWARDS.includes(text) || /^(.)\1*$/u.test(text);

function letters(run: string): number {
  const length = [...run].length;
  // Words without blanks between them: one for every six letters.
  const words = Math.max(1, Math.floor(length / 6));
  return Math.min(length * LETTER_BITS, words * WORD_BITS);
}

function digits(run: string): number {
  if (isRun(run)) return KNOWN_BITS;
  if (/^(19|20)\d\d$/.test(run)) return YEAR_BITS;
  return run.length * DIGIT_BITS;
}

/** `names`: what is known here anyway, the workspace's and the person's name. */
export function strengthOf(passphrase: string, names: readonly string[] = []): Strength {
  let flaw: Strength['flaw'] = null;
  let bits = 0;
  const known = (what: 'common' | 'name') => () => {
    flaw ??= what;
    bits += KNOWN_BITS;
    return ' ';
  };
  let text = passphrase.normalize('NFC').toLowerCase().replace(COMMON, known('common'));
  const parts = names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? []);
  for (const part of parts) text = text.replaceAll(part, known('name'));

  const seen = new Set<string>();
  for (const run of text.match(/[\p{L}\p{M}]+|\d+|[^\p{L}\p{M}\d\s]+/gu) ?? []) {
    if (seen.has(run) || isRun(run)) {
      if ([...run].length > 2) flaw ??= 'repeats';
      bits += KNOWN_BITS;
    } else if (/^\d/.test(run)) bits += digits(run);
    else if (/^[\p{L}\p{M}]/u.test(run)) bits += letters(run);
    else bits += Math.min(2, run.length) * SIGN_BITS;
    seen.add(run);
  }
  const seconds = 2 ** (bits - 1) / GUESSES;
  const level = seconds < 7 * DAY_S ? 'weak' : seconds < 100 * YEAR_S ? 'fair' : 'good';
  return { level, seconds, flaw };
}

export type Span = { unit: 'hours' | 'long' } | { unit: 'days' | 'years'; n: number };

/** The time in words that claim no more than is known: one digit counts. */
export function spanOf(seconds: number): Span {
  if (seconds < DAY_S) return { unit: 'hours' };
  if (seconds < 2 * YEAR_S) return { unit: 'days', n: rough(seconds / DAY_S) };
  if (seconds < 1000 * YEAR_S) return { unit: 'years', n: rough(seconds / YEAR_S) };
  return { unit: 'long' };
}

function rough(n: number): number {
  const step = 10 ** Math.floor(Math.log10(n));
  return Math.max(1, Math.floor(n / step)) * step;
}
