//! The closed lists of reasons.

use crate::closed_list::closed_list;

/// The longest note beside a reason, in Unicode scalar values.
pub const LONGEST_NOTE: usize = 500;

closed_list! {
    /// Why a call, or a stretch of it, is flagged.
    FlagReason {
        /// The agent said something untrue.
        WrongAnswer = "wrong_answer",
        /// The agent took the caller for saying something else.
        Misunderstood = "misunderstood",
        Tone = "tone",
        /// Something that has to be said or must not be said.
        Compliance = "compliance",
        /// Personal data that should not be here.
        Privacy = "privacy",
        Complaint = "complaint",
        /// Somebody should call back.
        FollowUp = "follow_up",
        GoodExample = "good_example",
        /// A tracker found its words.
        Tracker = "tracker",
        Other = "other",
    }
}

closed_list! {
    /// Why a call in the queue was passed over.
    SkipReason {
        TooShort = "too_short",
        CannotHear = "cannot_hear",
        OtherLanguage = "other_language",
        SeenBefore = "seen_before",
        NotMine = "not_mine",
        Other = "other",
    }
}
