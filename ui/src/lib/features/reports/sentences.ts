// What changed most in a week, in words. The rules are the core's; the page of HTML says
// the same.
import type { Ending, Share, WeekChange, Weekly } from '$lib/api';
import { clock, number, part } from '$lib/i18n/say';
import { channelWords, outcomeWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';

export const endingWords: Record<Ending, () => string> = {
  booked: outcomeWords.booked,
  rescheduled: outcomeWords.rescheduled,
  cancelled: outcomeWords.cancelled,
  answered: outcomeWords.answered,
  transferred: outcomeWords.transferred,
  missed: m.week_missed,
  opted_out: outcomeWords.opted_out,
  complained: outcomeWords.complained,
  asked_to_delete: outcomeWords.asked_to_delete,
  unknown: outcomeWords.unknown,
};

const phrases: Record<Ending, () => string> = {
  booked: m.week_phrase_booked,
  rescheduled: m.week_phrase_rescheduled,
  cancelled: m.week_phrase_cancelled,
  answered: m.week_phrase_answered,
  transferred: m.week_phrase_transferred,
  missed: m.week_phrase_missed,
  opted_out: m.week_phrase_opted_out,
  complained: m.week_phrase_complained,
  asked_to_delete: m.week_phrase_asked_to_delete,
  unknown: m.week_phrase_unknown,
};

type Shares = { name: string; now: string; before: string };
type Say = (shares: Shares) => string;

function shares(name: string, now: Share, before: Share, more: Say, less: Say): string {
  const [n, b] = [now.calls / now.of, before.calls / before.of];
  return (n > b ? more : less)({ name, now: part(n, false), before: part(b, false) });
}

export function sentence(change: WeekChange): string {
  switch (change.what) {
    case 'calls': {
      const { now, before } = change;
      const say = now > before ? m.week_more_calls : m.week_fewer_calls;
      return say({ now: number(now), by: number(Math.abs(now - before)) });
    }
    case 'handling': {
      const { now_ms, before_ms } = change;
      const say = now_ms > before_ms ? m.week_longer : m.week_shorter;
      return say({ now: clock(now_ms), by: clock(Math.abs(now_ms - before_ms)) });
    }
    case 'ending': {
      const name = phrases[change.ending]();
      return shares(name, change.now, change.before, m.week_ending_more, m.week_ending_less);
    }
    case 'channel': {
      const name = channelWords[change.channel]();
      return shares(name, change.now, change.before, m.week_channel_more, m.week_channel_less);
    }
    case 'agent':
      return shares(change.agent, change.now, change.before, m.week_agent_more, m.week_agent_less);
  }
}

/** At most three; where there is nothing to tell, why. */
export function sentences({ changes, before }: Weekly): string[] {
  if (changes.length > 0) return changes.map(sentence);
  if (before.calls === null) return [m.week_few_before()];
  return [before.calls === 0 ? m.week_none_before() : m.week_no_change()];
}
