//! The network shell of the agent's calls: carrier webhooks in, media streams both ways,
//! calls out. It decodes, keeps time and bounds everything; what a call says and does is
//! behind [`switchboard::Switchboard`] and [`switchboard::CallDriver`]; [`live`] is the one
//! that runs the voice core, [`desk`] what such a call finds in the workspace, and
//! [`rehearse`] plays one with sound and without a network. Must not know: rules, words,
//! providers, the store.

pub mod config;
pub mod desk;
pub mod dial;
pub mod floor;
pub mod keep;
pub mod line;
pub mod line_test;
pub mod live;
pub mod outbox;
pub mod practice;
pub mod reception;
pub mod rehearse;
pub mod server;
pub mod switchboard;
pub mod tasks;
pub mod twilio;
