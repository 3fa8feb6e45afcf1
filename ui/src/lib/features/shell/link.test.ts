import { expect, test } from 'vitest';
import { callLink, pathOf, viewLink } from './link';

const id = '01a1feec-400b-7b74-bb67-3b160d1178e1';

test('a link names a call, a place in it, or a view', () => {
  expect(callLink(id, 0)).toBe(`parley://call/${id}`);
  expect(callLink(id, 67_300.4)).toBe(`parley://call/${id}?t=67300`);
  expect(viewLink(id)).toBe(`parley://view/${id}`);
});

test('what the core understood leads to a screen', () => {
  expect(pathOf({ to: 'call', id, at_ms: null })).toBe(`/calls/${id}`);
  expect(pathOf({ to: 'call', id, at_ms: 0 })).toBe(`/calls/${id}?t=0`);
  expect(pathOf({ to: 'view', id })).toBe(`/calls?view=${id}`);
});
