// Who is heard, and how loud. Begins anew with each call.
import { backend, playerMixSet, type Side, type SideMix } from '$lib/api';

const plain = (side: Side): SideMix => ({ side, volume: 1, muted: false, soloed: false });

export class Mix {
  #sides = $state.raw<readonly SideMix[]>([]);
  #sent: Promise<unknown> = Promise.resolve();

  of(side: Side): SideMix {
    return this.#sides.find((each) => each.side === side) ?? plain(side);
  }

  /** Whether anything of this side can be heard as it is set now. */
  sounds(side: Side): boolean {
    const { muted, soloed, volume } = this.of(side);
    const elsewhere = this.#sides.some((each) => each.soloed && each.side !== side);
    return !muted && volume > 0 && (soloed || !elsewhere);
  }

  set(side: Side, change: Partial<SideMix>) {
    const others = this.#sides.filter((each) => each.side !== side);
    this.#sides = [...others, { ...this.of(side), ...change }];
    this.send();
  }

  /** Lets one side be heard alone; the result goes back to what was. */
  only(side: Side): () => void {
    const before = this.#sides;
    this.#sides = [{ ...this.of(side), muted: false, soloed: true }];
    this.send();
    return () => {
      this.#sides = before;
      this.send();
    };
  }

  /** Tells the core, which forgets when a recording is opened or its sides swapped. */
  send() {
    const sides = [...this.#sides];
    this.#sent = this.#sent.then(() => playerMixSet(backend, { sides }).catch(() => undefined));
  }
}
