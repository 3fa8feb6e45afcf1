import type { Event } from '../gen';
import type { Handlers } from './index';

export function fakeExport(tell: (event: Event) => void): Handlers {
  const file = { bytes: 18_432, sha256: '8be4125f'.repeat(8) };
  let cancelled = false;
  return {
    call_export: () => file,
    clip_export: () => file,
    case_file_export: () => file,
    paper_export: () => file,
    calls_export: async ({ export_id }: { export_id: string }) => {
      cancelled = false;
      let done = 0;
      for (; done < 500 && !cancelled; done += 50) {
        await new Promise((wake) => setTimeout(wake, 300));
        tell({ kind: 'export_progress', export_id, done, total: 500 });
      }
      return { written: done, skipped: 0, cancelled, file: cancelled ? null : file };
    },
    export_cancel: () => {
      cancelled = true;
      return {};
    },
  };
}
