use std::path::Path;

use parley_app::calls::CallFilter;
use parley_app::captured::{CorrectCaptured, captured_correct};
use parley_app::comments::{AddComment, comment_add};
use parley_app::export::{
    CancelExport, ExportCall, ExportCalls, ExportCaseFile, ExportClip, ExportPaper, call_export,
    calls_export, case_file_export, clip_export, export_cancel, paper_export,
};
use parley_app::ports::{Event, SourceFiles as _};
use parley_app::transcript::{CorrectTurn, turn_correct};
use parley_domain::access::{Role, kinds};
use parley_domain::audit::Purpose;
use parley_domain::comment::CommentOn;
use parley_domain::error_code::ErrorCode;
use parley_domain::export::{CallsFormat, CaseLanguage, ClipFormat, TranscriptFormat};
use parley_domain::ids::{CallId, ExportId};

use crate::bench::{Bench, refused};

const EXPORT: ExportId = ExportId(uuid::Uuid::nil());
const NIL: &str = "00000000-0000-0000-0000-000000000000";

fn text_of(bench: &Bench, path: &str) -> String {
    let bytes = bench.hands.files.read(Path::new(path), u64::MAX).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn one(call_id: CallId, path: &str) -> ExportCall {
    ExportCall {
        export_id: EXPORT,
        call_id,
        format: TranscriptFormat::Text,
        purpose: Purpose::DataRequest,
        path: path.to_owned(),
        replace: false,
    }
}

fn clip(call_id: CallId, from_ms: Option<u32>, to_ms: Option<u32>) -> ExportClip {
    ExportClip {
        export_id: EXPORT,
        call_id,
        from_ms,
        to_ms,
        without_pauses: false,
        flagged_only: false,
        format: ClipFormat::Wav,
        purpose: Purpose::LegalClaim,
        path: "/out/clip.wav".to_owned(),
        replace: true,
    }
}

#[tokio::test]
async fn what_was_corrected_leaves_corrected() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let (workspace, grant) = bench.can().await;
    let correction = CorrectTurn {
        command_id: bench.command_id(),
        call_id,
        turn: 0,
        made_on: Vec::new(),
        text: "I want two refunds".to_owned(),
    };
    turn_correct(&workspace, grant, correction).await.unwrap();
    let (workspace, grant) = bench.can().await;
    call_export(&workspace, grant, one(call_id, "/out/a.txt"))
        .await
        .unwrap();
    let text = text_of(&bench, "/out/a.txt");
    assert!(text.ends_with("> I want two refunds\n< Gladly\n"), "{text}");
}

#[tokio::test]
async fn the_act_stands_before_the_file_and_its_end_after() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let (workspace, grant) = bench.can().await;
    let file = call_export(&workspace, grant, one(call_id, " /out/a.txt ")).await;
    let file = file.unwrap();
    let text = text_of(&bench, "/out/a.txt");
    assert_eq!(
        text,
        "call\ncaller: Meera\nagent: Ivy\n> I want a refund\n< Gladly\n"
    );
    // call, export, format; then bytes, call, export, format, outcome, hash
    let begun = format!("Asha: call_exported Meera {NIL} text");
    let ended = format!(
        "Asha: export_finished {} Meera {NIL} text written {}",
        text.len(),
        file.sha256
    );
    assert_eq!(bench.acts().await, [begun.clone(), ended]);

    let (workspace, grant) = bench.can().await;
    let again = call_export(&workspace, grant, one(call_id, "/out/a.txt")).await;
    assert_eq!(refused(again), ErrorCode::FileExists);
    let failed = format!("Asha: export_finished Meera {NIL} text file_exists");
    assert_eq!(bench.acts().await, [begun, failed]);

    let (workspace, grant) = bench.can().await;
    let nowhere = call_export(&workspace, grant, one(call_id, " ")).await;
    assert_eq!(refused(nowhere), ErrorCode::InvalidInput);
    assert!(bench.acts().await.is_empty());
    for role in [Role::Reviewer, Role::AgentManager, Role::Auditor] {
        bench.refuses::<kinds::CallExport>(role).await;
    }
}

