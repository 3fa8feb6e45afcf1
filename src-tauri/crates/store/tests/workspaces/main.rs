//! Workspace folders as their users see them, with real files, locks and processes.

mod folders;
mod grep;
mod kill;
mod machine;
mod media;
mod second_process;
