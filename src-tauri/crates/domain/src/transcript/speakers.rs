//! Who spoke, where the source had it wrong or had no name: changes that lie over the
//! transcript in the order they were made, each of which can be withdrawn.

use serde::{Deserialize, Serialize};

use super::Withdrawal;
use crate::call::{Side, Turn};
use crate::ids::{SpeakerChangeId, UserId};
use crate::time::UtcMillis;

/// Who is speaking: a side, and the source's label or a name for one person on it.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
pub struct Voice {
    pub side: Side,
    pub speaker: Option<String>,
}

impl Voice {
    /// Who is speaking in a turn as it came.
    #[must_use]
    pub fn of(turn: &Turn) -> Self {
        Self {
            side: turn.side,
            speaker: turn.speaker.clone(),
        }
    }
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SpeakerEdit {
    /// All that `voice` says is said by `to`: another name, or someone who speaks in the
    /// call already, and then the two are one.
    Rename { voice: Voice, to: Voice },
    /// Some turns are somebody else's.
    Move { turns: Vec<u32>, to: Voice },
    /// Each was taken for the other.
    Swap { a: Voice, b: Voice },
}

/// A change of who spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerChange {
    pub id: SpeakerChangeId,
    /// Whether it is about every call in which the voice is heard, not about one.
    pub everywhere: bool,
    pub by: UserId,
    pub at: UtcMillis,
    pub edit: SpeakerEdit,
    pub withdrawn: Option<Withdrawal>,
}

/// Who speaks in each turn after all `changes`, which may come in any order.
#[must_use]
pub fn spoken_by(turns: &[Turn], changes: &[SpeakerChange]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = turns.iter().map(Voice::of).collect();
    let mut live: Vec<&SpeakerChange> = changes.iter().filter(|c| c.withdrawn.is_none()).collect();
    live.sort_by_key(|change| (change.at, change.id));
    for change in live {
        match &change.edit {
            SpeakerEdit::Rename { voice, to } => {
                for said in voices.iter_mut().filter(|said| *said == voice) {
                    said.clone_from(to);
                }
            }
            SpeakerEdit::Move { turns, to } => {
                for turn in turns {
                    if let Some(said) = voices.get_mut(*turn as usize) {
                        said.clone_from(to);
                    }
                }
            }
            SpeakerEdit::Swap { a, b } => {
                for said in &mut voices {
                    if said == a {
                        said.clone_from(b);
                    } else if said == b {
                        said.clone_from(a);
                    }
                }
            }
        }
    }
    voices
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn voice(side: Side, name: &str) -> Voice {
        let speaker = (!name.is_empty()).then(|| name.to_owned());
        Voice { side, speaker }
    }

    fn turns(voices: &[&Voice]) -> Vec<Turn> {
        voices
            .iter()
            .map(|voice| Turn {
                side: voice.side,
                speaker: voice.speaker.clone(),
                text: "…".to_owned(),
                start_ms: None,
                end_ms: None,
                words: Vec::new(),
            })
            .collect()
    }

    fn change(n: u8, edit: SpeakerEdit) -> SpeakerChange {
        SpeakerChange {
            id: SpeakerChangeId(Uuid::from_u128(n.into())),
            everywhere: false,
            by: UserId(Uuid::nil()),
            at: UtcMillis(n.into()),
            edit,
            withdrawn: None,
        }
    }

    #[test]
    fn renamed_split_swapped_and_taken_back() {
        let (a, b) = (voice(Side::Other, "spk_0"), voice(Side::Other, "spk_1"));
        let said = turns(&[&a, &b, &a, &b]);
        let vasant = voice(Side::Caller, "Vasant");
        let mut changes = vec![
            change(
                1,
                SpeakerEdit::Rename {
                    voice: a.clone(),
                    to: vasant.clone(),
                },
            ),
            change(
                2,
                SpeakerEdit::Move {
                    turns: vec![1, 99],
                    to: vasant.clone(),
                },
            ),
            change(
                3,
                SpeakerEdit::Swap {
                    a: vasant.clone(),
                    b: b.clone(),
                },
            ),
        ];
        assert_eq!(
            spoken_by(&said, &changes),
            [b.clone(), b.clone(), b.clone(), vasant.clone()]
        );
        changes.reverse();
        assert_eq!(spoken_by(&said, &changes)[3], vasant);
        changes[0].withdrawn = Some(Withdrawal {
            by: UserId(Uuid::nil()),
            at: UtcMillis(9),
        });
        assert_eq!(
            spoken_by(&said, &changes),
            [vasant.clone(), vasant.clone(), vasant, b]
        );
        assert_eq!(spoken_by(&[], &changes), []);
    }

    #[test]
    fn twelve_speakers_can_become_one() {
        let all: Vec<Voice> = (0..12)
            .map(|n| voice(Side::Other, &format!("s{n}")))
            .collect();
        let said = turns(&all.iter().collect::<Vec<_>>());
        let changes: Vec<SpeakerChange> = (1..12u8)
            .map(|n| {
                let edit = SpeakerEdit::Rename {
                    voice: all[usize::from(n)].clone(),
                    to: all[0].clone(),
                };
                change(n, edit)
            })
            .collect();
        assert!(
            spoken_by(&said, &changes)
                .iter()
                .all(|voice| *voice == all[0])
        );
    }
}