#[tokio::test]
async fn a_clip_lies_within_the_call() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    for (from_ms, to_ms, tone, stretch) in [
        (None, None, "tone 4000 2", "0 Meera"),
        (Some(1_000), Some(1_500), "tone 500 2", "1000 Meera"),
        (Some(3_000), Some(9_000), "tone 1000 2", "3000 Meera"),
    ] {
        let (workspace, grant) = bench.can().await;
        let done = clip_export(&workspace, grant, clip(call_id, from_ms, to_ms)).await;
        done.unwrap();
        assert_eq!(text_of(&bench, "/out/clip.wav"), tone);
        let acts = bench.acts().await;
        assert_eq!(acts.len(), 2);
        let (begun, of) = (&acts[0], stretch.split_once(' ').unwrap());
        assert!(begun.contains(&format!("wav {}", of.0)), "{begun}");
    }
    for (from_ms, to_ms) in [(Some(4_000), None), (Some(2_000), Some(2_000))] {
        let (workspace, grant) = bench.can().await;
        let empty = clip_export(&workspace, grant, clip(call_id, from_ms, to_ms)).await;
        assert_eq!(refused(empty), ErrorCode::InvalidInput);
    }
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_case_file_of_much_sound_asks_first() {
    let bench = Bench::new().await;
    // Five hours that no browser plays as they are: 72 MB as WAV.
    let said = "call\ncaller: Meera\n> hello\n";
    bench
        .import(&[("a.call", said), ("a.tone", "tone 18000000 2")])
        .await;
    bench.acts().await;
    let page = workspace_calls(&bench).await;
    let order = |large| ExportCaseFile {
        export_id: EXPORT,
        call_id: page,
        language: CaseLanguage::Hi,
        purpose: Purpose::Complaint,
        path: "/out/case.html".to_owned(),
        replace: false,
        large,
    };
    let (workspace, grant) = bench.can().await;
    let asked = case_file_export(&workspace, grant, order(false)).await;
    assert_eq!(refused(asked), ErrorCode::LargeFile);
    assert!(bench.acts().await.is_empty());
    let (workspace, grant) = bench.can().await;
    case_file_export(&workspace, grant, order(true))
        .await
        .unwrap();
    // The tone in Base64, where the page has its sound.
    assert!(text_of(&bench, "/out/case.html").ends_with("[dG9uZSAxODAwMDAwMCAy]\n"));
    assert_eq!(bench.acts().await.len(), 2);
}

async fn workspace_calls(bench: &Bench) -> CallId {
    let store = bench.desk.workspace().unwrap().store.clone();
    let page = store.calls(&CallFilter::default(), None, 1).await.unwrap();
    page.rows[0].id
}

#[tokio::test]
async fn a_paper_says_who_hands_it_out_and_in_whose_time() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let order = |path: &str| ExportPaper {
        export_id: EXPORT,
        call_id,
        language: CaseLanguage::Hi,
        zone: Some("Asia/Kolkata".to_owned()),
        purpose: Purpose::Complaint,
        path: path.to_owned(),
        replace: false,
    };
    let (workspace, grant) = bench.can().await;
    let file = paper_export(&workspace, grant, order("/out/a.pdf")).await;
    let file = file.unwrap();
    let text = text_of(&bench, "/out/a.pdf");
    assert!(text.starts_with("paper hi Asia/Kolkata Asha\ncall\ncaller: Meera\n"));
    // call, export, format, language; then bytes, call, export, format, language, …
    let begun = format!("Asha: call_exported Meera {NIL} pdf hi");
    let ended = format!(
        "Asha: export_finished {} Meera {NIL} pdf hi written {}",
        text.len(),
        file.sha256
    );
    assert_eq!(bench.acts().await, [begun, ended]);
    let (workspace, grant) = bench.can().await;
    let again = paper_export(&workspace, grant, order("/out/a.pdf")).await;
    assert_eq!(refused(again), ErrorCode::FileExists);
}

