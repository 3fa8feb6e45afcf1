// One call to one file, by the command that its format belongs to.
import {
  backend,
  callExport,
  caseFileExport,
  clipExport,
  paperExport,
  type CaseLanguage,
  type ExportCall,
  type ExportedFile,
} from '$lib/api';
import { isSound, zone, type OneFormat } from './formats';

/** A stretch of the recording, ms; the whole of it when both ends are. */
export type Span = { from: number; to: number };

/** What only some formats ask. */
export type Choices = {
  span: Span | null;
  language: CaseLanguage;
  large: boolean;
  /** What a clip leaves out. */
  cut: Cut;
};

/** Pauses, or all that is not flagged, or both; nothing. */
export type Cut = { without_pauses: boolean; flagged_only: boolean };

export function exportOne(
  order: Omit<ExportCall, 'format'>,
  format: OneFormat,
  choices: Choices,
): Promise<ExportedFile> {
  const { span, language, large, cut } = choices;
  if (format === 'case_file') return caseFileExport(backend, { ...order, language, large });
  if (format === 'pdf') return paperExport(backend, { ...order, ...zone(), language });
  if (!isSound(format)) return callExport(backend, { ...order, format });
  const part = span ? { from_ms: span.from, to_ms: span.to } : {};
  return clipExport(backend, { ...order, ...part, ...cut, format });
}

/** `1:07`, `1:02:03`, `67.5` in ms; `null` for anything else. */
export function parseClock(text: string): number | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1] ?? 0), Number(match[2] ?? 0)];
  const seconds = Number((match[3] ?? '').replace(',', '.'));
  if (match[2] !== undefined && seconds >= 60) return null;
  if (match[1] !== undefined && minutes >= 60) return null;
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}
