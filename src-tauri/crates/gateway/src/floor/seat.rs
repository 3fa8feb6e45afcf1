//! One call's place among those that go on. Must not know: the others.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use parley_app::error::AppResult;
use parley_app::ports::LiveCallView;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use super::lock;
use super::sight::{About, Sight};
use crate::live::order::{Order, Orders};

#[derive(Debug)]
pub(super) struct Seat {
    id: CallId,
    can_be_taken_over: bool,
    pub(super) sight: Mutex<Sight>,
    orders: Orders,
    heard: AtomicBool,
}

impl Seat {
    pub(super) fn new(about: About, orders: Orders) -> Self {
        Self {
            id: about.id,
            can_be_taken_over: about.can_take_over,
            sight: Mutex::new(Sight::new(about)),
            orders,
            heard: AtomicBool::new(false),
        }
    }

    pub(super) const fn id(&self) -> CallId {
        self.id
    }

    pub(super) const fn can_be_taken_over(&self) -> bool {
        self.can_be_taken_over
    }

    pub(super) fn view(&self) -> LiveCallView {
        lock(&self.sight).view()
    }

    pub(super) fn give(&self, order: Order) -> AppResult<()> {
        if self.orders.give(order) {
            Ok(())
        } else {
            Err(ErrorCode::NotFound.into())
        }
    }

    /// Whether somebody listens; calls nobody listens to look no further.
    pub(super) fn is_heard(&self) -> bool {
        self.heard.load(Ordering::Acquire)
    }

    pub(super) fn hear(&self, heard: bool) {
        self.heard.store(heard, Ordering::Release);
    }
}