#[tokio::test]
async fn each_of_many_calls_has_its_act() {
    let bench = Bench::new().await;
    let call = |n: u32| format!("call\ncaller: Person {n:03}\n> hello {n}\n");
    let list: String = (0..120).map(call).collect();
    bench.import(&[("list.call", list.as_str())]).await;
    bench.acts().await;
    bench.hands.events.take();
    let order = |format, path: &str| ExportCalls {
        export_id: EXPORT,
        selection: None,
        filter: CallFilter::default(),
        format,
        purpose: Purpose::QualityReview,
        path: path.to_owned(),
        replace: false,
        language: None,
        zone: Some("Asia/Kolkata".to_owned()),
    };
    let (workspace, grant) = bench.can().await;
    let report = calls_export(&workspace, grant, order(CallsFormat::SrtFiles, "/out")).await;
    let report = report.unwrap();
    assert_eq!(
        (report.written, report.skipped, report.cancelled),
        (120, 0, false)
    );
    let files = bench.hands.files.list(&["/out".into()]).unwrap();
    assert_eq!(files.len(), 120);
    let acts = bench.acts().await;
    assert_eq!(acts[0], format!("Asha: export_started 120 {NIL} srt_files"));
    assert_eq!(
        acts[121],
        format!("Asha: export_finished {NIL} srt_files written 0 120")
    );
    assert!(
        acts[1..121]
            .iter()
            .all(|act| act.starts_with("Asha: call_exported Person "))
    );
    let progress = |event: Event| match event {
        Event::ExportProgress { done, total, .. } => Some((done, total)),
        _ => None,
    };
    let told: Vec<_> = bench
        .hands
        .events
        .take()
        .into_iter()
        .filter_map(progress)
        .collect();
    assert_eq!(told, [(100, 120), (120, 120)]);

    let (workspace, grant) = bench.can().await;
    let report = calls_export(&workspace, grant, order(CallsFormat::PdfFiles, "/pdf")).await;
    assert_eq!(report.unwrap().written, 120);
    let files = bench.hands.files.list(&["/pdf".into()]).unwrap();
    assert_eq!(files.len(), 120);
    let acts = bench.acts().await;
    assert_eq!(acts.len(), 122);
    assert_eq!(acts[0], format!("Asha: export_started 120 {NIL} pdf_files"));

    let (workspace, grant) = bench.can().await;
    let report = calls_export(&workspace, grant, order(CallsFormat::Csv, "/out/calls.csv")).await;
    assert!(report.unwrap().file.is_some());
    assert_eq!(text_of(&bench, "/out/calls.csv").lines().count(), 121);
    let (workspace, grant) = bench.can().await;
    let again = calls_export(&workspace, grant, order(CallsFormat::Csv, "/out/calls.csv")).await;
    assert_eq!(refused(again), ErrorCode::FileExists);
    let (workspace, grant) = bench.can().await;
    let stop = export_cancel(&workspace, grant, CancelExport { export_id: EXPORT }).await;
    assert_eq!(refused(stop), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_clip_leaves_out_what_the_player_does() {
    let bench = Bench::new().await;
    // Words up to 3.5 s; a voice each four seconds: 4.7–7.85 and 8.7–11.85 s are skipped.
    let said = "call\ncaller: Meera\n> I want a refund\n< Gladly\n";
    bench
        .import(&[("a.call", said), ("a.tone", "tone 12500 2")])
        .await;
    bench.acts().await;
    let call_id = workspace_calls(&bench).await;
    let short = |from_ms, to_ms| ExportClip {
        without_pauses: true,
        ..clip(call_id, from_ms, to_ms)
    };
    for (from_ms, to_ms, kept) in [
        (None, None, 12_500 - 3_150 - 3_150),
        (Some(4_000), Some(9_000), 700 + 850),
    ] {
        let (workspace, grant) = bench.can().await;
        clip_export(&workspace, grant, short(from_ms, to_ms))
            .await
            .unwrap();
        let text = text_of(&bench, "/out/clip.wav");
        assert_eq!(text, format!("tone {kept} 2"));
        let acts = bench.acts().await;
        assert!(acts[0].contains(&format!(" {kept} ")), "{acts:?}");
    }
    let (workspace, grant) = bench.can().await;
    let silent = clip_export(&workspace, grant, short(Some(5_000), Some(7_000))).await;
    assert_eq!(refused(silent), ErrorCode::InvalidInput);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_case_file_holds_what_all_may_know_and_no_private_comment() {
    let bench = Bench::new().await;
    let said = "call\ncaller: Meera\nnoted: slot two\n> At three\n";
    bench.import(&[("a.call", said)]).await;
    let call_id = workspace_calls(&bench).await;
    for (text, private) in [("Listen here", false), ("only for me", true)] {
        let (workspace, grant) = bench.can().await;
        let input = AddComment {
            command_id: bench.command_id(),
            call_id,
            on: CommentOn::Turn { turn: 0 },
            text: text.to_owned(),
            private,
        };
        comment_add(&workspace, grant, input).await.unwrap();
    }
    let (workspace, grant) = bench.can().await;
    let correction = CorrectCaptured {
        command_id: bench.command_id(),
        call_id,
        variable: 0,
        made_on: Vec::new(),
        value: "three".to_owned(),
        said: None,
        reason: None,
    };
    captured_correct(&workspace, grant, correction)
        .await
        .unwrap();
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let order = ExportCaseFile {
        export_id: EXPORT,
        call_id,
        language: CaseLanguage::En,
        purpose: Purpose::Complaint,
        path: "/out/case.html".to_owned(),
        replace: false,
        large: false,
    };
    case_file_export(&workspace, grant, order).await.unwrap();
    let text = text_of(&bench, "/out/case.html");
    let expected = "call\ncaller: Meera\nnoted: slot three\n> At three\n\
                    comment Asha: Listen here +0\ncorrected Asha: two to three\n[]\n";
    assert_eq!(text, expected);
    // call, comments, export, format, language, scores
    let begun = format!("Asha: call_exported Meera 1 {NIL} case_file en 0");
    assert_eq!(bench.acts().await[0], begun);

    let (workspace, grant) = bench.can().await;
    let order = ExportCalls {
        export_id: EXPORT,
        selection: None,
        filter: CallFilter::default(),
        format: CallsFormat::Csv,
        purpose: Purpose::QualityReview,
        path: "/out/calls.csv".to_owned(),
        replace: false,
        language: None,
        zone: None,
    };
    calls_export(&workspace, grant, order).await.unwrap();
    let sheet = text_of(&bench, "/out/calls.csv");
    assert!(sheet.contains("\"slot: three\",\"slot: two\""), "{sheet}");
}
