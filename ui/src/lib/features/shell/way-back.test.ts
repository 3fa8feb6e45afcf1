import { describe, expect, it } from 'vitest';
import { WayBack } from './way-back';

const asha = { workspace: 'w1', user: 'u1' };
const dev = { workspace: 'w1', user: 'u2' };
const ashaElsewhere = { workspace: 'w2', user: 'u1' };
const kept = '/calls?q=refund&outcome=booked';

describe('whoever signs in lands', () => {
  it('on the list, when nothing was asked for', () => {
    expect(new WayBack().take(asha)).toBe('/calls');
  });

  it('on the address that was opened at a locked door, whoever it is', () => {
    const way = new WayBack();
    way.keep('/calls/7?turn=3', null);
    expect(way.take(dev)).toBe('/calls/7?turn=3');
  });

  it('where the lock came, when it is the same person', () => {
    const way = new WayBack();
    way.keep(kept, asha);
    expect(way.take(asha)).toBe(kept);
  });

  it('on the list, when somebody else was there before', () => {
    for (const other of [dev, ashaElsewhere]) {
      const way = new WayBack();
      way.keep(kept, asha);
      expect(way.take(other)).toBe('/calls');
    }
  });

  it('on an old address only once', () => {
    const way = new WayBack();
    way.keep(kept, asha);
    way.take(dev);
    expect(way.take(asha)).toBe('/calls');
  });
});
