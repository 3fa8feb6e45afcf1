//! Forms, scores and calibrations as they are kept.

use parley_domain::ids::{CalibrationId, CallId, FormId, ScoreId, UserId};
use parley_domain::scorecard::{
    Answer, FormContent, ScoreState, ScoreStep, Standing, Tally, tally,
};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// A form: its draft, if it has one, and how many versions were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreForm {
    pub id: FormId,
    /// Of the newest version; of the draft while there is none.
    pub title: String,
    /// The number of the newest version; 0 while nothing was published.
    pub latest: u32,
    /// What the next version will be; `None` when nothing was changed since the last.
    pub draft: Option<FormContent>,
    /// No new score can begin since.
    pub retired_at: Option<UtcMillis>,
    /// Counts its changes.
    pub revision: u32,
    pub changed_at: UtcMillis,
    pub changed_by: UserId,
}

/// What was published; it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVersion {
    pub form_id: FormId,
    /// From 1.
    pub version: u32,
    pub content: FormContent,
    pub published_at: UtcMillis,
    pub published_by: UserId,
}

/// One person's score of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    pub id: ScoreId,
    pub call_id: CallId,
    pub form_id: FormId,
    pub version: u32,
    pub scorer: UserId,
    pub calibration_id: Option<CalibrationId>,
    pub state: ScoreState,
    pub answers: Vec<Answer>,
    /// In hundredths of a percent; kept for lists, it follows from the answers.
    pub total: Option<u32>,
    /// Whether an answer fails the call; likewise.
    pub failed: bool,
    pub steps: Vec<StepTaken>,
    /// Counts its changes.
    pub revision: u32,
    pub begun_at: UtcMillis,
    pub changed_at: UtcMillis,
}

/// A step on a score's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    pub step: ScoreStep,
    pub by: UserId,
    pub at: UtcMillis,
    /// Empty where none was asked for.
    pub note: String,
    /// The answers as they were before a decision changed them.
    pub before: Option<Vec<Answer>>,
}

/// A call that several people score without seeing each other's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    pub id: CalibrationId,
    pub call_id: CallId,
    pub form_id: FormId,
    pub version: u32,
    pub begun_by: UserId,
    pub begun_at: UtcMillis,
    /// At least two, in the order they were named.
    pub scorers: Vec<UserId>,
    /// Since when everybody sees all that was submitted.
    pub opened_at: Option<UtcMillis>,
}

impl Score {
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.state == ScoreState::Draft
    }

    /// Takes over answers, and what they come to.
    pub fn set_answers(&mut self, form: &FormContent, answers: Vec<Answer>) -> Tally {
        self.answers = answers;
        let tally = tally(form, &self.answers);
        self.total = tally.total;
        self.failed = !tally.failed_by.is_empty();
        tally
    }

    /// Where it is on its way.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let dispute = self.steps.iter().find(|s| s.step == ScoreStep::Dispute);
        Standing {
            state: self.state,
            scorer: self.scorer,
            disputed_by: dispute.map(|s| s.by),
            calibrates: self.calibration_id.is_some(),
        }
    }

    /// Notes that it was changed; answers with the revision it was based on.
    pub(super) fn revise(&mut self, at: UtcMillis) -> u32 {
        let seen = self.revision;
        self.revision += 1;
        self.changed_at = at;
        seen
    }
}

impl ScoreForm {
    /// Notes that it was changed; answers with the revision it was based on.
    pub(super) const fn revise(&mut self, at: UtcMillis, by: UserId) -> u32 {
        let seen = self.revision;
        self.revision += 1;
        self.changed_at = at;
        self.changed_by = by;
        seen
    }
}
