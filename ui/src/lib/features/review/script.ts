// The language a text is marked with, so that the right letters, line height
// and voice are used. Pure.

const devanagari = /\p{Script=Devanagari}/u;

/**
 * The call's language, unless the letters say otherwise: an English line in a
 * Hindi call is read as English, and a Hindi line in any call as Hindi.
 */
export function scriptOf(text: string, language: string | null): string | undefined {
  if (devanagari.test(text)) return 'hi';
  if (language?.startsWith('hi')) return /\p{Letter}/u.test(text) ? 'en' : 'hi';
  return language ?? undefined;
}
