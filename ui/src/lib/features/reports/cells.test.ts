import { expect, test } from 'vitest';
import { nextCell, type Cell } from './cells';

//      0 1 2 3
//   0  x . x x
//   1  . . . .
//   2  . x . .
//   3  x . . x
const all: Cell[] = [
  [0, 0],
  [0, 2],
  [0, 3],
  [2, 1],
  [3, 0],
  [3, 3],
].map(([row = 0, column = 0]) => ({ row, column }));
const from = (row: number, column: number, key: string) => {
  const to = nextCell(key, { row, column }, all);
  return to === null ? null : [all[to]?.row, all[to]?.column];
};

test('gaps are leapt over', () => {
  expect(from(0, 0, 'ArrowRight')).toEqual([0, 2]);
  expect(from(0, 2, 'ArrowLeft')).toEqual([0, 0]);
  expect(from(0, 2, 'ArrowDown')).toEqual([2, 1]);
  expect(from(3, 3, 'ArrowUp')).toEqual([2, 1]);
  expect(from(2, 1, 'ArrowUp')).toEqual([0, 0]);
});

test('the ends of a row', () => {
  expect(from(0, 2, 'Home')).toEqual([0, 0]);
  expect(from(0, 0, 'End')).toEqual([0, 3]);
});

test('where there is nothing further, nothing happens', () => {
  expect(from(0, 3, 'ArrowRight')).toBeNull();
  expect(from(0, 0, 'Home')).toBeNull();
  expect(from(3, 0, 'ArrowDown')).toBeNull();
  expect(from(0, 0, 'x')).toBeNull();
});
