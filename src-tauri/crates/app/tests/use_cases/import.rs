use parley_app::import::{
    FileResult, GetImportReport, ImportNoteCode, ListImports, PreviewImport, PreviewKind,
    RunImport, SaveImportReport, import_list, import_preview, import_report_get,
    import_report_save, import_run,
};
use parley_app::ports::{Event, SourceFiles as _};
use parley_domain::access::{Role, kinds};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::ImportId;

use crate::bench::{Bench, refused};

const FILES: &[(&str, &str)] = &[
    ("a.call", "call\nphone: +1 415 555 0100\n> hello\n"),
    ("a.tone", "tone 4000 2"),
    ("list.call", "call\n> one\ncall\nrecording: b.tone\n> two\n"),
    ("b.tone", "tone 100 1"),
    ("letter.txt", "dear"),
    ("broken.call", "call\nnonsense\n"),
    ("empty.call", ""),
];

#[tokio::test]
async fn a_look_tells_what_belongs_together_and_keeps_nothing() {
    let bench = Bench::new().await;
    for (name, text) in FILES {
        bench
            .hands
            .files
            .put(&format!("/in/{name}"), text.as_bytes());
    }
    let (workspace, grant) = bench.can().await;
    let paths = vec!["/in".to_owned()];
    let look = import_preview(&workspace, grant, PreviewImport { paths }).await;
    let look = look.unwrap();
    assert_eq!(look.calls, 3);
    let file = |name: &str| look.files.iter().find(|f| f.name == name).unwrap();
    assert_eq!(file("a.call").pairs_with, ["a.tone"]);
    assert_eq!(file("list.call").pairs_with, ["b.tone"]);
    assert_eq!(file("b.tone").kind, PreviewKind::Audio);
    let refusal = |name: &str| file(name).refusal.as_ref().unwrap().code;
    assert_eq!(refusal("letter.txt"), ImportNoteCode::NotRecognised);
    assert_eq!(refusal("broken.call"), ImportNoteCode::Malformed);
    assert_eq!(refusal("empty.call"), ImportNoteCode::Empty);
    let kept = workspace.store.media_ids().await.unwrap();
    assert!(kept.is_empty() && bench.acts().await.is_empty());
    let (workspace, grant) = bench.can().await;
    let paths = vec!["/nowhere".to_owned()];
    let nothing = import_preview(&workspace, grant, PreviewImport { paths }).await;
    assert_eq!(refused(nothing), ErrorCode::FileUnreadable);
    bench.refuses::<kinds::CallImport>(Role::Reviewer).await;
}

#[tokio::test]
async fn each_call_is_kept_once_and_written_down() {
    let bench = Bench::new().await;
    let report = bench.import(FILES).await;
    let counts = report.counts;
    assert_eq!((counts.files, counts.imported, counts.calls), (7, 4, 3));
    assert_eq!(counts.refused, 3);
    let imported = "Asha: call_imported plain";
    let acts = bench.acts().await;
    assert_eq!(acts[0], "Asha: import_started");
    assert_eq!(acts[1], "Asha: call_imported +1 415 555 0100 plain");
    assert_eq!(acts[2..4], [imported, imported]);
    // already known, calls, files, refused
    assert_eq!(acts[4..], ["Asha: import_finished 0 3 7 3"]);
    let events = bench.hands.events.take();
    let done = |event: &Event| match event {
        Event::ImportProgress { done, total, .. } => Some((*done, *total)),
        _ => None,
    };
    let steps: Vec<(u32, u32)> = events.iter().filter_map(done).collect();
    assert_eq!(steps, [(1, 3), (2, 3), (3, 3)]);
    assert_eq!(events.last(), Some(&Event::CallsChanged));

    let again = bench.import(&[]).await;
    assert_eq!((again.counts.imported, again.counts.already_known), (0, 4));
    let acts = bench.acts().await;
    assert_eq!(
        acts,
        ["Asha: import_started", "Asha: import_finished 4 0 7 3"]
    );
}

#[tokio::test]
async fn one_person_however_the_number_is_written() {
    let bench = Bench::new().await;
    let calls = "call\nphone: +1 415 555 0100\n> one\ncall\nphone: tel:+1-415-555-0100\n> two\n";
    let report = bench.import(&[("calls", calls)]).await;
    let store = bench.desk.workspace().unwrap().store.clone();
    let mut people = Vec::new();
    for id in &report.files[0].calls {
        people.push(store.call(*id).await.unwrap().unwrap().person_id);
    }
    assert_eq!(people.len(), 2);
    assert_eq!(people[0], people[1]);
}

#[tokio::test]
async fn a_report_is_kept_shown_and_saved() {
    let bench = Bench::new().await;
    let report = bench.import(FILES).await;
    let import_id = report.import_id;
    bench.acts().await;
    let (workspace, grant) = bench.can().await;
    let list = import_list(&workspace, grant, ListImports {})
        .await
        .unwrap();
    assert_eq!(list.imports[0].by.as_deref(), Some("Asha"));
    let (workspace, grant) = bench.can().await;
    let kept = import_report_get(&workspace, grant, GetImportReport { import_id }).await;
    assert_eq!(kept.unwrap(), report);
    assert!(bench.acts().await.is_empty());

    let (workspace, grant) = bench.can().await;
    let path = "/out/report.csv".to_owned();
    let input = SaveImportReport { import_id, path };
    import_report_save(&workspace, grant, input).await.unwrap();
    assert_eq!(bench.acts().await, ["Asha: report_saved"]);
    let saved = bench.hands.files.read("/out/report.csv".as_ref(), u64::MAX);
    let saved = String::from_utf8(saved.unwrap()).unwrap();
    assert_eq!(saved.lines().count(), 8);
    let letter = "\"letter.txt\",\"refused\",\"\",\"not_recognised\"";
    assert!(saved.contains(letter), "{saved}");
    bench.refuses::<kinds::ImportRead>(Role::Reviewer).await;
}

#[tokio::test]
async fn an_import_runs_once_and_only_after_a_look() {
    let bench = Bench::new().await;
    let run = async |import_id| {
        let (workspace, grant) = bench.can().await;
        let input = RunImport {
            command_id: bench.command_id(),
            import_id,
            caller_channel: None,
        };
        import_run(&workspace, grant, input).await
    };
    let unseen = ImportId(bench.command_id().0);
    assert_eq!(refused(run(unseen).await), ErrorCode::NotFound);
    let report = bench.import(FILES).await;
    bench.acts().await;
    assert_eq!(run(report.import_id).await.unwrap(), report);
    assert!(bench.acts().await.is_empty());
    let known = report
        .files
        .iter()
        .filter(|f| f.result == FileResult::Imported);
    assert_eq!(known.count(), 4);
}
