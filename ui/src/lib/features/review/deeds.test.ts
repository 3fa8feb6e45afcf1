import { expect, test } from 'vitest';
import type { AgentEvent, Turn } from '$lib/api';
import { claimAt, deedAt, kept, readable, said, signOf } from './deeds';

const turn = (start_ms: number, words: [number, number, number][] = []): Turn => ({
  side: 'agent',
  speaker: null,
  text: '',
  start_ms,
  end_ms: start_ms + 1000,
  words: words.map(([at, len, start]) => ({
    at,
    len,
    start_ms: start,
    end_ms: start + 100,
    confidence: 255,
  })),
});

test('without a time it happened before the turn that follows', () => {
  const event = { at_ms: null, after_turns: 1, kind: 'barge_in' } as AgentEvent;
  expect(deedAt(event, [turn(0), turn(5000)])).toBe(5000);
  expect(deedAt({ ...event, after_turns: 9 }, [turn(0), turn(5000)])).toBe(5000);
  expect(deedAt({ ...event, at_ms: 70 }, [])).toBe(70);
  expect(deedAt(event, [])).toBeNull();
});

test('a call that failed has a sign of its own', () => {
  const call = {
    at_ms: 0,
    after_turns: 0,
    kind: 'tool_call',
    name: 'book',
    arguments: null,
    result: null,
    succeeded: null,
    took_ms: null,
  } as AgentEvent;
  expect(signOf(call)).not.toBe(signOf({ ...call, succeeded: false } as AgentEvent));
});

test('JSON is laid out, other text left alone', () => {
  expect(readable('{"a":[1]}')).toBe('{\n "a": [\n  1\n ]\n}');
  expect(readable('"done"')).toBe('"done"');
  expect(readable('not {json')).toBe('not {json');
});

test('a promise is found at its words', () => {
  const claim = {
    turn: 0,
    at: 11,
    len: 8,
    said: [
      { kind: 'time' as const, minutes: 1050, known_half: true },
      { kind: 'time' as const, minutes: 1050, known_half: true },
    ],
    system: [],
    verdict: 'unrecorded' as const,
  };
  expect(
    claimAt(claim, [
      turn(0, [
        [0, 5, 10],
        [6, 4, 300],
        [11, 3, 700],
      ]),
    ]),
  ).toBe(700);
  expect(claimAt(claim, [turn(40)])).toBe(40);
  expect(claimAt(claim, [])).toBeNull();
  expect(said(claim)).toMatch(/5:30/);
  expect(kept(claim)).not.toBe('');
});
