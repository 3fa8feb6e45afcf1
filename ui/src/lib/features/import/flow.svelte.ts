// An import from choosing files to its report. Outlives the screen: one may look
// at calls while it runs.
import {
  backend,
  commandId,
  importCancel,
  importPreview,
  importReportGet,
  importRun,
  onEvent,
  toFailure,
  type Failure,
  type ImportPreviewView,
  type ImportReport,
} from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

type Phase = 'choose' | 'reading' | 'preview' | 'running' | 'report';
export type Progress = { done: number; total: number; name: string };
export type CallerSide = 'auto' | 'left' | 'right';

class ImportFlow {
  phase = $state<Phase>('choose');
  preview = $state.raw<ImportPreviewView | null>(null);
  report = $state.raw<ImportReport | null>(null);
  progress = $state.raw<Progress | null>(null);
  stopping = $state(false);
  callerSide = $state<CallerSide>('auto');
  failure = $state.raw<Failure | null>(null);

  reset(): void {
    this.phase = 'choose';
    this.preview = null;
    this.report = null;
    this.progress = null;
    this.stopping = false;
    this.callerSide = 'auto';
    this.failure = null;
  }

  async read(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    this.reset();
    this.phase = 'reading';
    try {
      this.preview = await importPreview(backend, { paths });
      this.phase = 'preview';
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.phase = 'choose';
    }
  }

  async run(): Promise<void> {
    const preview = this.preview;
    if (!preview || this.phase !== 'preview') return;
    const { import_id } = preview;
    this.phase = 'running';
    this.stopping = false;
    this.failure = null;
    this.progress = { done: 0, total: preview.files.length, name: '' };
    const stop = onEvent('import_progress', (event) => {
      if (event.import_id === import_id) this.progress = event;
    });
    const side = this.callerSide;
    try {
      this.report = await importRun(backend, {
        command_id: commandId(),
        import_id,
        ...(side === 'auto' ? {} : { caller_channel: side === 'left' ? 0 : 1 }),
      });
      this.phase = 'report';
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.phase = 'preview';
    } finally {
      stop();
    }
  }

  async cancel(): Promise<void> {
    if (!this.preview || this.phase !== 'running') return;
    this.stopping = true;
    await importCancel(backend, { import_id: this.preview.import_id }).catch(() => undefined);
  }

  async open(importId: string): Promise<void> {
    this.reset();
    try {
      this.report = await importReportGet(backend, { import_id: importId });
      this.phase = 'report';
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }
}

export const flow = new ImportFlow();
session.onLeave(() => flow.reset());
