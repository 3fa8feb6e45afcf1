import { describe, expect, it, vi } from 'vitest';
import type { FormContent, Question } from '$lib/api';
import { wholeTurn } from './place';
import { Sheet } from './sheet.svelte';

const question = (key: number, options: number, na: boolean): Question => ({
  key,
  text: `Question ${key}`,
  guidance: '',
  kind: 'scale',
  options: Array.from({ length: options }, (_, points) => ({ label: '', points, fails: false })),
  weight: 1,
  na,
  note: { when: 'never' },
});
const form: FormContent = {
  title: 'Form',
  sections: [
    { key: 1, title: 'One', weight: 1, questions: [question(1, 3, true)] },
    { key: 2, title: 'Two', weight: 1, questions: [question(2, 10, false)] },
  ],
};

describe('a sheet of answers', () => {
  it('opens at the first question without an answer', () => {
    const answers = [
      { question: 1, given: { is: 'not_applicable' as const }, note: '', evidence: [] },
    ];
    expect(new Sheet(form, answers, () => {}).current).toBe(2);
  });

  it('is answered by digits and N, each once more takes it back', () => {
    const sheet = new Sheet(form, [], () => {});
    expect(sheet.press('2')).toBe(true);
    expect(sheet.at(1).given).toEqual({ is: 'option', option: 1 });
    expect(sheet.press('9')).toBe(true);
    expect(sheet.at(1).given).toEqual({ is: 'option', option: 1 });
    expect(sheet.press('n')).toBe(true);
    expect(sheet.at(1).given).toEqual({ is: 'not_applicable' });
    sheet.press('N');
    expect(sheet.at(1).given).toBeNull();
    sheet.step(1);
    expect(sheet.press('0')).toBe(true);
    expect(sheet.at(2).given).toEqual({ is: 'option', option: 9 });
    // No N where every call must be judged; it is left to whoever else wants it.
    expect(sheet.press('n')).toBe(false);
    expect(sheet.press('k')).toBe(false);
    expect(sheet.step(1)).toBeNull();
  });

  it('keeps a quote once, and takes its words from the core', () => {
    const changed = vi.fn();
    const sheet = new Sheet(form, [], changed);
    sheet.quote(1, wholeTurn(3));
    sheet.quote(1, wholeTurn(3));
    expect(changed).toHaveBeenCalledTimes(1);
    const sent = sheet.input;
    expect(sent).toEqual([{ question: 1, given: null, note: '', evidence: [wholeTurn(3)] }]);
    sheet.note(1, 'written while it was kept');
    const quote = {
      place: wholeTurn(3),
      side: 'agent' as const,
      text: 'Hello',
      from_ms: 0,
      to_ms: 9,
    };
    sheet.settle(sent, [{ question: 1, given: null, note: '', evidence: [quote] }]);
    expect(sheet.at(1)).toEqual({
      question: 1,
      given: null,
      note: 'written while it was kept',
      evidence: [quote],
    });
    expect(sheet.input[0]?.evidence).toEqual([wholeTurn(3)]);
    sheet.unquote(1, wholeTurn(3));
    expect(sheet.input[0]?.evidence).toEqual([]);
  });
});
