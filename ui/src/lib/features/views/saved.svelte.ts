// The saved views that this person sees, and how many calls each pinned one leaves.
import {
  backend,
  callCount,
  commandId,
  toFailure,
  viewList,
  viewPin,
  viewRemove,
  viewRestore,
  viewSave,
  type Failure,
  type Role,
  type ViewListView,
  type ViewView,
} from '$lib/api';
import { toFilter } from '$lib/features/calls/query';
import { fromView, toView } from '$lib/features/calls/view-query';
import type { CallQuery } from '$lib/features/calls/query';
import { session } from '$lib/features/shell/session.svelte';
import { SvelteMap } from 'svelte/reactivity';

class SavedViews {
  all = $state.raw<ViewView[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The view that was removed last, until something else is done. */
  removed = $state.raw<ViewView | null>(null);
  /** By id. Views that search words are not counted: that is not cheap. */
  readonly counts = new SvelteMap<string, number>();

  get pinned(): ViewView[] {
    return this.all?.filter((view) => view.pinned) ?? [];
  }

  find(id: string | null): ViewView | null {
    return this.all?.find((view) => view.id === id) ?? null;
  }

  async load(): Promise<void> {
    await this.#take(viewList(backend, {}));
    void this.count();
  }

  /** Counts the pinned ones, one after the other: the list comes first. */
  async count(): Promise<void> {
    const me = session.open?.session.user_id ?? null;
    for (const view of this.pinned) {
      if (view.query.words) continue;
      const filter = toFilter(fromView(view.query), new Date(), me);
      const counted = await callCount(backend, { filter }).catch(() => null);
      if (counted) this.counts.set(view.id, counted.count);
    }
  }

  /** The id of what was saved. */
  async save(
    query: CallQuery,
    name: string,
    shared_with: Role[],
    view: ViewView | null,
  ): Promise<string> {
    const command_id = commandId();
    const input = { command_id, name, query: toView(query), shared_with };
    this.all = (await viewSave(backend, { ...input, ...(view ? { view_id: view.id } : {}) })).views;
    this.removed = null;
    void this.count();
    return view?.id ?? command_id;
  }

  async pin(view: ViewView, pinned: boolean): Promise<void> {
    const input = { command_id: commandId(), view_id: view.id, pinned };
    await this.#take(viewPin(backend, input));
    void this.count();
  }

  async remove(view: ViewView): Promise<boolean> {
    const done = await this.#take(
      viewRemove(backend, { command_id: commandId(), view_id: view.id }),
    );
    if (done) this.removed = view;
    return done;
  }

  async restore(): Promise<void> {
    const view = this.removed;
    if (!view) return;
    const input = { command_id: commandId(), view_id: view.id };
    if (await this.#take(viewRestore(backend, input))) this.removed = null;
  }

  async #take(answer: Promise<ViewListView>): Promise<boolean> {
    try {
      this.all = (await answer).views;
      this.failure = null;
      return true;
    } catch (thrown) {
      this.failure = toFailure(thrown);
      return false;
    }
  }

  forget(): void {
    this.all = null;
    this.removed = null;
    this.counts.clear();
  }
}

export const savedViews = new SavedViews();
session.onLeave(() => savedViews.forget());
