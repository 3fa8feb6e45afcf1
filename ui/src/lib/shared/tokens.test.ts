// Contrast, measured (WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokens(theme: 'light' | 'dark'): Map<string, string> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['ground', 'ground-shell', 'ground-raised', 'ground-hover'];
const onEvery = ['text', 'text-quiet', 'accent', 'caller', 'agent', 'other', 'good', 'warn', 'bad'];
const textPairs: [string, string][] = [
  ...onEvery.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...['text', 'text-quiet', 'accent', 'caller', 'agent'].map((ink): [string, string] => [
    ink,
    'selected',
  ]),
  ['text', 'hit'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ...['warn', 'good', 'bad'].flatMap((state): [string, string][] => [
    ['text', `ground-${state}`],
    ['text-quiet', `ground-${state}`],
    [state, `ground-${state}`],
  ]),
];
const shapePairs: [string, string][] = [
  ['line-strong', 'ground'],
  ['line-strong', 'ground-shell'],
  ['line-strong', 'ground-raised'],
  ['caller', 'ground-shell'],
  ['agent', 'ground-shell'],
];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const colours = tokens(theme);
  const ratio = ([a, b]: [string, string]) => contrast(colours.get(a) ?? '', colours.get(b) ?? '');

  it.each(textPairs)('text %s on %s', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapePairs)('shape %s on %s', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});

it('both themes name the same tokens', () => {
  expect([...tokens('dark').keys()].sort()).toEqual([...tokens('light').keys()].sort());
});
