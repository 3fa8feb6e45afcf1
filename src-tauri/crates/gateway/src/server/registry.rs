//! Which calls are awaited, live, or just ended; which tokens are spent. It gives each
//! call one owner and no more, and forgets by itself. Must not know: sockets, words.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::switchboard::EndReason;
use crate::twilio::sid::CallSid;
use crate::twilio::token::Pass;
use crate::twilio::twiml::Verb;

/// What a call does next is remembered so long for the carrier to ask.
const AFTERWARDS: Duration = Duration::from_secs(60);

/// All calls of this process.
#[derive(Debug)]
pub struct Registry {
    most: usize,
    calls: Mutex<Calls>,
}

#[derive(Debug, Default)]
struct Calls {
    /// Accepted; their streams must begin until then.
    awaited: HashMap<CallSid, Instant>,
    live: HashSet<CallSid>,
    spent: BTreeSet<(u64, Pass)>,
    ended: HashMap<CallSid, (Instant, Ended)>,
}

/// How a stream ended, for the webhook that comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The driver said what follows.
    Then(Vec<Verb>),
    By(EndReason),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("as many calls as there may be")]
pub struct Full;

/// Why a stream may not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    #[error("the token was used before")]
    Spent,
    #[error("the call has a stream already")]
    Twice,
    #[error("as many calls as there may be")]
    Full,
}

/// The place of a live call; given back when dropped.
#[derive(Debug)]
pub struct Place {
    registry: Arc<Registry>,
    call: CallSid,
}

impl Registry {
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            calls: Mutex::default(),
        })
    }

    /// Keeps a place for a call until its stream begins. Asked again, it lasts longer; a
    /// live call has its place.
    pub fn expect(&self, call: &CallSid, until: Instant) -> Result<(), Full> {
        let mut calls = self.lock();
        if calls.live.contains(call) {
            return Ok(());
        }
        if !calls.awaited.contains_key(call) && calls.taken() >= self.most {
            return Err(Full);
        }
        calls.awaited.insert(call.clone(), until);
        Ok(())
    }

    /// The call is not expected any more.
    pub fn forget(&self, call: &CallSid) {
        self.lock().awaited.remove(call);
    }

    /// A stream with a good token begins. The token is spent whatever comes of it. A call
    /// that another process accepted has no place kept and takes a free one.
    pub fn begin(self: &Arc<Self>, call: &CallSid, pass: Pass) -> Result<Place, NotBegun> {
        let mut calls = self.lock();
        if !calls.spent.insert((pass.expires_at_ms(), pass)) {
            return Err(NotBegun::Spent);
        }
        if calls.live.contains(call) {
            return Err(NotBegun::Twice);
        }
        if calls.awaited.remove(call).is_none() && calls.taken() >= self.most {
            return Err(NotBegun::Full);
        }
        calls.ended.remove(call);
        calls.live.insert(call.clone());
        Ok(Place {
            registry: Arc::clone(self),
            call: call.clone(),
        })
    }

    /// Remembers how a call's stream ended.
    pub fn ended(&self, call: &CallSid, now: Instant, how: Ended) {
        self.lock().ended.insert(call.clone(), (now, how));
    }

    /// How this call's stream ended, told once.
    pub fn take_ended(&self, call: &CallSid) -> Option<Ended> {
        self.lock().ended.remove(call).map(|(_, how)| how)
    }

    /// Forgets what is over; the calls whose stream never came.
    pub fn sweep(&self, now: Instant, now_ms: u64) -> Vec<CallSid> {
        let mut calls = self.lock();
        while calls
            .spent
            .first()
            .is_some_and(|(until, _)| *until <= now_ms)
        {
            calls.spent.pop_first();
        }
        calls
            .ended
            .retain(|_, (since, _)| now.saturating_duration_since(*since) < AFTERWARDS);
        let missed: Vec<CallSid> = calls
            .awaited
            .iter()
            .filter(|(_, until)| **until <= now)
            .map(|(call, _)| call.clone())
            .collect();
        for call in &missed {
            calls.awaited.remove(call);
        }
        missed
    }

    /// Awaited and live.
    pub fn counts(&self) -> (usize, usize) {
        let calls = self.lock();
        (calls.awaited.len(), calls.live.len())
    }

    /// All that is remembered, to show that it does not grow.
    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        let calls = self.lock();
        calls.taken() + calls.spent.len() + calls.ended.len()
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Calls {
    fn taken(&self) -> usize {
        self.awaited.len() + self.live.len()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.registry.lock().live.remove(&self.call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::secret::Secret;
    use crate::twilio::token::Tokens;

    fn call(name: &str) -> CallSid {
        CallSid::new(name).expect("a name")
    }

    fn pass(name: &str, nonce: u8) -> Pass {
        let tokens = Tokens::new(&Secret::new("key"));
        let token = tokens.mint(&call(name), 1_000, [nonce; 16]);
        tokens.check(Some(&token), &call(name), 0).expect("good")
    }

    #[test]
    fn a_call_has_one_stream_and_a_token_one_use() {
        let registry = Registry::new(2);
        let place = registry.begin(&call("CA1"), pass("CA1", 1)).expect("begun");
        let begin = |name, nonce| registry.begin(&call(name), pass(name, nonce)).err();
        assert_eq!(begin("CA1", 1), Some(NotBegun::Spent));
        assert_eq!(begin("CA1", 2), Some(NotBegun::Twice));
        drop(place);
        assert_eq!(begin("CA1", 2), Some(NotBegun::Spent));
        assert_eq!(begin("CA1", 3), None);
        assert_eq!(registry.counts(), (0, 0));
    }

    #[test]
    fn awaited_calls_take_places_until_they_are_missed() {
        let registry = Registry::new(2);
        let now = Instant::now();
        let later = now + Duration::from_secs(1);
        assert_eq!(registry.expect(&call("CA1"), later), Ok(()));
        assert_eq!(registry.expect(&call("CA2"), later), Ok(()));
        assert_eq!(registry.expect(&call("CA3"), later), Err(Full));
        assert_eq!(registry.expect(&call("CA2"), later), Ok(()), "asked again");
        assert!(matches!(
            registry.begin(&call("CA3"), pass("CA3", 3)),
            Err(NotBegun::Full)
        ));
        let place = registry.begin(&call("CA1"), pass("CA1", 1));
        assert_eq!(registry.counts(), (1, 1));
        assert_eq!(
            registry.expect(&call("CA1"), later),
            Ok(()),
            "its webhook again"
        );
        assert_eq!(registry.counts(), (1, 1));
        assert_eq!(registry.sweep(now, 0), []);
        assert_eq!(registry.sweep(later, 0), [call("CA2")]);
        assert_eq!(registry.counts(), (0, 1));
        drop(place);
        registry.ended(&call("CA1"), now, Ended::By(EndReason::Stopped));
        assert_eq!(registry.remembered(), 3);
        registry.sweep(now + AFTERWARDS, 1_000);
        assert_eq!(registry.remembered(), 0);
    }
}
