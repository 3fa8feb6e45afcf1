//! What the demo's people do after the import, each by themselves: through the use
//! cases, with what their role permits.

use std::collections::HashMap;

use parley_app::desk::{Desk, Workspace};
use parley_app::error::AppResult;
use parley_app::users::User;
use parley_domain::access::{Grant, PermissionKind, authorize};
use parley_domain::ids::{CallId, CommandId, uuid_v7};

use super::broken;

/// What everything is done with.
pub(super) struct Hands<'a> {
    pub(super) desk: &'a Desk,
    pub(super) workspace: &'a Workspace,
    pub(super) people: Vec<User>,
    /// By the file they came from.
    pub(super) calls: &'a HashMap<String, CallId>,
}

impl Hands<'_> {
    pub(super) fn command_id(&self) -> CommandId {
        CommandId(uuid_v7(self.desk.deps.clock.now(), &*self.desk.deps.rng))
    }

    pub(super) fn person(&self, name: &str) -> AppResult<&User> {
        let found = self.people.iter().find(|u| u.name == name);
        found.ok_or_else(|| broken("somebody does not work here"))
    }

    pub(super) fn call(&self, file: &str) -> AppResult<CallId> {
        let found = self.calls.get(file).copied();
        found.ok_or_else(|| broken("a call is not there"))
    }

    /// What this person may do. The check is the one before every command.
    pub(super) fn as_person<P: PermissionKind>(&self, name: &str) -> AppResult<Grant<P>> {
        let subject = self.person(name)?.access_subject();
        Ok(authorize(&subject, self.desk.deps.clock.now())?)
    }
}
