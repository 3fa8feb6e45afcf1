// The people of the workspace and what can be done to them.
import { backend, toFailure, userList, type Failure, type UserView } from '$lib/api';
import { guestsChanged } from '$lib/features/shell/guests.svelte';

export class PeopleList {
  users = $state.raw<UserView[] | null>(null);
  failure = $state.raw<Failure | null>(null);

  get staff(): UserView[] {
    return this.users?.filter((user) => user.role !== 'support_guest') ?? [];
  }

  get guests(): UserView[] {
    return this.users?.filter((user) => user.role === 'support_guest') ?? [];
  }

  async load(): Promise<void> {
    try {
      this.users = (await userList(backend, {})).users;
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  /** Does something to a person and reads the list again; a refusal is kept to show. */
  async change(work: () => Promise<unknown>): Promise<boolean> {
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = toFailure(thrown);
      return false;
    }
    await this.load();
    guestsChanged.times += 1;
    return true;
  }
}
