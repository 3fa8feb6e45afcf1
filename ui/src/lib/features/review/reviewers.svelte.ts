// The names of those who work here, and who of them may review; read once a sign-in.
import { backend, userList, type Role, type UserView } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

/** The roles that may annotate calls. */
const reviewing: readonly Role[] = [
  'owner',
  'grievance_officer',
  'qa_lead',
  'reviewer',
  'agent_manager',
];

class Reviewers {
  #people = $state.raw<UserView[] | null>(null);

  async load(): Promise<void> {
    if (this.#people || !session.can('user_read')) return;
    this.#people = (await userList(backend, {}).catch(() => null))?.users ?? null;
  }

  name(id: string): string | null {
    return this.#people?.find((user) => user.id === id)?.name ?? null;
  }

  /** Those to whom a call can be given. */
  get all(): UserView[] {
    return (this.#people ?? []).filter((user) => user.active && reviewing.includes(user.role));
  }

  forget(): void {
    this.#people = null;
  }
}

export const reviewers = new Reviewers();
session.onLeave(() => reviewers.forget());
