//! A member of staff as it is kept.

use parley_domain::access::{AccessSubject, Role, SupportWindow};
use parley_domain::ids::{TenantId, UserId};
use parley_domain::time::UtcMillis;

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub tenant_id: TenantId,
    pub name: String,
    pub role: Role,
    pub active: bool,
    pub created_at: UtcMillis,
    pub last_sign_in_at: Option<UtcMillis>,
    pub support: Option<SupportVisit>,
}

/// A support guest's visit: asked for, approved, over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportVisit {
    pub reason: String,
    pub requested_by: UserId,
    pub requested_at: UtcMillis,
    pub minutes: u32,
    pub approved_by: Option<UserId>,
    pub approved_at: Option<UtcMillis>,
    pub ended_at: Option<UtcMillis>,
}

impl SupportVisit {
    /// When the visit ends; `None` until it is approved.
    #[must_use]
    pub fn until(&self) -> Option<UtcMillis> {
        let planned = self.approved_at?.plus(i64::from(self.minutes) * 60_000);
        Some(self.ended_at.map_or(planned, |e| e.min(planned)))
    }
}

impl User {
    /// What the access check needs to know of this person.
    #[must_use]
    pub fn access_subject(&self) -> AccessSubject {
        AccessSubject {
            tenant_id: self.tenant_id,
            user_id: self.id,
            role: self.role,
            active: self.active,
            support: self.support.as_ref().map(|visit| SupportWindow {
                approved: visit.approved_by.is_some(),
                from: visit.approved_at.unwrap_or(visit.requested_at),
                until: visit.until().unwrap_or(visit.requested_at),
            }),
        }
    }
}
