import type { Event, PreviewFile, ImportReport } from '../gen';
import { flag } from './flags';
import type { Handlers } from './index';

const file = (part: Partial<PreviewFile> & { name: string }): PreviewFile => ({
  bytes: 48_230,
  kind: 'call_data',
  format: null,
  calls: 0,
  pairs_with: [],
  refusal: null,
  notes: [],
  ...part,
});

const few: PreviewFile[] = [
  file({ name: 'call-4417.json', format: 'vapi', calls: 1, pairs_with: ['call-4417.wav'] }),
  file({
    name: 'call-4417.wav',
    kind: 'audio',
    format: 'wav',
    bytes: 4_120_044,
    pairs_with: ['call-4417.json'],
  }),
  file({
    name: 'deepgram_utterances.json',
    format: 'deepgram',
    calls: 1,
    notes: [{ code: 'speakers_unknown', detail: null }],
  }),
  file({
    name: 'export-2026-05.csv',
    format: 'csv',
    calls: 120,
    bytes: 1_204_332,
    notes: [
      { code: 'reencoded_from', detail: 'windows-1252' },
      { code: 'entries_skipped', detail: '3' },
    ],
  }),
  file({
    name: 'gsm-voicemail.wav',
    kind: 'refused',
    format: 'wav',
    calls: 0,
    refusal: { code: 'codec_not_supported', detail: 'GSM 6.10' },
  }),
  file({ name: 'invoice.pdf', kind: 'refused', refusal: { code: 'not_recognised', detail: null } }),
];

/** A folder as large as a year of a busy desk, where most files need no word. */
const files: PreviewFile[] = flag('many')
  ? Array.from({ length: 20_000 }, (_, i) => {
      const like = few[i % 40] ?? file({ name: 'call.json', format: 'vapi', calls: 1 });
      return { ...like, name: `2026/${String(i).padStart(5, '0')}-${like.name}` };
    })
  : few;

export function fakeImport(tell: (event: Event) => void): Handlers {
  const reports: { at: number; report: ImportReport }[] = [];
  let cancelled = false;
  const pause = flag('many') ? 2 : 700;
  return {
    import_preview: () => ({
      import_id: 'i1',
      files,
      calls: files.reduce((sum, source) => sum + source.calls, 0),
    }),
    import_run: async () => {
      cancelled = false;
      const report: ImportReport = {
        import_id: 'i1',
        files: [],
        counts: {
          files: files.length,
          imported: 0,
          already_known: 0,
          refused: 0,
          cancelled: 0,
          calls: 0,
        },
      };
      for (const [i, source] of files.entries()) {
        if (!cancelled && i % 200 < 6) await new Promise((done) => setTimeout(done, pause));
        tell({
          kind: 'import_progress',
          import_id: 'i1',
          done: i + 1,
          total: files.length,
          name: source.name,
        });
        const result = cancelled ? 'cancelled' : source.refusal ? 'refused' : 'imported';
        report.counts[result] += 1;
        report.counts.calls += result === 'imported' ? source.calls : 0;
        report.files.push({
          name: source.name,
          result,
          calls: [],
          notes: source.notes,
          refusal: cancelled ? { code: 'cancelled', detail: null } : source.refusal,
        });
      }
      reports.unshift({ at: Date.now(), report });
      tell({ kind: 'calls_changed' });
      return report;
    },
    import_cancel: () => {
      cancelled = true;
      return {};
    },
    import_report_save: () => ({ files: files.length }),
    import_list: () => ({
      imports: reports.map(({ at, report }) => ({
        import_id: report.import_id,
        at,
        by: 'Asha Rao',
        counts: report.counts,
      })),
    }),
    import_report_get: () => reports[0]?.report,
  };
}
