//! An act before it has a place in the chain, and after.

use std::collections::BTreeMap;

use parley_domain::access::{AccessSubject, Role};
use parley_domain::audit::{Act, Purpose, SubjectKind};
use parley_domain::ids::{CallId, ExportId, FormId, ImportId, PersonId, UserId};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is to be written down. `detail` is the personal payload: it is kept
/// beside the chain, sealed, and can be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActDraft {
    pub at: UtcMillis,
    pub actor: Option<UserId>,
    pub role: Option<Role>,
    pub act: Act,
    pub subject: Option<(SubjectKind, Uuid)>,
    pub purpose: Option<Purpose>,
    pub detail: BTreeMap<String, String>,
    /// Whose key seals the payload; `None` for payloads about nobody outside.
    pub person_id: Option<PersonId>,
}

impl ActDraft {
    /// An act by the person who was checked.
    #[must_use]
    pub fn by(subject: &AccessSubject, at: UtcMillis, act: Act) -> Self {
        Self {
            actor: Some(subject.user_id),
            role: Some(subject.role),
            ..Self::by_nobody(at, act)
        }
    }

    /// An act with nobody signed in.
    #[must_use]
    pub const fn by_nobody(at: UtcMillis, act: Act) -> Self {
        Self {
            at,
            actor: None,
            role: None,
            act,
            subject: None,
            purpose: None,
            detail: BTreeMap::new(),
            person_id: None,
        }
    }

    /// Done to a call, about its person.
    #[must_use]
    pub const fn on_call(mut self, id: CallId, person: PersonId) -> Self {
        self.subject = Some((SubjectKind::Call, id.0));
        self.person_id = Some(person);
        self
    }

    /// Done to a call that goes on: whom it is about is not settled yet.
    #[must_use]
    pub const fn on_live_call(mut self, id: CallId) -> Self {
        self.subject = Some((SubjectKind::Call, id.0));
        self
    }

    /// Done to a member of staff.
    #[must_use]
    pub const fn on_user(mut self, id: UserId) -> Self {
        self.subject = Some((SubjectKind::User, id.0));
        self
    }

    /// Done to an import.
    #[must_use]
    pub const fn on_import(mut self, id: ImportId) -> Self {
        self.subject = Some((SubjectKind::Import, id.0));
        self
    }

    /// Done as an export of many calls.
    #[must_use]
    pub const fn on_export(mut self, id: ExportId) -> Self {
        self.subject = Some((SubjectKind::Export, id.0));
        self
    }

    /// Done to a scorecard's form.
    #[must_use]
    pub const fn on_form(mut self, id: FormId) -> Self {
        self.subject = Some((SubjectKind::Form, id.0));
        self
    }

    /// Why.
    #[must_use]
    pub const fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Adds one detail.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl ToString) -> Self {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }
}

/// An entry as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub seq: u64,
    pub at: UtcMillis,
    pub actor: Option<UserId>,
    pub role: Option<Role>,
    pub act: Act,
    pub subject: Option<(SubjectKind, Uuid)>,
    pub purpose: Option<Purpose>,
    /// `None` once the payload was destroyed.
    pub detail: Option<BTreeMap<String, String>>,
}

/// What narrows the audit screen.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS,
)]
#[serde(default)]
#[ts(optional_fields)]
pub struct AuditFilter {
    pub user_id: Option<UserId>,
    pub act: Option<Act>,
    pub from: Option<UtcMillis>,
    pub to: Option<UtcMillis>,
}
