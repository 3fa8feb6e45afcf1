// What a row of the list is called when it is read aloud: each fact once, the place
// that was found last. Without it the row is named after all it holds, its box included.
import { clock, number, when } from '$lib/i18n/say';
import { channelWords, outcomeWords, sideWords } from '$lib/i18n/words';
import { m } from '$lib/paraglide/messages';
import type { ListedCall } from './merge';

export function rowName({ call, hit }: ListedCall): string {
  const { flags, reviewed } = call.marks;
  const said = [
    when(call.started_at),
    call.caller ?? m.caller_unknown(),
    call.channel === 'phone' ? '' : channelWords[call.channel](),
    call.agent ?? '',
    outcomeWords[call.outcome](),
    call.duration_ms > 0 ? clock(call.duration_ms) : '',
    flags > 0 ? m.lists_row_flags({ count: flags, shown: number(flags) }) : '',
    reviewed ? m.lists_row_reviewed() : '',
    ...call.tags,
    hit ? `${sideWords[hit.side]()}: ${hit.excerpt.map(({ text }) => text).join('')}` : '',
  ];
  return said.filter(Boolean).join(', ');
}
