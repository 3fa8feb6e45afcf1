//! People: who works here, in which role, and support guests.

mod record;

pub use record::{SupportVisit, User};
