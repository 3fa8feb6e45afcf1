//! Phone numbers and e-mail addresses as they are compared: one person, however
//! a source writes them.

/// Digits with a leading `+` if it has one: how a number is written does not matter,
/// whether it is international does. `None` for what has no digits.
#[must_use]
pub fn normal_phone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let typed = typed.strip_prefix("tel:").unwrap_or(typed);
    let mut number = String::with_capacity(typed.len());
    if typed.starts_with('+') {
        number.push('+');
    }
    number.extend(typed.chars().filter(char::is_ascii_digit));
    number.chars().any(|c| c.is_ascii_digit()).then_some(number)
}

/// Trimmed, lower case. `None` for what has no `@`.
#[must_use]
pub fn normal_email(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let typed = typed.strip_prefix("mailto:").unwrap_or(typed);
    typed.contains('@').then(|| typed.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_however_written() {
        for written in ["+1 (415) 555-0100", "tel:+14155550100", " +1.415.555.0100 "] {
            assert_eq!(normal_phone(written).as_deref(), Some("+14155550100"));
        }
        assert_eq!(normal_phone("anonymous"), None);
        assert_eq!(
            normal_email(" Asha@Example.IN "),
            Some("asha@example.in".to_owned())
        );
        assert_eq!(normal_email("nobody"), None);
    }
}
