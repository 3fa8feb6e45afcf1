//! Calls in the database: adding them, the list, one call, its turns.

mod add;
mod contact;
mod filter;
mod hours;
mod list;
mod read;
mod row;
mod tags;
mod turns;

pub(crate) use add::add;
pub(crate) use contact::{person_by_contact, put_person, stored_key};
pub(crate) use filter::push_conditions;
pub(crate) use list::{count, list};
pub(crate) use read::{call, call_by_source, call_originals};
pub(crate) use row::{ROW_COLUMNS, row_from};
pub(crate) use tags::{seq_of, set_caller_channel, set_tags};
pub(crate) use turns::{turn_from, turns};
