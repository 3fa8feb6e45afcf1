//! Permission as a value. A use case takes `Grant<CallRead>`; the only way to
//! have one is [`authorize`], so a forgotten check does not compile.

use std::marker::PhantomData;

use super::{Permission, Role, explain};
use crate::ids::{TenantId, UserId};
use crate::time::UtcMillis;

/// Ties a type to its [`Permission`].
pub trait PermissionKind: Send + Sync + 'static {
    const PERMISSION: Permission;
}

/// A support guest's visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportWindow {
    pub approved: bool,
    pub from: UtcMillis,
    pub until: UtcMillis,
}

/// All that the decision depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessSubject {
    pub tenant_id: TenantId,
    pub user_id: UserId,
    pub role: Role,
    pub active: bool,
    pub support: Option<SupportWindow>,
}

/// Proof that `subject` may do `P` at the instant it was checked.
#[derive(Debug, Clone, Copy)]
pub struct Grant<P: PermissionKind> {
    subject: AccessSubject,
    at: UtcMillis,
    kind: PhantomData<P>,
}

impl<P: PermissionKind> Grant<P> {
    /// Who was checked.
    #[must_use]
    pub const fn subject(&self) -> &AccessSubject {
        &self.subject
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> UtcMillis {
        self.at
    }
}

/// The refusal; [`explain`] tells why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("permission denied: {0:?}")]
pub struct Denied(pub Permission);

/// The check.
///
/// # Errors
/// [`Denied`] when [`explain`] says no.
pub fn authorize<P: PermissionKind>(
    subject: &AccessSubject,
    now: UtcMillis,
) -> Result<Grant<P>, Denied> {
    if explain(subject, P::PERMISSION, now).allowed {
        Ok(Grant {
            subject: *subject,
            at: now,
            kind: PhantomData,
        })
    } else {
        Err(Denied(P::PERMISSION))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::kinds;

    fn guest(approved: bool) -> AccessSubject {
        AccessSubject {
            tenant_id: TenantId(uuid::Uuid::nil()),
            user_id: UserId(uuid::Uuid::nil()),
            role: Role::SupportGuest,
            active: true,
            support: Some(SupportWindow {
                approved,
                from: UtcMillis(1_000),
                until: UtcMillis(2_000),
            }),
        }
    }

    #[test]
    fn a_guest_is_let_in_only_inside_the_approved_time() {
        let may = |s: &AccessSubject, t| authorize::<kinds::CallList>(s, UtcMillis(t)).is_ok();
        assert!(!may(&guest(false), 1_500));
        assert!(!may(&guest(true), 999));
        assert!(may(&guest(true), 1_000));
        assert!(may(&guest(true), 1_999));
        assert!(!may(&guest(true), 2_000));
        let without_window = AccessSubject {
            support: None,
            ..guest(true)
        };
        assert!(!may(&without_window, 1_500));
    }

    #[test]
    fn a_deactivated_owner_may_nothing() {
        let owner = AccessSubject {
            role: Role::Owner,
            active: false,
            support: None,
            ..guest(true)
        };
        assert!(
            Permission::ALL
                .iter()
                .all(|&p| !explain(&owner, p, UtcMillis(0)).allowed)
        );
    }
}
