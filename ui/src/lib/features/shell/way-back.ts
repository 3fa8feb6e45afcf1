// Where to go after signing in: the address that a locked door kept from being
// shown. Must not know how the page moves, nor what the addresses mean.

/** Who was signed in, and where. */
export type Visitor = { workspace: string; user: string };

const START = '/calls';

export class WayBack {
  #kept: { address: string; of: Visitor | null } | null = null;

  /** `of` is whom the lock interrupted; `null` when nobody had signed in yet. */
  keep(address: string, of: Visitor | null): void {
    this.#kept = { address, of };
  }

  /** An address that was asked for by itself, whoever signs in. */
  ask(address: string): void {
    this.keep(address, null);
  }

  /** The address for whoever signed in now; it is given once. */
  take(by: Visitor): string {
    const kept = this.#kept;
    this.#kept = null;
    if (!kept) return START;
    // An address holds what somebody searched for: it is not for the next person.
    const theirs =
      kept.of === null || (kept.of.workspace === by.workspace && kept.of.user === by.user);
    return theirs ? kept.address : START;
  }
}
