import { describe, expect, it } from 'vitest';
import { nextOf, queueIn, walkAddress } from './walk.svelte';

describe('a walk through a queue', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('goes on after the current call, then from the beginning', () => {
    const open = new Set(['a', 'b', 'd']);
    expect(nextOf(order, open, 'b')).toBe('d');
    expect(nextOf(order, open, 'd')).toBe('a');
    expect(nextOf(order, open, 'unknown')).toBe('a');
  });

  it('ends when nothing else is open', () => {
    expect(nextOf(order, new Set(['b']), 'b')).toBe(null);
    expect(nextOf(order, new Set(), 'b')).toBe(null);
  });

  it('is in the address', () => {
    expect(walkAddress('drawn', 'x')).toBe('/calls/x?queue=drawn');
    expect(queueIn(new URLSearchParams('queue=drawn'))).toBe('drawn');
    expect(queueIn(new URLSearchParams('queue=all'))).toBe(null);
  });
});
