//! The audit log: writing acts down, reading them, proving them.

mod checkpoint;
mod draft;
mod list;
mod media;
mod replay;
mod verify;

pub use checkpoint::{ExportCheckpoint, ExportedCheckpoint, audit_checkpoint_export};
pub use draft::{ActDraft, AuditEntry, AuditFilter};
pub use list::{AuditListView, AuditRow, AuditSubject, ListAudit, audit_list};
pub use media::{MediaFault, MediaVerdictView, VerifyMedia, media_verify};
pub use replay::{ReplayCall, ReplayVerdict, ReplayView, call_replay};
pub use verify::{AuditVerdictView, VerifyAudit, audit_verify};

pub(crate) use checkpoint::checkpoint_now;
