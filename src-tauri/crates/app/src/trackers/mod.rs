//! Trackers: rules named by people that look through new calls and, when asked, through
//! those that are there; a hit tags the call or flags the stretch. Must not know: how
//! words are compared, or how a hit is shown.

mod list;
mod mark;
mod on_new;
mod preview;
mod ready;
mod record;
mod run;
mod save;

pub use list::{ListTrackers, TrackerListView, TrackerView, tracker_list};
pub(crate) use on_new::track_new;
pub use preview::{TriedHit, TriedView, TryTracker, tracker_try};
pub use ready::Ready;
pub use record::{CallHit, Held, Tracker, TrackerCounts};
pub use run::{RunTracker, TrackerRunView, tracker_run};
pub use save::{SaveTracker, tracker_save};
