//! The list of those who want no calls and messages any more: added to by agents and by
//! people, taken off by those who answer for it. Must not know: how calls are placed.

mod add;
mod import;
mod lift;
mod list;
mod refuse;
mod unsubscribed;

pub use add::{AddSuppression, suppression_add};
pub use import::{
    ImportSuppressions, PastedLine, PreviewSuppressions, SuppressionPreview, SuppressionsImported,
    suppression_import, suppression_preview,
};
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
    Batch {
        command_id: Some(command_id),
        changes: changes(entry).into(),
        acts: vec![act],
    }
}

fn changes(entry: Suppression) -> [Change; 2] {
    let withdraw = DeskChange::WithdrawMessages {
        to: entry.contact.clone(),
        person_id: entry.person_id,
        at: entry.since,
    };
    let suppress = DeskChange::Suppress(Box::new(entry));
    [Change::Desk(suppress), Change::Desk(withdraw)]
}
