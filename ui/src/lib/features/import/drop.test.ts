import { describe, expect, it } from 'vitest';
import { dragAfter } from './drop';

const paths = ['/home/asha/may', '/home/asha/call.json'];
const nothing = { over: false, dropped: [] };

describe('files dragged over the window', () => {
  it('are awaited, then taken', () => {
    expect(dragAfter({ kind: 'enter', paths }, false)).toEqual({ over: true, dropped: [] });
    expect(dragAfter({ kind: 'drop', paths }, false)).toEqual({ over: false, dropped: paths });
  });

  it('are forgotten when they leave', () => {
    expect(dragAfter({ kind: 'leave' }, false)).toEqual(nothing);
  });

  it('are none when words are dragged within the page', () => {
    expect(dragAfter({ kind: 'enter', paths: [] }, false)).toEqual(nothing);
  });

  it('do not push aside a dialog', () => {
    expect(dragAfter({ kind: 'enter', paths }, true)).toEqual(nothing);
    expect(dragAfter({ kind: 'drop', paths }, true)).toEqual(nothing);
  });
});
