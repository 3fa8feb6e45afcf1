//! A demo of an owner and two steps, which can be made to fail between them.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CommandId;

use crate::desk::Desk;
use crate::error::AppResult;
use crate::passphrase::Secret;
use crate::ports::{Demo, HowFar, Typed};
use crate::workspaces::{CreateWorkspace, workspace_create};

/// What opens it.
const PASSPHRASE: &str = "a small demo for tests";

/// See the module.
#[derive(Debug, Default)]
pub struct SmallDemo {
    fails: AtomicBool,
}

impl SmallDemo {
    /// From now on its second step finds the disk full.
    pub fn fail(&self) {
        self.fails.store(true, Ordering::Relaxed);
    }
}

#[async_trait]
impl Demo for SmallDemo {
    async fn make(
        &self,
        desk: &Desk,
        command_id: CommandId,
        how_far: HowFar<'_>,
    ) -> AppResult<Typed> {
        let passphrase = Typed::new(PASSPHRASE.to_owned());
        let workspace = CreateWorkspace {
            command_id,
            path: None,
            name: "A small demo".to_owned(),
            owner_name: "Asha".to_owned(),
            passphrase: Secret::from_typed(passphrase.clone()),
        };
        workspace_create(desk, workspace).await?;
        how_far(1, 2);
        if self.fails.load(Ordering::Relaxed) {
            return Err(ErrorCode::DiskFull.into());
        }
        how_far(2, 2);
        Ok(passphrase)
    }
}
