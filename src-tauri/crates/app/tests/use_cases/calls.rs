use parley_app::calls::{
    CountCalls, GetCall, GetPeaks, GetTranscript, ListCalls, ListFacets, RecordingState,
    SearchTurns, SetCallTags, SwapSides, call_count, call_facets, call_get, call_list,
    call_sides_swap, call_tags_set, peaks_get, transcript_get, turn_search,
};
use parley_app::ports::Event;
use parley_domain::access::{Role, kinds};
use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;

use crate::bench::{Bench, refused};

fn page(cursor: Option<String>) -> ListCalls {
    ListCalls {
        filter: Default::default(),
        cursor,
        limit: 2,
    }
}

#[tokio::test]
async fn the_list_is_read_page_by_page_without_an_act() {
    let bench = Bench::new().await;
    let three = ["one", "two", "three"].map(|said| format!("call\n> {said}\n"));
    bench.import(&[("calls", &three.concat())]).await;
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let first = call_list(&workspace, grant, page(None)).await.unwrap();
    assert_eq!(first.rows.len(), 2);
    let (workspace, grant) = bench.can().await;
    let rest = call_list(&workspace, grant, page(first.next))
        .await
        .unwrap();
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    assert!(!first.rows.contains(&rest.rows[0]));
    let (workspace, grant) = bench.can().await;
    let foreign = call_list(&workspace, grant, page(Some("zz".to_owned()))).await;
    assert_eq!(refused(foreign), ErrorCode::InvalidInput);
    let (workspace, grant) = bench.can().await;
    let filter = Default::default();
    let count = call_count(&workspace, grant, CountCalls { filter }).await;
    let (workspace, grant) = bench.can().await;
    let facets = call_facets(&workspace, grant, ListFacets {}).await;
    assert_eq!((count.unwrap().count, facets.unwrap().total), (3, 3));
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn opening_a_call_and_its_transcript_is_written_down() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let (workspace, grant) = bench.can().await;
    let view = call_get(&workspace, grant, GetCall { call_id })
        .await
        .unwrap();
    assert_eq!(view.caller.name.as_deref(), Some("Meera"));
    let recording = view.recording.unwrap();
    assert_eq!(
        (recording.duration_ms, recording.state),
        (4_000, RecordingState::Playable)
    );
    assert_eq!(bench.acts().await, ["Asha: call_opened Meera"]);
    let (workspace, grant) = bench.can().await;
    let read = transcript_get(&workspace, grant, GetTranscript { call_id }).await;
    let said: Vec<Side> = read.unwrap().turns.iter().map(|t| t.side).collect();
    assert_eq!(said, [Side::Caller, Side::Agent]);
    assert_eq!(bench.acts().await, ["Asha: transcript_opened Meera"]);
    let nothing = CallId(bench.command_id().0);
    let (workspace, grant) = bench.can().await;
    let missing = call_get(&workspace, grant, GetCall { call_id: nothing }).await;
    assert_eq!(refused(missing), ErrorCode::NotFound);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_search_is_written_down_once_with_its_words() {
    let bench = Bench::new().await;
    bench.one_call().await;
    let search = async |query: &str, cursor: Option<&str>| {
        let (workspace, grant) = bench.can().await;
        let input = SearchTurns {
            query: query.to_owned(),
            side: None,
            order: Default::default(),
            filter: Default::default(),
            limit: 10,
            cursor: cursor.map(str::to_owned),
        };
        turn_search(&workspace, grant, input).await
    };
    let hits = search("refund", None).await.unwrap().hits;
    let pieces: Vec<(&str, bool)> = hits[0].excerpt.iter().map(|p| (&*p.text, p.hit)).collect();
    assert_eq!(pieces, [("I want a ", false), ("refund", true)]);
    assert_eq!(bench.acts().await, ["Asha: calls_searched refund"]);
    // The next page belongs to the same search.
    assert!(search("refund", Some("1")).await.unwrap().hits.is_empty());
    assert_eq!(refused(search(" * ", None).await), ErrorCode::InvalidInput);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn tags_are_tidied_and_the_page_is_told() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let command_id = bench.command_id();
    let set = async |tags: Vec<String>| {
        let (workspace, grant) = bench.can().await;
        let input = SetCallTags {
            command_id,
            call_id,
            tags,
        };
        call_tags_set(&workspace, grant, input).await
    };
    let typed = [" Refund", "vip", "refund ", ""]
        .map(str::to_owned)
        .to_vec();
    let long = vec!["x".repeat(41)];
    assert_eq!(refused(set(long).await), ErrorCode::InvalidInput);
    assert_eq!(set(typed.clone()).await.unwrap().tags, ["refund", "vip"]);
    // The same command again changes nothing, and is no second act.
    set(typed).await.unwrap();
    assert_eq!(
        bench.acts().await,
        ["Asha: tags_changed Meera  refund, vip"]
    );
    assert_eq!(bench.hands.events.take()[0], Event::CallsChanged);
    bench.refuses::<kinds::CallAnnotate>(Role::Auditor).await;
}

#[tokio::test]
async fn sides_are_swapped_and_swapped_back() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let swap = async || {
        let (workspace, grant) = bench.can().await;
        let command_id = bench.command_id();
        let input = SwapSides {
            command_id,
            call_id,
        };
        call_sides_swap(&workspace, grant, input).await.unwrap()
    };
    assert_eq!(swap().await.recording.unwrap().caller_channel, 1);
    assert_eq!(swap().await.recording.unwrap().caller_channel, 0);
    let acts = bench.acts().await;
    assert_eq!(
        acts,
        ["Asha: sides_swapped Meera 1", "Asha: sides_swapped Meera 0"]
    );
    // Only a recording in stereo has sides.
    bench.import(&[("b.tone", "tone 100 1")]).await;
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let mono = call_list(&workspace, grant, page(None)).await.unwrap().rows[0].id;
    let (workspace, grant) = bench.can().await;
    let input = SwapSides {
        command_id: bench.command_id(),
        call_id: mono,
    };
    let refusal = refused(call_sides_swap(&workspace, grant, input).await);
    assert_eq!(refusal, ErrorCode::NoRecording);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn the_shape_of_the_sound_has_a_lane_for_each_side() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let (workspace, grant) = bench.can().await;
    let input = GetPeaks {
        call_id,
        from_ms: 0,
        to_ms: 4_000,
        buckets: 2,
    };
    let view = peaks_get(&workspace, grant, input).await.unwrap();
    let lanes: Vec<(Side, &str)> = view.lanes.iter().map(|l| (l.side, &*l.peaks)).collect();
    assert_eq!(
        lanes,
        [(Side::Caller, "wEDAQA=="), (Side::Agent, "wEDAQA==")]
    );
    assert_eq!(view.duration_ms, 4_000);
}
