//! One act on many calls: chosen one by one or by filter and search, carried out in
//! chunks that each are one transaction with an entry for every call, and taken back
//! once. Must not know: which rows a page has loaded.

mod cancel;
mod choose;
mod jobs;
mod one;
mod preview;
mod record;
mod run;
mod undo;
mod view;

pub use cancel::{CancelBulk, bulk_cancel};
pub use choose::CallSelection;
pub(crate) use choose::chosen;
pub(crate) use jobs::Job;
pub use jobs::Jobs;
pub use preview::{ChosenView, CountChosen, calls_chosen_count};
pub use record::{BulkAct, BulkInverse, BulkRecord};
pub use run::{ActOnCalls, calls_act};
pub use undo::{UndoBulk, bulk_undo};
pub use view::BulkView;
