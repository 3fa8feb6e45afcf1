//! What people say about an imported transcript: corrections of its text, and who
//! spoke. All of it lies over the transcript, which stays as it came; nothing is ever
//! deleted, only withdrawn. Must not know: where it is kept, or how it is shown.

mod align;
mod correction;
mod diff;
mod overlaid;
mod retime;
mod speakers;

pub use crate::revision::{Standing, Withdrawal, standing};
pub use correction::{Correction, LONGEST_TEXT, tidy};
pub use diff::{DiffKind, DiffPiece, diff};
pub use overlaid::{Overlaid, TurnMark, TurnVersion, overlaid};
pub use retime::corrected;
pub use speakers::{SpeakerChange, SpeakerEdit, Voice, spoken_by};
