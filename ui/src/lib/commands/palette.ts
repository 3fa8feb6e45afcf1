// The palette: everything that can be done here and now, found by typing.
import { available } from './handler';
import { keymap, signOf } from './keymap.svelte';

export type Entry = { id: string; name: string; key: string | null; run: () => void };

/** Without case and accents, as one types in a hurry. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLocaleLowerCase();

/** Those in whose names all the words begin a word; a name that begins so comes first. */
export function matching<T extends { name: string }>(entries: readonly T[], typed: string): T[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const rank = (name: string) => {
    const parts = folded(name).split(/[\s:;,.()–-]+/);
    if (!words.every((word) => parts.some((part) => part.startsWith(word)))) return null;
    return words.length > 0 && parts[0]?.startsWith(words[0] ?? '') ? 0 : 1;
  };
  return entries
    .flatMap((entry) => {
      const place = rank(entry.name);
      return place === null ? [] : [{ entry, place }];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
}

/** What can be done now. */
export function entries(): Entry[] {
  return available().map(({ id, command, run }) => {
    const [key] = keymap.of(id);
    return { id, name: command.name(), key: key === undefined ? null : signOf(key), run };
  });
}
