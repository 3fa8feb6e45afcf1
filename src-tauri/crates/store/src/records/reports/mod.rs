//! What reports are counted from, read from one index alone.

mod facts;
mod flags;
mod port;
