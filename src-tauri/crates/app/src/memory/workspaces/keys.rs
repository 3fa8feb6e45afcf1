//! What the keys of an unlocked workspace can do.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use parley_domain::audit::{Checkpoint, SignedCheckpoint};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::UserId;
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use ring::signature::Ed25519KeyPair;

use super::home::{Home, random_code};
use super::strong;
use crate::error::{AppError, AppResult};
use crate::memory::held;
use crate::ports::{Typed, WorkspaceKeys};

pub(super) struct MemoryKeys {
    pub home: Arc<Mutex<Home>>,
    pub rng: Arc<dyn Rng>,
}

#[async_trait]
impl WorkspaceKeys for MemoryKeys {
    async fn change_passphrase(
        &self,
        user: UserId,
        current: Typed,
        next: Typed,
        now: UtcMillis,
    ) -> AppResult<()> {
        strong(&next, "next")?;
        held(&self.home).proven(user, &current, now)?.passphrase = next;
        Ok(())
    }

    async fn add_user(&self, user: UserId, name: &str, passphrase: Typed) -> AppResult<()> {
        held(&self.home).take_in(user, name, passphrase)
    }

    async fn remove_user(&self, user: UserId) -> AppResult<()> {
        held(&self.home).send_away(user)
    }

    async fn renew_recovery_code(&self) -> AppResult<Typed> {
        let code = random_code(&*self.rng);
        held(&self.home).recovery_code = code.clone();
        Ok(code)
    }

    async fn sign_checkpoint(
        &self,
        size: u64,
        root: [u8; 32],
        at: UtcMillis,
    ) -> AppResult<SignedCheckpoint> {
        let mut home = held(&self.home);
        let key = Ed25519KeyPair::from_seed_unchecked(&home.signing_seed)
            .map_err(|_| AppError::new(ErrorCode::Internal))?;
        let checkpoint = Checkpoint {
            origin: format!("parley/{}", home.id),
            size,
            root,
        };
        let signed = checkpoint.sign(&key);
        home.checkpoint = Some((signed.clone(), at));
        Ok(signed)
    }

    async fn last_checkpoint(&self) -> AppResult<Option<(SignedCheckpoint, UtcMillis)>> {
        Ok(held(&self.home).checkpoint.clone())
    }
}
