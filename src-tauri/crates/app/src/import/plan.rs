//! Which files belong together. Pure: names and what the drafts say about their
//! recordings. A sidecar belongs to the audio whose name it begins with
//! (`a.wav` and `a.json`, `a.wav.json`, `a.deepgram.json`), or which it names; what
//! says that it is a part of a call belongs to that call.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::audio_names::AudioNames;
use super::catalogue::{CatalogueFile, FileKind};
use super::parts::join_parts;
use super::{CallDraft, RecordingRef};

/// One call to be: indexes into the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PlannedCall {
    pub audio: Option<usize>,
    /// (file, entry of it): what is the call before what is a part of it, then the
    /// one with the most turns first.
    pub data: Vec<(usize, usize)>,
}

/// The calls in the order of their files.
pub(super) fn plan(files: &[CatalogueFile]) -> Vec<PlannedCall> {
    let names = AudioNames::of(files);
    let mut calls: Vec<PlannedCall> = Vec::new();
    let mut with_audio: HashMap<usize, usize> = HashMap::new();
    for (i, file) in files.iter().enumerate() {
        let FileKind::CallData { drafts, .. } = &file.what else {
            continue;
        };
        for (entry, draft) in drafts.iter().enumerate() {
            let paired = named_audio(&names, draft, file).or_else(|| {
                let inline = matches!(draft.recording, Some(RecordingRef::Inline { .. }));
                (drafts.len() == 1 && !inline)
                    .then(|| names.beside(&file.path))
                    .flatten()
            });
            let known = paired.and_then(|a| with_audio.get(&a)).copied();
            match known.and_then(|call| calls.get_mut(call)) {
                Some(call) if drafts.len() == 1 => call.data.push((i, entry)),
                _ => {
                    if let Some(a) = paired {
                        with_audio.entry(a).or_insert(calls.len());
                    }
                    calls.push(PlannedCall {
                        audio: paired,
                        data: vec![(i, entry)],
                    });
                }
            }
        }
    }
    let alone = |a: &usize| !with_audio.contains_key(a);
    calls.extend(names.all().filter(alone).map(|a| PlannedCall {
        audio: Some(a),
        data: Vec::new(),
    }));
    let mut calls = join_parts(files, calls);
    for call in &mut calls {
        call.data.sort_by_key(|&(file, entry)| {
            let draft = draft(files, file, entry);
            let turns = draft.map_or(0, |d| d.turns.len());
            (draft.is_some_and(|d| d.part_of.is_some()), Reverse(turns))
        });
    }
    calls.sort_by_key(|c| {
        let first = c.data.iter().map(|&(f, e)| (f, e)).min();
        first.unwrap_or((c.audio.unwrap_or(usize::MAX), 0))
    });
    calls
}

/// An entry of a file.
pub(super) fn draft(files: &[CatalogueFile], file: usize, entry: usize) -> Option<&CallDraft> {
    match &files.get(file)?.what {
        FileKind::CallData { drafts, .. } => drafts.get(entry),
        _ => None,
    }
}

