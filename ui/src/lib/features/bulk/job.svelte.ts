// One act on many calls while it runs and after: how far it is, how to stop it, and how
// to take it back. Outlives its dialog, so that "undo" is there when the list is.
import {
  backend,
  bulkCancel,
  bulkUndo,
  callsAct,
  commandId,
  onEvent,
  type BulkAct,
  type BulkView,
  type CallSelection,
} from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';
import { Attempt } from '$lib/shared/attempt.svelte';

class BulkJob {
  attempt = new Attempt();
  progress = $state.raw<{ done: number; total: number } | null>(null);
  stopping = $state(false);
  /** How the last act ended, or its undoing. */
  ended = $state.raw<BulkView | null>(null);
  #running: string | null = null;

  async run(selection: CallSelection, act: BulkAct): Promise<BulkView | undefined> {
    const command_id = commandId();
    this.ended = null;
    this.ended =
      (await this.#follow(command_id, () => callsAct(backend, { command_id, selection, act }))) ??
      null;
    return this.ended ?? undefined;
  }

  async undo(): Promise<void> {
    const bulk_id = this.ended?.bulk_id;
    if (!bulk_id) return;
    const undone = await this.#follow(bulk_id, () =>
      bulkUndo(backend, { command_id: commandId(), bulk_id }),
    );
    if (undone) this.ended = undone;
  }

  async #follow(id: string, work: () => Promise<BulkView>): Promise<BulkView | undefined> {
    if (this.attempt.busy) return undefined;
    this.#running = id;
    this.stopping = false;
    this.progress = { done: 0, total: 0 };
    const end = onEvent('bulk_progress', (event) => {
      if (event.command_id === id) this.progress = event;
    });
    const view = await this.attempt.run(work);
    end();
    this.#running = null;
    this.progress = null;
    return view;
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.stopping = true;
    // It may have ended meanwhile: then there is nothing to stop.
    await bulkCancel(backend, { command_id: this.#running }).catch(() => undefined);
  }

  forget(): void {
    this.ended = null;
    this.attempt.failure = null;
  }
}

export const bulk = new BulkJob();
session.onLeave(() => bulk.forget());
