//! The ports in memory show what the real ones show.

mod store;
mod workspaces;
