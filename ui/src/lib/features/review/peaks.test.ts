import { describe, expect, it } from 'vitest';
import { decodePeaks, drawLane, gain, ticks } from './peaks';

const span = (to_ms: number) => ({ from_ms: 0, to_ms });

describe('peaks', () => {
  it('are signed bytes', () => {
    expect([...decodePeaks(btoa('\x81\x7f\x00\xff'))]).toEqual([-127, 127, 0, -1]);
  });

  it('are drawn larger when quiet, at most sixfold', () => {
    expect(gain([Int8Array.of(-127, 3)])).toBe(1);
    expect(gain([Int8Array.of(-10, 30), Int8Array.of(0, 63)])).toBeCloseTo(127 / 63);
    expect(gain([Int8Array.of(0, 0)])).toBe(6);
  });

  it('fill the width without gaps', () => {
    const drawn: number[][] = [];
    const context = {
      fillStyle: '',
      fillRect: (...box: number[]) => drawn.push(box),
    } as unknown as CanvasRenderingContext2D;
    const box = { x: 0, y: 0, width: 100, height: 20 };
    drawLane(context, new Int8Array(60), box, 1, '#000');
    expect(drawn).toHaveLength(30);
    drawn.reduce((at, [x = 0, , width = 0]) => {
      expect(x).toBe(at);
      return x + width;
    }, 0);
  });
});

describe('the marks of the ruler', () => {
  it('are round times that do not crowd', () => {
    expect(ticks(span(258_000), 1000)).toEqual(
      [0, 30, 60, 90, 120, 150, 180, 210, 240].map((s) => s * 1000),
    );
    for (const duration of [900, 61_000, 10_800_000]) {
      const marks = ticks(span(duration), 800);
      const step = (marks[1] ?? duration) - (marks[0] ?? 0);
      expect((step / duration) * 800).toBeGreaterThanOrEqual(76);
    }
    expect(ticks(span(0), 800)).toEqual([]);
  });
});
