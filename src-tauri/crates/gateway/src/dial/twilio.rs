//! Twilio's REST API as a [`Dialler`]. Must not know: how bytes travel
//! ([`super::exchange`]), what answers mean ([`crate::twilio::rest`]).

use std::time::Duration;

use async_trait::async_trait;

use super::exchange::{BaseUrl, Connector, Failure, Trust};
use super::{DialError, Dialler, Permitted};
use crate::twilio::rest::{self, Placed, Refusal, Request};
use crate::twilio::secret::Secret;
use crate::twilio::sid::{AccountSid, CallSid};
use crate::twilio::twiml::Verb;
use crate::twilio::webhook::CallStatus;

/// A call is asked to end so often, with a breath between: ending it twice does no harm,
/// not ending it does.
const HANG_UPS: u32 = 3;
const BREATH: Duration = Duration::from_millis(200);

/// Whose calls they are.
#[derive(Debug, Clone)]
pub struct Account {
    pub account: AccountSid,
    pub auth_token: Secret,
}

/// The client cannot be set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetUpError {
    #[error("TLS cannot be set up")]
    Tls,
    #[error("a certificate that is none")]
    Certificate,
    #[error("credentials that cannot be sent")]
    Credentials,
}

/// Calls through Twilio.
#[derive(Debug)]
pub struct TwilioDialler {
    account: AccountSid,
    connector: Connector,
}

impl TwilioDialler {
    /// # Errors
    /// [`SetUpError`].
    pub fn new(account: &Account, base: BaseUrl, trust: &Trust) -> Result<Self, SetUpError> {
        let user = account.account.as_str();
        Ok(Self {
            account: account.account.clone(),
            connector: Connector::new(base, trust, user, &account.auth_token)?,
        })
    }

    /// Asks for an end until there is an answer to it.
    async fn insist(&self, call: &CallSid, request: &Request) -> Result<Placed, DialError> {
        let mut tries = 1;
        loop {
            let error = match self.ask(request).await {
                Err(error) => error,
                ended => return ended,
            };
            let may_pass = matches!(
                error,
                DialError::Unreached
                    | DialError::NoAnswer
                    | DialError::Refused(Refusal::TooMany { .. } | Refusal::Failing { .. })
            );
            if !may_pass || tries == HANG_UPS {
                if error != DialError::Refused(Refusal::Over) {
                    tracing::error!(%call, %error, "a call cannot be ended");
                }
                return Err(error);
            }
            tokio::time::sleep(BREATH * tries).await;
            tries += 1;
        }
    }

    async fn ask(&self, request: &Request) -> Result<Placed, DialError> {
        let answer = self.connector.post(request).await;
        let answer = answer.map_err(|failure| match failure {
            Failure::Before => DialError::Unreached,
            Failure::After => DialError::NoAnswer,
        })?;
        Ok(rest::read(
            answer.status,
            answer.retry_after.as_deref(),
            &answer.body,
        )?)
    }
}

#[async_trait]
impl Dialler for TwilioDialler {
    async fn place(&self, call: Permitted<'_>) -> Result<Placed, DialError> {
        self.ask(&rest::place(&self.account, call.call())).await
    }

    async fn hang_up(&self, call: &CallSid) -> Result<(), DialError> {
        let request = rest::hang_up(&self.account, call);
        match self.insist(call, &request).await {
            Ok(_) | Err(DialError::Refused(Refusal::Over)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn call_off(&self, call: &CallSid) -> Result<(), DialError> {
        let request = rest::cancel(&self.account, call);
        match self.insist(call, &request).await {
            Ok(Placed { status, .. }) if status.is_some_and(CallStatus::is_final) => Ok(()),
            // It was answered in this moment: that leaves it as it is.
            Ok(_) | Err(DialError::Refused(Refusal::Over)) => self.hang_up(call).await,
            Err(error) => Err(error),
        }
    }

    async fn transfer(&self, call: &CallSid, verbs: &[Verb]) -> Result<(), DialError> {
        let request = rest::redirect(&self.account, call, verbs)?;
        self.ask(&request).await.map(drop)
    }
}
