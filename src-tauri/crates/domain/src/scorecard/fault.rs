//! What a form lacks before it can be published.

use serde::{Deserialize, Serialize};

use super::form::{FormContent, NoteRule, Question, QuestionKind};
use crate::closed_list::closed_list;

closed_list! {
    FormFaultKind {
        TitleMissing = "title_missing",
        NothingAsked = "nothing_asked",
        SectionTitleMissing = "section_title_missing",
        SectionEmpty = "section_empty",
        TextMissing = "text_missing",
        /// Fewer than two answers to choose from.
        TooFewOptions = "too_few_options",
        /// An answer of a choice has no words.
        LabelMissing = "label_missing",
        /// No answer is worth anything, so it could not be scored.
        NoPoints = "no_points",
        /// Every answer fails the call.
        AlwaysFails = "always_fails",
        /// A note is asked for below points that no answer lies under.
        NoteNeverAsked = "note_never_asked",
    }
}

/// One fault, with the section or the question it is at; none for the whole form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FormFault {
    pub kind: FormFaultKind,
    pub section: Option<u32>,
    pub question: Option<u32>,
}

impl FormContent {
    /// Empty when it can be published.
    #[must_use]
    pub fn faults(&self) -> Vec<FormFault> {
        let whole = |kind| FormFault {
            kind,
            section: None,
            question: None,
        };
        let mut faults = Vec::new();
        if self.title.is_empty() {
            faults.push(whole(FormFaultKind::TitleMissing));
        }
        if self.questions().next().is_none() {
            faults.push(whole(FormFaultKind::NothingAsked));
        }
        for section in &self.sections {
            let mut at = |kind, question| {
                faults.push(FormFault {
                    kind,
                    section: Some(section.key),
                    question,
                });
            };
            if section.title.is_empty() {
                at(FormFaultKind::SectionTitleMissing, None);
            }
            if section.questions.is_empty() {
                at(FormFaultKind::SectionEmpty, None);
            }
            for question in &section.questions {
                for kind in faults_of(question) {
                    at(kind, Some(question.key));
                }
            }
        }
        faults
    }
}

fn faults_of(question: &Question) -> Vec<FormFaultKind> {
    let options = &question.options;
    let unnamed = options.iter().any(|o| o.label.is_empty());
    let never_below = |points| !options.iter().any(|o| o.points < points);
    let found = [
        (question.text.is_empty(), FormFaultKind::TextMissing),
        (options.len() < 2, FormFaultKind::TooFewOptions),
        (
            question.kind == QuestionKind::Choice && unnamed,
            FormFaultKind::LabelMissing,
        ),
        (question.most_points() == 0, FormFaultKind::NoPoints),
        (
            !options.is_empty() && options.iter().all(|o| o.fails),
            FormFaultKind::AlwaysFails,
        ),
        (
            matches!(question.note, NoteRule::Below { points } if never_below(points)),
            FormFaultKind::NoteNeverAsked,
        ),
    ];
    let found = found.into_iter().filter(|(is, _)| *is);
    found.map(|(_, kind)| kind).collect()
}

#[cfg(test)]
mod tests {
    use super::super::form::samples::{form, scale};
    use super::*;

    fn kinds(form: &FormContent) -> Vec<FormFaultKind> {
        form.faults().into_iter().map(|f| f.kind).collect()
    }

    #[test]
    fn a_whole_form_has_none() {
        assert_eq!(kinds(&form(vec![(1, vec![scale(1, 3)])])), []);
    }

    #[test]
    fn each_is_named_where_it_is() {
        let empty = FormContent {
            title: String::new(),
            sections: Vec::new(),
        };
        assert_eq!(
            kinds(&empty),
            [FormFaultKind::TitleMissing, FormFaultKind::NothingAsked]
        );
        let mut nameless = scale(7, 2);
        nameless.kind = QuestionKind::Choice;
        nameless.options[1].points = 0;
        nameless.note = NoteRule::Below { points: 0 };
        for option in &mut nameless.options {
            option.fails = true;
        }
        let faulty = form(vec![(1, vec![nameless]), (1, vec![])]);
        assert_eq!(
            kinds(&faulty),
            [
                FormFaultKind::LabelMissing,
                FormFaultKind::NoPoints,
                FormFaultKind::AlwaysFails,
                FormFaultKind::NoteNeverAsked,
                FormFaultKind::SectionEmpty
            ]
        );
        let first = faulty.faults()[0];
        assert_eq!((first.section, first.question), (Some(1), Some(7)));
    }
}
