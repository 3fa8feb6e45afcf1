//! Who may do what. The matrix is data ([`matrix`]), the answer is a value
//! ([`Grant`]) that only the check can make, and the same check explains itself
//! ([`explain`]). Must not know: how a passphrase is proven, or what a screen shows.

mod delay;
mod explain;
mod grant;
mod matrix;
mod permission;
mod role;

pub use delay::{Throttle, throttle, wait_after_ms};
pub use explain::{Explanation, Step, StepCode, explain};
pub use grant::{AccessSubject, Denied, Grant, PermissionKind, SupportWindow, authorize};
pub use matrix::{allows, roles_with};
pub use permission::{Area, Permission, kinds};
pub use role::Role;
