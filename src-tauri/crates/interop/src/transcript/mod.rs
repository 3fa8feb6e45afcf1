//! Builds the turns of a call from what a source says: texts, words, times and
//! speakers, and keeps count of what was odd about them. Must not know which
//! format they come from.

mod deeds;
mod lines;
mod place;
mod runs;
mod variables;
mod voice;

use parley_app::import::{CallDraft, ImportNote, ImportNoteCode};
use parley_domain::call::{Side, Turn, Word};

use crate::text;

pub(crate) use deeds::{Deeds, Moment};
pub(crate) use lines::{labelled_lines, paragraphs};
pub(crate) use runs::{by_channel, by_speaker};
pub(crate) use variables::{add_variable, add_variables};
pub(crate) use voice::{read_voice, voice};

/// A word as a source gives it.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceWord {
    /// As written, with the punctuation that belongs to it where the source has it.
    pub(crate) text: String,
    /// ms from the start of the recording.
    pub(crate) start: Option<u32>,
    /// ms from the start of the recording.
    pub(crate) end: Option<u32>,
    /// 0–1 where the source gives one.
    pub(crate) confidence: Option<f64>,
    /// The source's label for the speaker.
    pub(crate) speaker: Option<String>,
}

impl SourceWord {
    fn to_word(&self, at: usize, len: usize, start_ms: u32) -> Option<Word> {
        Some(Word {
            at: u32::try_from(at).ok()?,
            len: u32::try_from(len).ok()?,
            start_ms,
            end_ms: self.end.unwrap_or(start_ms).max(start_ms),
            confidence: self.confidence.map_or(Word::NO_CONFIDENCE, hundredths),
        })
    }
}

fn hundredths(confidence: f64) -> u8 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// One contribution as a source gives it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spoken {
    /// `None` when the source does not name a side.
    pub(crate) side: Option<Side>,
    pub(crate) speaker: Option<String>,
    /// The text as shown; made of the words when there is none.
    pub(crate) text: Option<String>,
    pub(crate) start: Option<u32>,
    pub(crate) end: Option<u32>,
    pub(crate) words: Vec<SourceWord>,
}

/// The turns so far, and what the report should say of them.
#[derive(Debug, Default)]
pub(crate) struct Transcript {
    turns: Vec<Turn>,
    deeds: Deeds,
    sides_unknown: bool,
    backwards: bool,
    zero_length: usize,
    skipped: usize,
}

impl Transcript {
    /// Adds a turn, in the source's order. Blank ones are left out.
    pub(crate) fn push(&mut self, spoken: Spoken) {
        let given = spoken.text.as_deref().map(text::clean);
        let placed = place::place(given, &spoken.words);
        if placed.text.trim().is_empty() {
            return;
        }
        self.skipped += placed.lost;
        let mut words = Vec::with_capacity(placed.spans.len());
        for (word, at, len) in placed.spans {
            match word.start.and_then(|start| word.to_word(at, len, start)) {
                Some(timed) => {
                    self.backwards |= word.end.is_some_and(|end| end < timed.start_ms);
                    self.zero_length += usize::from(timed.start_ms == timed.end_ms);
                    words.push(timed);
                }
                None => self.skipped += 1,
            }
        }
        let first = words.iter().map(|word| word.start_ms).min();
        let last = words.iter().map(|word| word.end_ms).max();
        let start_ms = spoken.start.or(first);
        let stated_end = spoken.end.or(last);
        let end_ms = match (start_ms, stated_end) {
            (Some(start), Some(end)) => {
                self.backwards |= end < start;
                Some(end.max(start))
            }
            (_, end) => end,
        };
        self.backwards |= words
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if b.start_ms < a.start_ms));
        self.backwards |= self
            .turns
            .last()
            .and_then(|before| before.start_ms)
            .zip(start_ms)
            .is_some_and(|(before, now)| now < before);
        self.sides_unknown |= spoken.side.is_none();
        self.turns.push(Turn {
            side: spoken.side.unwrap_or(Side::Other),
            speaker: spoken.speaker.as_deref().and_then(text::stated),
            text: placed.text,
            start_ms,
            end_ms,
            words,
        });
    }

    /// What the agent did, to be added to.
    pub(crate) fn deeds(&mut self) -> &mut Deeds {
        &mut self.deeds
    }

    /// The moment after the turns so far.
    pub(crate) fn now(&self, at_ms: Option<u32>) -> Moment {
        Moment {
            at_ms,
            after_turns: self.turns.len(),
        }
    }

    /// Counts entries that could not be read.
    pub(crate) fn skip(&mut self, entries: usize) {
        self.skipped += entries;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// Puts the turns into time order; for sources that list their channels one
    /// after the other. Turns that start together stay in the source's order.
    pub(crate) fn interleave(&mut self) {
        self.turns.sort_by_key(|turn| turn.start_ms);
        self.backwards = self
            .turns
            .iter()
            .any(|turn| turn.words.windows(2).any(runs_back));
    }

    /// Hands the turns and their notes to `draft`, whose stated length must be set.
    pub(crate) fn give_to(self, draft: &mut CallDraft) {
        if !self.turns.is_empty() && self.turns.iter().all(|turn| turn.start_ms.is_none()) {
            note(draft, ImportNoteCode::NoTimes);
        }
        if self.sides_unknown {
            note(draft, ImportNoteCode::SpeakersUnknown);
        }
        if self.backwards {
            note(draft, ImportNoteCode::TimesRunBackwards);
        }
        if self.zero_length > 0 {
            note_with(
                draft,
                ImportNoteCode::ZeroLengthWords,
                self.zero_length.to_string(),
            );
        }
        if self.skipped > 0 {
            note_with(
                draft,
                ImportNoteCode::EntriesSkipped,
                self.skipped.to_string(),
            );
        }
        let last = self.turns.iter().filter_map(|turn| turn.end_ms).max();
        if last.zip(draft.stated_duration_ms).is_some_and(runs_over) {
            note(draft, ImportNoteCode::DurationsDisagree);
        }
        draft.turns.extend(self.turns);
        draft.events.extend(self.deeds.into_events());
    }
}

