import { expect, test } from 'vitest';
import { readContactQuery, toSuppressionFilter, writeContactQuery } from './query';

test('what is asked for comes back from its address', () => {
  for (const query of [
    { contact: '', show: 'standing' },
    { contact: '+91 99999', show: 'lifted' },
    { contact: 'a@b', show: 'all' },
  ] as const) {
    const address = new URL(writeContactQuery(query), 'http://parley');
    expect(readContactQuery(address.searchParams)).toEqual(query);
  }
  expect(readContactQuery(new URLSearchParams('show=everything')).show).toBe('standing');
});

test('all is no filter', () => {
  expect(toSuppressionFilter({ contact: ' ', show: 'all' })).toEqual({});
  expect(toSuppressionFilter({ contact: '5', show: 'lifted' })).toEqual({
    contact: '5',
    stands: false,
  });
});
