//! How the line calls somebody: the carrier's account, the business's number, and what is
//! made of the carrier's answer. Must not know: who may let it, or what is said.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use parley_app::desk::Workspace;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{AgentLineFault, AgentLineSetup, CallOut, Dialled};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::permit::Permit;
use parley_domain::time::Clock;
use tokio_util::sync::CancellationToken;

use crate::config::PublicUrl;
use crate::dial::{
    Account, BaseUrl, DialError, Dialler as _, Permitted, SetUpError, Trust, TwilioDialler,
    TwilioMessages,
};
use crate::keep::Unanswered;
use crate::reception::{CalledOff, RINGS, Reception};
use crate::twilio::phone::Phone;
use crate::twilio::rest::{Detection, OutboundCall, Refusal};
use crate::twilio::secret::Secret;
use crate::twilio::sid::{AccountSid, CallSid};

/// A call that still rings when the line is closed is ended within this, or left.
const END_WITHIN: Duration = Duration::from_secs(3);
/// The carrier ends a call by itself so long after we should have.
const GRACE: Duration = Duration::from_secs(60);

/// An account that calls can be placed with.
#[derive(Debug, Clone)]
pub struct CarrierAccount {
    pub account: Account,
    pub base: BaseUrl,
    /// Whoever is called sees it.
    pub number: Phone,
}

fn fault(part: &str, why: impl ToString) -> AgentLineFault {
    AgentLineFault {
        part: part.to_owned(),
        why: why.to_string(),
    }
}

impl CarrierAccount {
    /// That of a set-up; nothing where it has neither part.
    ///
    /// # Errors
    /// [`AgentLineFault`] where one of both is missing, or one cannot be read.
    pub fn of(setup: &AgentLineSetup) -> Result<Option<Self>, AgentLineFault> {
        let base = if setup.carrier_url.is_empty() {
            BaseUrl::twilio()
        } else {
            let base = BaseUrl::new(&setup.carrier_url);
            base.map_err(|error| fault("carrier_url", error))?
        };
        match (setup.account.is_empty(), setup.number.is_empty()) {
            (true, true) => return Ok(None),
            (true, false) => return Err(fault("account", "it is not set")),
            (false, true) => return Err(fault("number", "it is not set")),
            (false, false) => {}
        }
        let account = AccountSid::new(&setup.account);
        let number = Phone::new(&setup.number);
        Ok(Some(Self {
            account: Account {
                account: account.map_err(|error| fault("account", error))?,
                auth_token: Secret::new(setup.token.as_bytes()),
            },
            base,
            number: number.map_err(|error| fault("number", error))?,
        }))
    }
}

impl CarrierAccount {
    /// What carries messages from this number, until `over`; `public` is told what becomes
    /// of them.
    ///
    /// # Errors
    /// [`SetUpError`]
    pub fn messages(
        &self,
        public: PublicUrl,
        clock: Arc<dyn Clock>,
        over: CancellationToken,
    ) -> Result<TwilioMessages, SetUpError> {
        let (base, trust) = (self.base.clone(), Trust::PublicRoots);
        TwilioMessages::new(
            &self.account,
            base,
            &trust,
            (self.number.clone(), public),
            clock,
            over,
        )
    }
}

/// Calls out of an open line.
pub struct CallsOut {
    dialler: TwilioDialler,
    number: Phone,
    public: PublicUrl,
    workspace: Arc<Workspace>,
    reception: Arc<Reception>,
    longest: Duration,
    /// The line is being closed: what is placed from now on is ended at once.
    over: AtomicBool,
}

impl CallsOut {
    /// # Errors
    /// [`SetUpError`]
    pub fn new(
        account: &CarrierAccount,
        public: PublicUrl,
        workspace: Arc<Workspace>,
        reception: Arc<Reception>,
        longest: Duration,
    ) -> Result<Self, SetUpError> {
        let base = account.base.clone();
        Ok(Self {
            dialler: TwilioDialler::new(&account.account, base, &Trust::PublicRoots)?,
            number: account.number.clone(),
            public,
            workspace,
            reception,
            longest: longest + GRACE,
            over: AtomicBool::new(false),
        })
    }

    /// Places a call, once. Whoever asked may be gone before the carrier answers: what is
    /// under way is not left half done.
    ///
    /// # Errors
    /// Those of [`parley_app::ports::OutboundLine::dial`].
    pub async fn place(self: &Arc<Self>, call: CallOut, permit: Permit) -> AppResult<Dialled> {
        let own = Arc::clone(self);
        let placing = async move { own.place_now(call, permit).await };
        let placed = self.reception.outlasting().spawn(placing).await;
        placed.map_err(|error| AppError::because(ErrorCode::Internal, error))?
    }

