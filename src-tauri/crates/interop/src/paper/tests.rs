//! What stands where on the pages, compared with a golden file that people can read,
//! and what is in the PDF, read without another program.
//! `PARLEY_GEN=write` writes the golden file anew.

use std::io::Read as _;
use std::path::Path;

use flate2::read::ZlibDecoder;
use parley_app::import::{CallDraft, ContentHash, RecordingRef};
use parley_app::ports::{CallDataReader as _, LeavingCall, Paper};
use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{Side, Turn};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::CaseLanguage;
use parley_domain::ids::{CallId, ExportId};
use parley_domain::time::UtcMillis;
use proptest::prelude::*;

use super::faces::Weight;
use super::lines::{Type, lines};
use super::shape::Shapes;
use super::sheet::{HEIGHT, Item, MARGIN, WIDTH};
use super::*;

fn paper(draft: CallDraft, language: CaseLanguage) -> Paper {
    let id = |last: u128| uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + last);
    Paper {
        call: LeavingCall {
            id: CallId(id(1)),
            overlay: parley_app::ports::LeavingOverlay::default(),
            draft,
            at: UtcMillis(1_795_000_000_000),
        },
        language,
        zone: Some("Asia/Kolkata".to_owned()),
        export_id: ExportId(id(2)),
        workspace: "Sunrise Clinic".to_owned(),
        exported_by: "Asha Kulkarni".to_owned(),
        role: Role::PrivacyOfficer,
        purpose: Purpose::DataRequest,
    }
}

fn turn(side: Side, text: &str) -> Turn {
    Turn {
        side,
        speaker: None,
        text: text.to_owned(),
        start_ms: Some(61_000),
        end_ms: None,
        words: Vec::new(),
    }
}

fn said(texts: &[&str]) -> CallDraft {
    CallDraft {
        turns: texts.iter().map(|text| turn(Side::Caller, text)).collect(),
        ..CallDraft::default()
    }
}

