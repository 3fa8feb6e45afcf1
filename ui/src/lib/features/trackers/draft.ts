// A tracker while it is written. Pure.
import type { SpeakerSide, TrackerRule, TrackerView } from '$lib/api';

export type Kind = TrackerRule['pattern']['kind'];

export type Draft = {
  name: string;
  kind: Kind;
  /** One a line. */
  phrases: string;
  first: string;
  second: string;
  within: number;
  pattern: string;
  side: SpeakerSide | '';
  tag: string;
  flag: boolean;
  active: boolean;
};

export function draftOf(tracker: TrackerView | null): Draft {
  const draft: Draft = {
    name: tracker?.name ?? '',
    kind: tracker?.rule.pattern.kind ?? 'phrase',
    phrases: '',
    first: '',
    second: '',
    within: 5,
    pattern: '',
    side: tracker?.rule.side ?? '',
    tag: tracker?.tag ?? '',
    flag: tracker?.flag ?? true,
    active: tracker?.active ?? true,
  };
  const pattern = tracker?.rule.pattern;
  if (pattern?.kind === 'phrase') return { ...draft, phrases: pattern.any_of.join('\n') };
  return pattern ? { ...draft, ...pattern } : draft;
}

/** `null` while there is nothing to look for. */
export function ruleOf(draft: Draft): TrackerRule | null {
  const side = draft.side || null;
  switch (draft.kind) {
    case 'phrase': {
      const any_of = draft.phrases
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      return any_of.length > 0 ? { pattern: { kind: 'phrase', any_of }, side } : null;
    }
    case 'near': {
      const [first, second] = [draft.first.trim(), draft.second.trim()];
      const within = Math.round(draft.within);
      if (!first || !second || !(within >= 0 && within <= 30)) return null;
      return { pattern: { kind: 'near', first, second, within }, side };
    }
    case 'regex': {
      const pattern = draft.pattern.trim();
      return pattern ? { pattern: { kind: 'regex', pattern }, side } : null;
    }
  }
}
