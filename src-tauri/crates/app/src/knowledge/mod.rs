//! What the business knows, kept by people and asked by agents. Must not know: which entry
//! answers a question.

mod asked;
mod change;
mod file;
mod list;

pub use asked::asked;
pub use change::{PutKnowledge, RemoveKnowledge, knowledge_put, knowledge_remove};
pub use file::{
    ExportKnowledge, ImportKnowledge, KnowledgeFile, knowledge_export, knowledge_import,
    read_entries,
};
pub use list::{KnowledgeView, ListKnowledge, knowledge_list};

use parley_domain::knowledge::{Entry, Fault};

use crate::error::{AppError, AppResult};

/// An entry as it is kept: without spaces around its texts.
fn tidy(entry: Entry) -> AppResult<Entry> {
    let trim = |text: String| text.trim().to_owned();
    let entry = Entry {
        name: trim(entry.name),
        about: entry.about.into_iter().map(trim).collect(),
        en: trim(entry.en),
        hi: trim(entry.hi),
    };
    entry.check().map_err(|fault| {
        AppError::invalid(match fault {
            Fault::Name => "name",
            Fault::About => "about",
            Fault::En => "en",
            Fault::Hi => "hi",
        })
    })?;
    Ok(entry)
}
