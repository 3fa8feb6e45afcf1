//! The table of rules.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::place::Place;
use crate::closed_list::closed_list;

closed_list! {
    /// Who has to know or agree, laxest first.
    Class {
        One = "one",
        Notice = "notice",
        TreatAll = "treat_all",
        All = "all",
    }
}

closed_list! {
    /// What a place wants besides.
    Need {
        /// Somebody says yes; staying on the line is not enough.
        Ask = "ask",
        /// The announcement itself is recorded.
        OnTape = "on_tape",
        /// A way without recording is offered.
        Unrecorded = "unrecorded",
        /// Told what the recording is for.
        Purpose = "purpose",
        /// Told who else listens, services of AI too.
        Vendor = "vendor",
    }
}

closed_list! {
    /// How sure the row is; all but high is checked with counsel.
    Confidence {
        High = "high",
        Medium = "medium",
        Low = "low",
    }
}

/// One place's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    pub place: Place,
    pub class: Class,
    /// By [`Need::ALL`].
    #[serde(serialize_with = "names")]
    pub needs: [bool; Need::ALL.len()],
    pub law: &'static str,
    pub confidence: Confidence,
    /// The day the source was read, `YYYY-MM-DD`.
    pub looked_at: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub remark: &'static str,
}

fn names<S: serde::Serializer>(needs: &[bool; Need::ALL.len()], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(Need::ALL.iter().filter(|need| needs[**need as usize]))
}

impl Rule {
    /// Whether the place wants it.
    #[must_use]
    pub fn needs(&self, need: Need) -> bool {
        self.needs[need as usize]
    }

    /// What decides between two rules: the greater is the stricter.
    pub(super) fn strictness(&self) -> (bool, Class, usize) {
        let needs = self.needs.iter().filter(|need| **need).count();
        (self.needs(Need::Ask), self.class, needs)
    }
}

/// For a place that is unknown, were its row missing.
const STRICTEST: Rule = Rule {
    place: Place::UNKNOWN,
    class: Class::All,
    needs: [true; Need::ALL.len()],
    law: "no rule known",
    confidence: Confidence::Low,
    looked_at: "",
    remark: "",
};

static RULES: LazyLock<BTreeMap<Place, Rule>> =
    LazyLock::new(|| read(include_str!("places.txt")).0);

/// The rows of a table, and the lines that are none.
pub(super) fn read(table: &'static str) -> (BTreeMap<Place, Rule>, Vec<&'static str>) {
    let mut rules = BTreeMap::new();
    let mut faults = Vec::new();
    let rows = table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    for line in rows {
        match row(line) {
            Some(rule) if rules.insert(rule.place, rule).is_none() => {}
            _ => faults.push(line),
        }
    }
    (rules, faults)
}

fn row(line: &'static str) -> Option<Rule> {
    let mut cells = line.split('|').map(str::trim);
    let mut cell = || cells.next();
    let place = Place::parse(cell()?)?;
    let class = Class::parse(cell()?)?;
    let mut needs = [false; Need::ALL.len()];
    for need in cell()?.split_whitespace().filter(|need| *need != "-") {
        needs[Need::parse(need)? as usize] = true;
    }
    let rule = Rule {
        place,
        class,
        needs,
        law: cell()?,
        confidence: Confidence::parse(cell()?)?,
        looked_at: cell()?,
        remark: cell()?,
    };
    cell().is_none().then_some(rule)
}

/// The rule of a place: its own, its country's, or that of the unknown.
pub(super) fn rule_of(place: Place) -> &'static Rule {
    [place, place.country(), Place::UNKNOWN]
        .iter()
        .find_map(|place| RULES.get(place))
        .unwrap_or(&STRICTEST)
}

/// Every rule, by place.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.values()
}
