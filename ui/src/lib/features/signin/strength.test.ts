import { expect, test } from 'vitest';
import { spanOf, strengthOf } from './strength';

const level = (text: string, names: string[] = []) => strengthOf(text, names).level;

test('four words that do not belong together hold; fewer hold less', () => {
  expect(level('four quiet otters')).toBe('fair');
  expect(level('seven plain wooden spoons')).toBe('good');
  expect(level('चार चुप लाल नदी किनारे')).toBe('good');
  expect(level('wooden spoons')).toBe('weak');
});

test('what everybody tries, repeats or knows counts for little', () => {
  expect(strengthOf('password1234')).toMatchObject({ level: 'weak', flaw: 'common' });
  expect(strengthOf('aaaaaaaaaaaaaaaa')).toMatchObject({ level: 'weak', flaw: 'repeats' });
  expect(strengthOf('otter otter otter otter')).toMatchObject({ level: 'weak', flaw: 'repeats' });
  const names = ['Lakeside Dental', 'Nadia Rahman'];
  expect(strengthOf('lakeside dental nadia', names)).toMatchObject({ level: 'weak', flaw: 'name' });
  expect(level('123456789012')).toBe('weak');
});

test('a longer one is never weaker for it', () => {
  const words = 'maple tram violet anchor pebble'.split(' ');
  const seconds = words.map((_, i) => strengthOf(words.slice(0, i + 1).join(' ')).seconds);
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
});

test('times are told as roughly as they are known', () => {
  expect(spanOf(3600)).toEqual({ unit: 'hours' });
  expect(spanOf(25.7 * 86_400)).toEqual({ unit: 'days', n: 20 });
  expect(spanOf(543 * 365 * 86_400)).toEqual({ unit: 'years', n: 500 });
  expect(spanOf(1e12)).toEqual({ unit: 'long' });
});