/// Every line with its place and its text, page by page.
fn places(sheet: &Sheet) -> String {
    let mut text = String::new();
    for (page, items) in sheet.pages.iter().enumerate() {
        text.push_str(&format!("page {}\n", page + 1));
        for item in items {
            let line = match item {
                Item::Line {
                    line,
                    left,
                    baseline,
                    size,
                    of,
                    ..
                } => {
                    let part = of.and_then(|at| sheet.parts.get(at));
                    let said: Vec<&str> =
                        line.stretches.iter().map(|one| one.text.as_str()).collect();
                    format!(
                        "{left:6.1} {baseline:6.1} {size:4.1} {:<12} {}",
                        part.map_or("-".to_owned(), |part| format!("{part:?}")),
                        said.join("|")
                    )
                }
                Item::Rule { top } => format!("{:6.1} {top:6.1} ----", MARGIN),
                Item::Mark {
                    shape,
                    left,
                    middle,
                    ..
                } => format!("{left:6.1} {middle:6.1} {shape:?}"),
            };
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

/// What all streams of a PDF hold, one after the other.
fn streams(pdf: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = pdf;
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|one| one == what);
    while let Some(at) = find(rest, b"\nstream\n") {
        rest = &rest[at + 8..];
        let mut stream = Vec::new();
        // Fonts and colours are streams, too, and not all of them are packed.
        if ZlibDecoder::new(rest).read_to_end(&mut stream).is_ok() {
            text.push_str(&String::from_utf8_lossy(&stream));
        }
    }
    text
}

#[test]
fn pages_have_their_golden_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/leaving");
    let source = std::fs::read(folder.join("call.json")).unwrap();
    let mut draft = crate::CallDataFormats
        .read("call.json", &source)
        .unwrap()
        .remove(0);
    draft.recording = Some(RecordingRef::Sidecar {
        file_name: "priya.opus".to_owned(),
        caller_channel: None,
        stated_hash: Some(ContentHash::Sha256([0xab; 32])),
    });
    for language in CaseLanguage::ALL {
        let paper = paper(draft.clone(), *language);
        let text = places(&Page::new(&paper).unwrap().laid_out().unwrap());
        let golden = folder.join(format!("written.pdf.{}.txt", language.as_str()));
        if std::env::var("PARLEY_GEN").is_ok_and(|value| value == "write") {
            std::fs::write(&golden, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap();
        assert_eq!(text, expected, "{}", golden.display());
    }
}

/// Words with what HarfBuzz makes of them in Noto Sans Devanagari 2.006.
const WORDS: &[(&str, &[u32], f32)] = &[
    ("क्षत्रिय", &[90, 542, 304, 81], 2108.0),
    ("हिंदी", &[556, 88, 759, 73, 33], 1580.0),
    ("श्री", &[317, 33], 967.0),
    ("र्क", &[56, 503], 768.0),
    ("कर्त्ता", &[56, 439, 31, 503], 1718.0),
    (
        "ट्रांसक्रिप्ट",
        &[66, 505, 31, 100, 87, 542, 295, 246, 66],
        3283.0,
    ),
    ("चिट्ठियाँ", &[544, 61, 540, 429, 81, 31, 101], 2481.0),
];

#[test]
fn words_are_shaped_as_harfbuzz_shapes_them() {
    let of = Type {
        weight: Weight::Regular,
        size: 1.0,
    };
    // Glyphs and width by HarfBuzz itself, in the same typeface.
    for (word, glyphs, width) in WORDS {
        let mut shapes = Shapes::new().unwrap();
        let mut set = lines(&mut shapes, word, of, 100.0);
        let line = set.remove(0);
        let found: Vec<u32> = line.stretches[0]
            .glyphs
            .iter()
            .map(|one| one.glyph_id.to_u32())
            .collect();
        assert_eq!(found, *glyphs, "{word}");
        assert_eq!((line.width * 1000.0).round(), *width, "{word}");
    }
}

#[test]
fn the_file_can_be_searched_read_out_and_made_again() {
    let draft = said(&["क्षत्रिय, please. 👍", "श्री 🙏 سلام"]);
    let paper = paper(draft, CaseLanguage::Hi);
    let pdf = write(&paper).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(
        pdf == write(&paper).unwrap(),
        "other bytes for the same call"
    );
    let plain = String::from_utf8_lossy(&pdf);
    for what in [
        "/StructTreeRoot",
        "/Lang(hi)",
        "/LBody",
        "pdfaid:part",
        "Asha Kulkarni",
    ] {
        assert!(plain.contains(what), "{what}");
    }
    let streams = streams(&pdf);
    // The conjunct, and one emoji on the sign that stands for all of them; the other
    // is told at its place.
    for what in ["<0915094D0937>", "<D83DDC4D>", "/ActualText"] {
        assert!(streams.contains(what), "{what}");
    }
    let mut elsewhere = paper;
    elsewhere.zone = Some("Asia/Nowhere".to_owned());
    assert_eq!(write(&elsewhere).unwrap_err().code, ErrorCode::InvalidInput);
}

#[test]
fn calls_of_every_size_become_pages() {
    let sheet = |draft: CallDraft| {
        let paper = paper(draft, CaseLanguage::En);
        assert!(write(&paper).unwrap().len() > 1_000);
        let sheet = Page::new(&paper).unwrap().laid_out().unwrap();
        for item in sheet.pages.iter().flatten() {
            if let Item::Line {
                line,
                left,
                baseline,
                ..
            } = item
            {
                assert!(*left >= MARGIN - 0.1, "left of the page");
                assert!(
                    left + line.width < WIDTH - MARGIN + 12.0,
                    "right of the page"
                );
                assert!((30.0..HEIGHT - 30.0).contains(baseline), "off the page");
            }
        }
        sheet
    };
    assert!(places(&sheet(CallDraft::default())).contains("There is no transcript"));

    let long: String = (0..40_000)
        .map(|n| {
            if n % 5 == 0 {
                "बातचीत "
            } else {
                "word "
            }
        })
        .collect();
    let mut draft = said(&[&long]);
    draft.turns[0].speaker = Some("Kim (desk)".to_owned());
    let laid = sheet(draft);
    assert!(laid.pages.len() > 40);
    // Whoever still speaks is named on every page.
    for page in laid.pages.iter().take(40).skip(1) {
        let named = |item: &Item| matches!(item, Item::Line { line, of: None, .. } if line.stretches.iter().any(|one| one.text == "Kim (desk)"));
        assert!(page.iter().any(named));
    }

    let mut many = said(&["yes"; 24]);
    for (at, turn) in many.turns.iter_mut().enumerate() {
        turn.side = Side::Other;
        turn.speaker = Some(format!("Speaker {}", at % 12));
    }
    let text = places(&sheet(many));
    assert!((0..12).all(|at| text.contains(&format!("Speaker {at}\n"))));
}

#[test]
fn marks_upon_marks_stay_in_their_line() {
    let shown = format!("a{}", "\u{301}".repeat(400));
    let laid = Page::new(&paper(said(&[&shown]), CaseLanguage::En))
        .unwrap()
        .laid_out()
        .unwrap();
    let out = |item: &&Item| matches!(item, Item::Line { line, .. } if line.reaches_out);
    assert_eq!(laid.pages.iter().flatten().filter(out).count(), 1);
}

/// Signs of many kinds: scripts, joiners, marks, controls, and such as no font has.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[a-z नमस्तेक्षर्य।،سلام שלום👍🏽‍\u{200d}\u{fe0f}\u{301}]{0,40}",
        prop::sample::select(vec![
            "\r\n",
            "\u{2029}",
            "\u{0}",
            "\u{202e}",
            "\u{fffe}",
            "र्",
            "्",
            "🇮🇳",
            "\u{feff}",
            "\u{e0001}",
            "\u{10ffff}"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_pages(
        texts in prop::collection::vec((any_text(), prop::option::of(any_text())), 0..4),
        name in prop::option::of(any_text()),
        summary in prop::option::of(any_text()),
        started in prop::option::of(any::<i64>()),
        wide in 0usize..400,
    ) {
        let mut draft = said(&[]);
        for (text, speaker) in texts {
            draft.turns.push(Turn { speaker, ..turn(Side::Agent, &(text.clone() + &text.replace(' ', "").repeat(wide / 40))) });
        }
        draft.caller.name = name;
        draft.summary = summary;
        draft.started_at = started.map(UtcMillis);
        prop_assert!(write(&paper(draft, CaseLanguage::En)).is_ok());
    }
}
