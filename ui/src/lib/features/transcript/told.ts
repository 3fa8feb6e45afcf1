// What is told of any correction, whatever it corrected.
import type { CapturedHistoryView, TurnHistoryView } from '$lib/api';

type Turn = TurnHistoryView['corrections'][number];
type Captured = CapturedHistoryView['corrections'][number];

/** What a turn's corrections and a captured variable's have in common. */
export type Told = Pick<
  Turn | Captured,
  'id' | 'by' | 'at' | 'is_choice' | 'is_head' | 'withdrawn'
>;
