//! The closed lists a call is described with.

use crate::closed_list::closed_list;

closed_list! {
    /// How the parties were connected.
    Channel {
        Phone = "phone",
        Web = "web",
        Sms = "sms",
        Whatsapp = "whatsapp",
        Chat = "chat",
        Email = "email",
    }
}

closed_list! {
    /// Who started it, seen from the business.
    Direction {
        Inbound = "inbound",
        Outbound = "outbound",
        Unknown = "unknown",
    }
}

closed_list! {
    /// How it ended, in the words a business uses.
    Outcome {
        Booked = "booked",
        Rescheduled = "rescheduled",
        Cancelled = "cancelled",
        Answered = "answered",
        Transferred = "transferred",
        Voicemail = "voicemail",
        OptedOut = "opted_out",
        Complained = "complained",
        AskedToDelete = "asked_to_delete",
        NoAnswer = "no_answer",
        Failed = "failed",
        Unknown = "unknown",
    }
}
