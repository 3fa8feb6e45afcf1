// Where something was said: the words at hand as a place in the transcript, and what
// stands there.
import type { QuotePlace, Turn } from '$lib/api';
import { selectedPlace, turnAtHand } from '$lib/features/scorecard/place';
import { scalarOffsets } from '$lib/features/review/words';

/** The word that holds the keyboard, if one does. */
function wordAtHand(): QuotePlace | null {
  const word = document.activeElement?.closest<HTMLElement>('[data-index] [data-word]');
  const turn = word?.closest<HTMLElement>('[data-index]')?.dataset['index'];
  if (!word || turn === undefined) return null;
  const [from_turn, from_word] = [Number(turn), Number(word.dataset['word'])];
  return { from_turn, from_word, to_turn: from_turn, to_word: from_word };
}

/** The selected words, else the word or the turn that the keyboard or the sound is at. */
export const placeAtHand = (): QuotePlace | null => selectedPlace() ?? wordAtHand() ?? turnAtHand();

/** What stands at a place, in one line; empty where nothing does (any more). */
export function wordsAt(turns: readonly Turn[], place: QuotePlace): string {
  return turns
    .slice(place.from_turn, place.to_turn + 1)
    .map((turn, i, all) => {
      const from = i === 0 ? place.from_word : null;
      const to = i === all.length - 1 ? place.to_word : null;
      const first = from === null ? undefined : turn.words[from];
      const last = to === null ? undefined : turn.words[to];
      const offsets = scalarOffsets(turn.text);
      const unit = (scalar: number) => (offsets ? (offsets[scalar] ?? turn.text.length) : scalar);
      const end = last ? unit(last.at + last.len) : turn.text.length;
      return turn.text.slice(first ? unit(first.at) : 0, end).trim();
    })
    .join(' ');
}
