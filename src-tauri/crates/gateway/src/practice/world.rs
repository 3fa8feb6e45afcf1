//! What a practice call finds outside of itself: a calendar of its own, in which things
//! are booked until the call is over, and nowhere else. Must not know: the call.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Found};
use parley_voice::simulate::practice::Practice;
use parley_voice::simulate::world::{Deeds, World as Given};

use crate::live::world::World;

pub struct PracticeWorld(Mutex<(Practice, Deeds)>);

impl PracticeWorld {
    pub fn new(practice: Practice) -> Self {
        Self(Mutex::new((practice, Deeds::default())))
    }
}

async fn after<T>(answer: Option<(u64, T)>) -> Option<T> {
    let (ms, answer) = answer?;
    tokio::time::sleep(Duration::from_millis(ms)).await;
    Some(answer)
}

#[async_trait]
impl World for PracticeWorld {
    async fn ask(&self, tool: &str, facts: &Facts) -> Found {
        let answer = {
            let mut world = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            world.0.ask(tool, facts)
        };
        after(answer).await.unwrap_or(Found::Failed)
    }

    async fn commit(&self, key: &IdempotencyKey, effect: &Effect) -> bool {
        let answer = {
            let mut world = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let (practice, deeds) = &mut *world;
            deeds.once(practice, key, effect)
        };
        after(answer).await.unwrap_or(false)
    }

    /// Nobody real asked for it, so nobody is put on a list; the agent goes on as if.
    async fn suppress(&self, _key: &IdempotencyKey, _words: &str) -> bool {
        true
    }
}
