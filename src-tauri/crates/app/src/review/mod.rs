//! Reviewing: flags on calls, who is to review them, the queue, the draw. Must not
//! know: how a flag is drawn on a lane, or what an agent is.

mod assign;
mod decide;
mod flag;
mod get;
mod queue;
mod record;
mod sampling;
mod waiting;

pub use assign::{AssignCall, call_assign};
pub use decide::{DecideReview, ReopenReview, review_decide, review_reopen};
pub use flag::{FlagCall, RemoveFlag, call_flag, call_flag_remove};
pub use get::{
    AssignmentView, CallReviewView, DecisionView, FlagView, GetCallReview, call_review_get,
};
pub use queue::{ListQueue, Queue, QueueCounts, QueueView, WEEKS, queue_list};
pub use record::{
    Assignment, CallMarks, Decision, Flag, FlaggedBy, ReviewOutcome, ReviewState, SamplingRule,
};
pub use sampling::{
    ListSamplingRules, SamplingRuleView, SamplingRulesView, SetSamplingRule, sampling_rule_list,
    sampling_rule_set,
};
pub use waiting::waiting;

use parley_domain::access::{authorize, kinds::CallAnnotate};
use parley_domain::review::LONGEST_NOTE;
use parley_domain::time::UtcMillis;

use crate::error::{AppError, AppResult};
use crate::users::User;

/// Whether calls can be given to this person.
pub(crate) fn may_review(user: &User, at: UtcMillis) -> bool {
    authorize::<CallAnnotate>(&user.access_subject(), at).is_ok()
}

/// A note without the blanks around it; an empty one is none.
///
/// # Errors
/// `invalid_input` when it is too long.
pub(crate) fn tidy_note(note: Option<String>) -> AppResult<Option<String>> {
    let note = note.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    if note
        .as_ref()
        .is_some_and(|n| n.chars().count() > LONGEST_NOTE)
    {
        return Err(AppError::invalid("note"));
    }
    Ok(note)
}
