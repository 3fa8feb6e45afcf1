// Who speaks in a call, and whom a turn is shown under. Pure.
import type { Side, SpeakerEdit, Turn, Voice } from '$lib/api';
import { sideWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';

export const voiceOf = (turn: Turn): Voice => ({ side: turn.side, speaker: turn.speaker });

export const voiceKey = ({ side, speaker }: Voice) => `${side}\u0000${speaker ?? ''}`;

export const isSame = (a: Voice, b: Voice) => voiceKey(a) === voiceKey(b);

/** A voice and the turns it says. */
export type Heard = { voice: Voice; turns: number[] };

/** The voices of a call in the order in which they are first heard. */
export function voicesOf(turns: readonly Turn[]): Heard[] {
  const heard = new Map<string, Heard>();
  turns.forEach((turn, place) => {
    const voice = voiceOf(turn);
    const one = heard.get(voiceKey(voice));
    if (one) one.turns.push(place);
    else heard.set(voiceKey(voice), { voice, turns: [place] });
  });
  return [...heard.values()];
}

/**
 * Caller and agent by their side, unless there are several people on it or somebody
 * named them; everyone else by the source's label.
 */
export function speakerNames(
  turns: readonly Turn[],
  named: readonly Voice[],
): (voice: Voice) => string {
  const given = new Set(named.map(voiceKey));
  const count = new Map<Side, number>();
  for (const { voice } of voicesOf(turns)) count.set(voice.side, (count.get(voice.side) ?? 0) + 1);
  return (voice) => {
    const own = voice.side === 'other' || (count.get(voice.side) ?? 0) > 1;
    const shown = own || given.has(voiceKey(voice));
    return (shown ? voice.speaker : null) ?? sideWords[voice.side]();
  };
}

/** Somebody who has no name yet, by the side they speak for. */
export const newVoices: readonly { key: string; side: Side; name: () => string }[] = [
  { key: 'new caller', side: 'caller', name: m.speaker_new_caller },
  { key: 'new agent', side: 'agent', name: m.speaker_new_agent },
  { key: 'new other', side: 'other', name: m.speaker_new_other },
];

const called = (voice: Voice) => voice.speaker ?? sideWords[voice.side]();

/** A change in words. */
export function changeWords(edit: SpeakerEdit): string {
  switch (edit.kind) {
    case 'rename':
      return m.speaker_did_rename({ from: called(edit.voice), to: called(edit.to) });
    case 'move':
      return m.speaker_did_move({ count: edit.turns.length, to: called(edit.to) });
    case 'swap':
      return m.speaker_did_swap({ a: called(edit.a), b: called(edit.b) });
  }
}
