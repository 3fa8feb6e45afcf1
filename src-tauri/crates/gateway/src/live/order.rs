//! What somebody beside a call may ask of it while it runs. Must not know: who asks, or
//! whether they may.

use tokio::sync::mpsc;

use crate::tasks::Nudge;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The agent stops and hangs up.
    End,
    /// The agent stops and a person gets the call.
    TakeOver,
    /// On a line whose caller types: their voice begins, or ends.
    Voice { on: bool },
}

/// Where orders are given.
#[derive(Debug, Clone)]
pub struct Orders {
    to: mpsc::UnboundedSender<Order>,
    nudge: Nudge,
}

/// Where a call takes them.
#[derive(Debug)]
pub struct Inbox(mpsc::UnboundedReceiver<Order>);

/// Both ends; `nudge` wakes the call.
#[must_use]
pub fn orders(nudge: Nudge) -> (Orders, Inbox) {
    let (to, from) = mpsc::unbounded_channel();
    (Orders { to, nudge }, Inbox(from))
}

impl Orders {
    /// Whether the call is still there to take it.
    pub fn give(&self, order: Order) -> bool {
        let taken = self.to.send(order).is_ok();
        self.nudge.nudge();
        taken
    }
}

impl Inbox {
    /// The next, if there is one.
    pub fn next_order(&mut self) -> Option<Order> {
        self.0.try_recv().ok()
    }
}
