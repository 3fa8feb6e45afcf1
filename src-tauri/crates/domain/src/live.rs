//! A call while it runs, as those who watch it are told: where it is, whether it is
//! recorded, what it does. Must not know: the runtime that leads it.

use crate::closed_list::closed_list;

closed_list! {
    /// Where a call is. They follow each other; only dialogue and commit go back and forth.
    CallPhase {
        /// Nobody has answered.
        Gate = "gate",
        /// It is told who speaks and that it is recorded.
        Disclose = "disclose",
        Dialogue = "dialogue",
        /// Something is read back, agreed to, and done.
        Commit = "commit",
        /// The last words.
        Wrap = "wrap",
        Over = "over",
    }
}

closed_list! {
    /// The gate of a call's recording: nothing is kept or heard by others before it opens.
    TapeGate {
        Shut = "shut",
        Open = "open",
        /// Shut for good: the caller does not want to be recorded.
        Refused = "refused",
    }
}

closed_list! {
    /// How far something is that a call does in the world.
    EffectState {
        /// It was read back; the caller has not agreed.
        Asked = "asked",
        Doing = "doing",
        Done = "done",
        Failed = "failed",
    }
}

closed_list! {
    /// What became of a call that was to be placed.
    Placing {
        /// The carrier took it: it rings, or will.
        Placed = "placed",
        /// It was asked, and may ring: asking again may ring twice.
        Uncertain = "uncertain",
        /// A rule refuses it; nobody was asked.
        NotPermitted = "not_permitted",
        /// The same command came before; nobody is called a second time.
        Before = "before",
    }
}

closed_list! {
    /// A script to practise with.
    PracticeScript {
        Appointment = "appointment",
        Reminder = "reminder",
    }
}

closed_list! {
    /// The language of a practice call.
    PracticeLanguage {
        En = "en",
        Hi = "hi",
    }
}

closed_list! {
    /// What the caller's side of a practice call is made of. Words are typed in any case.
    PracticeBy {
        /// Silence; a voice is told of while somebody types.
        Typing = "typing",
        /// The machine's microphone.
        Microphone = "microphone",
    }
}

closed_list! {
    /// What became of the recording of a practice call.
    Kept {
        /// The call goes on, or is being put away.
        Keeping = "keeping",
        /// It is in the list of calls.
        InReview = "in_review",
        /// Nothing of it is left.
        Nothing = "nothing",
    }
}
