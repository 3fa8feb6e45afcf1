// How many mentions of this person they have not seen.
import { backend, mentionCount } from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';

class Mentions {
  unseen = $state(0);

  async count(): Promise<void> {
    if (!session.can('transcript_read')) {
      this.unseen = 0;
      return;
    }
    // The number is no reason to trouble anybody with a failure.
    const view = await mentionCount(backend, {}).catch(() => null);
    if (view) this.unseen = view.unseen;
  }
}

export const mentions = new Mentions();
session.onLeave(() => (mentions.unseen = 0));
