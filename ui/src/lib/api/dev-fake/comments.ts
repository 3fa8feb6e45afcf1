import type { CommentOn, ThreadView } from '../gen';
import { fail, type Handlers } from './index';

/** Comments as long as the page is open; nobody else is there to mention anybody. */
export function fakeComments(): Handlers {
  const threads: { call_id: string; thread: ThreadView }[] = [];
  const find = (id: string): ThreadView => {
    const found = threads.find((one) => one.thread.id === id);
    if (!found) throw fail('not_found');
    return found.thread;
  };
  const by = 'Asha';
  return {
    comment_list: (input: { call_id: string }) => ({
      threads: threads.filter((one) => one.call_id === input.call_id).map((one) => one.thread),
      people: [],
    }),
    comment_add: (input: {
      command_id: string;
      call_id: string;
      on: CommentOn;
      text: string;
      private: boolean;
    }) => {
      const time = input.on.kind === 'time' ? input.on.span : null;
      const thread: ThreadView = {
        id: input.command_id,
        by,
        at: Date.now(),
        text: input.text,
        private: input.private,
        own: true,
        edited_at: null,
        deleted: null,
        place: { on: input.on, quote: '', time },
        closed: null,
        replies: [],
      };
      threads.push({ call_id: input.call_id, thread });
      return thread;
    },
    comment_reply: (input: { command_id: string; comment_id: string; text: string }) => {
      const thread = find(input.comment_id);
      thread.replies.push({
        id: input.command_id,
        by,
        at: Date.now(),
        text: input.text,
        own: true,
        edited_at: null,
        deleted: null,
      });
      return thread;
    },
    comment_resolve: (input: { comment_id: string }) =>
      Object.assign(find(input.comment_id), { closed: { by, at: Date.now() } }),
    comment_reopen: (input: { comment_id: string }) =>
      Object.assign(find(input.comment_id), { closed: null }),
    mention_count: () => ({ unseen: 0 }),
    mention_list: () => ({ mentions: [] }),
    speaker_changes: () => ({ changes: [] }),
    voice_count: () => ({ calls: 1 }),
  };
}
