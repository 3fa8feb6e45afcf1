// What the core says of a live call, in words.
import type { CallPhase, LiveEffect, PermitView, Placing, TapeGate } from '$lib/api';
import { day } from '$lib/i18n/say';
import { m } from '$lib/paraglide/messages';

export const phaseWords: Record<CallPhase, () => string> = {
  gate: m.live_phase_gate,
  disclose: m.live_phase_disclose,
  dialogue: m.live_phase_dialogue,
  commit: m.live_phase_commit,
  wrap: m.live_phase_wrap,
  over: m.live_phase_over,
};

/** The phases that a call goes through, in order. */
export const steps: readonly CallPhase[] = ['gate', 'disclose', 'dialogue', 'commit', 'wrap'];

export const tapeWords: Record<TapeGate, () => string> = {
  shut: m.live_tape_shut,
  open: m.live_tape_open,
  refused: m.live_tape_refused,
};

const whatWords: Record<string, () => string> = {
  book: m.live_what_book,
  move: m.live_what_move,
  cancel: m.live_what_cancel,
  confirm: m.live_what_confirm,
  opt_out: m.live_what_opt_out,
};

/** A name of a script's, as people write it. */
export const plainName = (name: string) => name.replaceAll('_', ' ');

export function effectWords({ what, state }: LiveEffect): string {
  const name = what === null ? '' : (whatWords[what]?.() ?? plainName(what));
  switch (state) {
    case 'asked':
      return m.live_effect_asked();
    case 'doing':
      return m.live_effect_doing({ what: name });
    case 'done':
      return m.live_effect_done({ what: name });
    case 'failed':
      return m.live_effect_failed({ what: name });
  }
}

const outcomes: Record<string, () => string> = {
  booked: m.live_out_booked,
  confirmed: m.live_out_confirmed,
  moved: m.live_out_moved,
  cancelled: m.live_out_cancelled,
  callback: m.live_out_callback,
  asked: m.live_out_person,
  asked_for_person: m.live_out_person,
  taken_over: m.live_out_person,
  opted_out: m.live_out_opt_out,
  opt_out: m.live_out_opt_out,
  opt_out_failed: m.live_out_person,
  wrong_person: m.live_out_wrong,
  not_understood: m.live_out_lost,
  silent: m.live_out_silent,
  ended_by_staff: m.live_out_staff,
  ended: m.live_out_ended,
  too_long: m.live_out_broken,
  no_speech: m.live_out_broken,
  not_done: m.live_out_broken,
  not_disclosed: m.live_out_broken,
};

export function outcomeName(outcome: string | null): string {
  if (outcome === null) return m.live_out_hung_up();
  return outcomes[outcome]?.() ?? plainName(outcome);
}

/** What became of a call that was placed. */
export const placedWords: Record<Exclude<Placing, 'not_permitted'>, () => string> = {
  placed: m.dial_placed,
  uncertain: m.dial_uncertain,
  before: m.dial_before,
};

/** How the core names the rule that is no law's. */
const OWN_RULE = "Parley's own rule";

/** Why a number may not be called: the rule that refused first. */
export function refusalWords(permit: PermitView): string {
  switch (permit.refused_by) {
    case 'not_suppressed':
      return m.dial_not_suppressed({ day: day(permit.suppressed_since ?? 0) });
    case 'place_known':
      return m.dial_place_unknown();
    case 'within_hours': {
      const hours = permit.steps.find((step) => !step.passed)?.hours;
      if (!hours) return m.dial_hours_plain();
      const { zone, from, to } = hours;
      const source = hours.source === OWN_RULE ? m.dial_own_rule() : hours.source;
      // The weekday before it is of the core, and in English.
      const time = hours.local.slice(-5);
      return m.dial_hours({ zone, time, from, to, source });
    }
    case null:
      return '';
  }
}
