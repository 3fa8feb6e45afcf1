//! What a simulated call finds outside of itself: look-ups and side effects, each with
//! its time. Must not know: the call.

use std::collections::BTreeMap;

use crate::core::IdempotencyKey;
use crate::dialogue::{Effect, Facts, Found};

/// What answers, and does.
pub trait World: Send {
    /// What a look-up finds, and after how many ms; `None` never answers.
    fn ask(&mut self, tool: &str, facts: &Facts) -> Option<(u64, Found)>;

    /// Whether it could be done, and after how many ms; `None` never answers.
    fn commit(&mut self, effect: &Effect) -> Option<(u64, bool)>;
}

/// What was done, by key: the same key twice is done once.
#[derive(Debug, Default)]
pub struct Deeds {
    done: BTreeMap<IdempotencyKey, Effect>,
    /// How often something was asked to be done.
    pub asked: usize,
}

impl Deeds {
    /// Does it unless it was done before.
    pub fn once(
        &mut self,
        world: &mut dyn World,
        key: &IdempotencyKey,
        effect: &Effect,
    ) -> Option<(u64, bool)> {
        self.asked += 1;
        if self.done.contains_key(key) {
            return Some((0, true));
        }
        let answer = world.commit(effect);
        if matches!(answer, Some((_, true))) {
            self.done.insert(key.clone(), effect.clone());
        }
        answer
    }

    pub fn iter(&self) -> impl Iterator<Item = &Effect> {
        self.done.values()
    }
}
