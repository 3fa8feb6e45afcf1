//! The parties of a vCon. Their order says nothing of their side; only a role
//! does.

use parley_app::import::CallDraft;
use parley_domain::call::{CapturedVariable, Party, Side};
use serde_json::Value;

use crate::json::{list_at, number_at, text_at};
use crate::roles::side_of;

/// Longer names are cut: one is repeated on every turn its party speaks.
const MAX_NAME_CHARS: usize = 200;

pub(super) struct VconParty {
    pub(super) side: Option<Side>,
    pub(super) party: Party,
}

impl VconParty {
    /// What the party is called on a turn: its name, else its number or address.
    pub(super) fn label(&self) -> Option<String> {
        let party = &self.party;
        party
            .name
            .clone()
            .or_else(|| party.phone.clone())
            .or_else(|| party.email.clone())
    }
}

pub(super) fn read(vcon: &Value) -> Vec<VconParty> {
    let short = |party: &Value, key: &str| {
        text_at(party, &[key]).map(|text| text.chars().take(MAX_NAME_CHARS).collect())
    };
    let party = |party: &Value| VconParty {
        side: text_at(party, &["role"])
            .or_else(|| text_at(party, &["meta", "role"]))
            .and_then(|role| side_of(&role)),
        party: Party {
            name: short(party, "name"),
            phone: short(party, "tel").map(|tel: String| tel.trim_start_matches("tel:").to_owned()),
            email: short(party, "mailto")
                .map(|mail: String| mail.trim_start_matches("mailto:").to_owned()),
        },
    };
    list_at(vcon, &["parties"]).iter().map(party).collect()
}

/// The index a dialog or turn names, if there is such a party.
pub(super) fn index(value: &Value, parties: &[VconParty]) -> Option<usize> {
    let index = usize::try_from(value.as_u64()?).ok()?;
    (index < parties.len()).then_some(index)
}

/// The party that began a dialog: `originator`, else the first one listed.
pub(super) fn originator(dialog: &Value, parties: &[VconParty]) -> Option<usize> {
    if number_at(dialog, &["originator"]).is_some() {
        return index(dialog.get("originator")?, parties);
    }
    match dialog.get("parties")? {
        Value::Array(list) => index(list.first()?, parties),
        one => index(one, parties),
    }
}

/// Puts the parties with a role on their sides. Those without one, and further
/// ones of a side, are kept as variables, so that no name is lost.
pub(super) fn assign(draft: &mut CallDraft, parties: &[VconParty]) {
    let (mut caller, mut agent) = (None, None);
    for (number, vcon_party) in parties.iter().enumerate() {
        let place = match vcon_party.side {
            Some(Side::Caller) => Some(&mut caller),
            Some(Side::Agent) => Some(&mut agent),
            _ => None,
        };
        match place {
            Some(place @ None) => *place = Some(vcon_party.party.clone()),
            _ => keep(draft, number, &vcon_party.party),
        }
    }
    draft.caller = caller.unwrap_or_default();
    draft.agent = agent.unwrap_or_default();
}

fn keep(draft: &mut CallDraft, number: usize, party: &Party) {
    let members = [
        ("name", &party.name),
        ("tel", &party.phone),
        ("mailto", &party.email),
    ];
    for (member, value) in members {
        if let Some(value) = value {
            draft.variables.push(CapturedVariable {
                name: format!("party.{number}.{member}"),
                value: value.clone(),
                said_at_ms: None,
            });
        }
    }
}
