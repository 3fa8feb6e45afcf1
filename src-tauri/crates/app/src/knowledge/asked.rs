//! The entries among which a question's answer is judged.

use parley_domain::knowledge::Entry;

use crate::desk::Workspace;
use crate::error::AppResult;

/// All of so many are judged: how rare a word is counts over all of them. Of more, those
/// that hold the question's words best.
const JUDGED: u32 = 200;

/// The entries that may answer a question with these words, as a judge cuts them: an
/// entry has one if one of its own begins with it.
///
/// # Errors
/// Those of the store.
pub async fn asked(workspace: &Workspace, words: &[String]) -> AppResult<Vec<Entry>> {
    let store = &workspace.store;
    if store.knowledge_count().await? <= JUDGED {
        store.knowledge().await
    } else {
        store.knowledge_with(words, JUDGED).await
    }
}
