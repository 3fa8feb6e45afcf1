//! Practice calls: the call that is answered on the telephone, over a line in memory. The
//! agent is heard at an output device on the clock of the wall, its marks come back as it
//! plays, and what the caller says is typed. Nothing is booked outside of the call. Must
//! not know: who practises, where recordings are kept, how sound comes out.

mod caller;
mod journal;
mod plan;
mod run;
mod shown;
mod typed;
mod wire;
mod world;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use parley_app::error::{AppError, AppResult};
use parley_app::ports::{Microphone, Monitor, Practice, PracticeCall, PracticeNow, Recorder};
use parley_domain::call::Direction;
use parley_domain::error_code::ErrorCode;
use parley_domain::live::{PracticeBy, PracticeScript};
use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;

use self::caller::Caller;
use self::journal::PracticeJournal;
pub(crate) use self::plan::planned;
use self::run::{Did, Line, run};
use self::shown::Shown;
use self::typed::{Keyboard, typed};
use self::world::PracticeWorld;
use crate::floor::About;
use crate::live::order::orders;
use crate::live::speech_out::{SpeechOut, SpeechOutError};
use crate::live::{LiveCall, Ports, Setup};
use crate::switchboard::Stream;
use crate::tasks::{CallTasks, Nudge};
use crate::twilio::sid::{CallSid, StreamSid};

/// The practice call of this machine: one at a time.
pub struct PracticeCalls {
    voice: Arc<dyn SpeechOut>,
    monitor: Arc<dyn Monitor>,
    microphone: Arc<dyn Microphone>,
    last: Mutex<Option<Last>>,
    revision: Arc<AtomicU64>,
}

/// The call that goes on, or was the last.
struct Last {
    shown: Arc<Shown>,
    keyboard: Keyboard,
    did: mpsc::UnboundedSender<Did>,
}

impl std::fmt::Debug for PracticeCalls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PracticeCalls").finish_non_exhaustive()
    }
}

impl PracticeCalls {
    /// None yet. `voice` is the agent's, `monitor` where it is heard.
    #[must_use]
    pub fn new(
        voice: Arc<dyn SpeechOut>,
        monitor: Arc<dyn Monitor>,
        microphone: Arc<dyn Microphone>,
    ) -> Self {
        Self {
            voice,
            monitor,
            microphone,
            last: Mutex::default(),
            revision: Arc::default(),
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<Last>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the call that goes on.
    fn going_on(&self, work: impl FnOnce(&Last) -> bool) -> AppResult<()> {
        let last = self.last();
        match last.as_ref().filter(|last| !last.shown.is_over()) {
            Some(last) if work(last) => Ok(()),
            _ => Err(ErrorCode::NotFound.into()),
        }
    }

    fn caller(&self, by: PracticeBy) -> AppResult<Caller> {
        match by {
            PracticeBy::Typing => Ok(Caller::default()),
            PracticeBy::Microphone => Caller::speaking(&*self.microphone)
                .map_err(|error| AppError::because(ErrorCode::NoMicrophone, error)),
        }
    }
}

/// What a voice that cannot speak means for whoever practises.
fn voiceless(error: SpeechOutError) -> AppError {
    let code = match error {
        SpeechOutError::NotInstalled => ErrorCode::NoVoice,
        _ => ErrorCode::Internal,
    };
    AppError::because(code, error)
}

fn stream(call: &PracticeCall) -> AppResult<Stream> {
    let unnamed = |error| AppError::because(ErrorCode::Internal, error);
    let name = call.id.to_string();
    Ok(Stream {
        call: CallSid::new(&name).map_err(unnamed)?,
        stream: StreamSid::new(&name).map_err(unnamed)?,
        account: None,
        parameters: BTreeMap::new(),
        tasks: CallTasks::default(),
        nudge: Nudge::default(),
    })
}

fn about(call: &PracticeCall) -> About {
    About {
        id: call.id,
        since: call.since,
        direction: match call.script {
            PracticeScript::Appointment => Direction::Inbound,
            PracticeScript::Reminder => Direction::Outbound,
        },
        caller: Some(call.person.clone()),
        agent: None,
        can_take_over: false,
    }
}

#[async_trait]
impl Practice for PracticeCalls {
    async fn start(&self, call: PracticeCall, recorder: Box<dyn Recorder>) -> AppResult<()> {
        self.voice.ready().await.map_err(voiceless)?;
        let plan = planned(&call)?;
        let stream = stream(&call)?;
        let caller = self.caller(call.by)?;
        // Reading what the agent says works without hearing it.
        let heard = self.monitor.open().ok();
        let (order, inbox) = orders(stream.nudge.clone());
        let is_silent = call.by == PracticeBy::Typing;
        let (keyboard, typed) = typed(is_silent.then_some(order));
        let (did, doing) = mpsc::unbounded_channel();
        let revision = Arc::clone(&self.revision);
        let shown = Shown::new(about(&call), call.by, heard.is_some(), revision);
        let shown = Arc::new(shown);
        {
            let mut last = self.last();
            if last.as_ref().is_some_and(|last| !last.shown.is_over()) {
                return Err(ErrorCode::Conflict.into());
            }
            *last = Some(Last {
                shown: Arc::clone(&shown),
                keyboard,
                did,
            });
        }
        let (journal, recorder) = PracticeJournal::new(call.clone(), Arc::clone(&shown), recorder);
        let ports = Ports {
            speech_in: Arc::new(typed),
            speech_out: Arc::clone(&self.voice),
            world: Arc::new(PracticeWorld::new(plan.world)),
            outlasting: TaskTracker::new(),
        };
        let setup = Setup {
            core: plan.core,
            tongue: plan.tongue,
            journal: Box::new(journal),
            transfer: Vec::new(),
        };
        let driver = LiveCall::new(stream.clone(), ports, setup).obeying(inbox);
        let line = Line {
            caller,
            heard,
            did: doing,
        };
        tokio::spawn(async move {
            // A panic in it ends this call only, and it is over for whoever looks.
            let ran = tokio::spawn(run(Box::new(driver), stream, line)).await;
            if ran.is_err() {
                tracing::error!("a practice call broke off");
            }
            shown.over();
            let kept = match recorder.await {
                Ok(recorder) => recorder.finish().await,
                // It was lost with the call.
                Err(_) => Ok(false),
            };
            if let Err(error) = &kept {
                tracing::error!(cause = %error, "a practice call is not kept");
            }
            shown.kept(kept.unwrap_or(false));
        });
        Ok(())
    }

    fn say(&self, words: &str, whole: bool) -> AppResult<()> {
        self.going_on(|last| last.keyboard.typed(words, whole))
    }

    fn key(&self, key: char) -> AppResult<()> {
        self.going_on(|last| last.did.send(Did::Pressed(key)).is_ok())
    }

    fn end(&self) {
        // One that is over is over.
        let _ = self.going_on(|last| last.did.send(Did::HungUp).is_ok());
    }

    fn now(&self) -> Option<PracticeNow> {
        self.last().as_ref().map(|last| last.shown.now())
    }

    fn forget(&self) {
        self.end();
        *self.last() = None;
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    fn revision(&self) -> u64 {
        self.revision.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests;
