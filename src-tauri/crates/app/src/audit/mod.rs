//! The audit log: writing acts down, reading them, proving them.

mod draft;

pub use draft::{ActDraft, AuditEntry, AuditFilter};
