//! The gateway over real sockets, with a carrier that keeps to the contract and one that
//! does not.

mod carrier;
mod endings;
mod overload;
mod stage;
mod starts;
mod streams;
mod switchboard;
mod webhooks;
