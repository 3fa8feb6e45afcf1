//! The rules of Parley: calls, roles, evidence. Pure functions over plain values.
//! Must not know: files, databases, networks, threads, the present time.

pub mod access;
pub mod audit;
pub mod calendar;
pub mod call;
pub mod captured;
pub mod claims;
mod closed_list;
pub mod comment;
pub mod digest;
pub mod error_code;
pub mod export;
pub mod folding;
pub mod ids;
pub mod knowledge;
pub mod link;
pub mod listening;
pub mod live;
pub mod masking;
pub mod message;
pub mod permit;
pub mod recording;
pub mod refusal;
pub mod report;
pub mod review;
pub mod revision;
pub mod rng;
pub mod scorecard;
pub mod search;
pub mod suppression;
pub mod time;
pub mod tracking;
pub mod transcript;
