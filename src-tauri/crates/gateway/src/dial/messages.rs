//! Messages through the same API as calls. Must not know: which messages wait, or why.

use std::sync::Arc;

use async_trait::async_trait;
use parley_app::ports::{MessageCarrier, NotCarried};
use parley_domain::ids::MessageId;
use parley_domain::permit::Permit;
use parley_domain::time::Clock;
use tokio_util::sync::CancellationToken;

use super::exchange::{BaseUrl, Connector, Failure, Trust};
use super::twilio::{Account, SetUpError};
use crate::config::PublicUrl;
use crate::twilio::phone::Phone;
use crate::twilio::rest::{self, NotSent, OutboundMessage};
use crate::twilio::sid::AccountSid;

/// Messages through Twilio, from one number.
pub struct TwilioMessages {
    account: AccountSid,
    connector: Connector,
    from: Phone,
    /// Where what becomes of them is told.
    public: PublicUrl,
    clock: Arc<dyn Clock>,
    /// From then on nothing more is handed over.
    over: CancellationToken,
}

impl std::fmt::Debug for TwilioMessages {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TwilioMessages").finish_non_exhaustive()
    }
}

impl TwilioMessages {
    /// # Errors
    /// [`SetUpError`]
    pub fn new(
        account: &Account,
        base: BaseUrl,
        trust: &Trust,
        (from, public): (Phone, PublicUrl),
        clock: Arc<dyn Clock>,
        over: CancellationToken,
    ) -> Result<Self, SetUpError> {
        let user = account.account.as_str();
        Ok(Self {
            account: account.account.clone(),
            connector: Connector::new(base, trust, user, &account.auth_token)?,
            from,
            public,
            clock,
            over,
        })
    }
}

#[async_trait]
impl MessageCarrier for TwilioMessages {
    fn is_there(&self) -> bool {
        !self.over.is_cancelled()
    }

    async fn carry(&self, permit: Permit, id: MessageId, text: &str) -> Result<(), NotCarried> {
        let to = Phone::new(permit.to().as_str()).map_err(|_| NotCarried::Refused)?;
        // The moment of sending: the permit must still be good.
        permit
            .redeem(to.as_str(), self.clock.now())
            .map_err(|_| NotCarried::NotTaken)?;
        let message = OutboundMessage {
            to: &to,
            from: &self.from,
            text,
            status_url: &self.public.message_of(&id.to_string()),
        };
        let request = rest::send(&self.account, &message);
        let answer = self
            .connector
            .post(&request)
            .await
            .map_err(|failure| match failure {
                Failure::Before => NotCarried::NotTaken,
                Failure::After => NotCarried::Unknown,
            })?;
        rest::sent(answer.status, &answer.body).map_err(|why| {
            tracing::warn!(%why, "a message is not sent");
            match why {
                NotSent::Unsubscribed => NotCarried::Unsubscribed,
                NotSent::Refused { .. } => NotCarried::Refused,
                NotSent::NotNow { .. } => NotCarried::NotTaken,
                NotSent::Unknown => NotCarried::Unknown,
            }
        })
    }
}
