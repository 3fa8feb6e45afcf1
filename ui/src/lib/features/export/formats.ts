// What a call can be written as, in words, and the name its file is offered under.
import type { CallRow, TranscriptFormat } from '$lib/api';
import { m } from '$lib/paraglide/messages';

type Format = { name: () => string; hint: () => string; ending: string };

/** In the order the dialog shows them. Exhaustive, as every closed list of the core. */
export const formats: Record<TranscriptFormat, Format> = {
  text: { name: m.export_format_text, hint: m.export_hint_text, ending: 'txt' },
  srt: { name: m.export_format_srt, hint: m.export_hint_srt, ending: 'srt' },
  vtt: { name: m.export_format_vtt, hint: m.export_hint_vtt, ending: 'vtt' },
  json: { name: m.export_format_json, hint: m.export_hint_json, ending: 'json' },
  vcon: { name: m.export_format_vcon, hint: m.export_hint_vcon, ending: 'vcon' },
};

/** A format as the audit log names it. */
export function formatName(text: string | undefined): string {
  return text !== undefined && text in formats
    ? formats[text as TranscriptFormat].name()
    : (text ?? '–');
}

/** Signs that some file system refuses in a name. */
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;

/** `2026-05-12 1042 Priya S.txt`: sorts by time, tells who; in this machine's zone. */
export function suggestedName(row: CallRow, ending: string): string {
  const at = new Date(row.started_at);
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const who = (row.caller ?? '').replace(forbidden, ' ').replace(/\s+/g, ' ').trim();
  const name = `${date} ${two(at.getHours())}${two(at.getMinutes())} ${who}`.slice(0, 80);
  return `${name.replace(/[ .]+$/, '')}.${ending}`;
}
