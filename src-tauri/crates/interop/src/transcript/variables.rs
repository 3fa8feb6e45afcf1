//! Captured variables from the loose objects agents fill in.

use parley_app::import::{CallDraft, ImportNoteCode};
use parley_domain::call::CapturedVariable;
use serde_json::Value;

use super::note_with;
use crate::json::plain;
use crate::text;

/// How deep objects are opened; what lies deeper is shown as JSON.
const DEPTH: usize = 3;
/// No agent notes down more; further ones are left out and noted.
const MOST: usize = 500;

/// Adds the members of `object`, nested ones as `outer.inner`. A name that is
/// there already keeps its value; empty values are left out.
pub(crate) fn add_variables(draft: &mut CallDraft, object: Option<&Value>) {
    if let Some(Value::Object(members)) = object {
        for (name, value) in members {
            add(draft, name.clone(), value, DEPTH);
        }
    }
}

/// Adds one variable, unless the name is there already or the value is empty.
pub(crate) fn add_variable(draft: &mut CallDraft, name: &str, value: &Value) {
    add(draft, name.to_owned(), value, DEPTH);
}

fn add(draft: &mut CallDraft, name: String, value: &Value, depth: usize) {
    if let (Value::Object(members), true) = (value, depth > 1) {
        for (inner, value) in members {
            add(draft, format!("{name}.{inner}"), value, depth - 1);
        }
        return;
    }
    let Some(name) = text::stated(&name) else {
        return;
    };
    if draft.variables.len() >= MOST {
        note_with(
            draft,
            ImportNoteCode::EntriesSkipped,
            "variables".to_owned(),
        );
        return;
    }
    if draft.variables.iter().any(|known| known.name == name) {
        return;
    }
    if let Some(value) = plain(value) {
        draft.variables.push(CapturedVariable {
            name,
            value,
            said_at_ms: None,
        });
    }
}
