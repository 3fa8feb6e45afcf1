//! What was said, while more may be added to it.

use super::kinds::{Intent, Scope};
use super::verdict::Hit;

/// A hit while more may be added to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heard {
    pub(super) at: u32,
    pub(super) to: u32,
    pub(super) scope: u8,
    pub(super) human_task: bool,
}

impl Heard {
    /// The first of two stays, and is the longer for what overlaps it; what either names
    /// is no longer wanted.
    pub(super) fn and(self, other: Self) -> Self {
        let grown = other.at < self.to;
        Self {
            at: if grown {
                self.at.min(other.at)
            } else {
                self.at
            },
            to: if grown {
                other.to.max(self.to)
            } else {
                self.to
            },
            scope: self.scope | other.scope,
            // What is certain without a person needs none.
            human_task: self.human_task && other.human_task,
        }
    }

    pub(super) fn hit(self, intent: Intent) -> Hit {
        let named: u8 = self.scope & !(1 << Scope::ThisChannel as u8);
        let scope = if named.count_ones() > 1 {
            Scope::All
        } else {
            let of = |scope: &&Scope| named >> **scope as u8 & 1 == 1;
            Scope::ALL
                .iter()
                .find(of)
                .copied()
                .unwrap_or(Scope::ThisChannel)
        };
        Hit {
            intent,
            at: self.at,
            len: self.to.saturating_sub(self.at),
            scope,
            human_task: self.human_task,
        }
    }
}
