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

/// Where somebody can be reached: a telephone number in E.164 (`+` and 7 to 15 digits) or
/// an e-mail address, normalised. It is personal, so `Debug` shows only its end.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contact(Box<str>);

/// RFC 5321, 4.5.3.1.
const LONGEST_EMAIL: usize = 254;

impl Contact {
    /// `None` for what is neither; a number needs its country's code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if let Some(email) = normal_email(typed) {
            let (name, host) = email.split_once('@')?;
            let odd = |c: char| c.is_whitespace() || c.is_control() || ":@/".contains(c);
            let fits = !name.is_empty()
                && !host.is_empty()
                && email.len() <= LONGEST_EMAIL
                && !name.contains(odd)
                && !host.contains(odd);
            return fits.then(|| Self(email.into()));
        }
        let bare = typed.trim().trim_start_matches("tel:");
        if bare.contains(|c: char| !(c.is_ascii_digit() || c == ' ' || "+-().".contains(c))) {
            return None;
        }
        let number = normal_phone(bare)?;
        let digits = match (number.strip_prefix('+'), number.strip_prefix("00")) {
            (Some(digits), _) | (None, Some(digits)) => digits,
            (None, None) => return None,
        };
        let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
        fits.then(|| Self(format!("+{digits}").into()))
    }

    /// As [`Contact::parse`]; ten digits by themselves are a number of the same country as
    /// this one, as in India and North America.
    #[must_use]
    pub fn parse_beside(&self, typed: &str) -> Option<Self> {
        const NATIONAL: usize = 10;
        Self::parse(typed).or_else(|| {
            let digits = normal_phone(typed).filter(|digits| digits.len() == NATIONAL)?;
            let country = self.0.len().checked_sub(NATIONAL)?;
            let country = self.0.get(..country).filter(|code| code.len() > 1)?;
            (!self.is_email()).then(|| Self::parse(&format!("{country}{digits}")))?
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_email(&self) -> bool {
        self.0.contains('@')
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end: String = self.0.chars().rev().take(2).collect();
        write!(out, "Contact(…{})", end.chars().rev().collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_contact_is_a_number_with_its_country_or_an_address() {
        let read = |typed| Contact::parse(typed).map(|contact| contact.as_str().to_owned());
        for (typed, contact) in [
            ("tel:+91 98200 00000", "+919820000000"),
            ("0091 98200-00000", "+919820000000"),
            ("+1 (415) 555.0100", "+14155550100"),
            (" Asha@Example.IN", "asha@example.in"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(contact));
        }
        for typed in [
            "",
            "98200 00000",
            "+123456",
            "+0123456789",
            "anonymous",
            "call +14155550100",
            "@",
            "a@",
            "a@b@c",
            "sip:+14155550100@host",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
        let caller = Contact::parse("+919820000000").unwrap();
        let beside = |typed| {
            caller
                .parse_beside(typed)
                .map(|contact| contact.as_str().to_owned())
        };
        assert_eq!(beside("98200 11111").as_deref(), Some("+919820011111"));
        assert_eq!(beside("+14155550123").as_deref(), Some("+14155550123"));
        assert_eq!(beside("12345"), None);
        let contact = Contact::parse("+14155550123");
        assert_eq!(format!("{contact:?}"), "Some(Contact(…23))");
    }

    proptest! {
        #[test]
        fn what_is_normal_stays_so(typed in "\\PC{0,24}|[+0-9 ().-]{6,20}|[A-Za-z.]{1,8}@[a-z.]{1,8}") {
            if let Some(contact) = Contact::parse(&typed) {
                prop_assert_eq!(Contact::parse(contact.as_str()), Some(contact));
            }
        }
    }

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
