//! `rule recording` and `recording-decision`.

use parley_domain::recording::{
    Class, Evidence, EvidenceKind, Party, Role, joined, recording_decision,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Unreadable, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    parties: Vec<PartyLine>,
    joins: Option<PartyLine>,
}

/// A party: its evidence, or simply the region it is in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyLine {
    role: Role,
    region: Option<String>,
    #[serde(default)]
    evidence: Vec<Evidence>,
}

impl From<PartyLine> for Party {
    fn from(line: PartyLine) -> Self {
        let kind = match line.role {
            Role::Business => EvidenceKind::Site,
            Role::Agent => EvidenceKind::Host,
            Role::Caller | Role::Joiner => EvidenceKind::Stated,
        };
        let mut evidence = line.evidence;
        evidence.extend(line.region.map(|value| Evidence { kind, value }));
        Self {
            role: line.role,
            evidence,
        }
    }
}

fn decision(parties: &[Party], joiner: Option<Party>) -> Value {
    let decision = match joiner {
        Some(joiner) => joined(parties, joiner),
        None => recording_decision(parties),
    };
    serde_json::to_value(decision).unwrap_or_default()
}

/// A line of `{parties, joins?}`: the whole decision.
pub(super) fn of_line(line: &str) -> Answer {
    let line: Line = read(line)?;
    let parties: Vec<Party> = line.parties.into_iter().map(Party::from).collect();
    Ok(decision(&parties, line.joins.map(Party::from)))
}

/// The same in the words of the batch: three classes, for who must agree.
pub(super) fn decided(line: &str) -> Answer {
    let whole = of_line(line)?;
    // Who only has to be told need not agree: one party's consent, and an announcement.
    let class = match whole["class"].as_str().and_then(Class::parse) {
        Some(Class::Notice) => Class::One,
        other => other.unwrap_or(Class::TreatAll),
    };
    Ok(json!({
        "class": class,
        "must_announce": whole["must_announce"],
        "ask_affirmative": whole["ask_affirmative"],
        "announcement_on_tape": whole["announcement_on_tape"],
        "offer_unrecorded": whole["offer_unrecorded"],
        "trace": whole["trace"],
    }))
}

/// Parties as they are typed: `caller:number=+14155550100,address=US-NV`.
pub(super) fn typed(parties: &[String], joins: Option<&str>) -> Answer {
    let parties: Result<Vec<Party>, Unreadable> =
        parties.iter().map(|party| party_of(party)).collect();
    let joiner = joins.map(party_of).transpose()?;
    Ok(decision(&parties?, joiner))
}

fn party_of(text: &str) -> Result<Party, Unreadable> {
    let wrong = Unreadable { field: "party" };
    let (role, rest) = text.split_once(':').unwrap_or((text, ""));
    let evidence = rest.split(',').filter(|part| !part.is_empty()).map(|part| {
        let (kind, value) = part.split_once('=').ok_or(wrong)?;
        Ok(Evidence {
            kind: EvidenceKind::parse(kind).ok_or(wrong)?,
            value: value.to_owned(),
        })
    });
    Ok(Party {
        role: Role::parse(role).ok_or(wrong)?,
        evidence: evidence.collect::<Result<_, Unreadable>>()?,
    })
}
