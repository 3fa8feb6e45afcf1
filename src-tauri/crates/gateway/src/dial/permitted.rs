//! A call that may be placed now. Must not know: why it may.

use parley_domain::permit::{NotPermitted, Permit};
use parley_domain::time::UtcMillis;

use crate::twilio::rest::OutboundCall;

/// A call with its permit used up: it is placed at once, or not at all.
#[derive(Debug)]
pub struct Permitted<'a>(&'a OutboundCall);

impl<'a> Permitted<'a> {
    /// The moment of dialling: the permit must be for this number and still good.
    ///
    /// # Errors
    /// [`NotPermitted`]; ask for another permit.
    pub fn now(
        call: &'a OutboundCall,
        permit: Permit,
        now: UtcMillis,
    ) -> Result<Self, NotPermitted> {
        permit.redeem(call.to.as_str(), now)?;
        Ok(Self(call))
    }

    #[must_use]
    pub const fn call(&self) -> &OutboundCall {
        self.0
    }
}
