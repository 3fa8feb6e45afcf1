// The queues in words.
import type { Queue } from '$lib/api';
import { m } from '$lib/paraglide/messages';

export const queueNames: Record<Queue, () => string> = {
  mine: m.queue_mine,
  flagged: m.queue_flagged,
  drawn: m.queue_drawn,
};

export const emptyQueue: Record<Queue, { title: () => string; body: () => string }> = {
  mine: { title: m.queue_empty_mine, body: m.queue_empty_mine_body },
  flagged: { title: m.queue_empty_flagged, body: m.queue_empty_flagged_body },
  drawn: { title: m.queue_empty_drawn, body: m.queue_empty_drawn_body },
};
