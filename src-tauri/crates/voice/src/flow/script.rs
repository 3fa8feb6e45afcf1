//! A script as it is written, in TOML: slots to fill, and nodes that say, ask, confirm,
//! branch, look up, propose, transfer or hang up. Must not know: a call.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::check;
use super::fault::Fault;
use crate::dialogue::Tongue;

/// The name of a node, with its place in the file.
pub type Target = Spanned<String>;

/// A text in each language; `{slot}` stands for a value as it is spoken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    #[serde(default)]
    pub en: String,
    #[serde(default)]
    pub hi: String,
}

impl Texts {
    #[must_use]
    pub fn of(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::En => &self.en,
            Tongue::Hi => &self.hi,
        }
    }
}

/// What a slot takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Name,
    Phone,
    Email,
    Number,
    Day,
    Time,
    Choice,
    /// The caller's words.
    Free,
}

/// One of a choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// How the agent calls it.
    pub label: Texts,
    /// What callers say for it, in any language.
    pub said: Vec<String>,
}

/// Something to be known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    pub kind: Kind,
    #[serde(default)]
    pub choices: BTreeMap<String, Choice>,
    /// For times: when it can be at all, "09:00-18:00". What only one reading fits is
    /// not asked again.
    pub between: Option<Spanned<String>>,
}

/// One way out of a branch.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arm {
    /// A slot, a fact, or `tool.fact`.
    pub on: String,
    /// What it must be; without, it must be known.
    pub is: Option<String>,
    pub next: Target,
}

/// A step of the conversation. Exactly one of `ask`, `confirm`, `branch`, `tool`,
/// `propose`, `transfer` and `hang_up`, or none: then it only says something.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Node {
    pub say: Option<Texts>,
    /// The slots to fill; filled ones are passed by.
    pub ask: Option<Vec<String>>,
    /// Ask even if they are filled, and go on once one was given anew.
    pub fresh: bool,
    /// What is said instead the second time, the third time, ….
    pub again: Vec<Texts>,
    /// A key that is pressed, and the choice it stands for.
    pub keys: BTreeMap<String, String>,
    /// A fact with moments to pick from: "the second one".
    pub pick: Option<String>,
    pub confirm: Option<Texts>,
    pub yes: Option<Target>,
    pub no: Option<Target>,
    pub branch: Option<Vec<Arm>>,
    pub tool: Option<String>,
    pub propose: Option<String>,
    pub args: BTreeMap<String, String>,
    pub read_back: Option<Texts>,
    pub found: Option<Target>,
    pub nothing: Option<Target>,
    pub done: Option<Target>,
    pub declined: Option<Target>,
    pub failed: Option<Target>,
    pub transfer: Option<String>,
    pub hang_up: Option<String>,
    pub next: Option<Target>,
    /// After the last of `again`; the script's own, if there is none.
    pub lost: Option<Target>,
}

impl Node {
    /// Where it may lead.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let arms = self.branch.iter().flatten().map(|arm| &arm.next);
        let ways = [
            &self.next,
            &self.yes,
            &self.no,
            &self.found,
            &self.nothing,
            &self.done,
            &self.declined,
            &self.failed,
            &self.lost,
        ];
        arms.chain(ways.into_iter().flatten())
    }

    /// Whether the conversation ends here.
    #[must_use]
    pub const fn is_end(&self) -> bool {
        self.transfer.is_some() || self.hang_up.is_some()
    }

    /// Whether it waits for something from outside.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.ask.is_some()
            || self.confirm.is_some()
            || self.tool.is_some()
            || self.propose.is_some()
    }
}

/// What is said and where it goes, wherever one is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anywhere {
    pub human: Target,
    pub goodbye: Target,
    /// Nothing was understood too often.
    pub lost: Target,
    pub opt_out: Option<Target>,
    /// "Are you a robot?" The truth.
    pub robot: Texts,
    /// Before the question is asked once more.
    pub sorry: Texts,
    /// `{a}` and `{b}`: both may have been meant.
    pub either: Texts,
    /// Part of a telephone number was given.
    pub more_digits: Texts,
    /// To whom the answer to a question is not known.
    pub unknown: Texts,
}

/// A script that was checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    pub name: String,
    pub start: Target,
    #[serde(rename = "slot", default)]
    pub slots: BTreeMap<Spanned<String>, Slot>,
    #[serde(rename = "node")]
    pub nodes: BTreeMap<Spanned<String>, Node>,
    pub anywhere: Anywhere,
    /// What is left on a mailbox: nothing that is anybody else's business.
    pub voicemail: Option<Texts>,
    /// By outcome, what is kept of the call.
    #[serde(default)]
    pub summary: BTreeMap<String, Texts>,
}

impl Script {
    /// Reads and checks a script.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the lines.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let script: Self =
            toml::from_str(text).map_err(|error| vec![Fault::of_toml(text, &error)])?;
        let faults = check::faults(&script, text);
        if faults.is_empty() {
            Ok(script)
        } else {
            Err(faults)
        }
    }

    #[must_use]
    pub fn node(&self, name: &str) -> Option<&Node> {
        let found = self.nodes.iter().find(|(key, _)| key.get_ref() == name);
        found.map(|(_, node)| node)
    }

    #[must_use]
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        let found = self.slots.iter().find(|(key, _)| key.get_ref() == name);
        found.map(|(_, slot)| slot)
    }

    /// Slots in the order they are written.
    pub fn slots_in_order(&self) -> Vec<(&str, &Slot)> {
        let mut slots: Vec<_> = self.slots.iter().collect();
        slots.sort_by_key(|(key, _)| key.span().start);
        slots
            .into_iter()
            .map(|(key, slot)| (key.get_ref().as_str(), slot))
            .collect()
    }

    /// The slots that are known before: no node asks for them while they are empty.
    pub fn known_before(&self) -> impl Iterator<Item = &str> {
        let asked = |slot: &str| {
            let mut nodes = self.nodes.values().filter(|node| !node.fresh);
            nodes.any(|node| node.ask.iter().flatten().any(|asked| asked == slot))
        };
        let slots = self.slots.keys().map(|key| key.get_ref().as_str());
        slots.filter(move |slot| !asked(slot))
    }

    /// The node that asks for a slot: the first one, as they are written, that passes by
    /// a slot that is filled; if all ask anew, the first of those.
    #[must_use]
    pub fn asks(&self, slot: &str) -> Option<&str> {
        let asking = self
            .nodes
            .iter()
            .filter(|(_, node)| node.ask.iter().flatten().any(|asked| asked == slot));
        asking
            .min_by_key(|(key, node)| (node.fresh, key.span().start))
            .map(|(key, _)| key.get_ref().as_str())
    }
}
