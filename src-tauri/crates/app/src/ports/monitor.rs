//! The ports for sound as it happens: a call to an output device, a microphone to a call.
//! Samples are 16 bits at 8 kHz, mono. Must not know: whose sound it is.

use super::PlayerError;

/// Output devices for what goes on now.
pub trait Monitor: Send + Sync {
    /// Opens the chosen device, or the system's where that is missing; the device is left
    /// when the line is dropped.
    ///
    /// # Errors
    /// [`PlayerError::NoDevice`]
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError>;
}

/// An open output device.
pub trait MonitorLine: Send {
    /// Plays it behind all that was given before; never blocks. What comes faster than it
    /// is played is thrown away, so that it does not fall behind what happens.
    fn play(&mut self, samples: &[i16]);
}

/// Takes a stretch of what a microphone hears, on the device's own thread.
pub type TakeSound = Box<dyn FnMut(&[i16]) + Send>;

/// Input devices.
pub trait Microphone: Send + Sync {
    /// Opens the system's; it is left when the answer is dropped.
    ///
    /// # Errors
    /// [`PlayerError::NoDevice`]
    fn open(&self, take: TakeSound) -> Result<Box<dyn MicrophoneLine>, PlayerError>;
}

/// An open input device.
pub trait MicrophoneLine: Send {
    /// Whether it still hears.
    fn is_open(&self) -> bool;
}
