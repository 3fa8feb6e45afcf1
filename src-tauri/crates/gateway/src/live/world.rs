//! The port of what a call finds outside of itself: look-ups, side effects, refusals.
//! Must not know: the call.

use async_trait::async_trait;
use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Found};

/// What answers, and does.
#[async_trait]
pub trait World: Send + Sync + 'static {
    /// Looks something up. Dropped when the call ends.
    async fn ask(&self, tool: &str, facts: &Facts) -> Found;

    /// Does it, once for each key, however often it is asked; whether it is done. It is
    /// not dropped when the caller hangs up: they agreed to it.
    async fn commit(&self, key: &IdempotencyKey, effect: &Effect) -> bool;

    /// No more calls or messages to the caller on any channel, in one transaction;
    /// whether that is written. It is not dropped when the caller hangs up.
    async fn suppress(&self, key: &IdempotencyKey, words: &str) -> bool;
}
