//! What reports are counted from, read from one index alone.

mod facts;
mod port;
