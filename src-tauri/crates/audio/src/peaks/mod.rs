//! The picture of a recording: lowest and highest sample per stretch of time, at
//! several resolutions, so that any zoom is drawn from a few hundred numbers.

mod build;
mod layout;
mod view;

pub use build::PeaksBuilder;
pub use layout::Peaks;
pub(crate) use layout::checksum;
