// The closed lists of reviewing in words; exhaustive.
import type { FlagReason, SkipReason } from '$lib/api';
import { m } from '$lib/paraglide/messages';

export const flagWords: Record<FlagReason, () => string> = {
  wrong_answer: m.flag_reason_wrong_answer,
  misunderstood: m.flag_reason_misunderstood,
  tone: m.flag_reason_tone,
  compliance: m.flag_reason_compliance,
  privacy: m.flag_reason_privacy,
  complaint: m.flag_reason_complaint,
  follow_up: m.flag_reason_follow_up,
  good_example: m.flag_reason_good_example,
  tracker: m.flag_reason_tracker,
  other: m.flag_reason_other,
};

export const skipWords: Record<SkipReason, () => string> = {
  too_short: m.skip_reason_too_short,
  cannot_hear: m.skip_reason_cannot_hear,
  other_language: m.skip_reason_other_language,
  seen_before: m.skip_reason_seen_before,
  not_mine: m.skip_reason_not_mine,
  other: m.skip_reason_other,
};
