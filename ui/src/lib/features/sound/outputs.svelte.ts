// Where the sound comes out: the machine's devices, and the one that was chosen.
import {
  backend,
  outputChoose,
  outputList,
  toFailure,
  type Failure,
  type OutputDevice,
  type OutputsView,
} from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';
import { m } from '$lib/paraglide/messages';

class Outputs {
  #view = $state.raw<OutputsView | null>(null);
  failure = $state.raw<Failure | null>(null);

  constructor() {
    session.onLeave(() => {
      this.#view = null;
      this.failure = null;
    });
  }

  get chosen(): OutputDevice | null {
    return this.#view?.chosen ?? null;
  }

  /** Whether the system has answered yet. */
  get known(): boolean {
    return this.#view !== null;
  }

  /** The chosen one is not connected now. */
  get missing(): boolean {
    const { chosen, devices } = this.#view ?? {};
    return Boolean(chosen && devices?.every((device) => device.id !== chosen.id));
  }

  /** Ids to choose from, `null` being the system's choice; the chosen one always. */
  get ids(): (string | null)[] {
    const connected = this.#view?.devices.map((device) => device.id) ?? [];
    const missing = this.missing && this.chosen ? [this.chosen.id] : [];
    return [null, ...connected, ...missing];
  }

  name(id: string | null): string {
    if (id === null) return m.output_system();
    const device = this.#view?.devices.find((each) => each.id === id);
    return device?.name ?? m.output_missing({ name: this.chosen?.name ?? id });
  }

  load = () => this.#ask(() => outputList(backend, {}));

  choose = (id: string | null) => this.#ask(() => outputChoose(backend, id === null ? {} : { id }));

  async #ask(work: () => Promise<OutputsView>): Promise<void> {
    try {
      this.#view = await work();
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }
}

export const outputs = new Outputs();
