//! One act on many calls: chosen one by one or by filter and search, carried out in
//! chunks that each are one transaction with an entry for every call, and taken back
//! once. Must not know: which rows a page has loaded.

mod record;

pub use record::{BulkAct, BulkInverse, BulkRecord};
