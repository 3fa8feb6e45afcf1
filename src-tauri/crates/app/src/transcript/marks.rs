//! That a turn was corrected, as a screen shows it; in a dispute, by whom it is said to
//! read how.

use parley_domain::ids::CorrectionId;
use parley_domain::time::UtcMillis;
use parley_domain::transcript::TurnMark;
use serde::{Deserialize, Serialize};

use super::name_of;
use crate::desk::Workspace;
use crate::error::AppResult;

/// A turn whose text somebody corrected, now or once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "TurnMark")]
pub struct TurnMarkView {
    /// The turn's place in the source's order.
    pub turn: u32,
    /// The revision that is shown, to be named by the next correction; empty when all
    /// corrections were withdrawn.
    pub heads: Vec<CorrectionId>,
    /// Whether people who did not know of each other wrote different texts.
    pub disputed: bool,
    /// In a dispute all the texts, oldest first; the turn has the first of them.
    pub versions: Vec<TurnVersionView>,
}

/// One of the texts in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(rename = "TurnVersion")]
pub struct TurnVersionView {
    pub id: CorrectionId,
    /// The author's name.
    pub by: String,
    pub at: UtcMillis,
    pub text: String,
}

/// With the names of those who disagree, which are read only where somebody does.
pub(crate) async fn mark_views(
    workspace: &Workspace,
    marks: Vec<TurnMark>,
) -> AppResult<Vec<TurnMarkView>> {
    let people = if marks.iter().any(|mark| mark.disputed) {
        workspace.store.users().await?
    } else {
        Vec::new()
    };
    let views = marks.into_iter().map(|mark| TurnMarkView {
        turn: mark.turn,
        heads: mark.heads,
        disputed: mark.disputed,
        versions: mark
            .versions
            .into_iter()
            .map(|version| TurnVersionView {
                id: version.id,
                by: name_of(&people, version.by),
                at: version.at,
                text: version.text,
            })
            .collect(),
    });
    Ok(views.collect())
}