    async fn place_now(&self, call: CallOut, permit: Permit) -> AppResult<Dialled> {
        let to = Phone::new(call.to.as_str()).map_err(|_| AppError::invalid("number"))?;
        let id = call.id;
        let ours = id.to_string();
        let outbound = OutboundCall {
            to,
            from: self.number.clone(),
            answer_url: self.public.voice_of(&ours),
            status_url: Some(self.public.status_of(&ours)),
            ring_for: RINGS,
            longest: self.longest,
            // Who picked up is heard here, and sooner.
            detect_machine: Detection::Off,
        };
        self.reception.place(call).await?;
        let now = self.workspace.deps.clock.now();
        let Ok(permitted) = Permitted::now(&outbound, permit, now) else {
            self.reception.unanswered(id, Unanswered::NotPlaced);
            return Err(ErrorCode::Conflict.into());
        };
        match self.dialler.place(permitted).await {
            Ok(placed) => {
                let carrier_id = placed.call.as_str().to_owned();
                if self.over.load(Ordering::Relaxed) {
                    self.end(id, &placed.call).await;
                }
                self.reception.taken(id, placed.call);
                Ok(Dialled::Taken(carrier_id))
            }
            Err(error) if error.is_certain() => {
                tracing::warn!(call = %id, %error, "a call is not placed");
                self.reception.unanswered(id, Unanswered::NotPlaced);
                Err(code_of(error).into())
            }
            Err(error) => {
                tracing::warn!(call = %id, %error, "a call may have been placed");
                Ok(Dialled::Uncertain)
            }
        }
    }

    /// Ends a call that rings. Whoever asked may be gone before the carrier answers.
    ///
    /// # Errors
    /// Those of [`parley_app::ports::OutboundLine::call_off`].
    pub async fn call_off(self: &Arc<Self>, id: CallId) -> AppResult<()> {
        let Some(called_off) = self.reception.call_off(id) else {
            return Err(ErrorCode::NotFound.into());
        };
        let own = Arc::clone(self);
        let tasks = self.reception.outlasting();
        let Some(sid) = called_off.sid else {
            tasks.spawn(async move {
                // It is named, or rings no more: the reception looks after both.
                called_off.named.notified().await;
                if let Some(CalledOff { sid: Some(sid), .. }) = own.reception.call_off(id) {
                    // It said what came of it.
                    let _ = own.end_ringing(id, &sid).await;
                }
            });
            return Ok(());
        };
        let ending = tasks.spawn(async move { own.end_ringing(id, &sid).await });
        ending
            .await
            .map_err(|error| AppError::because(ErrorCode::Internal, error))?
    }

    async fn end_ringing(&self, id: CallId, sid: &CallSid) -> AppResult<()> {
        match self.dialler.call_off(sid).await {
            Ok(()) => {
                self.reception.unanswered(id, Unanswered::Canceled);
                Ok(())
            }
            Err(error) => {
                tracing::warn!(call = %id, %error, "a call rings on");
                self.reception.rings_on(id);
                Err(ErrorCode::CallNotEnded.into())
            }
        }
    }

    /// Nobody would be there for who picks up now: what rings is ended.
    pub async fn take_back(&self) {
        self.over.store(true, Ordering::Relaxed);
        let ringing = self.reception.ringing();
        let ends = ringing.into_iter().map(|(id, sid)| async move {
            if let Some(sid) = sid {
                self.end(id, &sid).await;
            }
            self.reception.unanswered(id, Unanswered::Canceled);
        });
        join_all(ends).await;
    }

    async fn end(&self, id: CallId, sid: &CallSid) {
        let ended = tokio::time::timeout(END_WITHIN, self.dialler.hang_up(sid)).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!(call = %id, "a call may go on ringing");
        }
    }
}

const fn code_of(error: DialError) -> ErrorCode {
    match error {
        DialError::Refused(Refusal::TooMany { .. }) => ErrorCode::LineFull,
        DialError::Refused(_) | DialError::TooLong(_) => ErrorCode::CarrierRefused,
        DialError::Unreached | DialError::NoAnswer => ErrorCode::CarrierUnreached,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(account: &str, number: &str, carrier_url: &str) -> AgentLineSetup {
        AgentLineSetup {
            listen: String::new(),
            public_url: String::new(),
            agent: String::new(),
            token: "token".to_owned(),
            account: account.to_owned(),
            number: number.to_owned(),
            carrier_url: carrier_url.to_owned(),
        }
    }

    #[test]
    fn an_account_is_whole_or_there_is_none() {
        let of = |account, number, url| {
            let read = CarrierAccount::of(&setup(account, number, url));
            read.map(|account| account.is_some())
                .map_err(|fault| fault.part)
        };
        assert_eq!(of("", "", ""), Ok(false));
        assert_eq!(of("AC1", "+16145550100", ""), Ok(true));
        assert_eq!(of("AC1", "+16145550100", "http://127.0.0.1:1"), Ok(true));
        let wrong = |part: &str| Err(part.to_owned());
        assert_eq!(of("AC1", "", ""), wrong("number"));
        assert_eq!(of("", "+16145550100", ""), wrong("account"));
        assert_eq!(of("AC/1", "+16145550100", ""), wrong("account"));
        assert_eq!(of("AC1", "6145550100", ""), wrong("number"));
        assert_eq!(of("", "", "http://api.example.com"), wrong("carrier_url"));
    }
}
