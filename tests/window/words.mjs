// The page's own words, so that specs name controls by what a person reads.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './stage.mjs';

/** The words of one language: `say('player_play')`, `say('filter_remove', { name: 'Agent' })`. */
export function wordsOf(language) {
  const messages = JSON.parse(readFileSync(join(ROOT, `ui/messages/${language}.json`), 'utf8'));
  return (key, values = {}) => {
    const message = messages[key];
    if (typeof message !== 'string') throw new Error(`no plain message ${key} in ${language}.json`);
    return message.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
}
