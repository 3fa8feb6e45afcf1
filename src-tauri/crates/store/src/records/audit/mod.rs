//! The audit chain in the database: acts become entries in the transaction of the
//! changes they explain; entries are read back, and handed to the chain check.
//! The leaf is always rebuilt from the columns, never stored.

mod columns;
mod links;
mod payload;
mod read;
mod tree;
mod write;

pub(crate) use links::links;
pub(crate) use read::entries;
pub(crate) use tree::tree;
pub(crate) use write::append;
