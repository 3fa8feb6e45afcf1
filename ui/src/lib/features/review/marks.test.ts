import { describe, expect, it } from 'vitest';
import type { AgentEvent, Turn } from '$lib/api';
import { deadAir, overlaps, unrecorded } from './marks';

const turn = (side: string, words: [number, number][], span?: [number, number]) =>
  ({
    side,
    text: 'said',
    start_ms: span?.[0] ?? null,
    end_ms: span?.[1] ?? null,
    words: words.map(([start_ms, end_ms]) => ({ start_ms, end_ms })),
  }) as unknown as Turn;

describe('marks', () => {
  it('show where both speak, not where one is only early', () => {
    const turns = [
      turn('caller', [
        [0, 500],
        [600, 2000],
      ]),
      turn('agent', [[1500, 3000]]),
      turn('caller', [], [2800, 5000]),
      turn('agent', [
        [4000, 4200],
        [4250, 4600],
      ]),
      turn('other', [[0, 9000]]),
    ];
    expect(overlaps(turns)).toEqual([
      { from_ms: 1500, to_ms: 2000 },
      { from_ms: 4000, to_ms: 4600 },
    ]);
    expect(overlaps([])).toEqual([]);
  });

  it('show where nobody speaks for more than four seconds', () => {
    const turns = [
      turn('caller', [[2000, 3000]]),
      turn('agent', [
        [7000, 8000],
        [12001, 13000],
      ]),
      turn('other', [[30000, 31000]]),
    ];
    expect(deadAir(turns)).toEqual([
      { from_ms: 8000, to_ms: 12001 },
      { from_ms: 13000, to_ms: 30000 },
    ]);
  });

  it('say nothing of silence when something has no time', () => {
    expect(
      deadAir([turn('caller', [[0, 10]]), turn('agent', []), turn('agent', [[9000, 9010]])]),
    ).toEqual([]);
  });
});

describe('what was not recorded', () => {
  const gate = (at_ms: number, on: boolean) =>
    ({ at_ms, after_turns: 0, kind: 'recording', on }) as AgentEvent;
  const span = (from_ms: number, to_ms: number) => ({ from_ms, to_ms });
  const step = { at_ms: 100, after_turns: 0, kind: 'step', name: 'greet' } as AgentEvent;

  it('is nothing where the call does not tell', () => {
    expect(unrecorded([step], 9000)).toEqual([]);
  });

  it('is what comes before the gate opened, and after it was shut', () => {
    expect(unrecorded([step, gate(3000, true)], 9000)).toEqual([span(0, 3000)]);
    expect(unrecorded([gate(6000, false), gate(3000, true)], 9000)).toEqual([
      span(0, 3000),
      span(6000, 9000),
    ]);
    expect(unrecorded([gate(0, true), gate(2000, false), gate(4000, true)], 9000)).toEqual([
      span(2000, 4000),
    ]);
  });

  it('does not reach beyond the sound', () => {
    expect(unrecorded([gate(9500, true)], 9000)).toEqual([span(0, 9000)]);
    expect(unrecorded([gate(0, true), gate(9500, false)], 9000)).toEqual([]);
  });
});
