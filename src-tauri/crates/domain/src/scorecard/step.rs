//! The way of a score, and who may take which step of it.
//!
//! ```text
//! draft ──submit──▸ submitted ──acknowledge──▸ acknowledged
//!                       └─────dispute──▸ disputed ──uphold, change──▸ resolved
//! ```
//!
//! What is acknowledged or resolved stays so. Four eyes: the scorer neither answers for
//! the score nor decides about it, and whoever disputed it does not decide either – no
//! role is exempt. A workspace in which only the scorer could decide needs another lead;
//! until there is one the dispute stays open, which everybody can see.
//!
//! A score made for a calibration ends with being submitted: it compares scorers and
//! is not about the agent.

use crate::closed_list::closed_list;
use crate::ids::UserId;

closed_list! {
    ScoreState {
        /// Only its scorer sees it.
        Draft = "draft",
        Submitted = "submitted",
        Acknowledged = "acknowledged",
        Disputed = "disputed",
        Resolved = "resolved",
    }
}

closed_list! {
    ScoreStep {
        Submit = "submit",
        Acknowledge = "acknowledge",
        Dispute = "dispute",
        /// Decide that the score stands.
        Uphold = "uphold",
        /// Decide that answers change.
        Change = "change",
    }
}

impl ScoreStep {
    /// Whether whoever takes it must say why.
    #[must_use]
    pub const fn needs_note(self) -> bool {
        matches!(self, Self::Dispute | Self::Uphold | Self::Change)
    }
}

/// Where a score is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub state: ScoreState,
    pub scorer: UserId,
    pub disputed_by: Option<UserId>,
    /// Whether it was made for a calibration.
    pub calibrates: bool,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRefusal {
    /// The state has no such step.
    State,
    /// Only the scorer submits.
    NotScorer,
    /// Nobody answers for or decides about their own score or dispute.
    Own,
    /// It needs a note.
    Unsaid,
}

/// The state after `step`, taken by `by` with `note`.
///
/// # Errors
/// [`StepRefusal`]; the state is looked at first.
pub fn step(
    standing: &Standing,
    step: ScoreStep,
    by: UserId,
    note: &str,
) -> Result<ScoreState, StepRefusal> {
    use ScoreState::{Acknowledged, Disputed, Draft, Resolved, Submitted};
    let next = match (standing.state, step) {
        (Draft, ScoreStep::Submit) => Submitted,
        (Submitted, ScoreStep::Acknowledge) => Acknowledged,
        (Submitted, ScoreStep::Dispute) => Disputed,
        (Disputed, ScoreStep::Uphold | ScoreStep::Change) => Resolved,
        _ => return Err(StepRefusal::State),
    };
    if standing.calibrates && step != ScoreStep::Submit {
        return Err(StepRefusal::State);
    }
    let own = by == standing.scorer;
    if step == ScoreStep::Submit {
        return if own {
            Ok(next)
        } else {
            Err(StepRefusal::NotScorer)
        };
    }
    if own || standing.disputed_by == Some(by) {
        return Err(StepRefusal::Own);
    }
    if step.needs_note() && note.trim().is_empty() {
        return Err(StepRefusal::Unsaid);
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn person(n: u128) -> UserId {
        UserId(Uuid::from_u128(n))
    }

    fn at(state: ScoreState) -> Standing {
        let disputed_by = matches!(state, ScoreState::Disputed | ScoreState::Resolved);
        Standing {
            state,
            scorer: person(1),
            disputed_by: disputed_by.then(|| person(2)),
            calibrates: false,
        }
    }

    #[test]
    fn every_state_with_every_step() {
        let mut drawn = String::new();
        for &state in ScoreState::ALL {
            for &taken in ScoreStep::ALL {
                let by = if taken == ScoreStep::Submit { 1 } else { 3 };
                if let Ok(next) = step(&at(state), taken, person(by), "because") {
                    let (from, way, to) = (state.as_str(), taken.as_str(), next.as_str());
                    drawn.push_str(&format!("{from} {way} {to}\n"));
                }
            }
        }
        let expected = "\
draft submit submitted
submitted acknowledge acknowledged
submitted dispute disputed
disputed uphold resolved
disputed change resolved
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn refusals_say_why() {
        let why = |state, taken, by, note| step(&at(state), taken, person(by), note).unwrap_err();
        use ScoreState::{Disputed, Draft, Submitted};
        assert_eq!(why(Draft, ScoreStep::Submit, 2, ""), StepRefusal::NotScorer);
        assert_eq!(
            why(Submitted, ScoreStep::Acknowledge, 1, ""),
            StepRefusal::Own
        );
        assert_eq!(
            why(Submitted, ScoreStep::Dispute, 3, " "),
            StepRefusal::Unsaid
        );
        assert_eq!(why(Disputed, ScoreStep::Uphold, 1, "no"), StepRefusal::Own);
        assert_eq!(why(Disputed, ScoreStep::Change, 2, "yes"), StepRefusal::Own);
        assert_eq!(why(Disputed, ScoreStep::Change, 3, ""), StepRefusal::Unsaid);
        assert_eq!(why(Draft, ScoreStep::Dispute, 3, "no"), StepRefusal::State);
    }

    proptest! {
        #[test]
        fn nobody_decides_about_their_own(
            steps in prop::collection::vec((0usize..5, 1u128..4), 0..12),
            calibrates in any::<bool>(),
        ) {
            let mut standing = Standing { calibrates, ..at(ScoreState::Draft) };
            for (way, by) in steps {
                let (taken, by) = (ScoreStep::ALL[way], person(by));
                let Ok(next) = step(&standing, taken, by, "because") else { continue };
                prop_assert_eq!(by == standing.scorer, taken == ScoreStep::Submit);
                if next == ScoreState::Resolved {
                    prop_assert!(Some(by) != standing.disputed_by);
                }
                prop_assert!(!calibrates || next == ScoreState::Submitted);
                if taken == ScoreStep::Dispute {
                    standing.disputed_by = Some(by);
                }
                standing.state = next;
            }
        }
    }
}
