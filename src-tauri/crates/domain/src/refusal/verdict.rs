//! What words came to.

use serde::Serialize;

use super::kinds::{Answer, Intent, Scope};

/// The words that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hit {
    pub intent: Intent,
    /// The first character and how many, in Unicode scalar values.
    pub at: u32,
    pub len: u32,
    pub scope: Scope,
    /// The words may mean something else as well: a person has to look.
    pub human_task: bool,
}

/// What a whole text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub answer: Answer,
    /// The words that decided, unless nothing was decided.
    pub decided_by: Option<Hit>,
    /// A person has to look, whatever is done at once.
    pub human_task: bool,
    /// What else was said, by [`Intent::ALL`].
    #[serde(serialize_with = "said")]
    pub hits: [Option<Hit>; Intent::ALL.len()],
}

fn said<S: serde::Serializer>(hits: &[Option<Hit>], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(hits.iter().flatten())
}

impl Verdict {
    /// The words that say so, if any do.
    #[must_use]
    pub fn hit(&self, intent: Intent) -> Option<Hit> {
        self.hits[intent as usize]
    }

    /// A refusal stands above all else: somebody who both starts and stops has stopped,
    /// and a person looks at it.
    pub(super) fn of(hits: [Option<Hit>; Intent::ALL.len()], unclear: Option<Hit>) -> Self {
        let of = |intent: Intent| hits[intent as usize];
        let (answer, decided_by) = match (of(Intent::OptOut), of(Intent::OptIn), of(Intent::Help)) {
            (Some(hit), _, _) => (Answer::OptOut, Some(hit)),
            (None, Some(hit), _) if unclear.is_none() => (Answer::OptIn, Some(hit)),
            (None, None, Some(hit)) => (Answer::Help, Some(hit)),
            (None, _, _) => match unclear {
                Some(hit) => (Answer::Ambiguous, Some(hit)),
                None => (Answer::None, None),
            },
        };
        let both = of(Intent::OptOut).is_some() && of(Intent::OptIn).is_some();
        Self {
            answer,
            decided_by,
            human_task: both
                || answer == Answer::Ambiguous
                || decided_by.is_some_and(|hit| hit.human_task),
            hits,
        }
    }
}
