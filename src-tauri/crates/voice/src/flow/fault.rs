//! What can be wrong with a script. Must not know: how it is found.

/// A fault, and the line it is in, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct Fault {
    pub line: usize,
    pub kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    #[error("not a script: {0}")]
    Toml(String),
    #[error("no node is called {0}")]
    UnknownNode(String),
    #[error("nothing leads to node {0}")]
    Unreachable(String),
    #[error("node {node} has no text in {language}")]
    MissingText {
        node: String,
        language: &'static str,
    },
    #[error("node {0} is more than one thing")]
    SeveralThings(String),
    #[error("node {node} does not say where {way} leads")]
    NoWay { node: String, way: &'static str },
    #[error("no slot is called {0}")]
    UnknownSlot(String),
    #[error("no end of the call can be reached from node {0}")]
    NoExit(String),
    #[error("from node {0} it goes round without waiting for anybody")]
    Loop(String),
    #[error("{0} is no time of day from and to, as 09:00-18:00")]
    BadHours(String),
    #[error("choice {0} has no words a caller might say")]
    NoWords(String),
}

impl Fault {
    pub(super) fn at(text: &str, offset: usize, kind: FaultKind) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or_default();
        Self {
            line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
            kind,
        }
    }

    pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        Self::at(text, offset, FaultKind::Toml(error.message().to_owned()))
    }
}
