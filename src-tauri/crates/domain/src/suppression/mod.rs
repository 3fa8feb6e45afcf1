//! Who must not be called or sent messages any more, on any channel. An entry stands until
//! somebody who may lifts it, and says why. Must not know: how calls are made, the store.

mod pasted;

pub use pasted::{MOST_LINES, Pasted, PastedAs, read_list};

use crate::call::Contact;
use crate::closed_list::closed_list;
use crate::ids::{CallId, PersonId, SuppressionId, UserId};
use crate::time::UtcMillis;

/// Characters of a refusal's words, or of a reason, that are kept.
pub const LONGEST_WORDS: usize = 500;

closed_list! {
    /// How it became known.
    RefusedBy {
        /// In a call.
        Spoken = "spoken",
        /// In a message.
        Text = "text",
        /// Somebody of the business wrote it down.
        ByHand = "by_hand",
        /// It came with a list.
        Import = "import",
    }
}

/// An entry that counts no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifted {
    pub at: UtcMillis,
    pub by: UserId,
    pub reason: String,
}

/// One who must not be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    pub id: SuppressionId,
    pub contact: Contact,
    /// The person, where the contact was known as somebody's.
    pub person_id: Option<PersonId>,
    pub refused_by: RefusedBy,
    /// What was said or written, or the reason that was given.
    pub words: Option<String>,
    pub call_id: Option<CallId>,
    /// `None` where an agent wrote it down.
    pub added_by: Option<UserId>,
    pub since: UtcMillis,
    pub lifted: Option<Lifted>,
}

/// `words` as they are kept: trimmed and not endless. `None` for no words.
#[must_use]
pub fn kept_words(words: &str) -> Option<String> {
    let words: String = words.trim().chars().take(LONGEST_WORDS).collect();
    (!words.is_empty()).then_some(words)
}
