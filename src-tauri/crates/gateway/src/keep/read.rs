//! Calls read back from the lines of their logs: at their end, and after a process left
//! them behind.

use parley_app::import::CallDraft;
use parley_app::ports::{CallLogReader, LogReplay};

use super::again::run_again;
use super::draft::{About, draft};
use super::line::Line;

/// The reader of the lines that [`super::LineJournal`] writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct CallLogs;

impl CallLogReader for CallLogs {
    fn call(&self, lines: &[Vec<u8>]) -> CallDraft {
        draft(About::default(), &Line::read(lines))
    }

    fn replay(&self, lines: &[Vec<u8>]) -> LogReplay {
        run_again(lines)
    }
}

#[cfg(test)]
mod tests {
    use parley_domain::call::Outcome;
    use parley_domain::time::UtcMillis;

    use super::*;
    use crate::keep::{Ringing, Unanswered};

    fn call(ringing: &[Ringing]) -> CallDraft {
        let lines = ringing.iter().cloned().map(Line::Out);
        let lines = lines.map(|line| serde_json::to_vec(&line).expect("a line"));
        CallLogs.call(&lines.collect::<Vec<_>>())
    }

    #[test]
    fn a_call_that_nobody_answered_tells_why() {
        let taken = Ringing::Taken("CA1".to_owned());
        for (why, outcome) in [
            (Unanswered::Busy, Outcome::NoAnswer),
            (Unanswered::NoAnswer, Outcome::NoAnswer),
            (Unanswered::Canceled, Outcome::NoAnswer),
            (Unanswered::HungUp, Outcome::NoAnswer),
            (Unanswered::Failed, Outcome::Failed),
            (Unanswered::NotPlaced, Outcome::Failed),
            (Unanswered::Untold, Outcome::Failed),
        ] {
            let draft = call(&[Ringing::Dialled, taken.clone(), Ringing::Unanswered(why)]);
            assert_eq!(draft.outcome, Some(outcome), "{why:?}");
            assert_eq!(draft.ended_reason.as_deref(), Some(why.as_str()));
            assert_eq!(draft.external_id.as_deref(), Some("CA1"));
            assert_eq!(draft.events, [], "nothing was used of what is paid for");
        }
    }

    #[test]
    fn lines_that_end_while_it_rings_are_no_answered_call() {
        let draft = call(&[Ringing::Dialled]);
        assert_eq!(draft.outcome, Some(Outcome::Failed));
        assert_eq!(draft.ended_reason.as_deref(), Some("untold"));
        let at = UtcMillis(1_795_408_200_000);
        let draft = call(&[Ringing::Dialled, Ringing::Answered { at }]);
        assert_eq!(draft.outcome, Some(Outcome::Answered));
        assert_eq!((draft.ended_reason, draft.started_at), (None, Some(at)));
    }
}
