// A tracker in words. Pure.
import type { TrackerRule, TrackerView } from '$lib/api';
import { number } from '$lib/i18n/say';
import { sideWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';

export function looksFor({ pattern, side }: TrackerRule): string {
  const who = side ? `${sideWords[side]()}: ` : '';
  switch (pattern.kind) {
    case 'phrase':
      return who + pattern.any_of.map((phrase) => `“${phrase}”`).join(', ');
    case 'near':
      return who + m.tracker_near_said({ ...pattern, within: number(pattern.within) });
    case 'regex':
      return `${who}/${pattern.pattern}/`;
  }
}

export function does(tracker: Pick<TrackerView, 'tag' | 'flag'>): string {
  return [
    tracker.tag ? m.tracker_does_tag({ tag: tracker.tag }) : '',
    tracker.flag ? m.tracker_does_flag() : '',
  ]
    .filter(Boolean)
    .join(', ');
}
