//! What every [`Workspaces`] must show, with the keys and the sealed files of what it
//! opens. An implementation says how it is made ([`WorkspacesBench`]) and runs all of
//! it with [`workspaces_contract!`](crate::workspaces_contract).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod live;
mod opening;
mod people;
mod sealed;

use std::sync::Arc;

use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;

pub use live::logs_of_running_calls_grow_and_come_back_until_they_end;
pub use opening::{
    a_checkpoint_is_kept_and_verifies, a_new_workspace_has_its_owner_and_opens_again,
    an_open_workspace_opens_nowhere_else, what_is_forgotten_is_found_again_where_it_is,
};
pub use people::{
    people_come_and_go_and_change_their_passphrases, the_recovery_code_opens_once,
    wrong_passphrases_cost_time_and_are_told_until_written_down,
};
pub use sealed::sealed_files_come_back_and_strangers_are_swept;

use super::rng;
use super::samples::NOW;
use crate::error::{AppError, AppResult};
use crate::ports::{NewWorkspace, Typed, Unlocked, Workspaces};

/// A new machine for each test.
pub trait WorkspacesBench {
    fn new() -> Self;
    fn workspaces(&self) -> Arc<dyn Workspaces>;
}

/// Makes a test of each part of the contract, for the given [`WorkspacesBench`].
#[macro_export]
macro_rules! workspaces_contract {
    ($bench:ty) => {
        $crate::workspaces_contract! { $bench:
            a_checkpoint_is_kept_and_verifies,
            a_new_workspace_has_its_owner_and_opens_again,
            an_open_workspace_opens_nowhere_else,
            logs_of_running_calls_grow_and_come_back_until_they_end,
            people_come_and_go_and_change_their_passphrases,
            sealed_files_come_back_and_strangers_are_swept,
            the_recovery_code_opens_once,
            what_is_forgotten_is_found_again_where_it_is,
            wrong_passphrases_cost_time_and_are_told_until_written_down,
        }
    };
    ($bench:ty: $($name:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $name() {
            let bench = <$bench as $crate::contract::workspaces::WorkspacesBench>::new();
            let workspaces = $crate::contract::workspaces::WorkspacesBench::workspaces(&bench);
            $crate::contract::workspaces::$name(&*workspaces).await;
        }
    )+};
}

const PASSPHRASE: &str = "violet canoe harbor";
const ASHA: (&str, &str) = ("Asha Rao", PASSPHRASE);

fn typed(text: &str) -> Typed {
    Typed::new(text.to_owned())
}

fn wanted() -> NewWorkspace {
    NewWorkspace {
        id: WorkspaceId::new(NOW, rng()),
        path: None,
        name: "Lakeside Clinic".to_owned(),
        owner_id: UserId::new(NOW, rng()),
        owner_name: "Asha Rao".to_owned(),
        passphrase: typed(PASSPHRASE),
        now: NOW,
    }
}

/// The error of what must fail.
fn refused<T>(answer: AppResult<T>) -> AppError {
    match answer {
        Ok(_) => panic!("it must be refused"),
        Err(error) => error,
    }
}

async fn enter(
    workspaces: &dyn Workspaces,
    id: WorkspaceId,
    who: (&str, &str),
    now: UtcMillis,
) -> AppResult<Unlocked> {
    workspaces.unlock(id, who.0, typed(who.1), now).await
}
