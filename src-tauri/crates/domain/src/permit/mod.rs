//! Whether somebody may be called or sent a message now: nobody who wants none, and nobody
//! outside the hours of where their number is at home. What is not known is refused.
//!
//! The hours are data (`hours.txt`), and so are the zones of a place (`zones.txt`). Only
//! [`permit`] makes a [`Permit`], and dialling takes one. Must not know: why somebody is
//! called, how, where the list of those who want none is kept.

mod check;
mod tables;

pub use check::{Checked, Decision, Inside, Rule, permit};

use crate::call::Contact;
use crate::time::UtcMillis;

/// So long a permit is good, in milliseconds; not past the hours themselves.
pub const PERMIT_MS: i64 = 60_000;

/// Proof that a contact might be called or sent a message at the moment it was asked. It
/// is for one call or message: there is no second of it.
#[derive(Debug)]
pub struct Permit {
    to: Contact,
    at: UtcMillis,
    until: UtcMillis,
}

/// A permit that is none for this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPermitted {
    #[error("the permit is for somebody else")]
    SomebodyElse,
    #[error("the permit is of another time")]
    AnotherTime,
}

impl Permit {
    #[must_use]
    pub const fn to(&self) -> &Contact {
        &self.to
    }

    /// The first instant at which it is good no more.
    #[must_use]
    pub const fn until(&self) -> UtcMillis {
        self.until
    }

    /// Uses it for one call or message to `contact`, written as it may be.
    ///
    /// # Errors
    /// [`NotPermitted`]; the permit is gone in any case.
    pub fn redeem(self, contact: &str, now: UtcMillis) -> Result<(), NotPermitted> {
        if Contact::parse(contact).as_ref() != Some(&self.to) {
            return Err(NotPermitted::SomebodyElse);
        }
        if now < self.at || now >= self.until {
            return Err(NotPermitted::AnotherTime);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
