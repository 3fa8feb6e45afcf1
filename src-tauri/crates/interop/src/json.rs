//! Reading loosely typed JSON: a member that is missing or of another type is
//! simply not there. Must not know any format.

use serde_json::Value;

use crate::text;

/// The member at `path`, if every step is there and it is not null.
pub(crate) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let mut here = value;
    for key in path {
        here = here.get(key)?;
    }
    (!here.is_null()).then_some(here)
}

/// A string member, as it is.
pub(crate) fn str_at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    at(value, path)?.as_str()
}

/// A string member, cleaned and trimmed; `None` when nothing is left.
pub(crate) fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    text::stated(str_at(value, path)?)
}

/// A finite number, or a string that holds one.
pub(crate) fn number_at(value: &Value, path: &[&str]) -> Option<f64> {
    number(at(value, path)?)
}

/// A finite number, or a string that holds one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// An array member; empty when there is none.
pub(crate) fn list_at<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    at(value, path)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Whether there is an array member, empty or not.
pub(crate) fn has_list(value: &Value, path: &[&str]) -> bool {
    at(value, path).is_some_and(Value::is_array)
}

/// Whether a member is `true`.
pub(crate) fn flag_at(value: &Value, path: &[&str]) -> bool {
    at(value, path).and_then(Value::as_bool) == Some(true)
}

/// A value as a person would write it: text as it is, numbers and booleans in
/// words, lists and objects as JSON. `None` for null and for blank text.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => text::stated(text),
        other => Some(other.to_string()),
    }
}
