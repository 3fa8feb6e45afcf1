//! The one engine that decides. It answers with its steps, so that "why can't
//! this person do X?" is answered by the check itself and not by a second one.

use serde::{Deserialize, Serialize};

use super::{AccessSubject, Permission, Role, allows, roles_with};
use crate::time::UtcMillis;

/// One thing the engine looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum StepCode {
    /// The account is active.
    AccountActive,
    /// The account was deactivated: nothing is permitted.
    AccountDeactivated,
    /// The role holds the permission.
    RoleHolds,
    /// The role does not hold the permission.
    RoleLacks,
    /// A support guest whom no owner has approved yet.
    SupportNotApproved,
    /// A support guest whose time is over.
    SupportExpired,
    /// A support guest inside the approved time.
    SupportActive,
}

/// A step and whether it let the person pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Step {
    pub code: StepCode,
    pub passed: bool,
}

/// The engine's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Explanation {
    pub permission: Permission,
    pub allowed: bool,
    /// In the order they were looked at; the last one that did not pass decided.
    pub steps: Vec<Step>,
    /// Who could do it instead.
    pub held_by: Vec<Role>,
}

/// Decides, and says how.
#[must_use]
pub fn explain(subject: &AccessSubject, permission: Permission, now: UtcMillis) -> Explanation {
    let mut steps = Vec::with_capacity(3);
    let mut look = |passed: bool, yes: StepCode, no: StepCode| {
        steps.push(Step {
            code: if passed { yes } else { no },
            passed,
        });
    };
    look(
        subject.active,
        StepCode::AccountActive,
        StepCode::AccountDeactivated,
    );
    look(
        allows(subject.role, permission),
        StepCode::RoleHolds,
        StepCode::RoleLacks,
    );
    if subject.role == Role::SupportGuest {
        match subject.support {
            Some(window) if window.approved => look(
                now >= window.from && now < window.until,
                StepCode::SupportActive,
                StepCode::SupportExpired,
            ),
            _ => look(false, StepCode::SupportActive, StepCode::SupportNotApproved),
        }
    }
    Explanation {
        permission,
        allowed: steps.iter().all(|s| s.passed),
        steps,
        held_by: roles_with(permission).to_vec(),
    }
}
