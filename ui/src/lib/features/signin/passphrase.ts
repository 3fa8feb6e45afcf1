// The rule a new passphrase must meet. The core checks it again, and more.
export const MIN_LENGTH = 12;

/** Counted as people count: signs, not UTF-16 units. */
export const lengthOf = (text: string) => [...text].length;

export const longEnough = (text: string) => lengthOf(text) >= MIN_LENGTH;
