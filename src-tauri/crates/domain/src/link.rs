//! Addresses that other programs may hand to Parley: `parley://call/ID`,
//! `parley://call/ID?t=MS`, `parley://view/ID`. They open something and never do
//! anything; whoever made them may be anybody.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::CallId;

/// What an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Link {
    /// A call, and a place in it, ms from its start.
    Call { id: CallId, at_ms: Option<u32> },
    /// A saved view of the list.
    View {
        #[ts(as = "String")]
        id: Uuid,
    },
}

/// The scheme with what stands behind it.
const SCHEME: &str = "parley://";

/// No address of ours is longer.
const LONGEST: usize = 120;

impl Link {
    /// Reads an address; `None` unless it is exactly of one of the shapes above.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let rest = text.strip_prefix(SCHEME)?;
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        let (kind, id) = path.trim_end_matches('/').split_once('/')?;
        let id = Uuid::try_parse(id).ok()?;
        match (kind, query) {
            ("call", None) => Some(Self::Call {
                id: CallId(id),
                at_ms: None,
            }),
            ("call", Some(query)) => Some(Self::Call {
                id: CallId(id),
                at_ms: Some(query.strip_prefix("t=")?.parse().ok()?),
            }),
            ("view", None) => Some(Self::View { id }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "01a1feec-400b-7b74-bb67-3b160d1178e1";

    #[test]
    fn the_three_shapes() {
        let id = Uuid::parse_str(ID).unwrap();
        let call = |at_ms| {
            Some(Link::Call {
                id: CallId(id),
                at_ms,
            })
        };
        assert_eq!(Link::parse(&format!("parley://call/{ID}")), call(None));
        assert_eq!(Link::parse(&format!("parley://call/{ID}/")), call(None));
        assert_eq!(
            Link::parse(&format!("parley://call/{ID}?t=67300")),
            call(Some(67_300))
        );
        assert_eq!(
            Link::parse(&format!("parley://view/{ID}")),
            Some(Link::View { id })
        );
    }

    #[test]
    fn anything_else_is_nothing() {
        for text in [
            String::new(),
            "parley://".to_owned(),
            format!("https://call/{ID}"),
            format!("parley://erase/{ID}"),
            format!("parley://call/{ID}?t=-1"),
            format!("parley://call/{ID}?t=1&do=export"),
            format!("parley://view/{ID}?t=1"),
            format!("parley://call/{ID}/../../settings"),
            "parley://call/7".to_owned(),
            format!("parley://call/{}", ID.repeat(9)),
        ] {
            assert_eq!(Link::parse(&text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn noise_is_taken(text: String) {
            let _ = Link::parse(&text);
            let _ = Link::parse(&format!("parley://call/{text}"));
        }
    }
}
