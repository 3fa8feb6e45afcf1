//! What was said is found by its words.

use parley_domain::call::{Outcome, Side};
use parley_domain::search::{SearchQuery, SpeakerSide};

use super::{StoreBench, add, call};
use crate::calls::{CallFilter, SearchOrder};
use crate::contract::samples::{NOW, turn};
use crate::ports::{SearchRequest, Store};

fn searching(typed: &str) -> SearchRequest {
    SearchRequest {
        query: SearchQuery::parse(typed, None).unwrap(),
        order: SearchOrder::Newest,
        filter: CallFilter::default(),
        limit: 50,
        after: None,
    }
}

/// The texts of all hits, hits in brackets.
async fn found(store: &dyn Store, request: &SearchRequest) -> Vec<String> {
    let page = store.search(request).await.unwrap();
    page.hits
        .iter()
        .map(|hit| {
            hit.excerpt
                .iter()
                .map(|p| {
                    if p.hit {
                        format!("[{}]", p.text)
                    } else {
                        p.text.clone()
                    }
                })
                .collect()
        })
        .collect()
}

pub async fn hindi_words_are_whole_words(bench: &mut impl StoreBench) {
    let store = bench.store();
    add(
        &*store,
        call(0, &["उसने किताब की बात", "कीमत बताइए", "कि यह नहीं"]),
    )
    .await;
    assert_eq!(
        found(&*store, &searching("की")).await,
        ["उसने किताब [की] बात"]
    );
    assert_eq!(found(&*store, &searching("कीम*")).await, ["[कीमत] बताइए"]);
}

pub async fn newest_first_over_calls_page_by_page(bench: &mut impl StoreBench) {
    let store = bench.store();
    for minute in [5, 1, 9, 3, 7] {
        let text = format!("refund asked at {minute}");
        add(&*store, call(minute, &["hello", &text, "refund again"])).await;
    }
    let mut request = SearchRequest {
        limit: 3,
        ..searching("refund")
    };
    let mut texts = Vec::new();
    loop {
        let page = store.search(&request).await.unwrap();
        texts.extend(page.hits.iter().map(|h| (h.call.started_at, h.start_ms)));
        request.after = page.next;
        if request.after.is_none() {
            break;
        }
    }
    assert_eq!(texts.len(), 10);
    assert!(texts.windows(2).all(|w| w[0] > w[1]), "{texts:?}");
}

pub async fn phrases_prefixes_sides_and_case(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut new = call(0, &["There is NO HEAT", "heat, no?"]);
    new.turns.push(turn(
        Side::Agent,
        Some(9_000),
        "No heat: sending Zoë, the furnace expert",
    ));
    add(&*store, new).await;
    let all = found(&*store, &searching("\"no heat\"")).await;
    assert_eq!(
        all,
        [
            "[No heat]: sending Zoë, the furnace expert",
            "There is [NO HEAT]"
        ]
    );
    assert_eq!(found(&*store, &searching("zoe")).await.len(), 1);
    assert_eq!(found(&*store, &searching("furn* exp*")).await.len(), 1);
    let mut request = searching("heat");
    request.query = SearchQuery::parse("heat", Some(SpeakerSide::Caller)).unwrap();
    let hits = store.search(&request).await.unwrap().hits;
    assert!(hits.len() == 2 && hits.iter().all(|h| h.side == Side::Caller));
    assert_eq!(hits[0].turn_index, 1);
    assert!(found(&*store, &searching("absent")).await.is_empty());
}

pub async fn control_characters_in_the_text_cannot_forge_a_hit(bench: &mut impl StoreBench) {
    let store = bench.store();
    add(&*store, call(0, &["a \u{1}forged\u{2} refund"])).await;
    assert_eq!(
        found(&*store, &searching("refund")).await,
        ["a  forged  [refund]"]
    );
}

pub async fn the_best_hit_comes_first(bench: &mut impl StoreBench) {
    let store = bench.store();
    add(&*store, call(0, &["refund refund refund"])).await;
    for minute in 1..40 {
        let text = format!("a long turn about many things and a refund among them {minute}");
        add(&*store, call(minute, &[&text])).await;
    }
    let request = SearchRequest {
        order: SearchOrder::Best,
        limit: 5,
        ..searching("refund")
    };
    let page = store.search(&request).await.unwrap();
    assert_eq!(page.hits.len(), 5);
    assert_eq!(page.hits[0].call.started_at, NOW);
    assert_eq!((page.next, page.ranked_of), (None, None));
}

/// Each way a filter can be served gives what the definition says.
pub async fn a_filtered_search_finds_the_filtered_calls_only(bench: &mut impl StoreBench) {
    let store = bench.store();
    for minute in 0..60 {
        let mut new = call(minute, &["refund one", "other", "refund two"]);
        if minute % 20 == 0 {
            new.record.row.outcome = Outcome::Complained;
        }
        new.record.row.agent = Some(if minute % 2 == 0 { "Asha" } else { "Noah" }.to_owned());
        add(&*store, new).await;
    }
    let cases = [
        (
            CallFilter {
                outcome: Some(Outcome::Complained),
                ..CallFilter::default()
            },
            6,
        ),
        (
            CallFilter {
                agent: Some("Asha".to_owned()),
                ..CallFilter::default()
            },
            60,
        ),
        (
            CallFilter {
                agent: Some("Nobody".to_owned()),
                ..CallFilter::default()
            },
            0,
        ),
        (
            CallFilter {
                min_duration_ms: Some(1),
                ..CallFilter::default()
            },
            120,
        ),
        (
            CallFilter {
                from: Some(NOW.plus(10 * 60_000)),
                to: Some(NOW.plus(20 * 60_000)),
                ..CallFilter::default()
            },
            20,
        ),
        (
            CallFilter {
                from: Some(NOW.plus(10 * 60_000)),
                agent: Some("Noah".to_owned()),
                outcome: Some(Outcome::Answered),
                ..CallFilter::default()
            },
            50,
        ),
    ];
    for order in [SearchOrder::Newest, SearchOrder::Best] {
        for (filter, expected) in &cases {
            let request = SearchRequest {
                filter: filter.clone(),
                limit: 200,
                order,
                ..searching("refund")
            };
            let hits = store.search(&request).await.unwrap().hits;
            assert_eq!(hits.len(), *expected, "{order:?} {filter:?}");
            let allowed = store.calls(filter, None, 200).await.unwrap().rows;
            assert!(hits.iter().all(|h| allowed.contains(&h.call)));
        }
    }
}
