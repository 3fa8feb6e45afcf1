//! Turns by their words, looked at one by one.

use parley_domain::call::Turn;
use parley_domain::search::{Found, Words};

use super::calls::left;
use super::overlay;
use super::tables::{KeptCall, Tables};
use crate::calls::{SearchHit, SearchOrder, excerpt};
use crate::ports::{CallCursor, SearchPage, SearchRequest};

/// A page never holds more, whatever was asked.
const LONGEST_PAGE: u32 = 200;
/// How many of the newest hits are ranked.
const RANKED: usize = 5_000;

struct Hit<'a> {
    place: i64,
    index: u32,
    call: &'a KeptCall,
    turn: Turn,
    found: Found,
    words: usize,
}

pub(super) fn search(tables: &Tables, request: &SearchRequest) -> SearchPage {
    let limit = request.limit.clamp(1, LONGEST_PAGE) as usize;
    let mut hits = hits(tables, request);
    hits.sort_unstable_by_key(|hit| std::cmp::Reverse(hit.place));
    let mut page = SearchPage {
        hits: Vec::new(),
        next: None,
        ranked_of: None,
    };
    match request.order {
        SearchOrder::Newest => {
            if hits.len() > limit {
                page.next = Some(CallCursor(hits[limit - 1].place));
            }
        }
        SearchOrder::Best => {
            page.ranked_of = (hits.len() > RANKED).then_some(RANKED as u32);
            hits.truncate(RANKED);
            rank(tables, &mut hits);
        }
    }
    page.hits = hits.iter().take(limit).map(shown).collect();
    page
}

/// What a turn's text is to the index: the characters that mark hits there are
/// spaces.
pub(super) fn readable(turn: &Turn) -> String {
    turn.text.replace(['\u{1}', '\u{2}'], " ")
}

fn hits<'a>(tables: &'a Tables, request: &SearchRequest) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for call in left(tables, &request.filter) {
        let turns = overlay::standing(tables, call);
        for (((place, _), turn), index) in call.turns.iter().zip(turns).zip(0u32..) {
            let later = request.after.is_some_and(|CallCursor(p)| *place >= p);
            if later {
                continue;
            }
            let words = Words::of(&readable(&turn));
            if let Some(found) = request.query.find(turn.side, &words) {
                hits.push(Hit {
                    place: *place,
                    index,
                    call,
                    turn,
                    found,
                    words: words.count(),
                });
            }
        }
    }
    hits
}

fn shown(hit: &Hit<'_>) -> SearchHit {
    let chars: Vec<char> = readable(&hit.turn).chars().collect();
    SearchHit {
        call: hit.call.record.row.clone(),
        turn_index: hit.index,
        start_ms: hit.turn.start_ms,
        side: hit.turn.side,
        excerpt: excerpt(&chars, &hit.found.places),
    }
}

/// Okapi BM25 with the usual constants, but every word weighs the same, however rare;
/// among equals the newer stands first.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn rank(tables: &Tables, hits: &mut [Hit<'_>]) {
    const K: f64 = 1.2;
    const B: f64 = 0.75;
    let turns = tables.calls.values().flat_map(|call| call.turns.iter());
    let lengths: Vec<usize> = turns
        .map(|(_, turn)| Words::of(&readable(turn)).count())
        .collect();
    let mean = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
    let score = |hit: &Hit<'_>| {
        let length = K * (1.0 - B + B * hit.words as f64 / mean);
        let counts = hit.found.counts.iter().map(|n| *n as f64);
        counts.map(|n| n * (K + 1.0) / (n + length)).sum::<f64>()
    };
    hits.sort_by(|a, b| score(b).total_cmp(&score(a)));
}
