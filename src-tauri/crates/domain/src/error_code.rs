//! The closed list of errors that reach a person. A code exists because some
//! screen says something different for it; the words come from the page.

use serde::{Deserialize, Serialize};

/// What went wrong, as the wire carries it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
#[error("{}", self.message())]
pub enum ErrorCode {
    PermissionDenied,
    NotSignedIn,
    InvalidInput,
    UnknownCommand,
    NotFound,
    Conflict,
    WrongPassphrase,
    TooManyAttempts,
    WeakPassphrase,
    UnknownUser,
    WrongRecoveryCode,
    AccountInactive,
    HeaderDamaged,
    WorkspaceMissing,
    WorkspaceExists,
    WorkspaceNewer,
    WorkspaceInUse,
    DatabaseDamaged,
    MediaMissing,
    MediaDamaged,
    DeviceKeyMissing,
    DeviceKeyLocked,
    LastOwner,
    DiskFull,
    FileUnreadable,
    FileUnwritable,
    FileExists,
    NoTimes,
    LargeFile,
    NoAudioDevice,
    NoMicrophone,
    NoVoice,
    NoTransfer,
    LineClosed,
    NoCallsOut,
    LineFull,
    NoAppointment,
    CarrierRefused,
    CarrierUnreached,
    CallNotEnded,
    RecordingUndecodable,
    NoRecording,
    FormRetired,
    FormIncomplete,
    ScoreIncomplete,
    ScoreState,
    OwnScore,
    Cancelled,
    Internal,
}

impl ErrorCode {
    /// Plain English for the terminal and the log: what happened and what to do.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::PermissionDenied => "This role does not permit that. Ask an owner.",
            Self::NotSignedIn => "Nobody is signed in. Sign in first.",
            Self::InvalidInput => "The input is not valid. See `field`.",
            Self::UnknownCommand => "There is no such command. See `parleyctl commands`.",
            Self::NotFound => "It is not here, or no longer.",
            Self::Conflict => "It was changed by someone else in the meantime. Look again.",
            Self::WrongPassphrase => "The passphrase is not right.",
            Self::TooManyAttempts => "Too many failed attempts. Wait, then try again.",
            Self::WeakPassphrase => "The passphrase is too short: use at least 12 characters.",
            Self::UnknownUser => "Nobody of that name signs in to this workspace.",
            Self::WrongRecoveryCode => "The recovery code is not right.",
            Self::AccountInactive => "This account is not active. Ask an owner.",
            Self::HeaderDamaged => {
                "workspace.json is damaged. Nothing was changed. Restore it from a backup."
            }
            Self::WorkspaceMissing => "There is no workspace in that folder.",
            Self::WorkspaceExists => "That folder already holds something. Choose an empty one.",
            Self::WorkspaceNewer => {
                "This workspace was written by a newer Parley. Nothing was changed. Update Parley."
            }
            Self::WorkspaceInUse => {
                "Another Parley has this workspace open. Close it there, then try again."
            }
            Self::DatabaseDamaged => {
                "The database cannot be read. Nothing was changed. Restore parley.db from a backup."
            }
            Self::MediaMissing => "The recording's file is missing. Restore it from a backup.",
            Self::MediaDamaged => {
                "The recording's file is damaged and was not played. Restore it from a backup."
            }
            Self::DeviceKeyMissing => {
                "This machine's key for the workspace is not here. Use the recovery code."
            }
            Self::DeviceKeyLocked => "The keyring is locked or refused. Unlock it, then try again.",
            Self::LastOwner => "A workspace needs an active owner. Name another owner first.",
            Self::DiskFull => "The disk is full. Make room, then try again.",
            Self::FileUnreadable => "The file cannot be read. Check that it exists and is yours.",
            Self::FileUnwritable => "The file cannot be written. Choose another place.",
            Self::FileExists => {
                "There is a file of that name already. Choose another name, or say to replace it."
            }
            Self::NoTimes => {
                "Subtitles need the time of every turn, and this call lacks some. Choose text or JSON."
            }
            Self::LargeFile => {
                "The file would have more than 50 MB, which some browsers open slowly or not at all. Export a clip, or say that it may."
            }
            Self::NoAudioDevice => "There is no sound output. Reading works without it.",
            Self::NoMicrophone => "There is no microphone. Connect one, or type.",
            Self::NoVoice => "The agent has no voice here. Install espeak-ng, then call again.",
            Self::NoTransfer => "No number is set to which a call can be given.",
            Self::LineClosed => {
                "The agent is not started here. Start it in the settings, then call."
            }
            Self::NoCallsOut => {
                "Calls out need the account's SID and the business's own number. Set both for the agent."
            }
            Self::LineFull => "There are as many calls as there may be. Call when one has ended.",
            Self::NoAppointment => {
                "What the agent says in a call needs an appointment, and none stands for this number alone."
            }
            Self::CarrierRefused => {
                "The carrier does not place this call: it refuses the account or one of the numbers. Nobody was called."
            }
            Self::CarrierUnreached => "The carrier cannot be reached. Nobody was called.",
            Self::CallNotEnded => {
                "The carrier did not end this call, so it may go on ringing. Try again."
            }
            Self::RecordingUndecodable => "The recording cannot be decoded here.",
            Self::NoRecording => "This call has no recording.",
            Self::FormRetired => {
                "This form was retired. Drafts on it can be finished; no new score can begin."
            }
            Self::FormIncomplete => "The form is not complete yet. See what it lacks.",
            Self::ScoreIncomplete => "An answer or a note is still missing.",
            Self::ScoreState => "The score has moved on since. Look again.",
            Self::OwnScore => {
                "Nobody answers for, or decides about, a score of their own. Ask somebody else."
            }
            Self::Cancelled => "Cancelled.",
            Self::Internal => "Something went wrong inside Parley. The log has the incident.",
        }
    }
}
