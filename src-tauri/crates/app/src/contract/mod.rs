//! What every implementation of a port must show, and the sample calls to show it
//! on. Must not know: any implementation.

pub mod samples;
pub mod store;
pub mod workspaces;

use crate::memory::SeededRng;

/// Ids that no other sample of the process has.
fn rng() -> &'static SeededRng {
    static RNG: SeededRng = SeededRng::new(2);
    &RNG
}
