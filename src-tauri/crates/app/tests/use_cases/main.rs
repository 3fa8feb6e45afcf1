//! The use cases on the ports in memory: what comes of each, and what it writes into
//! the log.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on may stop, in its bench too"
)]

mod audit;
mod bench;
mod bulk;
mod calls;
mod captured;
mod comments;
mod desk;
mod export;
mod floor;
mod import;
mod live;
mod outbound;
mod permissions;
mod player;
mod reports;
mod review;
mod scorecards;
mod trackers;
mod transcript;
mod users;
mod views;
mod workspaces;
