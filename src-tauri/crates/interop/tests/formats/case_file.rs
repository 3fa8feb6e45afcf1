//! The case file with all that colleagues made of a call, byte for byte, in both
//! languages. `PARLEY_GEN=write` writes the golden files anew.

use std::path::Path;

use parley_app::comments::{ReplyView, ThreadView};
use parley_app::ports::{
    CallDataReader as _, CallDataWriter as _, CaseCorrection, CaseFile, CaseSound, LeavingCall,
    LeavingOverlay,
};
use parley_app::scorecards::{ScoreRow, ScoreView, StepView};
use parley_app::transcript::WithdrawalView;
use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{CapturedVariable, Side};
use parley_domain::captured::CapturedValue;
use parley_domain::comment::{CommentOn, CommentPlace};
use parley_domain::digest::{hex, sha256};
use parley_domain::export::CaseLanguage;
use parley_domain::ids::{CallId, CommentId, ExportId, FormId, ScoreId, UserId};
use parley_domain::listening::Span;
use parley_domain::scorecard::{
    Answer, AnswerOption, FormContent, Given, NoteRule, Question, QuestionKind, Quote, QuotePlace,
    ScoreState, ScoreStep, Section, tally,
};
use parley_domain::time::UtcMillis;
use parley_interop::CallDataFormats;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn id(last: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + last)
}

fn closing(by: &str) -> WithdrawalView {
    WithdrawalView {
        by: by.to_owned(),
        at: NOW.plus(60_000),
    }
}

fn comments() -> Vec<ThreadView> {
    let reply = ReplyView {
        id: CommentId(id(11)),
        by: "Ravi <R>".to_owned(),
        at: NOW.plus(1_000),
        text: "यही सही है & \"ठीक\"".to_owned(),
        own: false,
        edited_at: Some(NOW.plus(2_000)),
        deleted: None,
    };
    let thread = |n, text: &str, time: Option<Span>| ThreadView {
        id: CommentId(id(n)),
        by: "Asha Kulkarni".to_owned(),
        at: NOW,
        text: text.to_owned(),
        private: false,
        own: true,
        edited_at: None,
        deleted: None,
        place: CommentPlace {
            on: CommentOn::Turn { turn: 1 },
            quote: "Tuesday at three".to_owned(),
            time,
        },
        closed: None,
        replies: Vec::new(),
    };
    let span = Span {
        from_ms: 3_100,
        to_ms: 4_200,
    };
    let mut first = thread(10, "Which <b>Tuesday</b>?", Some(span));
    first.replies = vec![reply];
    first.closed = Some(closing("Asha Kulkarni"));
    let mut gone = thread(12, "", None);
    gone.deleted = Some(closing("Asha Kulkarni"));
    vec![first, gone]
}

fn question(key: u32, kind: QuestionKind, labels: &[&str]) -> Question {
    let options = labels.iter().zip(0u32..);
    Question {
        key,
        text: format!("Question {key}?"),
        guidance: String::new(),
        kind,
        options: options
            .map(|(label, points)| AnswerOption {
                label: (*label).to_owned(),
                points,
                fails: key == 1 && points == 0,
            })
            .collect(),
        weight: 1,
        na: true,
        note: NoteRule::Never,
    }
}

fn score() -> ScoreView {
    let form = FormContent {
        title: "Appointments & more".to_owned(),
        sections: vec![Section {
            key: 1,
            title: "Understanding".to_owned(),
            weight: 1,
            questions: vec![
                question(1, QuestionKind::YesNo, &["", ""]),
                question(2, QuestionKind::Scale, &["", "", "well"]),
                question(3, QuestionKind::Choice, &["early", "late"]),
                question(4, QuestionKind::YesNo, &["", ""]),
            ],
        }],
    };
    let answer = |question, given| Answer {
        question,
        given,
        note: String::new(),
        evidence: Vec::new(),
    };
    let option = |option| Some(Given::Option { option });
    let mut first = answer(1, option(1));
    first.note = "Said <so>".to_owned();
    first.evidence = vec![Quote {
        place: QuotePlace {
            from_turn: 1,
            from_word: Some(0),
            to_turn: 1,
            to_word: Some(2),
        },
        side: Side::Caller,
        text: "Tuesday at three".to_owned(),
        from_ms: Some(3_100),
        to_ms: Some(4_200),
    }];
    let before = vec![first.clone(), answer(2, option(0))];
    let answers = vec![
        first,
        answer(2, option(2)),
        answer(3, Some(Given::NotApplicable)),
    ];
    let step = |step, by: &str, note: &str, before| StepView {
        step,
        by: Some(by.to_owned()),
        at: NOW.plus(90_000),
        note: note.to_owned(),
        before,
    };
    ScoreView {
        row: ScoreRow {
            id: ScoreId(id(20)),
            call_id: CallId(id(1)),
            caller: None,
            agent: None,
            started_at: NOW,
            form_id: FormId(id(21)),
            form_title: form.title.clone(),
            version: 3,
            form_retired: false,
            scorer: UserId(id(22)),
            scorer_name: Some("Ravi <R>".to_owned()),
            calibration_id: None,
            state: ScoreState::Resolved,
            changed: true,
            total: tally(&form, &answers).total,
            failed: false,
            changed_at: NOW,
        },
        tally: tally(&form, &answers),
        form,
        answers,
        missing: Vec::new(),
        steps: vec![
            step(ScoreStep::Submit, "Ravi <R>", "", None),
            step(ScoreStep::Dispute, "Omar", "It understood", None),
            step(ScoreStep::Change, "Lena", "Agreed", Some(before)),
        ],
        open: Vec::new(),
    }
}

