//! The closed lists a call is described with.

use serde::{Deserialize, Serialize};

/// Declares a closed list that is stored and sent as its snake_case name.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order screens show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of a stored name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

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
