//! Which files belong together. Pure: names and what the drafts say about their
//! recordings. A sidecar belongs to the audio whose name it begins with
//! (`a.wav` and `a.json`, `a.wav.json`, `a.deepgram.json`), or which it names.

use super::catalogue::{CatalogueFile, FileKind, file_name};
use super::{CallDraft, RecordingRef};

/// One call to be: indexes into the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PlannedCall {
    pub audio: Option<usize>,
    /// (file, entry of it), the one with the most turns first.
    pub data: Vec<(usize, usize)>,
}

/// The calls in the order of their files.
pub(super) fn plan(files: &[CatalogueFile]) -> Vec<PlannedCall> {
    let audio: Vec<usize> = files
        .iter()
        .enumerate()
        .filter(|(_, f)| matches!(f.what, FileKind::Audio { .. }))
        .map(|(i, _)| i)
        .collect();
    let mut calls: Vec<PlannedCall> = Vec::new();
    for (i, file) in files.iter().enumerate() {
        let FileKind::CallData { drafts, .. } = &file.what else {
            continue;
        };
        for (entry, draft) in drafts.iter().enumerate() {
            let named = named_audio(files, &audio, draft, file);
            let paired = named.or_else(|| {
                let inline = matches!(draft.recording, Some(RecordingRef::Inline { .. }));
                (drafts.len() == 1 && !inline)
                    .then(|| sidecar_of(files, &audio, file))
                    .flatten()
            });
            match paired.and_then(|a| calls.iter_mut().find(|c| c.audio == Some(a))) {
                Some(call) if drafts.len() == 1 => call.data.push((i, entry)),
                _ => calls.push(PlannedCall {
                    audio: paired,
                    data: vec![(i, entry)],
                }),
            }
        }
    }
    for &a in &audio {
        if !calls.iter().any(|c| c.audio == Some(a)) {
            calls.push(PlannedCall {
                audio: Some(a),
                data: Vec::new(),
            });
        }
    }
    for call in &mut calls {
        call.data.sort_by_key(|&(file, entry)| {
            std::cmp::Reverse(match &files[file].what {
                FileKind::CallData { drafts, .. } => drafts.get(entry).map_or(0, |d| d.turns.len()),
                _ => 0,
            })
        });
    }
    calls.sort_by_key(|c| {
        let first = c.data.iter().map(|&(f, e)| (f, e)).min();
        first.unwrap_or((c.audio.unwrap_or(usize::MAX), 0))
    });
    calls
}

/// The audio that a draft names, in the same folder first.
fn named_audio(
    files: &[CatalogueFile],
    audio: &[usize],
    draft: &CallDraft,
    from: &CatalogueFile,
) -> Option<usize> {
    let wanted = match &draft.recording {
        Some(RecordingRef::Sidecar { file_name, .. }) => file_name,
        Some(RecordingRef::Url {
            file_name: Some(name),
            ..
        }) => name,
        _ => return None,
    };
    let mut matching = audio.iter().copied().filter(|&a| {
        // Carriers' addresses often end in the recording's id without an ending.
        let name = file_name(&files[a].path);
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        name.eq_ignore_ascii_case(wanted) || stem.eq_ignore_ascii_case(wanted)
    });
    let first = matching.clone().next();
    matching
        .find(|&a| files[a].path.parent() == from.path.parent())
        .or(first)
}

/// The audio whose name `file` begins with; the longest such name wins.
fn sidecar_of(files: &[CatalogueFile], audio: &[usize], file: &CatalogueFile) -> Option<usize> {
    let name = file_name(&file.path).to_lowercase();
    audio
        .iter()
        .copied()
        .filter(|&a| files[a].path.parent() == file.path.parent())
        .filter_map(|a| {
            let audio_name = file_name(&files[a].path).to_lowercase();
            let stem = audio_name
                .rsplit_once('.')
                .map_or(audio_name.as_str(), |(stem, _)| stem);
            name.strip_prefix(stem)
                .is_some_and(|rest| rest.starts_with('.'))
                .then_some((stem.len(), a))
        })
        .max()
        .map(|(_, a)| a)
}

#[cfg(test)]
mod tests {
    use super::*;
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
