// The audit entries on screen, newest first, page by page.
import {
  auditList,
  backend,
  toFailure,
  type AuditFilter,
  type AuditRow,
  type Failure,
} from '$lib/api';

const PAGE = 200;

export class AuditLog {
  rows = $state.raw<AuditRow[]>([]);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<Failure | null>(null);
  #next: number | null = null;
  #filter: AuditFilter = {};
  #round = 0;
  #more = false;

  async show(filter: AuditFilter): Promise<void> {
    const round = ++this.#round;
    this.#filter = filter;
    this.phase = 'loading';
    this.failure = null;
    try {
      const page = await auditList(backend, { filter, limit: PAGE });
      if (round !== this.#round) return;
      this.rows = page.rows;
      this.#next = page.next;
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
      const page = await auditList(backend, {
        filter: this.#filter,
        cursor: this.#next,
        limit: PAGE,
      });
      if (round !== this.#round) return;
      this.rows = [...this.rows, ...page.rows];
      this.#next = page.next;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#more = false;
    }
  }
}
