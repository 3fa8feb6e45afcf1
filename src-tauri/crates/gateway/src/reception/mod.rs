//! Who takes the calls: the agent of a business, over one open workspace. Each call gets
//! its plan, its voice and its place on the disk, and is a call of the review list when it
//! ends. Must not know: how messages of a carrier look.

mod calls;
mod kept;
mod outbound;
mod plan;
mod profile;
mod receipts;
mod ringing;

pub use self::calls::{Reception, Setup};
pub use self::outbound::RINGS;
pub use self::plan::{Unplanned, Which, core};
pub use self::profile::{Agent, NotAnAgent, Profile};
pub use self::ringing::CalledOff;
