// One export of many calls while it runs: how far it is, how to stop it, its end.
import {
  backend,
  callsExport,
  commandId,
  exportCancel,
  onEvent,
  type ExportCalls,
  type ExportReport,
} from '$lib/api';
import { Attempt } from '$lib/shared/attempt.svelte';

export class ManyExport {
  attempt = new Attempt();
  progress = $state.raw<{ done: number; total: number } | null>(null);
  stopping = $state(false);
  ended = $state.raw<{ path: string; report: ExportReport } | null>(null);
  #running: string | null = null;

  async run(order: Omit<ExportCalls, 'export_id'>, total: number): Promise<void> {
    if (this.attempt.busy) return;
    const export_id = commandId();
    this.#running = export_id;
    this.ended = null;
    this.stopping = false;
    this.progress = { done: 0, total };
    const end = onEvent('export_progress', (event) => {
      if (event.export_id === export_id) this.progress = event;
    });
    const report = await this.attempt.run(() => callsExport(backend, { ...order, export_id }));
    end();
    this.#running = null;
    this.progress = null;
    if (report) this.ended = { path: order.path, report };
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.stopping = true;
    // It may have ended meanwhile: then there is nothing to stop.
    await exportCancel(backend, { export_id: this.#running }).catch(() => undefined);
  }
}
