//! Twilio's names for its things: two letters and 32 hexadecimal digits, as documented.
//! Other carriers that speak the same protocol use longer ones, so any short word of
//! letters, digits, `-` and `_` is taken: such a word needs no escaping in JSON, XML or
//! a path. Must not know: what the names stand for elsewhere.

use std::fmt;

/// The longest name taken.
pub const MAX_LENGTH: usize = 64;

/// Not a name: empty, too long, or with a character that none of them has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of the carrier")]
pub struct NotASid;

fn checked(text: &str) -> Result<Box<str>, NotASid> {
    let fits = (1..=MAX_LENGTH).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if fits { Ok(text.into()) } else { Err(NotASid) }
}

macro_rules! sid {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// # Errors
            /// [`NotASid`] if the text cannot be one.
            pub fn new(text: &str) -> Result<Self, NotASid> {
                checked(text).map(Self)
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

sid!(
    /// A call, or one leg of one (`CA…`).
    CallSid
);
sid!(
    /// A message (`SM…`, `MM…`).
    MessageSid
);
sid!(
    /// A media stream of a call (`MZ…`).
    StreamSid
);
sid!(
    /// The account that pays (`AC…`).
    AccountSid
);
sid!(
    /// A recording the carrier keeps (`RE…`).
    RecordingSid
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for good in ["CA00000000000000000000000000000001", "a-b_c"] {
            assert_eq!(
                CallSid::new(good).map(|sid| sid.to_string()),
                Ok(good.to_owned())
            );
        }
        let long = "C".repeat(MAX_LENGTH + 1);
        for bad in ["", "CA 1", "CA\"1", "CA/..", "CAé", "CA\n", long.as_str()] {
            assert_eq!(CallSid::new(bad), Err(NotASid), "{bad:?}");
        }
    }
}
