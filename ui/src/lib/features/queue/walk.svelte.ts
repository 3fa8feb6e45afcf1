// Going through a queue call by call: which it is, and which call comes next. The order
// is that of the moment the walk began; calls that were decided meanwhile are left out
// when they are come to.
import { backend, queueList, type Queue, type QueueCounts } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

const queues: readonly Queue[] = ['mine', 'flagged', 'drawn'];
const PAGE = 500;

/** The queue an address names. */
export function queueIn(params: URLSearchParams): Queue | null {
  return queues.find((queue) => queue === params.get('queue')) ?? null;
}

export const walkAddress = (queue: Queue, call: string) => `/calls/${call}?queue=${queue}`;

/** The first that comes after `current` and is still to be done; else the first of all. */
export function nextOf(
  order: readonly string[],
  open: ReadonlySet<string>,
  current: string,
): string | null {
  const at = order.indexOf(current);
  const after = at < 0 ? order : [...order.slice(at + 1), ...order.slice(0, at)];
  return after.find((id) => id !== current && open.has(id)) ?? null;
}

class Walk {
  queue = $state<Queue | null>(null);
  counts = $state.raw<QueueCounts | null>(null);
  #order: string[] = [];

  /** How many are left, the current one included. */
  get left(): number | null {
    return this.queue && this.counts ? this.counts[this.queue] : null;
  }

  /** Joins a queue at a call; going on in the same one keeps its order. */
  async join(queue: Queue): Promise<void> {
    const view = await queueList(backend, { queue, limit: PAGE }).catch(() => null);
    if (!view) return;
    this.counts = view.counts;
    if (this.queue === queue && this.#order.length > 0) return;
    this.queue = queue;
    this.#order = view.rows.map((row) => row.id);
  }

  /** Where to go on from a call; `null` at the end. */
  async next(queue: Queue, current: string): Promise<string | null> {
    const view = await queueList(backend, { queue, limit: PAGE });
    this.counts = view.counts;
    const open = new Set(view.rows.map((row) => row.id));
    const known = new Set(this.#order);
    this.#order = [...this.#order, ...[...open].filter((id) => !known.has(id))];
    return nextOf(this.#order, open, current);
  }

  forget(): void {
    this.queue = null;
    this.counts = null;
    this.#order = [];
  }
}

export const walk = new Walk();
session.onLeave(() => walk.forget());
