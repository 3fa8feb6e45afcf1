// A look at what a rule would find in the calls that are there, while it runs and after.
import {
  backend,
  bulkCancel,
  commandId,
  onEvent,
  trackerRun,
  trackerTry,
  type TrackerRule,
  type TrackerRunView,
  type TriedView,
} from '$lib/api';
import { Attempt } from '$lib/shared/attempt.svelte';

export class Trial {
  attempt = new Attempt();
  progress = $state.raw<{ done: number; total: number } | null>(null);
  stopping = $state(false);
  tried = $state.raw<TriedView | null>(null);
  ran = $state.raw<TrackerRunView | null>(null);
  #running: string | null = null;

  async run(rule: TrackerRule): Promise<void> {
    this.tried = null;
    const view = await this.#follow((command_id) => trackerTry(backend, { command_id, rule }));
    if (view) this.tried = view;
  }

  /** Not a look any more: it tags and flags. */
  async apply(tracker_id: string): Promise<void> {
    this.ran = null;
    const view = await this.#follow((command_id) =>
      trackerRun(backend, { command_id, tracker_id }),
    );
    if (view) this.ran = view;
  }

  async #follow<View>(work: (command_id: string) => Promise<View>): Promise<View | undefined> {
    if (this.attempt.busy) return undefined;
    const id = commandId();
    this.#running = id;
    this.stopping = false;
    this.progress = { done: 0, total: 0 };
    const end = onEvent('bulk_progress', (event) => {
      if (event.command_id === id) this.progress = event;
    });
    const view = await this.attempt.run(() => work(id));
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
}
