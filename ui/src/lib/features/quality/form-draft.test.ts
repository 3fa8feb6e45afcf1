import { describe, expect, it } from 'vitest';
import { freshKey, move, newForm, optionsFor } from './form-draft.svelte';

describe('a form that is edited', () => {
  it('gives keys that were not given', () => {
    expect(freshKey([])).toBe(1);
    expect(freshKey([{ key: 7 }, { key: 2 }])).toBe(8);
  });

  it('moves within its list', () => {
    const list = ['a', 'b', 'c'];
    expect(move(list, 0, -1)).toBe(false);
    expect(move(list, 0, 1)).toBe(true);
    expect(list).toEqual(['b', 'a', 'c']);
    expect(move(list, 2, 1)).toBe(false);
  });

  it('begins with answers that are worth something', () => {
    for (const kind of ['yes_no', 'scale', 'choice'] as const)
      expect(Math.max(...optionsFor(kind).map((option) => option.points))).toBeGreaterThan(0);
    expect(newForm().sections[0]?.questions).toHaveLength(1);
  });
});
