//! Scorecards: the forms by which calls are judged, what a score comes to, the way of
//! a score from draft to decision, and how far several scorers agree. Pure. Must not
//! know: who is signed in, where forms and scores are kept, what a screen shows.

mod agreement;
mod answer;
mod fault;
mod form;
mod quote;
mod step;
mod tally;

pub use agreement::{Agreement, agreement};
pub use answer::{Answer, Given, Missing, MissingKind, misfits, missing};
pub use fault::{FormFault, FormFaultKind};
pub use form::{
    AnswerOption, FormContent, MOST_OPTIONS, NoteRule, Question, QuestionKind, Section,
};
pub use quote::{Quote, QuotePlace, quote};
pub use step::{ScoreState, ScoreStep, Standing, StepRefusal, step};
pub use tally::{FULL, SectionTally, Tally, tally};
