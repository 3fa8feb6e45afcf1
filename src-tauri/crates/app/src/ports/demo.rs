//! The port behind which the demo lies: a made-up business that a shell brings along.

use async_trait::async_trait;
use parley_domain::ids::CommandId;

use super::Typed;
use crate::desk::Desk;
use crate::error::AppResult;

/// Hears how far it is: done, and of how many.
pub type HowFar<'a> = &'a (dyn Fn(u32, u32) + Send + Sync);

/// Makes the demo workspace, through the same use cases as everything else.
#[async_trait]
pub trait Demo: Send + Sync {
    /// Makes it in the usual place, under the id of `command_id`. Its owner is signed
    /// in afterwards; the answer is the passphrase that opens it, which is no secret.
    ///
    /// # Errors
    /// Those of making a workspace and of importing. The workspace is then only partly
    /// there, and may be open.
    async fn make(
        &self,
        desk: &Desk,
        command_id: CommandId,
        how_far: HowFar<'_>,
    ) -> AppResult<Typed>;
}
