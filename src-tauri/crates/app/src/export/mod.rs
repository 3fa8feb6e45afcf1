//! Exports: calls that leave the workspace as files. Whoever exports says why. That
//! it is about to happen is written down before the first byte, how it ended after
//! the last; so a file without an entry cannot be, and an entry without an end means
//! that Parley was stopped while it wrote.

mod call;
mod leaving;
mod one_file;

pub use call::{ExportCall, call_export};
pub use one_file::ExportedFile;
