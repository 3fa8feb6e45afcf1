//! A number that can be called: E.164, `+` and at most 15 digits (ITU-T E.164, 6.1).
//! Must not know: whether it may be called.

use std::fmt;

/// A number as `+14155550123`. It is personal, so `Debug` shows only its end.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(Box<str>);

/// Not `+`, a first digit that is not 0, and 7 to 15 digits in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number in E.164")]
pub struct NotAPhone;

impl Phone {
    /// # Errors
    /// [`NotAPhone`] if the text is not E.164.
    pub fn new(text: &str) -> Result<Self, NotAPhone> {
        let digits = text.strip_prefix('+').ok_or(NotAPhone)?;
        let fits = (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(NotAPhone)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.0.len().saturating_sub(2);
        write!(out, "Phone(…{})", self.0.get(end..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_e164_is_called() {
        for good in ["+14155550123", "+919810000000", "+6421000000"] {
            assert_eq!(Phone::new(good).as_ref().map(Phone::as_str), Ok(good));
        }
        for bad in [
            "",
            "+",
            "14155550123",
            "+0155550123",
            "+1415555O123",
            "+1234567890123456",
            "+1 415 555 0123",
            "anonymous",
            "sip:a@b",
        ] {
            assert_eq!(Phone::new(bad), Err(NotAPhone), "{bad:?}");
        }
        assert_eq!(
            format!("{:?}", Phone::new("+14155550123")),
            "Ok(Phone(…23))"
        );
    }
}