fn case(language: CaseLanguage) -> CaseFile {
    let source = include_bytes!("../../fixtures/leaving/call.json");
    let mut draft = CallDataFormats.read("call.json", source).unwrap().remove(0);
    draft.variables[0].value = "Tue 16:00".to_owned();
    let reading = |value: &str, said_at_ms| CapturedVariable {
        name: "slot".to_owned(),
        value: value.to_owned(),
        said_at_ms,
    };
    let mut overlay = LeavingOverlay::default();
    overlay
        .variables
        .insert(0, reading("Tue 15:00", Some(4_200)));
    let versions = vec!["Tuesday at three".to_owned(), "Tuesday at <tea>".to_owned()];
    overlay.turn_versions.insert(1, versions);
    let value = |value: &str, at| CapturedValue {
        value: value.to_owned(),
        said_at_ms: Some(at),
        said_in: Some(1),
    };
    let correction = |by: &str, withdrawn| CaseCorrection {
        variable: 0,
        by: by.to_owned(),
        at: NOW,
        before: value("Tue 15:00", 4_200),
        after: value("Tue 16:00", 3_100),
        reason: Some("She says <four>".to_owned()),
        is_choice: false,
        withdrawn,
    };
    let back = Some(("Asha".to_owned(), NOW.plus(5_000)));
    CaseFile {
        call: LeavingCall {
            id: CallId(id(1)),
            draft,
            overlay,
            at: NOW,
        },
        language,
        export_id: ExportId(id(2)),
        workspace: "Sunrise Clinic".to_owned(),
        exported_by: "Asha Kulkarni".to_owned(),
        role: Role::QaLead,
        purpose: Purpose::Complaint,
        sound: Some(CaseSound {
            media_type: "audio/ogg",
            original: true,
            sha256: [7; 32],
        }),
        corrections: vec![correction("Ravi <R>", back), correction("Lena", None)],
        comments: comments(),
        scores: Some(vec![score()]),
    }
}

fn page(case: &CaseFile) -> String {
    let page = CallDataFormats.case_file(case);
    page.before + "SOUND" + &page.after
}

#[test]
fn a_case_file_has_its_golden_file_in_each_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/leaving");
    for language in CaseLanguage::ALL {
        let text = page(&case(*language));
        let golden = folder.join(format!("written.case.{}.html", language.as_str()));
        if std::env::var("PARLEY_GEN").is_ok_and(|value| value == "write") {
            std::fs::write(&golden, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap();
        assert!(text == expected, "{}", golden.display());
    }
}

#[test]
fn each_part_is_under_its_hash_and_no_name_is_markup() {
    let text = page(&case(CaseLanguage::En));
    for part in ["call", "corrections", "comments", "scorecards"] {
        let (_, json) = text.split_once(&format!(" id=\"{part}\">")).unwrap();
        let (json, _) = json.split_once("</script>").unwrap();
        assert!(text.contains(&hex(&sha256(&[json.as_bytes()]))), "{part}");
        serde_json::from_str::<serde_json::Value>(json).unwrap();
    }
    for foreign in ["<R>", "<so>", "<four>", "<tea>", "<b>"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    // A quote is a place in the sound.
    assert!(text.contains("class=\"quote\" data-s=\"3100\" data-e=\"4200\""));
}

#[test]
fn what_may_not_be_seen_is_not_in_it() {
    let mut case = case(CaseLanguage::En);
    (case.scores, case.sound) = (None, None);
    case.comments.clear();
    case.corrections.clear();
    let text = page(&case);
    for absent in [
        "scorecards\"",
        "id=\"comments\"",
        "Understanding",
        "data-s=\"",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(text.contains("Scorecards are not part of this file"));
}