fn runs_back(pair: &[Word]) -> bool {
    matches!(pair, [a, b] if b.start_ms < a.start_ms)
}

/// Whether speech ends after the stated end. A length in whole seconds may have
/// been rounded down; the last word's end may be a frame or two late.
fn runs_over((last, stated): (u32, u64)) -> bool {
    let slack = if stated.is_multiple_of(1000) {
        1000
    } else {
        250
    };
    u64::from(last) > stated.saturating_add(slack)
}

/// Adds a note, once.
pub(crate) fn note(draft: &mut CallDraft, code: ImportNoteCode) {
    push_note(draft, code, None);
}

/// Adds a note with a number, a member name or a format word, once.
pub(crate) fn note_with(draft: &mut CallDraft, code: ImportNoteCode, detail: String) {
    push_note(draft, code, Some(detail));
}

fn push_note(draft: &mut CallDraft, code: ImportNoteCode, detail: Option<String>) {
    let note = ImportNote { code, detail };
    if !draft.notes.contains(&note) {
        draft.notes.push(note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, start: u32, end: u32) -> SourceWord {
        SourceWord {
            text: text.to_owned(),
            start: Some(start),
            end: Some(end),
            ..SourceWord::default()
        }
    }

    fn draft_of(spoken: Vec<Spoken>) -> CallDraft {
        let mut transcript = Transcript::default();
        spoken.into_iter().for_each(|one| transcript.push(one));
        let mut draft = CallDraft::default();
        transcript.give_to(&mut draft);
        draft
    }

    fn codes(draft: &CallDraft) -> Vec<ImportNoteCode> {
        draft.notes.iter().map(|note| note.code).collect()
    }

    #[test]
    fn keeps_backward_times_in_order_and_says_so() {
        let draft = draft_of(vec![Spoken {
            side: Some(Side::Caller),
            start: Some(900),
            end: Some(100),
            words: vec![word("one", 500, 400), word("two", 300, 350)],
            ..Spoken::default()
        }]);
        assert_eq!(
            codes(&draft),
            [
                ImportNoteCode::TimesRunBackwards,
                ImportNoteCode::ZeroLengthWords
            ]
        );
        let turn = &draft.turns[0];
        assert_eq!((turn.start_ms, turn.end_ms), (Some(900), Some(900)));
        assert_eq!(turn.words[0].end_ms, 500);
        assert_eq!(turn.words[1].start_ms, 300);
    }

    #[test]
    fn words_without_times_are_text_and_counted() {
        let mut second = word("two", 0, 0);
        second.start = None;
        let draft = draft_of(vec![Spoken {
            words: vec![word("one", 0, 10), second],
            ..Spoken::default()
        }]);
        assert_eq!(draft.turns[0].text, "one two");
        assert_eq!(draft.turns[0].words.len(), 1);
        assert_eq!(
            codes(&draft),
            [
                ImportNoteCode::SpeakersUnknown,
                ImportNoteCode::EntriesSkipped
            ]
        );
    }

    #[test]
    fn blank_turns_are_left_out() {
        let blank = Spoken {
            text: Some(" \u{1}".to_owned()),
            ..Spoken::default()
        };
        assert!(draft_of(vec![blank]).turns.is_empty());
    }

    #[test]
    fn speech_beyond_the_stated_end_is_noted() {
        assert!(runs_over((28_960, 28_670)));
        assert!(!runs_over((25_140, 25_000)));
    }
}
