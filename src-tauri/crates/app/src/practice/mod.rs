//! Practice calls: somebody of the business calls the agent from the window. The runtime
//! is the one that answers the telephone; nothing is booked outside of the call. Must not
//! know: how the line is made.

mod end;
mod recorder;
mod say;
mod start;
mod state;

pub use end::{EndPractice, practice_end};
pub use say::{PressKey, SayInPractice, practice_key, practice_say};
pub use start::{StartPractice, practice_start};
pub use state::{GetPractice, PracticeCallView, PracticeView, practice_state};
