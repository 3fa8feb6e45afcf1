//! Answers to a form, and what they still lack.

use serde::{Deserialize, Serialize};

use super::form::{FormContent, NoteRule, Question};
use super::quote::Quote;
use crate::closed_list::closed_list;

const LONGEST_NOTE: usize = 4_000;
const MOST_QUOTES: usize = 20;

/// What was answered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Given {
    /// The option at this place in the question's list.
    Option { option: u32 },
    /// The question does not fit this call: its weight is left out.
    NotApplicable,
}

/// What a scorer put down at one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Answer {
    /// The question's key.
    pub question: u32,
    /// `None` until it is answered.
    pub given: Option<Given>,
    pub note: String,
    /// What was said that shows it.
    pub evidence: Vec<Quote>,
}

impl Answer {
    fn option<'a>(&self, question: &'a Question) -> Option<&'a super::AnswerOption> {
        match self.given {
            Some(Given::Option { option }) => question.options.get(option as usize),
            _ => None,
        }
    }
}

/// The points of an answer and whether it fails the call; `None` for "not applicable"
/// and while it is not answered.
pub(super) fn worth(question: &Question, answers: &[Answer]) -> Option<(u32, bool)> {
    let answer = answers.iter().find(|a| a.question == question.key)?;
    let option = answer.option(question)?;
    Some((option.points, option.fails))
}

/// Whether these answers cannot be answers to this form: a question it does not ask,
/// or twice, an option it does not have, "not applicable" where that is none, a note
/// or quotes beyond measure.
#[must_use]
pub fn misfits(form: &FormContent, answers: &[Answer]) -> bool {
    let fits = |(place, answer): (usize, &Answer)| {
        let Some(question) = form.question(answer.question) else {
            return false;
        };
        let given = match answer.given {
            None => true,
            Some(Given::NotApplicable) => question.na,
            Some(Given::Option { .. }) => answer.option(question).is_some(),
        };
        given
            && answer.note.chars().count() <= LONGEST_NOTE
            && answer.evidence.len() <= MOST_QUOTES
            && answers[..place]
                .iter()
                .all(|a| a.question != answer.question)
    };
    !answers.iter().enumerate().all(fits)
}

closed_list! {
    MissingKind {
        Answer = "answer",
        Note = "note",
    }
}

/// What must be filled in before a score can be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Missing {
    /// The question's key.
    pub question: u32,
    pub kind: MissingKind,
}

/// In the form's order. Every question needs an answer, be it "not applicable"; a
/// note is needed where the question's rule says so.
#[must_use]
pub fn missing(form: &FormContent, answers: &[Answer]) -> Vec<Missing> {
    let mut list = Vec::new();
    for question in form.questions() {
        let answer = answers.iter().find(|a| a.question == question.key);
        let kind = match answer {
            Some(answer) if answer.given.is_some() => {
                let unsaid = answer.note.trim().is_empty();
                (unsaid && needs_note(question, answer)).then_some(MissingKind::Note)
            }
            _ => Some(MissingKind::Answer),
        };
        list.extend(kind.map(|kind| Missing {
            question: question.key,
            kind,
        }));
    }
    list
}

fn needs_note(question: &Question, answer: &Answer) -> bool {
    match question.note {
        NoteRule::Never => false,
        NoteRule::Always => true,
        NoteRule::Below { points } => answer
            .option(question)
            .is_some_and(|option| option.points < points),
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    /// The option at this place; `None` is "not applicable".
    pub(crate) fn gave(question: u32, option: Option<u32>) -> Answer {
        let given = option.map_or(Given::NotApplicable, |option| Given::Option { option });
        Answer {
            question,
            given: Some(given),
            note: String::new(),
            evidence: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::samples::{form, scale};
    use super::samples::gave;
    use super::*;

    #[test]
    fn answers_belong_to_their_form() {
        let form = form(vec![(1, vec![scale(1, 3)])]);
        assert!(!misfits(&form, &[gave(1, Some(2))]));
        assert!(!misfits(&form, &[gave(1, None)]));
        assert!(misfits(&form, &[gave(1, Some(3))]));
        assert!(misfits(&form, &[gave(2, Some(0))]));
        assert!(misfits(&form, &[gave(1, Some(0)), gave(1, Some(1))]));
        let mut always = form;
        always.sections[0].questions[0].na = false;
        assert!(misfits(&always, &[gave(1, None)]));
    }

    #[test]
    fn a_note_is_missing_where_the_rule_asks_for_it() {
        let mut question = scale(1, 3);
        question.note = NoteRule::Below { points: 2 };
        let form = form(vec![(1, vec![question, scale(2, 2)])]);
        let lacks = |answers: &[Answer]| -> Vec<(u32, MissingKind)> {
            let list = missing(&form, answers).into_iter();
            list.map(|m| (m.question, m.kind)).collect()
        };
        let second = (2, MissingKind::Answer);
        assert_eq!(lacks(&[]), [(1, MissingKind::Answer), second]);
        assert_eq!(lacks(&[gave(1, Some(1))]), [(1, MissingKind::Note), second]);
        assert_eq!(lacks(&[gave(1, Some(2)), gave(2, None)]), []);
        assert_eq!(lacks(&[gave(1, None), gave(2, Some(0))]), []);
        let mut said = gave(1, Some(0));
        said.note = " Spoke over the caller. ".to_owned();
        assert_eq!(lacks(&[said, gave(2, Some(0))]), []);
    }
}
