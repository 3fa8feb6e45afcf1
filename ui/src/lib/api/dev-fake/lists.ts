// Views, reviews, the queue and trackers, made up; of acts on many calls only tagging
// and flagging by name.
import type {
  ActOnCalls,
  CallReviewView,
  CallSelection,
  Event,
  FlagCall,
  Queue,
  SaveTracker,
  SaveView,
  TrackerView,
  ViewView,
} from '../gen';
import type { FakeCall } from './calls';
import { fail, type Handlers } from './index';

export function fakeLists(tell: (event: Event) => void, all: FakeCall[]): Handlers {
  let views: ViewView[] = [];
  let trackers: TrackerView[] = [];
  const reviews = new Map<string, CallReviewView>();
  const rows = all.map((call) => call.row);
  const row = (id: string) => {
    const found = rows.find((each) => each.id === id);
    if (!found) throw fail('not_found');
    return found;
  };
  const review = (id: string): CallReviewView => {
    const kept = reviews.get(id) ?? { assignment: null, decision: null, flags: [], plan: null };
    reviews.set(id, kept);
    row(id).marks.flags = kept.flags.length;
    row(id).marks.reviewed = kept.decision !== null;
    return kept;
  };
  const chosen = (selection: CallSelection) =>
    selection.kind === 'calls'
      ? selection.ids
      : rows.map((each) => each.id).filter((id) => !(selection.except ?? []).includes(id));
  const waiting = (queue: Queue) =>
    queue === 'flagged'
      ? rows.filter((each) => each.marks.flags > 0 && !each.marks.reviewed)
      : queue === 'drawn'
        ? rows.filter((each, i) => i % 20 === 0 && !each.marks.reviewed)
        : [];
  return {
    view_list: () => ({ views }),
    view_save: (input: SaveView) => {
      const id = input.view_id ?? input.command_id;
      const { name, query, shared_with } = input;
      const view = { id, name, own: true, owner: 'Asha Rao', shared_with, query, pinned: true };
      views = [...views.filter((other) => other.id !== id), view];
      return { views };
    },
    view_pin: () => ({ views }),
    view_remove: (input: { view_id: string }) => {
      views = views.filter((view) => view.id !== input.view_id);
      return { views };
    },
    calls_chosen_count: (input: { selection: CallSelection }) => {
      const calls = chosen(input.selection).length;
      return { calls, flagged: 0, assigned: 0, with_recording: calls };
    },
    calls_act: (input: ActOnCalls) => {
      const ids = chosen(input.selection);
      for (const id of ids) {
        if (input.act.kind === 'tag') row(id).tags = [...row(id).tags, input.act.tag];
        if (input.act.kind === 'flag') row(id).marks.flags += 1;
      }
      tell({ kind: 'calls_changed' });
      const { length } = ids;
      const counts = { total: length, changed: length, same: 0, put_back: 0, kept: 0 };
      return { bulk_id: input.command_id, ...counts, cancelled: false, undone: false };
    },
    call_review_get: (input: { call_id: string }) => review(input.call_id),
    call_flag: (input: FlagCall) => {
      const kept = review(input.call_id);
      kept.flags.push({
        id: input.command_id,
        span: input.span ?? null,
        turn_index: input.turn_index ?? null,
        reason: input.reason,
        note: input.note ?? null,
        by: 'Asha Rao',
        by_tracker: false,
        at: Date.now(),
      });
      return review(input.call_id);
    },
    queue_list: (input: { queue: Queue; limit: number }) => ({
      rows: waiting(input.queue).slice(0, input.limit),
      next: null,
      counts: {
        mine: 0,
        flagged: waiting('flagged').length,
        drawn: waiting('drawn').length,
      },
    }),
    sampling_rule_list: () => ({ rules: [] }),
    tracker_list: () => ({ trackers }),
    tracker_save: ({ command_id, tracker_id, ...rest }: SaveTracker) => {
      const id = tracker_id ?? command_id;
      const before = trackers.find((other) => other.id === id);
      const made = { version: (before?.version ?? 0) + 1, changed_by: 'Asha Rao' };
      const found = { found: { calls: 0, hits: 0 }, outdated: 0, changed_at: Date.now() };
      trackers = [
        ...trackers.filter((other) => other.id !== id),
        { id, ...rest, ...made, ...found },
      ];
      return { trackers };
    },
  };
}
