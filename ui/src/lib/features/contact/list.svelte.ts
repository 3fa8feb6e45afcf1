// Those who want no calls, the latest first, page by page.
import {
  backend,
  suppressionList,
  toFailure,
  type Failure,
  type SuppressionFilter,
  type SuppressionView,
} from '$lib/api';

const PAGE = 200;

export class SuppressionList {
  rows = $state.raw<SuppressionView[]>([]);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  #next: string | null = null;
  #filter: SuppressionFilter = {};
  #round = 0;
  #more = false;

  /** Whether more follow than are here. */
  get isCut(): boolean {
    return this.#next !== null;
  }

  async show(filter: SuppressionFilter): Promise<void> {
    const round = ++this.#round;
    this.#filter = filter;
    this.phase = 'loading';
    this.failure = null;
    try {
      const page = await suppressionList(backend, { filter, limit: PAGE });
      if (round !== this.#round) return;
      this.#next = page.next;
      this.rows = page.rows;
      this.phase = 'ready';
    } catch (thrown) {
      if (round !== this.#round) return;
      this.rows = [];
      this.failure = toFailure(thrown);
      this.phase = 'failed';
    }
  }

  async loadMore(): Promise<void> {
    if (this.#next === null || this.#more || this.phase !== 'ready') return;
    const round = this.#round;
    this.#more = true;
    try {
      const cursor = this.#next;
      const page = await suppressionList(backend, { filter: this.#filter, cursor, limit: PAGE });
      if (round !== this.#round) return;
      this.#next = page.next;
      this.rows = [...this.rows, ...page.rows];
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#more = false;
    }
  }
}
