//! Twilio's words, both ways: webhooks, TwiML, Media Streams and the REST API as plain
//! values. Everything here is pure: text in, values out, or the other way round.
//! Must not know: sockets, tasks, clocks, or what a call is about.

pub mod exercise;
pub mod form;
pub mod inbound;
mod number;
pub mod outbound;
pub mod phone;
pub mod reorder;
pub mod rest;
pub mod secret;
pub mod sid;
pub mod signature;
pub mod token;
pub mod twiml;
pub mod webhook;
