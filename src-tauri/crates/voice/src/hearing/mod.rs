//! What a caller's line tells: whether somebody speaks, which tones there are, what a
//! word said into the agent's words means, when a turn is over, who picked up. Each part
//! is fed moments and plain values and says what it found. Must not know: the line out,
//! replies, recognisers, what the agent does about it.

pub mod activity;
pub mod answerer;
pub mod completeness;
pub mod ear;
pub mod echo;
pub mod keys;
pub mod noise;
pub mod stream;
pub mod tones;
pub mod turn_end;
pub mod words;
