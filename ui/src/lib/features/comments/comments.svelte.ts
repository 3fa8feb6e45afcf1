// The comments of the open call: the list, the one being written, the one looked at.
import {
  backend,
  commandId,
  commentAdd,
  commentDelete,
  commentEdit,
  commentList,
  commentReopen,
  commentReply,
  commentResolve,
  toFailure,
  type CommentOn,
  type Failure,
  type PersonName,
  type ThreadView,
} from '$lib/api';
import type { OpenCall } from '$lib/features/review/open-call.svelte';
import { session } from '$lib/features/shell/session.svelte';
import { turnOf } from './span';

/** What a comment is being written about, and beside what on the screen. */
export type Composing = { on: CommentOn; quote: string; anchor: Element | DOMRect };

/** Whether a thread asks nothing of anybody: resolved, or nothing is left of it. */
export const isDone = (thread: ThreadView): boolean =>
  thread.closed !== null ||
  (thread.deleted !== null && thread.replies.every((reply) => reply.deleted !== null));

export class Comments {
  readonly open: OpenCall;
  threads = $state.raw<ThreadView[] | null>(null);
  people = $state.raw<PersonName[]>([]);
  failure = $state.raw<Failure | null>(null);
  composing = $state.raw<Composing | null>(null);
  /** The thread that is looked at. */
  chosen = $state<string | null>(null);
  /** Where the transcript shall be; anew for each going there. `null`: where it is. */
  aim = $state.raw<{ turn: number | null } | null>(null);

  /** The open threads by the turn they are about. */
  readonly byTurn = $derived.by(() => Map.groupBy(this.openThreads, (thread) => turnOf(thread)));

  constructor(open: OpenCall) {
    this.open = open;
  }

  get openThreads(): ThreadView[] {
    return (this.threads ?? []).filter((thread) => !isDone(thread));
  }

  get mayRead(): boolean {
    return session.can('transcript_read');
  }

  get mayWrite(): boolean {
    return this.mayRead && session.can('call_annotate');
  }

  async load(): Promise<void> {
    if (!this.mayRead) return;
    this.failure = null;
    try {
      const { threads, people } = await commentList(backend, { call_id: this.open.id });
      this.threads = threads;
      this.people = people;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }

  async add(on: CommentOn, text: string, isPrivate: boolean): Promise<void> {
    const thread = await commentAdd(backend, {
      command_id: commandId(),
      call_id: this.open.id,
      on,
      text,
      private: isPrivate,
    });
    this.#take(thread);
    this.chosen = thread.id;
    this.aim = { turn: null };
  }

  async reply(to: ThreadView, text: string): Promise<void> {
    this.#take(await commentReply(backend, { command_id: commandId(), comment_id: to.id, text }));
  }

  async settle(thread: ThreadView): Promise<void> {
    const settle = thread.closed ? commentReopen : commentResolve;
    this.#take(await settle(backend, { command_id: commandId(), comment_id: thread.id }));
    // It goes to the other list; whoever goes through this one stays in it.
    this.chosen = null;
  }

  /** A comment or a reply of one's own. */
  async edit(comment_id: string, text: string): Promise<void> {
    this.#take(await commentEdit(backend, { command_id: commandId(), comment_id, text }));
  }

  async remove(comment_id: string): Promise<void> {
    this.#take(await commentDelete(backend, { command_id: commandId(), comment_id }));
  }

  #take(thread: ThreadView): void {
    const others = (this.threads ?? []).filter((other) => other.id !== thread.id);
    this.threads = [...others, thread].sort((a, b) => a.at - b.at);
  }

  /** Goes to what a thread is about, and plays from there. */
  goTo(thread: ThreadView, play = true): void {
    this.chosen = thread.id;
    this.aim = { turn: turnOf(thread) };
    const { playhead } = this.open;
    const { time } = thread.place;
    if (!playhead || !time) return;
    playhead.seek(time.from_ms);
    if (play && !playhead.playing) void playhead.play();
  }
}
