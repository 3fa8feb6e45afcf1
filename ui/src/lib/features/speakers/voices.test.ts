import { describe, expect, it } from 'vitest';
import type { Side, Turn } from '$lib/api';
import { speakerNames, voicesOf } from './voices';

const turn = (side: Side, speaker: string | null): Turn => ({
  side,
  speaker,
  text: '…',
  start_ms: null,
  end_ms: null,
  words: [],
});

describe('whom a turn is shown under', () => {
  it('is the side, the name where there are several, the label of anyone else', () => {
    const turns = [
      turn('agent', 'Booking desk'),
      turn('caller', 'Gauri'),
      turn('caller', 'Vasant'),
      turn('other', 'spk_3'),
      turn('other', null),
    ];
    const name = speakerNames(turns, []);
    expect(turns.map(name)).toEqual(['Agent', 'Gauri', 'Vasant', 'spk_3', 'Other']);
  });

  it('is the name that somebody gave', () => {
    const turns = [turn('agent', 'Ivy'), turn('caller', null)];
    expect(turns.map(speakerNames(turns, [{ side: 'agent', speaker: 'Ivy' }]))).toEqual([
      'Ivy',
      'Caller',
    ]);
  });

  it('keeps twelve speakers apart, in the order they are heard', () => {
    const turns = Array.from({ length: 24 }, (_, at) => turn('other', `spk_${at % 12}`));
    const heard = voicesOf(turns);
    expect(heard.map((one) => one.voice.speaker)).toEqual(
      Array.from({ length: 12 }, (_, at) => `spk_${at}`),
    );
    expect(heard[11]?.turns).toEqual([11, 23]);
    expect(voicesOf([])).toEqual([]);
  });
});
