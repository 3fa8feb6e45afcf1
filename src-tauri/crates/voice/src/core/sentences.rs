//! What the core says by itself, made for one business and one place. Must not know: a
//! call.

use parley_domain::recording::{Decision, Say};
use serde::Deserialize;
use thiserror::Error;

use crate::dialogue::Tongue;

const HOUSE: &str = include_str!("sentences.toml");

/// The sentences of a language, ready to be said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// That it is an AI agent, whose, why it calls or answers, and that it is recorded;
    /// with the question if a yes is needed.
    pub disclosure: String,
    #[serde(default, rename = "recorded")]
    pub(crate) recorded: String,
    #[serde(default)]
    pub(crate) refuse: String,
    #[serde(default)]
    pub(crate) question: String,
    pub consent_again: String,
    /// It goes on, unrecorded.
    pub unrecorded: String,
    /// That it is one.
    pub robot: String,
    pub opted_out: String,
    pub transfer: String,
    pub filler: String,
    pub still_there: String,
    pub apology: String,
    pub silent_goodbye: String,
    /// To somebody who is not grown up.
    pub under_age: String,
    /// Who calls and why, for a machine that asks.
    pub introduction: String,
    /// What is left on a mailbox, `{message}` in it.
    pub mailbox: String,
}

#[derive(Deserialize)]
struct Sheet {
    en: Sentences,
    hi: Sentences,
}

/// Sentences cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Unsayable(String);

impl Sentences {
    /// The house's own, for a business and a purpose ("I answer its phone"), with what
    /// the place asks for.
    ///
    /// # Errors
    /// [`Unsayable`] if the house's sheet is damaged.
    pub fn of_house(
        tongue: Tongue,
        business: &str,
        purpose: &str,
        decision: &Decision,
    ) -> Result<Self, Unsayable> {
        let sheet: Sheet = toml::from_str(HOUSE).map_err(|e| Unsayable(e.to_string()))?;
        let mut own = match tongue {
            Tongue::En => sheet.en,
            Tongue::Hi => sheet.hi,
        };
        let says = |say| decision.say.contains(&say);
        // Told wherever it is recorded, also where the law does not ask for it.
        let mut recorded = vec![own.recorded.as_str()];
        if says(Say::HowToRefuse) || decision.offer_unrecorded {
            recorded.push(&own.refuse);
        }
        if decision.ask_affirmative {
            recorded.push(&own.question);
        }
        let recorded = recorded.join(" ");
        let filled = |text: &str| {
            text.replace("{business}", business)
                .replace("{purpose}", purpose)
                .replace("{recorded}", &recorded)
        };
        own.disclosure = filled(&own.disclosure);
        own.introduction = filled(&own.introduction);
        own.mailbox = filled(&own.mailbox);
        Ok(own)
    }

    /// What is left on a mailbox, whole.
    #[must_use]
    pub fn for_mailbox(&self, message: &str) -> String {
        self.mailbox.replace("{message}", message)
    }
}

#[cfg(test)]
mod tests {
    use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};

    use super::*;

    #[test]
    fn a_place_that_asks_for_a_yes_is_asked() {
        let party = |role, place: &str| Party {
            role,
            evidence: vec![Evidence {
                kind: EvidenceKind::Site,
                value: place.to_owned(),
            }],
        };
        for (place, asks) in [("US-NY", false), ("DE", true)] {
            let parties = [party(Role::Business, "US-NY"), party(Role::Caller, place)];
            let decision = recording_decision(&parties);
            for tongue in [Tongue::En, Tongue::Hi] {
                let own = Sentences::of_house(tongue, "Hill Dental", "it answers", &decision);
                let own = own.expect("the sheet is whole");
                assert!(own.disclosure.contains("Hill Dental"), "{}", own.disclosure);
                assert!(own.disclosure.contains("AI"));
                assert!(!own.disclosure.contains('{'), "{}", own.disclosure);
                assert_eq!(own.disclosure.contains(&own.question), asks, "{place}");
            }
        }
    }
}