/// The audio that a draft names, in the same folder first.
fn named_audio(names: &AudioNames, draft: &CallDraft, from: &CatalogueFile) -> Option<usize> {
    match &draft.recording {
        Some(
            RecordingRef::Sidecar { file_name, .. }
            | RecordingRef::Url {
                file_name: Some(file_name),
                ..
            },
        ) => names.named(file_name, &from.path),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parley_domain::call::{Side, Turn};
    use std::path::PathBuf;

    fn audio(name: &str) -> CatalogueFile {
        CatalogueFile {
            path: PathBuf::from(name),
            name: name.to_owned(),
            byte_len: 1,
            what: FileKind::Audio { container: "wav" },
        }
    }

    fn data(name: &str, recordings: &[Option<&str>]) -> CatalogueFile {
        let drafts = recordings
            .iter()
            .map(|r| CallDraft {
                recording: r.map(|name| RecordingRef::Sidecar {
                    file_name: name.to_owned(),
                    caller_channel: None,
                    stated_hash: None,
                }),
                ..CallDraft::default()
            })
            .collect();
        CatalogueFile {
            path: PathBuf::from(name),
            name: name.to_owned(),
            byte_len: 1,
            what: FileKind::CallData {
                format: "test",
                drafts,
            },
        }
    }

    fn call(audio: Option<usize>, data: &[(usize, usize)]) -> PlannedCall {
        PlannedCall {
            audio,
            data: data.to_vec(),
        }
    }

    #[test]
    fn sidecars_join_the_audio_they_are_named_after() {
        let files = [
            audio("d/a.wav"),
            data("d/a.deepgram.json", &[None]),
            data("d/a.wav.json", &[None]),
            audio("d/a.b.wav"),
            data("d/a.b.json", &[None]),
            data("e/a.json", &[None]),
            audio("d/lonely.mp3"),
        ];
        assert_eq!(
            plan(&files),
            [
                call(Some(0), &[(1, 0), (2, 0)]),
                call(Some(3), &[(4, 0)]),
                call(None, &[(5, 0)]),
                call(Some(6), &[]),
            ]
        );
    }

    #[test]
    fn a_recording_is_found_by_its_id_alone() {
        let files = [
            audio("REaaaa.wav"),
            data("list.json", &[Some("REaaaa"), None]),
        ];
        assert_eq!(
            plan(&files),
            [call(Some(0), &[(1, 0)]), call(None, &[(1, 1)])]
        );
    }

    fn resource(name: &str, id: &str, part_of: Option<&str>, turns: usize) -> CatalogueFile {
        let turn = Turn {
            side: Side::Other,
            speaker: None,
            text: "hello".to_owned(),
            start_ms: None,
            end_ms: None,
            words: Vec::new(),
        };
        let mut file = data(name, &[None]);
        if let FileKind::CallData { drafts, .. } = &mut file.what {
            drafts[0].external_id = Some(id.to_owned());
            drafts[0].part_of = part_of.map(str::to_owned);
            drafts[0].turns = vec![turn; turns];
        }
        file
    }

    #[test]
    fn a_recording_and_its_transcription_are_their_calls() {
        let files = [
            resource("transcription.json", "TR1", Some("RE1"), 3),
            resource("recording.json", "RE1", Some("CA1"), 0),
            audio("recording.wav"),
            resource("call.json", "CA1", None, 0),
            resource("other.json", "RE2", Some("CA2"), 0),
        ];
        assert_eq!(
            plan(&files),
            [
                call(Some(2), &[(3, 0), (0, 0), (1, 0)]),
                call(None, &[(4, 0)]),
            ]
        );
    }

    #[test]
    fn a_second_recording_of_a_call_and_an_id_that_two_have_stay_apart() {
        let files = [
            resource("call.json", "CA1", None, 0),
            resource("a.json", "RE1", Some("CA1"), 0),
            audio("a.wav"),
            resource("b.json", "RE2", Some("CA1"), 0),
            audio("b.wav"),
            resource("twin.json", "CA3", None, 0),
            resource("twin2.json", "CA3", None, 0),
            resource("c.json", "RE3", Some("CA3"), 0),
            resource("itself.json", "X", Some("X"), 0),
        ];
        assert_eq!(
            plan(&files),
            [
                call(Some(2), &[(0, 0), (1, 0)]),
                call(Some(4), &[(3, 0)]),
                call(None, &[(5, 0)]),
                call(None, &[(6, 0)]),
                call(None, &[(7, 0)]),
                call(None, &[(8, 0)]),
            ]
        );
    }

    #[test]
    fn a_list_names_its_recordings() {
        let files = [
            data("list.json", &[Some("x.opus"), None, Some("gone.opus")]),
            audio("x.opus"),
        ];
        assert_eq!(
            plan(&files),
            [
                call(Some(1), &[(0, 0)]),
                call(None, &[(0, 1)]),
                call(None, &[(0, 2)]),
            ]
        );
    }
}
