//! Exporting through the command table: the act before the file, the outcome after,
//! and nobody's file replaced unasked.

use std::fs;

use serde_json::{Value, json};

use crate::tree::root;
use crate::workbench::Workbench;

const SAMPLE: &str = "src-tauri/crates/ctl/demo/calls/002-sugar-check-aaji.parley.json";

/// A bench with one call of the demo, its recording included; the call's id.
async fn with_call() -> (Workbench, Value) {
    let bench = Workbench::new().await;
    let folder = bench.folder.path().join("in");
    fs::create_dir(&folder).unwrap();
    for ending in ["parley.json", "opus"] {
        let source = root()
            .join(SAMPLE)
            .with_extension("")
            .with_extension(ending);
        fs::copy(&source, folder.join(source.file_name().unwrap())).unwrap();
    }
    let report = bench.import(&folder).await;
    assert_eq!(report["counts"]["calls"], 1, "{report}");
    let call = report["files"][0]["calls"][0].clone();
    (bench, call)
}

fn acts(log: &[Value]) -> Vec<&str> {
    log.iter().map(|row| row["act"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_call_leaves_in_every_format_and_comes_back() {
    let (bench, call) = with_call().await;
    let before = bench.ok("transcript_get", json!({ "call_id": call })).await;
    let turns = before["turns"].as_array().unwrap();
    for (format, ending) in [
        ("text", "txt"),
        ("srt", "srt"),
        ("vtt", "vtt"),
        ("json", "json"),
        ("vcon", "vcon"),
    ] {
        let path = bench.folder.path().join(format!("call.{ending}"));
        let order = json!({
            "export_id": bench.id(), "call_id": call, "format": format,
            "purpose": "data_request", "path": path,
        });
        let file = bench.ok("call_export", order).await;
        let bytes = fs::read(&path).unwrap();
        assert_eq!(file["bytes"], bytes.len());
        let log = bench.log().await;
        assert_eq!(
            acts(&log)[..3],
            ["audit_read", "export_finished", "call_exported"]
        );
        let (ended, begun) = (&log[1], &log[2]);
        assert_eq!(begun["subject"]["id"], call);
        assert_eq!(begun["purpose"], "data_request");
        assert_eq!(begun["detail"]["format"], format);
        assert_eq!(ended["detail"]["outcome"], "written");
        assert_eq!(ended["detail"]["sha256"], file["sha256"]);

        let report = bench.import(&path).await;
        let again = &report["files"][0]["calls"][0];
        let after = bench
            .ok("transcript_get", json!({ "call_id": again }))
            .await;
        for (now, was) in after["turns"].as_array().unwrap().iter().zip(turns) {
            for member in ["side", "text", "start_ms", "end_ms"] {
                assert_eq!(now[member], was[member], "{format} {member}");
            }
        }
        assert_eq!(
            after["turns"].as_array().unwrap().len(),
            turns.len(),
            "{format}"
        );
    }
    bench.close().await;
}

#[tokio::test]
async fn a_file_that_is_there_stays_and_the_log_says_so() {
    let (bench, call) = with_call().await;
    let path = bench.folder.path().join("there.txt");
    fs::write(&path, "mine").unwrap();
    let order = |path: &std::path::Path, replace: bool| {
        json!({
            "export_id": bench.id(), "call_id": call, "format": "text",
            "purpose": "complaint", "path": path, "replace": replace,
        })
    };
    assert_eq!(
        bench.code("call_export", order(&path, false)).await,
        "file_exists"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let log = bench.log().await;
    assert_eq!(
        acts(&log)[..3],
        ["audit_read", "export_finished", "call_exported"]
    );
    assert_eq!(log[1]["detail"]["outcome"], "file_exists");

    bench.ok("call_export", order(&path, true)).await;
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("Parley transcript\n")
    );
    let nowhere = bench.folder.path().join("no/where.txt");
    assert_eq!(
        bench.code("call_export", order(&nowhere, false)).await,
        "file_unwritable"
    );
    let unexplained = json!({
        "export_id": bench.id(), "call_id": call, "format": "text", "path": path,
    });
    assert_eq!(
        bench.code("call_export", unexplained).await,
        "invalid_input"
    );
    bench.close().await;
}

#[tokio::test]
async fn who_only_listens_takes_nothing_away() {
    let (bench, call) = with_call().await;
    bench.add("Ravi", "reviewer").await;
    bench.sign_in("Ravi").await.unwrap();
    bench.ok("transcript_get", json!({ "call_id": call })).await;
    let path = bench.folder.path().join("ravi.txt");
    let order = json!({
        "export_id": bench.id(), "call_id": call, "format": "text",
        "purpose": "quality_review", "path": path,
    });
    assert_eq!(bench.code("call_export", order).await, "permission_denied");
    assert!(!path.exists());
    bench.sign_in("Asha").await.unwrap();
    let log = bench.log().await;
    let refused = log
        .iter()
        .find(|row| row["act"] == "permission_denied")
        .unwrap();
    assert_eq!(refused["detail"]["permission"], "call_export");
    assert_eq!(refused["actor"], "Ravi");
    bench.close().await;
}

/// A bench with the demo's call and two chats without times; the number of calls.
async fn with_calls() -> Workbench {
    let (bench, _) = with_call().await;
    let folder = bench.folder.path().join("chats");
    fs::create_dir(&folder).unwrap();
    for (name, caller) in [("a.json", "=HYPERLINK(\"x\")"), ("b.json", "Ann / Bob")] {
        let chat = json!({
            "format": "parley-call", "version": 1, "external_id": name, "channel": "chat",
            "started_at": "2026-05-12T05:12:00Z", "caller": { "name": caller },
            "turns": [{ "side": "caller", "text": "namaste" }],
        });
        fs::write(folder.join(name), chat.to_string()).unwrap();
    }
    bench.import(&folder).await;
    bench
}

fn many(bench: &Workbench, format: &str, path: &std::path::Path) -> Value {
    json!({
        "export_id": bench.id(), "format": format, "purpose": "quality_review", "path": path,
    })
}

#[tokio::test]
async fn a_filter_leaves_as_one_file_or_a_file_each() {
    let bench = with_calls().await;
    let folder = bench.folder.path().join("out");
    let report = bench
        .ok("calls_export", many(&bench, "text_files", &folder))
        .await;
    assert_eq!(
        (&report["written"], &report["skipped"]),
        (&json!(3), &json!(0))
    );
    let names = || {
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert!(
        names().contains(&"2026-05-12 0512Z Ann Bob.txt".to_owned()),
        "{:?}",
        names()
    );
    let log = bench.log().await;
    assert_eq!(
        acts(&log)[1..6],
        [
            "export_finished",
            "call_exported",
            "call_exported",
            "call_exported",
            "export_started"
        ]
    );
    assert_eq!(log[1]["subject"]["kind"], "export");
    assert_eq!(log[1]["detail"]["written"], "3");
    assert!(
        log[1..6]
            .iter()
            .all(|row| row["purpose"] == "quality_review")
    );

    // Again into the same folder: what is there stays, numbers go on.
    bench
        .ok("calls_export", many(&bench, "text_files", &folder))
        .await;
    assert_eq!(names().len(), 6);
    assert!(names().contains(&"2026-05-12 0512Z Ann Bob (2).txt".to_owned()));

    // Chats have no times: no subtitles, and no act either.
    let report = bench
        .ok("calls_export", many(&bench, "srt_files", &folder))
        .await;
    assert_eq!(
        (&report["written"], &report["skipped"]),
        (&json!(1), &json!(2))
    );

    let path = bench.folder.path().join("calls.csv");
    let mut order = many(&bench, "csv", &path);
    order["filter"] = json!({ "channel": "chat" });
    let report = bench.ok("calls_export", order).await;
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(report["file"]["bytes"], text.len());
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{text}");

    let path = bench.folder.path().join("calls.json");
    bench.ok("calls_export", many(&bench, "json", &path)).await;
    let list: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 3);
    let again = bench.import(&path).await;
    assert_eq!(again["counts"]["calls"], 3, "{again}");
    assert_eq!(
        bench
            .code("calls_export", many(&bench, "json", &path))
            .await,
        "file_exists"
    );
    assert_eq!(
        bench
            .code("export_cancel", json!({ "export_id": bench.id() }))
            .await,
        "not_found"
    );
    bench.close().await;
}

#[tokio::test]
async fn a_cancelled_export_leaves_no_half_file() {
    let bench = with_calls().await;
    let path = bench.folder.path().join("calls.csv");
    let order = many(&bench, "csv", &path);
    let cancel = json!({ "export_id": order["export_id"] });
    // Asked for while the export counts: it stops before its first page.
    let stop = async {
        loop {
            tokio::task::yield_now().await;
            if bench.call("export_cancel", cancel.clone()).await.is_ok() {
                break;
            }
        }
    };
    let (report, ()) = tokio::join!(bench.ok("calls_export", order.clone()), stop);
    assert_eq!(report["cancelled"], true);
    assert_eq!(report["file"], Value::Null);
    assert!(!path.exists());
    let log = bench.log().await;
    let ended = log
        .iter()
        .find(|row| row["act"] == "export_finished")
        .unwrap();
    assert_eq!(ended["detail"]["outcome"], "cancelled");
    bench.close().await;
}

#[tokio::test]
async fn a_clip_tells_its_stretch() {
    let (bench, call) = with_call().await;
    for format in ["wav", "flac"] {
        let path = bench.folder.path().join(format!("clip.{format}"));
        let order = json!({
            "export_id": bench.id(), "call_id": call, "format": format, "from_ms": 1_000,
            "to_ms": 3_500, "purpose": "legal_claim", "path": path,
        });
        bench.ok("clip_export", order.clone()).await;
        let log = bench.log().await;
        assert_eq!(acts(&log)[1..3], ["export_finished", "call_exported"]);
        for row in &log[1..3] {
            assert_eq!(
                (&row["detail"]["from_ms"], &row["detail"]["to_ms"]),
                (&json!("1000"), &json!("3500"))
            );
        }
        let report = bench.import(&path).await;
        let again = &report["files"][0]["calls"][0];
        let view = bench.ok("call_get", json!({ "call_id": again })).await;
        assert_eq!(view["recording"]["duration_ms"], 2_500.0);

        let mut empty = order.clone();
        empty["to_ms"] = json!(1_000);
        assert_eq!(bench.code("clip_export", empty).await, "invalid_input");
        let mut beyond = order;
        beyond["from_ms"] = json!(86_400_000);
        assert_eq!(bench.code("clip_export", beyond).await, "invalid_input");
    }
    bench.close().await;
}

#[tokio::test]
async fn a_pdf_leaves_for_one_call_and_for_many() {
    let (bench, call) = with_call().await;
    let path = bench.folder.path().join("call.pdf");
    let order = json!({
        "export_id": bench.id(), "call_id": call, "language": "hi", "zone": "Asia/Kolkata",
        "purpose": "data_request", "path": path,
    });
    let file = bench.ok("paper_export", order.clone()).await;
    let bytes = fs::read(&path).unwrap();
    assert_eq!(file["bytes"], bytes.len());
    assert!(bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF"));
    let log = bench.log().await;
    assert_eq!(acts(&log)[1..3], ["export_finished", "call_exported"]);
    assert_eq!(log[2]["detail"]["format"], "pdf");
    assert_eq!(log[2]["detail"]["language"], "hi");

    let mut nowhere = order;
    nowhere["zone"] = json!("Asia/Nowhere");
    nowhere["path"] = json!(bench.folder.path().join("nowhere.pdf"));
    assert_eq!(bench.code("paper_export", nowhere).await, "invalid_input");

    let folder = bench.folder.path().join("pdfs");
    let report = bench
        .ok("calls_export", many(&bench, "pdf_files", &folder))
        .await;
    assert_eq!(report["written"], 1);
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    assert!(
        file.path()
            .extension()
            .is_some_and(|ending| ending == "pdf")
    );
    bench.close().await;
}

#[tokio::test]
async fn a_case_file_holds_the_original_and_reaches_no_network() {
    use base64::Engine as _;
    let (bench, call) = with_call().await;
    let original = fs::read(
        root()
            .join(SAMPLE)
            .with_extension("")
            .with_extension("opus"),
    )
    .unwrap();
    for language in ["en", "hi"] {
        let path = bench.folder.path().join(format!("case-{language}.html"));
        let order = json!({
            "export_id": bench.id(), "call_id": call, "language": language,
            "purpose": "data_request", "path": path,
        });
        let file = bench.ok("case_file_export", order).await;
        let page = fs::read_to_string(&path).unwrap();
        assert_eq!(file["bytes"], page.len());
        assert!(page.contains("default-src 'none'; media-src data:;"));
        assert!(
            !page.contains("http:") && !page.contains("https:"),
            "an address"
        );
        let (_, sound) = page.split_once("data:audio/ogg;base64,").unwrap();
        let (sound, _) = sound.split_once('"').unwrap();
        let sound = base64::engine::general_purpose::STANDARD
            .decode(sound)
            .unwrap();
        assert!(sound == original, "not the original bytes");

        // Each hash on the page is that of what it says.
        let hash =
            |bytes: &[u8]| parley_domain::digest::hex(&parley_domain::digest::sha256(&[bytes]));
        assert!(page.contains(&hash(&original)));
        let (_, data) = page.split_once("id=\"call\">").unwrap();
        let (data, _) = data.split_once("</script>").unwrap();
        assert!(page.contains(&hash(data.as_bytes())));
        let embedded = bench
            .folder
            .path()
            .join(format!("embedded-{language}.json"));
        fs::write(&embedded, data).unwrap();
        let report = bench.import(&embedded).await;
        let again = &report["files"][0]["calls"][0];
        let now = bench
            .ok("transcript_get", json!({ "call_id": again }))
            .await;
        let was = bench.ok("transcript_get", json!({ "call_id": call })).await;
        assert_eq!(now, was);
    }
    let log = bench.log().await;
    let handed: Vec<_> = log
        .iter()
        .filter(|row| row["act"] == "call_exported")
        .collect();
    assert_eq!(handed[0]["detail"]["format"], "case_file");
    assert_eq!(handed[0]["detail"]["language"], "hi");
    bench.close().await;
}
