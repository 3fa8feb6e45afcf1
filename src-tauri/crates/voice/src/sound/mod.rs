//! Sound as numbers: G.711, a change of rate, levels, single frequencies. 16-bit samples
//! and bytes in and out; what is kept between calls is kept in the value. Must not know:
//! calls, who speaks, what a sound means.

pub mod g711;
pub mod goertzel;
pub mod keys;
pub mod level;
pub mod rate;
