import { expect, test } from 'vitest';
import { matching } from './palette';

const names = ['Go to calls', 'Play or pause', 'Pause', 'Loop the selected words', 'कॉल पर जाएँ'];
const found = (typed: string) =>
  matching(
    names.map((name) => ({ name })),
    typed,
  ).map(({ name }) => name);

test('words begin words, in any order', () => {
  expect(found('')).toEqual(names);
  expect(found('pau')).toEqual(['Pause', 'Play or pause']);
  expect(found('CALLS go')).toEqual(['Go to calls']);
  expect(found('ause')).toEqual([]);
  expect(found('कॉल')).toEqual(['कॉल पर जाएँ']);
});
