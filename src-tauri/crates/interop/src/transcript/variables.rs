//! Captured variables from the loose objects agents fill in.

use parley_domain::call::CapturedVariable;
use serde_json::Value;

use crate::json::plain;
use crate::text;

/// How deep objects are opened; what lies deeper is shown as JSON.
const DEPTH: usize = 3;

/// Adds the members of `object`, nested ones as `outer.inner`. A name that is
/// there already keeps its value; empty values are left out.
pub(crate) fn add_variables(variables: &mut Vec<CapturedVariable>, object: Option<&Value>) {
    if let Some(Value::Object(members)) = object {
        for (name, value) in members {
            add(variables, name.clone(), value, DEPTH);
        }
    }
}

/// Adds one variable, unless the name is there already or the value is empty.
pub(crate) fn add_variable(variables: &mut Vec<CapturedVariable>, name: &str, value: &Value) {
    add(variables, name.to_owned(), value, DEPTH);
}

fn add(variables: &mut Vec<CapturedVariable>, name: String, value: &Value, depth: usize) {
    if let (Value::Object(members), true) = (value, depth > 1) {
        for (inner, value) in members {
            add(variables, format!("{name}.{inner}"), value, depth - 1);
        }
        return;
    }
    let Some(name) = text::stated(&name) else {
        return;
    };
    if variables.iter().any(|known| known.name == name) {
        return;
    }
    if let Some(value) = plain(value) {
        variables.push(CapturedVariable {
            name,
            value,
            said_at_ms: None,
        });
    }
}
