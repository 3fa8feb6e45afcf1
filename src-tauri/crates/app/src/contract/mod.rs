//! What every implementation of a port must show, and the sample calls to show it
//! on. Must not know: any implementation.

pub mod samples;
