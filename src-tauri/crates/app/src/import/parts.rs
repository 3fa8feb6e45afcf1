//! Carriers tell of a call in several resources: the call, its recording, that
//! recording's transcription, each with an id of its own and the id of what it is a
//! part of. In one import, these are one call.

use std::collections::HashMap;

use super::catalogue::CatalogueFile;
use super::plan::{PlannedCall, draft};

/// Puts parts to what they are parts of. Left alone: what names an id that no call
/// or more than one call has, and a recording of a call that has one already.
pub(super) fn join_parts(files: &[CatalogueFile], calls: Vec<PlannedCall>) -> Vec<PlannedCall> {
    let mut by_id: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, call) in calls.iter().enumerate() {
        for id in ids(files, call) {
            by_id
                .entry(id)
                .and_modify(|known| *known = None)
                .or_insert(Some(at));
        }
    }
    let whole_of = |call: &PlannedCall| -> Option<usize> {
        let mut wholes = call
            .data
            .iter()
            .filter_map(|&(file, entry)| draft(files, file, entry)?.part_of.as_deref());
        wholes.find_map(|id| by_id.get(id).copied().flatten())
    };
    let wholes: Vec<Option<usize>> = calls.iter().map(whole_of).collect();
    let mut joined: Vec<Option<PlannedCall>> = calls.into_iter().map(Some).collect();
    // Recordings go to their calls before transcriptions look for them.
    let mut order: Vec<usize> = (0..joined.len()).collect();
    order.sort_by_key(|&at| depth(&wholes, at));
    for at in order {
        let root = root(&wholes, at);
        let (Some(part), Some(Some(whole))) = (
            joined.get(at).cloned().flatten().filter(|_| root != at),
            joined.get_mut(root),
        ) else {
            continue;
        };
        if part.audio.is_some() && whole.audio.is_some() {
            continue;
        }
        whole.audio = whole.audio.or(part.audio);
        whole.data.extend(part.data);
        if let Some(place) = joined.get_mut(at) {
            *place = None;
        }
    }
    joined.into_iter().flatten().collect()
}

fn ids<'a>(files: &'a [CatalogueFile], call: &PlannedCall) -> Vec<&'a str> {
    call.data
        .iter()
        .filter_map(|&(file, entry)| draft(files, file, entry)?.external_id.as_deref())
        .collect()
}

/// The way up, at most as long as there are calls: resources may name each other.
fn way_up(wholes: &[Option<usize>], from: usize) -> impl Iterator<Item = usize> {
    let up = |&at: &usize| wholes.get(at).copied().flatten().filter(|&to| to != at);
    std::iter::successors(Some(from), up).take(wholes.len())
}

fn root(wholes: &[Option<usize>], from: usize) -> usize {
    way_up(wholes, from).last().unwrap_or(from)
}

fn depth(wholes: &[Option<usize>], from: usize) -> usize {
    way_up(wholes, from).count()
}
