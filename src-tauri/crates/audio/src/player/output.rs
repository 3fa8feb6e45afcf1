//! The seam to a sound device.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use parley_app::ports::{OutputDevice, PlayerError};

/// What an open device takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputShape {
    pub rate_hz: u32,
    pub channels: u16,
}

/// Fills one buffer: interleaved samples, and the moment (on [`Output::now`]'s
/// clock) at which its first frame will be heard.
pub type Render = Box<dyn FnMut(&mut [f32], Duration) + Send>;

/// Makes the [`Render`] once the device's shape is known.
pub type MakeRender<'a> = Box<dyn FnOnce(OutputShape) -> Render + 'a>;

/// An open device; dropping it closes it.
pub trait OpenOutput: Send + Sync {}

/// A place sound can go.
pub trait Output: Send + Sync {
    /// The devices there are.
    fn devices(&self) -> Vec<OutputDevice>;

    /// Opens the device with this id, or the one that the system prefers, and begins to
    /// ask for buffers. `lost` is set when the device vanishes later.
    ///
    /// # Errors
    /// [`PlayerError::NoDevice`]
    fn open(
        &self,
        id: Option<&str>,
        make_render: MakeRender<'_>,
        lost: Arc<AtomicBool>,
    ) -> Result<Box<dyn OpenOutput>, PlayerError>;

    /// A monotonic clock.
    fn now(&self) -> Duration;
}
