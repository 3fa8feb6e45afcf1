//! The message that follows a call: queued by an agent, at most one, and sent at most
//! once, with a permit of that very moment. Must not know: what carries it.

mod list;
mod queue;
mod receipt;
mod send;

pub use list::{ListMessages, MessageListView, MessageView, message_list};
pub use queue::{Queued, queue};
pub use receipt::keep_receipt;
pub use send::{Sending, send_waiting};
