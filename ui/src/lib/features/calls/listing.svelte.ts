// The list of calls that is on screen: pages loaded so far, where the reader is.
// Outlives the screen, so that coming back from a call finds the same row.
import {
  backend,
  callCount,
  callList,
  toFailure,
  turnSearch,
  type CallFilter,
  type Failure,
} from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';
import { merge, type ListedCall } from './merge';
import { reachOf, type Reach } from './reach';
import { emptyQuery, toFilter, writeQuery, type CallQuery } from './query';
import { selection } from './selection.svelte';
import { listAddress } from './view-query';

const PAGE = 200;

type Phase = 'loading' | 'ready' | 'failed';

class CallListing {
  query = $state.raw<CallQuery>(emptyQuery);
  rows = $state.raw<ListedCall[]>([]);
  /** Calls that the filter leaves; `null` while searching words. */
  total = $state<number | null>(null);
  rankedOf = $state<number | null>(null);
  /** How much of what a search found is in the rows. */
  reach = $state<Reach>('all');
  phase = $state<Phase>('loading');
  failure = $state.raw<Failure | null>(null);
  loadingMore = $state(false);
  active = $state(0);
  /** Something changed in the core since these rows were read. */
  stale = $state(false);

  #next: string | null = null;
  #key: string | null = null;
  #round = 0;

  get searching(): boolean {
    return this.query.words.trim() !== '';
  }

  /** The view that the list was opened as, if any. */
  view = $state<string | null>(null);

  get address(): string {
    return listAddress(this.query, this.view);
  }

  /** The filter as the core takes it, counted from now. */
  filter(): CallFilter {
    return toFilter(this.query, new Date(), session.open?.session.user_id ?? null);
  }

  /** Shows a query; the same one again keeps the rows and the place in them. */
  show(query: CallQuery): void {
    const key = writeQuery(query);
    if (key === this.#key && this.phase !== 'failed') return;
    this.#key = key;
    this.query = query;
    this.active = 0;
    selection.clear();
    void this.reload();
  }

  /** Forgets everything: another person may sign in next. */
  forget(): void {
    this.#round += 1;
    this.#key = null;
    this.#next = null;
    this.rows = [];
    this.active = 0;
    this.stale = false;
    this.view = null;
    selection.clear();
    this.phase = 'loading';
  }

  async reload(): Promise<void> {
    const round = ++this.#round;
    this.phase = 'loading';
    this.failure = null;
    this.stale = false;
    this.#next = null;
    try {
      const [page, total] = await Promise.all([this.#page(), this.#count()]);
      if (round !== this.#round) return;
      this.rows = page;
      this.total = total;
      this.active = Math.min(this.active, Math.max(0, page.length - 1));
      this.phase = 'ready';
    } catch (thrown) {
      if (round !== this.#round) return;
      this.rows = [];
      this.failure = toFailure(thrown);
      this.phase = 'failed';
    }
  }

  async loadMore(): Promise<void> {
    if (!this.#next || this.loadingMore || this.phase !== 'ready') return;
    const round = this.#round;
    this.loadingMore = true;
    try {
      const page = await this.#page(this.#next);
      if (round === this.#round) this.rows = merge(this.rows, page);
    } catch (thrown) {
      if (round === this.#round) this.failure = toFailure(thrown);
    } finally {
      this.loadingMore = false;
    }
  }

  async #count(): Promise<number | null> {
    if (this.searching) return null;
    return (await callCount(backend, { filter: this.filter() })).count;
  }

  async #page(cursor?: string): Promise<ListedCall[]> {
    const round = this.#round;
    const filter = this.filter();
    const rest = { filter, limit: PAGE, ...(cursor ? { cursor } : {}) };
    if (!this.searching) {
      const view = await callList(backend, rest);
      if (round === this.#round) this.#next = view.next;
      return view.rows.map((call) => ({ call, hit: null, more: 0 }));
    }
    const { words, side, order } = this.query;
    const view = await turnSearch(backend, {
      query: words.trim(),
      order,
      ...(side ? { side } : {}),
      ...rest,
    });
    if (round === this.#round) {
      this.#next = view.next;
      this.rankedOf = view.ranked_of;
      this.reach = reachOf(order, view, PAGE);
    }
    return merge(
      [],
      view.hits.map((hit) => ({ call: hit.call, hit, more: 0 })),
    );
  }
}

export const listing = new CallListing();
session.onLeave(() => listing.forget());
