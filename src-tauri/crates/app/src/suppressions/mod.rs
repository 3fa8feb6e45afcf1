//! The list of those who want no calls and messages any more: added to by agents and by
//! people, taken off by those who answer for it. Must not know: how calls are placed.

mod add;
mod lift;
mod list;
mod refuse;
mod unsubscribed;

pub use add::{AddSuppression, suppression_add};
pub use lift::{LiftSuppression, suppression_lift};
pub use list::{
    LiftedView, ListSuppressions, SuppressionFilter, SuppressionListView, SuppressionView,
    suppression_list,
};
pub use refuse::refuse;
pub(crate) use unsubscribed::unsubscribed;

use parley_domain::ids::CommandId;
use parley_domain::suppression::Suppression;

use crate::audit::ActDraft;
use crate::ports::{Batch, Change, DeskChange};

/// Puts an entry on the list and withdraws what waits for whom it names: both, or nothing.
fn putting(command_id: CommandId, entry: Suppression, act: ActDraft) -> Batch {
    let withdraw = DeskChange::WithdrawMessages {
        to: entry.contact.clone(),
        person_id: entry.person_id,
        at: entry.since,
    };
    Batch {
        command_id: Some(command_id),
        changes: vec![
            Change::Desk(DeskChange::Suppress(Box::new(entry))),
            Change::Desk(withdraw),
        ],
        acts: vec![act],
    }
}
