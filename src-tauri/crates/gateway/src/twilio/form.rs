//! The form a webhook brings (`application/x-www-form-urlencoded`), bounded. Names and
//! values are kept as decoded and in order: the signature is over all of them.
//! Must not know: what they mean ([`super::webhook`]).

/// The largest body taken, in bytes. Twilio's are below 4 KiB.
pub const MAX_BODY: usize = 64 * 1024;
/// So many fields at most.
pub const MAX_FIELDS: usize = 256;

/// Not a form we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error("longer than a form may be")]
    TooLong,
    #[error("more fields than a form may have")]
    TooMany,
}

/// Decoded fields. They hold personal data; `Debug` shows how many there are.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// # Errors
    /// [`FormError`] if it is out of bounds; any bytes within are a form.
    pub fn parse(body: &[u8]) -> Result<Self, FormError> {
        if body.len() > MAX_BODY {
            return Err(FormError::TooLong);
        }
        let fields: Vec<_> = form_urlencoded::parse(body)
            .take(MAX_FIELDS + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if fields.len() > MAX_FIELDS {
            return Err(FormError::TooMany);
        }
        Ok(Self(fields))
    }

    /// The first value of this name; nothing if it is absent or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Form({} fields)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_bounded() {
        let form =
            Form::parse(b"From=%2B1415&Say=a+b%C3%BC&Empty=&Twice=1&Twice=2").expect("a form");
        assert_eq!(form.get("From"), Some("+1415"));
        assert_eq!(form.get("Say"), Some("a bü"));
        assert_eq!(form.get("Empty"), None);
        assert_eq!(form.get("Twice"), Some("1"));
        assert_eq!(form.fields().len(), 5);
        assert_eq!(format!("{form:?}"), "Form(5 fields)");
        assert_eq!(
            Form::parse(&vec![b'a'; MAX_BODY + 1]),
            Err(FormError::TooLong)
        );
        assert_eq!(
            Form::parse("a&".repeat(MAX_FIELDS + 1).as_bytes()),
            Err(FormError::TooMany)
        );
    }
}
