// Both languages are complete: same keys, same places to fill, nothing left over.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../../messages/en.json';
import hi from '../../../messages/hi.json';

const places = (message: unknown) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
const english = en as Record<string, unknown>;
const hindi = hi as Record<string, unknown>;

describe('messages', () => {
  it('have the same keys', () => {
    expect(Object.keys(hindi)).toEqual(Object.keys(english));
  });

  it('have the same places to fill', () => {
    for (const key of Object.keys(english))
      expect([key, places(hindi[key])]).toEqual([key, places(english[key])]);
  });

  it('are Hindi in Hindi', () => {
    const same = new Set([
      '$schema',
      'app_name',
      'look_version',
      'channel_sms',
      'channel_whatsapp',
    ]);
    for (const [key, message] of Object.entries(hindi)) {
      const words = JSON.stringify(message).replace(/\{\w+\}/g, '');
      if (!same.has(key) && /\p{Letter}/u.test(words.replace(/declarations|selectors|match/g, '')))
        expect([key, /\p{Script=Devanagari}/u.test(words)]).toEqual([key, true]);
    }
  });

  it('are all used', () => {
    const root = new URL('../../', import.meta.url).pathname;
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes('paraglide'))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('\n');
    const unused = Object.keys(english).filter(
      (key) => key !== '$schema' && !new RegExp(`\\bm\\.${key}\\b`).test(sources),
    );
    expect(unused).toEqual([]);
  });
});
