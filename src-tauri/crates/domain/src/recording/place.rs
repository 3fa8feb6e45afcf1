//! A country or a part of it.

use std::fmt;

use serde::{Serialize, Serializer};

/// An ISO 3166 code: a country, `DE`, or a part of one, `US-CA`. `ZZ` is no place known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    country: [u8; 2],
    /// Filled with spaces.
    part: [u8; 3],
}

impl Place {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        country: *b"ZZ",
        part: *b"   ",
    };

    /// Reads a code in any case; `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (country, part) = match text.split_once('-') {
            Some((country, part)) if (1..=3).contains(&part.len()) => (country, part),
            Some(_) => return None,
            None => (text, ""),
        };
        let letters: [u8; 2] = country.as_bytes().try_into().ok()?;
        let fits = letters.iter().all(u8::is_ascii_alphabetic)
            && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let mut filled = *b"   ";
        for (to, from) in filled.iter_mut().zip(part.bytes()) {
            *to = from.to_ascii_uppercase();
        }
        fits.then_some(Self {
            country: letters.map(|b| b.to_ascii_uppercase()),
            part: filled,
        })
    }

    /// The whole country.
    #[must_use]
    pub fn country(self) -> Self {
        Self {
            part: *b"   ",
            ..self
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        f.write_str(&text(&self.country))?;
        match text(&self.part).as_str() {
            "" => Ok(()),
            part => write!(f, "-{part}"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}
