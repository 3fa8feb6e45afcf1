//! Workspaces: making, opening, locking, and the keys of the person signed in.

mod add;
mod create;
mod demo;
mod forget;
mod lock;
mod passphrase;
mod recover;
mod recovery_code;
mod set_idle_lock;
mod state;
mod touch;
mod unlock;

pub use add::{AddWorkspace, workspace_add};
pub(crate) use create::shown_name;
pub use create::{CreateWorkspace, CreatedWorkspace, workspace_create};
pub use demo::{MadeDemo, MakeDemo, demo_make};
pub use forget::{ForgetWorkspace, workspace_forget};
pub use lock::{LockWorkspace, lock_because, lock_if_idle, workspace_lock};
pub use passphrase::{ChangePassphrase, passphrase_change};
pub use recover::{RecoverWorkspace, workspace_recover};
pub use recovery_code::{RecoveryCodeView, RenewRecoveryCode, recovery_code_renew};
pub use set_idle_lock::{IdleLockView, SetIdleLock, idle_lock_set};
pub use state::{
    CarrierUse, OpenWorkspaceView, SessionView, ShellState, ShellStateView, shell_state,
};
pub use touch::{TouchSession, session_touch};
pub use unlock::{UnlockWorkspace, workspace_unlock};

use serde::{Deserialize, Serialize};

pub(crate) const IDLE_LOCK_SETTING: &str = "idle_lock_minutes";

/// The answer of a command that has nothing to tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Done {
    pub done: bool,
}

impl Done {
    /// It is done.
    pub const YES: Self = Self { done: true };
}
