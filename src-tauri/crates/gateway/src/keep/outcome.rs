//! How a call ended, in the words of the list, from the flow's own.

use parley_domain::call::Outcome;

/// `done` are the kinds of side effects that were done.
pub fn outcome(ended: Option<&str>, transferred: bool, done: &[String]) -> Outcome {
    let did = |kind: &str| done.iter().any(|done| done == kind);
    match ended {
        Some("opt_out" | "opted_out") => Outcome::OptedOut,
        Some("voicemail" | "message_left" | "mailbox_full") => Outcome::Voicemail,
        Some("complained") => Outcome::Complained,
        Some("asked_to_delete") => Outcome::AskedToDelete,
        Some(
            "silent" | "no_answer" | "unavailable" | "menu" | "screened" | "no_person" | "busy"
            | "canceled" | "hung_up",
        ) => Outcome::NoAnswer,
        _ if did("book") => Outcome::Booked,
        _ if did("move") => Outcome::Rescheduled,
        _ if did("cancel") => Outcome::Cancelled,
        _ if transferred => Outcome::Transferred,
        Some("failed" | "no_speech" | "not_placed" | "untold") => Outcome::Failed,
        Some(_) => Outcome::Answered,
        // The caller hung up.
        None => Outcome::Answered,
    }
}
