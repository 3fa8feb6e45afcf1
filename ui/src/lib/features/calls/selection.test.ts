import { beforeEach, describe, expect, it } from 'vitest';
import { selection } from './selection.svelte';

const ids = ['a', 'b', 'c', 'd'];

describe('a selection', () => {
  beforeEach(() => {
    selection.clear();
    selection.anchor(0);
  });

  it('is of some, one by one and from one to another', () => {
    selection.toggle('b', 1);
    expect([selection.has('b'), selection.count(9)]).toEqual([true, 1]);
    selection.extend(ids, 3);
    expect(selection.chosen({}, '', null)).toEqual({ kind: 'calls', ids: ['b', 'c', 'd'] });
    selection.toggle('c', 2);
    // From a row that is out, others go out.
    selection.extend(ids, 3);
    expect(selection.chosen({}, '', null)).toEqual({ kind: 'calls', ids: ['b'] });
  });

  it('is of all that match but those taken out', () => {
    selection.selectAll();
    expect([selection.has('never loaded'), selection.count(9)]).toEqual([true, 9]);
    selection.toggle('b', 1);
    expect([selection.has('b'), selection.count(9), selection.count(null)]).toEqual([
      false,
      8,
      null,
    ]);
    expect(selection.chosen({ tag: 'vip' }, ' refund ', 'caller')).toEqual({
      kind: 'matching',
      filter: { tag: 'vip' },
      query: 'refund',
      side: 'caller',
      except: ['b'],
    });
    selection.toggle('b', 1);
    expect(selection.count(9)).toBe(9);
    selection.clear();
    expect(selection.any).toBe(false);
  });
});
