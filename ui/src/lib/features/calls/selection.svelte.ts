// Which calls of the list are selected: some by name, or all that match but some. The
// second holds for rows that were never loaded, too: the core works it out.
import { SvelteSet } from 'svelte/reactivity';
import type { CallSelection } from '$lib/api';
import type { CallFilter } from '$lib/api';

class Selection {
  /** All that match, except those in `except`. */
  all = $state(false);
  readonly #some = new SvelteSet<string>();
  readonly #except = new SvelteSet<string>();
  /** The row that Shift extends from. */
  #anchor = 0;

  has(id: string): boolean {
    return this.all ? !this.#except.has(id) : this.#some.has(id);
  }

  get any(): boolean {
    return this.all || this.#some.size > 0;
  }

  /** How many of `total` that match; `null` where nobody has counted them. */
  count(total: number | null): number | null {
    if (!this.all) return this.#some.size;
    return total === null ? null : Math.max(0, total - this.#except.size);
  }

  set(id: string, on: boolean): void {
    const set = this.all ? this.#except : this.#some;
    if (on !== this.all) set.add(id);
    else set.delete(id);
  }

  toggle(id: string, index: number): void {
    this.#anchor = index;
    this.set(id, !this.has(id));
  }

  /** From the last row that was touched to this one, all as that one is. */
  extend(ids: readonly string[], index: number): void {
    const from = ids[this.#anchor];
    const on = from === undefined || this.has(from) || !this.any;
    const [first, last] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    for (const id of ids.slice(first, last + 1)) this.set(id, on);
  }

  /** Where the next extension begins. */
  anchor(index: number): void {
    this.#anchor = index;
  }

  selectAll(): void {
    this.clear();
    this.all = true;
  }

  clear(): void {
    this.all = false;
    this.#some.clear();
    this.#except.clear();
  }

  /** As the core is told. */
  chosen(filter: CallFilter, words: string, side: 'caller' | 'agent' | null): CallSelection {
    if (!this.all) return { kind: 'calls', ids: [...this.#some] };
    return {
      kind: 'matching',
      filter,
      ...(words.trim() ? { query: words.trim() } : {}),
      ...(side ? { side } : {}),
      except: [...this.#except],
    };
  }
}

export const selection = new Selection();
