//! The transcript as it reads with everything laid over it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Correction, SpeakerChange, Voice, corrected, spoken_by, standing};
use crate::call::Turn;
use crate::ids::{CorrectionId, UserId};
use crate::time::UtcMillis;

/// One of the texts in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnVersion {
    pub id: CorrectionId,
    pub by: UserId,
    pub at: UtcMillis,
    pub text: String,
}

/// A turn whose text somebody corrected, now or once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnMark {
    /// The turn's place in the source's order.
    pub turn: u32,
    /// The revision that is shown, to be named by the next correction; empty when all
    /// corrections were withdrawn.
    pub heads: Vec<CorrectionId>,
    /// Whether people who did not know of each other wrote different texts.
    pub disputed: bool,
    /// In a dispute all the texts, oldest first; the turn has the first of them.
    pub versions: Vec<TurnVersion>,
}

/// A transcript with its corrections and speakers.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlaid {
    pub turns: Vec<Turn>,
    pub marks: Vec<TurnMark>,
    /// The voices that people named or put together, not the source.
    pub named: Vec<Voice>,
    /// The turns as they were imported, where they read otherwise now, by place.
    pub imported: BTreeMap<u32, Turn>,
}

/// Lays corrections and changes, in any order, over the imported turns.
#[must_use]
pub fn overlaid(
    mut turns: Vec<Turn>,
    corrections: &[Correction],
    changes: &[SpeakerChange],
) -> Overlaid {
    let voices = spoken_by(&turns, changes);
    let mut imported = BTreeMap::new();
    let mut named = BTreeSet::new();
    for ((turn, voice), place) in turns.iter_mut().zip(voices).zip(0u32..) {
        if Voice::of(turn) != voice {
            imported.insert(place, turn.clone());
            named.insert(voice.clone());
            (turn.side, turn.speaker) = (voice.side, voice.speaker);
        }
    }
    let mut by_turn: BTreeMap<u32, Vec<&Correction>> = BTreeMap::new();
    for correction in corrections {
        by_turn.entry(correction.turn).or_default().push(correction);
    }
    let mut marks = Vec::with_capacity(by_turn.len());
    for (place, of_turn) in by_turn {
        let Some(turn) = turns.get_mut(place as usize) else {
            continue;
        };
        let now = standing(of_turn);
        if let Some(text) = now.text().filter(|text| *text != turn.text) {
            imported.entry(place).or_insert_with(|| turn.clone());
            *turn = corrected(turn, text);
        }
        marks.push(TurnMark {
            turn: place,
            heads: now.heads(),
            disputed: now.is_disputed(),
            versions: now.versions().into_iter().map(version).collect(),
        });
    }
    Overlaid {
        turns,
        marks,
        named: named.into_iter().collect(),
        imported,
    }
}

fn version(one: &Correction) -> TurnVersion {
    TurnVersion {
        id: one.id,
        by: one.by,
        at: one.at,
        text: one.after.clone(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::call::Side;
    use crate::ids::SpeakerChangeId;
    use crate::transcript::SpeakerEdit;

    #[test]
    fn text_and_speaker_are_laid_over_and_the_import_is_kept() {
        let turn = Turn {
            side: Side::Other,
            speaker: Some("spk_0".to_owned()),
            text: "tree o'clock".to_owned(),
            start_ms: Some(0),
            end_ms: Some(900),
            words: Vec::new(),
        };
        let correction = |place: u32, after: &str| Correction {
            id: CorrectionId(Uuid::from_u128(place.into())),
            turn: place,
            by: UserId(Uuid::nil()),
            at: UtcMillis(1),
            made_on: Vec::new(),
            before: String::new(),
            after: after.to_owned(),
            choice_of: None,
            withdrawn: None,
        };
        let meera = Voice {
            side: Side::Caller,
            speaker: Some("Meera".to_owned()),
        };
        let change = SpeakerChange {
            id: SpeakerChangeId(Uuid::nil()),
            everywhere: false,
            by: UserId(Uuid::nil()),
            at: UtcMillis(1),
            edit: SpeakerEdit::Move {
                turns: vec![0],
                to: meera.clone(),
            },
            withdrawn: None,
        };
        let corrections = [correction(0, "three o'clock"), correction(7, "nowhere")];
        let now = overlaid(vec![turn.clone(), turn.clone()], &corrections, &[change]);
        assert_eq!(now.turns[0].text, "three o'clock");
        assert_eq!(Voice::of(&now.turns[0]), meera);
        assert_eq!(now.turns[1], turn);
        assert_eq!(now.named, [meera]);
        assert_eq!(now.marks.len(), 1);
        // As it came, speaker and all.
        assert_eq!(now.imported, BTreeMap::from([(0, turn)]));
        assert_eq!(overlaid(Vec::new(), &corrections, &[]).marks, []);
    }
}
