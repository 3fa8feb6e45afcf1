//! The ports in memory show what the real ones show.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod store;
