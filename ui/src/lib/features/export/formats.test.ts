import { describe, expect, it } from 'vitest';
import type { CallRow } from '$lib/api';
import { suggestedName } from './formats';

const row = (caller: string | null) =>
  ({ started_at: new Date(2026, 4, 12, 9, 5).getTime(), caller }) as CallRow;

describe('the suggested name', () => {
  it('sorts by time and tells who', () => {
    expect(suggestedName(row('Priya S.'), 'txt')).toBe('2026-05-12 0905 Priya S.txt');
    expect(suggestedName(row(null), 'srt')).toBe('2026-05-12 0905.srt');
  });
  it('holds nothing that a file system refuses', () => {
    expect(suggestedName(row('../a\\b:c*\n"d"'), 'vtt')).toBe('2026-05-12 0905 .. a b c d.vtt');
    expect(suggestedName(row('प्रिया शर्मा'), 'json')).toBe('2026-05-12 0905 प्रिया शर्मा.json');
    expect(suggestedName(row('x'.repeat(300)), 'txt').length).toBeLessThan(90);
  });
});
