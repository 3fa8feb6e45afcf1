import { expect, test } from 'vitest';
import { moveTo } from './arrows';

test('keys lead to the next link, the next row, the ends, and not beyond', () => {
  expect(moveTo('ArrowRight', 3, 1, 10)).toBe(4);
  expect(moveTo('ArrowLeft', 0, 1, 10)).toBeNull();
  expect(moveTo('ArrowDown', 3, 4, 10)).toBe(7);
  expect(moveTo('ArrowDown', 7, 4, 10)).toBeNull();
  expect(moveTo('End', 2, 1, 10)).toBe(9);
  expect(moveTo('Home', 0, 1, 10)).toBeNull();
  expect(moveTo('x', 2, 1, 10)).toBeNull();
});
