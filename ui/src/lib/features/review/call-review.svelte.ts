// A call's review: its flags, whose it is, what became of it. Every change answers with
// the whole of it.
import {
  backend,
  callAssign,
  callFlag,
  callFlagRemove,
  callReviewGet,
  commandId,
  reviewDecide,
  reviewReopen,
  toFailure,
  type CallReviewView,
  type DecideReview,
  type Failure,
  type FlagCall,
} from '$lib/api';
import { Attempt } from '$lib/shared/attempt.svelte';

export class CallReview {
  readonly id: string;
  view = $state.raw<CallReviewView | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly attempt = new Attempt();

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await callReviewGet(backend, { call_id: this.id });
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  flag(flag: Omit<FlagCall, 'command_id' | 'call_id'>): Promise<boolean> {
    return this.#do(() => callFlag(backend, { ...this.#name(), ...flag }));
  }

  removeFlag(flag_id: string): Promise<boolean> {
    return this.#do(() => callFlagRemove(backend, { ...this.#name(), flag_id }));
  }

  assign(user_id: string | null): Promise<boolean> {
    return this.#do(() => callAssign(backend, { ...this.#name(), user_id }));
  }

  decide(decision: Omit<DecideReview, 'command_id' | 'call_id'>): Promise<boolean> {
    return this.#do(() => reviewDecide(backend, { ...this.#name(), ...decision }));
  }

  reopen(): Promise<boolean> {
    return this.#do(() => reviewReopen(backend, this.#name()));
  }

  #name() {
    return { command_id: commandId(), call_id: this.id };
  }

  async #do(work: () => Promise<CallReviewView>): Promise<boolean> {
    const view = await this.attempt.run(work);
    if (view) this.view = view;
    return view !== undefined;
  }
}
