//! What a form asks.

use serde::{Deserialize, Serialize};

use crate::closed_list::closed_list;

/// As many answers as there are digits to give them with.
pub const MOST_OPTIONS: usize = 10;
const MOST_SECTIONS: usize = 20;
const MOST_QUESTIONS: usize = 100;
const LONGEST_LINE: usize = 300;
const LONGEST_GUIDANCE: usize = 2_000;
/// Of weights and points: far more than anybody tells apart.
const LARGEST: u32 = 100;

closed_list! {
    /// How a question is put.
    QuestionKind {
        /// Two answers, yes and no; which of them is the good one, their points say.
        YesNo = "yes_no",
        /// Steps from worst to best, worth 0, 1, 2 … points.
        Scale = "scale",
        /// Answers in words, each with its points.
        Choice = "choice",
    }
}

/// One way to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct AnswerOption {
    /// Empty for yes and no, and where a step of a scale needs no word.
    pub label: String,
    pub points: u32,
    /// Whether this answer makes the whole score 0.
    pub fails: bool,
}

/// When an answer needs a note.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum NoteRule {
    Never,
    Always,
    /// When the answer is worth fewer points than this.
    Below {
        points: u32,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Question {
    /// Names the question within its form, in every version of it.
    pub key: u32,
    pub text: String,
    /// How to judge; may be empty.
    pub guidance: String,
    pub kind: QuestionKind,
    pub options: Vec<AnswerOption>,
    /// Against the other questions of its section, 1–100.
    pub weight: u32,
    /// Whether "not applicable" is an answer.
    pub na: bool,
    pub note: NoteRule,
}

impl Question {
    /// The points of the best answer.
    #[must_use]
    pub fn most_points(&self) -> u32 {
        self.options.iter().map(|o| o.points).max().unwrap_or(0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Section {
    /// Names the section within its form.
    pub key: u32,
    pub title: String,
    /// Against the other sections, 1–100.
    pub weight: u32,
    pub questions: Vec<Question>,
}

/// One version of a form, or the draft of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct FormContent {
    pub title: String,
    pub sections: Vec<Section>,
}

fn fits(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest
}

impl FormContent {
    /// In the order they are asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|s| &s.questions)
    }

    /// The question of this key.
    #[must_use]
    pub fn question(&self, key: u32) -> Option<&Question> {
        self.questions().find(|q| q.key == key)
    }

    /// Trims what was typed, and gives the steps of scales their points.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let trim = |text: &mut String| *text = text.trim().to_owned();
        trim(&mut self.title);
        for section in &mut self.sections {
            trim(&mut section.title);
            for question in &mut section.questions {
                trim(&mut question.text);
                trim(&mut question.guidance);
                for (option, step) in question.options.iter_mut().zip(0u32..) {
                    trim(&mut option.label);
                    if question.kind == QuestionKind::Scale {
                        option.points = step;
                    }
                }
            }
        }
        self
    }

    /// Whether it can be kept at all, complete or not: no list or text is longer than
    /// a form has, no key stands twice, yes-and-no has two answers.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut keys: Vec<u32> = self.questions().map(|q| q.key).collect();
        let questions = keys.len();
        keys.sort_unstable();
        keys.dedup();
        let mut sections: Vec<u32> = self.sections.iter().map(|s| s.key).collect();
        sections.sort_unstable();
        sections.dedup();
        let sizes = keys.len() == questions
            && questions <= MOST_QUESTIONS
            && sections.len() == self.sections.len()
            && self.sections.len() <= MOST_SECTIONS
            && fits(&self.title, LONGEST_LINE);
        sizes
            && self.sections.iter().all(|section| {
                fits(&section.title, LONGEST_LINE) && (1..=LARGEST).contains(&section.weight)
            })
            && self.questions().all(sound_question)
    }
}

fn sound_question(question: &Question) -> bool {
    fits(&question.text, LONGEST_LINE)
        && fits(&question.guidance, LONGEST_GUIDANCE)
        && (1..=LARGEST).contains(&question.weight)
        && question.options.len() <= MOST_OPTIONS
        && (question.kind != QuestionKind::YesNo || question.options.len() == 2)
        && question
            .options
            .iter()
            .all(|o| fits(&o.label, LONGEST_LINE) && o.points <= LARGEST)
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    /// Worth 0, 1, 2 … in the order given.
    pub(crate) fn scale(key: u32, steps: usize) -> Question {
        let options = (0u32..).take(steps).map(|points| AnswerOption {
            label: String::new(),
            points,
            fails: false,
        });
        Question {
            key,
            text: format!("Question {key}"),
            guidance: String::new(),
            kind: QuestionKind::Scale,
            options: options.collect(),
            weight: 1,
            na: true,
            note: NoteRule::Never,
        }
    }

    pub(crate) fn form(sections: Vec<(u32, Vec<Question>)>) -> FormContent {
        let sections = sections.into_iter().zip(1u32..);
        FormContent {
            title: "Clinic appointments".to_owned(),
            sections: sections
                .map(|((weight, questions), key)| Section {
                    key,
                    title: format!("Section {key}"),
                    weight,
                    questions,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{form, scale};
    use super::*;

    #[test]
    fn a_key_stands_once_and_yes_and_no_are_two() {
        assert!(form(vec![(1, vec![scale(1, 3), scale(2, 3)])]).is_sound());
        assert!(!form(vec![(1, vec![scale(1, 3)]), (1, vec![scale(1, 3)])]).is_sound());
        let three = Question {
            kind: QuestionKind::YesNo,
            ..scale(1, 3)
        };
        assert!(!form(vec![(1, vec![three])]).is_sound());
        assert!(!form(vec![(0, vec![scale(1, 3)])]).is_sound());
        assert!(!form(vec![(1, vec![scale(1, MOST_OPTIONS + 1)])]).is_sound());
    }

    #[test]
    fn what_was_typed_is_trimmed_and_a_scale_counts_its_steps() {
        let mut question = scale(1, 3);
        question.text = "  Was the caller heard? ".to_owned();
        question.options[1].points = 90;
        let tidied = form(vec![(1, vec![question])]).tidy();
        let question = tidied.question(1).unwrap();
        assert_eq!(question.text, "Was the caller heard?");
        assert_eq!(question.options[1].points, 1);
    }
}
