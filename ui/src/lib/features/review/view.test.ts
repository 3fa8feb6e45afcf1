import { expect, test } from 'vitest';
import { boxOf, centred, followed, isWhole, moved, whole, zoomed } from './view';

const hour = 3_600_000;
const span = (from_ms: number, to_ms: number) => ({ from_ms, to_ms });

test('what is under the pointer stays there', () => {
  let view = whole(hour);
  for (let i = 0; i < 20; i += 1) {
    view = zoomed(view, 1.5, 1_000_000, hour);
    const part = (1_000_000 - view.from_ms) / (view.to_ms - view.from_ms);
    expect(part).toBeCloseTo(1_000_000 / hour, 2);
  }
  expect(view.to_ms - view.from_ms).toBe(2_000);
  for (let i = 0; i < 30; i += 1) view = zoomed(view, 1 / 1.5, 1_000_000, hour);
  expect(isWhole(view, hour)).toBe(true);
});

test('a call shorter than the nearest view is shown whole', () => {
  expect(zoomed(whole(900), 4, 300, 900)).toEqual(whole(900));
});

test('the view stays in the call', () => {
  const view = span(10_000, 20_000);
  expect(moved(view, -50_000, hour)).toEqual(span(0, 10_000));
  expect(moved(view, 2 * hour, hour)).toEqual(span(hour - 10_000, hour));
  expect(centred(view, 60_000, hour)).toEqual(span(55_000, 65_000));
});

test('the page turns under the playhead, not under who looks elsewhere', () => {
  const view = span(10_000, 20_000);
  expect(followed(view, 19_990, 19_999, hour)).toBe(view);
  expect(followed(view, 19_990, 20_010, hour)).toEqual(span(19_010, 29_010));
  expect(followed(view, 15_000, 700_000, hour)).toEqual(span(699_000, 709_000));
  expect(followed(view, 40_000, 40_030, hour)).toBe(view);
});

test('what is beside the view is not drawn', () => {
  const view = span(10_000, 20_000);
  expect(boxOf(view, span(0, 10_000))).toBeNull();
  expect(boxOf(view, span(9_000, 12_500))).toBe('left:0%;width:25%');
  expect(boxOf(view, span(0, hour))).toBe('left:0%;width:100%');
});
