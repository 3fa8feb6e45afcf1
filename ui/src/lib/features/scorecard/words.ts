// The closed lists of scorecards in words.
import type { FormFaultKind, Given, Question, QuestionKind, ScoreState, ScoreStep } from '$lib/api';
import { formatTag } from '$lib/i18n/locale.svelte';
import { m } from '$lib/paraglide/messages';

type Words<K extends string> = Record<K, () => string>;

export const stateWords: Words<ScoreState> = {
  draft: m.score_state_draft,
  submitted: m.score_state_submitted,
  acknowledged: m.score_state_acknowledged,
  disputed: m.score_state_disputed,
  resolved: m.score_state_resolved,
};

export const stepTaken: Record<ScoreStep, (names: { who: string }) => string> = {
  submit: m.score_did_submit,
  acknowledge: m.score_did_acknowledge,
  dispute: m.score_did_dispute,
  uphold: m.score_did_uphold,
  change: m.score_did_change,
};

export const kindWords: Words<QuestionKind> = {
  yes_no: m.score_kind_yes_no,
  scale: m.score_kind_scale,
  choice: m.score_kind_choice,
};

export const faultWords: Words<FormFaultKind> = {
  title_missing: m.score_fault_title_missing,
  nothing_asked: m.score_fault_nothing_asked,
  section_title_missing: m.score_fault_section_title_missing,
  section_empty: m.score_fault_section_empty,
  text_missing: m.score_fault_text_missing,
  too_few_options: m.score_fault_too_few_options,
  label_missing: m.score_fault_label_missing,
  no_points: m.score_fault_no_points,
  always_fails: m.score_fault_always_fails,
  note_never_asked: m.score_fault_note_never_asked,
};

/** What stands on an answer's button: its words, or its step. */
export function optionWords(question: Question, option: number): string {
  const label = question.options[option]?.label ?? '';
  if (question.kind === 'yes_no') return label || (option === 0 ? m.yes() : m.no());
  return label || String(option + 1);
}

/** An answer in words; a scale says its step, too. */
export function givenWords(question: Question, given: Given | null | undefined): string {
  if (!given) return m.score_open();
  if (given.is === 'not_applicable') return m.score_na();
  const words = optionWords(question, given.option);
  const step = String(given.option + 1);
  return question.kind === 'scale' && words !== step ? `${step} · ${words}` : words;
}

/** Hundredths of a percent as `87 %`, or `87.5 %` where the half counts. */
export function percent(total: number | null): string {
  if (total === null) return m.score_none();
  return new Intl.NumberFormat(formatTag(), {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(total / 10_000);
}
