import { expect, it } from 'vitest';
import { readSpans } from './spans';

it('reads stretches and leaves out what is none', () => {
  expect(readSpans('40000-130000,150000-151000')).toEqual([
    { from: 40_000, to: 130_000 },
    { from: 150_000, to: 151_000 },
  ]);
  expect(readSpans('')).toEqual([]);
  expect(readSpans('x-y,5,-3-4,1-2')).toEqual([{ from: 1, to: 2 }]);
});
