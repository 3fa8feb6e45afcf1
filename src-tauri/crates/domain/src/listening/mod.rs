//! Listening to a recording: how it is played, and what of it was heard, merged,
//! so that the audit log says "0:40–2:10" and not forty small steps. Knows
//! milliseconds; no samples, no devices.

mod heard;
mod mix;
mod plan;
mod route;
mod span;
mod speed;

pub use heard::Listening;
pub use mix::{ChannelMix, SideMix, mix};
pub use plan::{AROUND_MS, ListenPlan, listen_plan};
pub use route::{Route, SHORTEST_SKIP_MS};
pub use span::{MERGE_GAP_MS, SHORTEST_LOOP_MS, Span, beside, common, merge, merge_within};
pub use speed::Speed;
