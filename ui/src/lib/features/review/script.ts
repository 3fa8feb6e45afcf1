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

const leftward =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The direction of writing, by the first letter. `dir="auto"` would say the same, but a
 * browser looks for it anew for each word that is put into the line.
 */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const [first] = /\p{Letter}/u.exec(text) ?? [''];
  return leftward.test(first) ? 'rtl' : 'ltr';
}
