//! Identifiers: UUIDv7 newtypes, one per kind, so that a call's id cannot be
//! handed to something that wants a user's. They are made from the clock and
//! the randomness passed in, never from global ones.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::digest::sha256;
use crate::rng::Rng;
use crate::time::UtcMillis;

/// A UUIDv7 (RFC 9562, section 5.7) from `now` and ten random bytes.
#[must_use]
pub fn uuid_v7(now: UtcMillis, rng: &dyn Rng) -> Uuid {
    let mut random = [0u8; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(transparent)]
        #[schemars(with = "String")]
        #[ts(as = "String")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id; see [`uuid_v7`].
            #[must_use]
            pub fn new(now: UtcMillis, rng: &dyn Rng) -> Self {
                Self(uuid_v7(now, rng))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// One customer of Parley: a workspace holds exactly one on the desktop.
    TenantId,
    /// One workspace folder.
    WorkspaceId,
    /// A member of staff.
    UserId,
    /// A call, chat or message thread.
    CallId,
    /// A sealed file under `media/`.
    MediaId,
    /// A data principal: the person a record is about.
    PersonId,
    /// One run of the importer.
    ImportId,
    /// One export, made by the caller, so that it can be followed and stopped.
    ExportId,
    /// A scorecard's form; its versions are numbered.
    FormId,
    /// One person's score of one call.
    ScoreId,
    /// A call that several people score blind, to compare.
    CalibrationId,
    /// A flag on a call or on a stretch of it.
    FlagId,
    /// One act on many calls.
    BulkId,
    /// A saved view of the list of calls.
    ViewId,
    /// A rule by which calls are drawn for review.
    SamplingRuleId,
    /// A rule that looks for words in transcripts.
    TrackerId,
    /// A correction of one turn's text.
    CorrectionId,
    /// A change of who spoke.
    SpeakerChangeId,
    /// A comment on a call, or a reply to one.
    CommentId,
    /// An entry of the list of those who want no calls and messages.
    SuppressionId,
    /// An appointment.
    BookingId,
    /// A message that follows a call.
    MessageId,
    /// Made by the caller of a mutating command, so that a retry is harmless.
    CommandId,
}

impl CommandId {
    /// The id of what an agent does in a call under `key`: the same for the same pair, so
    /// that doing it again is harmless (RFC 9562, section 5.8, over SHA-256).
    #[must_use]
    pub fn of_key(call: CallId, key: &str) -> Self {
        let hash = sha256(&[b"parley-agent-act", call.0.as_bytes(), key.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_command_in_one_call() {
        let call = |n| CallId(Uuid::from_u128(n));
        let id = CommandId::of_key(call(1), "1");
        assert_eq!(CommandId::of_key(call(1), "1"), id);
        assert_ne!(CommandId::of_key(call(1), "2"), id);
        assert_ne!(CommandId::of_key(call(2), "1"), id);
        assert_eq!(id.0.get_version_num(), 8);
    }
}
