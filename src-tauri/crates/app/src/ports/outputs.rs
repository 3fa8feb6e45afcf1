//! The ports behind which this machine's sound devices lie, and which one was chosen.

use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A device that sound can come out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OutputDevice {
    /// Names it on this machine, also after a restart.
    pub id: String,
    /// As the system calls it.
    pub name: String,
}

/// Where sound can come out.
pub trait Outputs: Send + Sync {
    /// What is connected now; empty where the system does not tell. Takes as long as
    /// the sound server takes to answer.
    fn outputs(&self) -> Vec<OutputDevice>;

    /// Sound comes out of this device from here on, from the same place; `None`: of
    /// whichever the system prefers. Where it is missing when sound is to begin, the
    /// system's stands in. One that vanishes in the middle of playing pauses: nobody
    /// wants a call that was for the headset from the loudspeaker.
    fn choose_output(&self, id: Option<&str>);
}

/// What was chosen on this machine, whoever is signed in.
pub trait OutputChoice: Send + Sync {
    /// `None`: the system's.
    ///
    /// # Errors
    /// Those of the disk.
    fn chosen(&self) -> AppResult<Option<OutputDevice>>;

    /// Keeps it over restarts.
    ///
    /// # Errors
    /// Those of the disk.
    fn keep(&self, chosen: Option<&OutputDevice>) -> AppResult<()>;
}
