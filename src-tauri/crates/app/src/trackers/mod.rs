//! Trackers: rules named by people that look through new calls, through a call whose
//! transcript is corrected and, when asked, through all that are there; a hit tags the call or flags the stretch. Must not know: how
//! words are compared, or how a hit is shown.

mod list;
mod look;
mod mark;
mod on_changed;
mod on_new;
mod preview;
mod ready;
mod record;
mod run;
mod save;

pub use list::{ListTrackers, TrackerListView, TrackerView, tracker_list};
pub(crate) use on_changed::track_changed;
pub(crate) use on_new::track_new;
pub use preview::{TriedHit, TriedView, TryTracker, tracker_try};
pub use ready::Ready;
pub use record::{CallHit, Held, Tracker, TrackerCounts};
pub use run::{RunTracker, TrackerRunView, tracker_run};
pub use save::{SaveTracker, tracker_save};
