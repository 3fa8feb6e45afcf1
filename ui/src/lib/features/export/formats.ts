// What a call can be written as, in words, and the name its file is offered under.
import type { CallRow, CallsFormat, ClipFormat, TranscriptFormat } from '$lib/api';
import { m } from '$lib/paraglide/messages';

type Format = { name: () => string; hint: () => string; ending: string };

/** What one call can be written as: its words and facts, its sound, or all on pages. */
export type OneFormat = TranscriptFormat | ClipFormat | 'case_file' | 'pdf';

export const isSound = (format: OneFormat): format is ClipFormat =>
  format === 'wav' || format === 'flac';

/** In the order the dialog shows them. Exhaustive, as every closed list of the core. */
export const formats: Record<OneFormat, Format> = {
  text: { name: m.export_format_text, hint: m.export_hint_text, ending: 'txt' },
  pdf: { name: m.export_format_pdf, hint: m.export_hint_pdf, ending: 'pdf' },
  srt: { name: m.export_format_srt, hint: m.export_hint_srt, ending: 'srt' },
  vtt: { name: m.export_format_vtt, hint: m.export_hint_vtt, ending: 'vtt' },
  json: { name: m.export_format_json, hint: m.export_hint_json, ending: 'json' },
  vcon: { name: m.export_format_vcon, hint: m.export_hint_vcon, ending: 'vcon' },
  case_file: {
    name: m.export_format_case_file,
    hint: m.export_hint_case_file,
    ending: 'html',
  },
  wav: { name: m.export_format_wav, hint: m.export_hint_wav, ending: 'wav' },
  flac: { name: m.export_format_flac, hint: m.export_hint_flac, ending: 'flac' },
};

/** The ending is empty where a folder with a file for each call is made. */
export const manyFormats: Record<CallsFormat, Format> = {
  csv: { name: m.exports_format_csv, hint: m.exports_hint_csv, ending: 'csv' },
  json: { name: m.exports_format_json, hint: m.exports_hint_json, ending: 'json' },
  text_files: { name: m.exports_format_text_files, hint: m.exports_hint_folder, ending: '' },
  pdf_files: { name: m.exports_format_pdf_files, hint: m.exports_hint_folder, ending: '' },
  srt_files: { name: m.exports_format_srt_files, hint: m.exports_hint_folder, ending: '' },
  vtt_files: { name: m.exports_format_vtt_files, hint: m.exports_hint_folder, ending: '' },
  json_files: { name: m.exports_format_json_files, hint: m.exports_hint_folder, ending: '' },
  vcon_files: { name: m.exports_format_vcon_files, hint: m.exports_hint_folder, ending: '' },
};

/** A format in a sentence of the audit log: its own name, the same in every language. */
export function formatName(text: string | undefined): string {
  const one = text?.replace(/_files$/, '') ?? '–';
  const own: Record<string, string> = { text: 'TXT', vtt: 'WebVTT', vcon: 'vCon' };
  return one === 'case_file' ? m.export_case_file() : (own[one] ?? one.toUpperCase());
}

/** In whose time a PDF tells it: this machine's. Absent where the system does not say. */
export function zone(): { zone?: string } {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? { zone: timeZone } : {};
}

const two = (n: number) => String(n).padStart(2, '0');

/** `2026-05-12 1042`, in this machine's zone. */
export const stamp = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
  `${two(at.getHours())}${two(at.getMinutes())}`;

/** Signs that some file system refuses in a name. */
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;

/** `2026-05-12 1042 Priya S.txt`: sorts by time, tells who; in this machine's zone. */
export function suggestedName(row: CallRow, ending: string): string {
  const who = (row.caller ?? '').replace(forbidden, ' ').replace(/\s+/g, ' ').trim();
  const name = `${stamp(new Date(row.started_at))} ${who}`.slice(0, 80);
  return `${name.replace(/[ .]+$/, '')}.${ending}`;
}
