//! Workspace folders as their users see them, with real files, locks and processes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod contract;
mod folders;
mod grep;
mod kill;
mod live;
mod machine;
mod media;
mod second_process;
