//! What people lay over a transcript.

use parley_app::calls::{GetTranscript, TranscriptView, transcript_get};
use parley_app::error::AppResult;
use parley_app::transcript::*;
use parley_domain::access::{Role, kinds};
use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId, SpeakerChangeId};
use parley_domain::transcript::{DiffKind, SpeakerEdit, Voice};

use crate::bench::{Bench, refused};

async fn correct(
    bench: &Bench,
    call_id: CallId,
    made_on: &[CorrectionId],
    text: &str,
) -> AppResult<CorrectedTurnView> {
    let (workspace, grant) = bench.can().await;
    let input = CorrectTurn {
        command_id: bench.command_id(),
        call_id,
        turn: 0,
        made_on: made_on.to_vec(),
        text: text.to_owned(),
    };
    turn_correct(&workspace, grant, input).await
}

async fn withdraw(
    bench: &Bench,
    call_id: CallId,
    correction_id: CorrectionId,
) -> AppResult<CorrectedTurnView> {
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let input = WithdrawCorrection {
        command_id,
        call_id,
        correction_id,
    };
    correction_withdraw(&workspace, grant, input).await
}

async fn choose(
    bench: &Bench,
    call_id: CallId,
    correction_id: CorrectionId,
) -> AppResult<CorrectedTurnView> {
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    let input = ChooseCorrection {
        command_id,
        call_id,
        correction_id,
    };
    correction_choose(&workspace, grant, input).await
}

async fn history(bench: &Bench, call_id: CallId) -> TurnHistoryView {
    let (workspace, grant) = bench.can().await;
    let input = GetTurnHistory { call_id, turn: 0 };
    turn_history(&workspace, grant, input).await.unwrap()
}

async fn transcript(bench: &Bench, call_id: CallId) -> TranscriptView {
    let (workspace, grant) = bench.can().await;
    let input = GetTranscript { call_id };
    transcript_get(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn a_correction_lies_over_the_turn_and_is_undone() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let same = correct(&bench, call_id, &[], " I want a refund ")
        .await
        .unwrap();
    assert_eq!(same.mark, None);
    assert!(bench.acts().await.is_empty());

    let done = correct(&bench, call_id, &[], "I want two refunds?")
        .await
        .unwrap();
    assert_eq!(done.turn.text, "I want two refunds?");
    assert_eq!(
        (done.numbers.caller.words, done.numbers.caller.questions),
        (4, 1)
    );
    let mark = done.mark.unwrap();
    assert!(!mark.disputed);
    let acts = bench.acts().await;
    assert!(acts[0].starts_with("Asha: turn_corrected Meera ") && acts[0].ends_with(" 1"));
    assert!(!acts[0].contains("refund"), "the log repeats no text");
    let read = transcript(&bench, call_id).await;
    assert_eq!(
        (&read.turns[0], &read.marks[..]),
        (&done.turn, &[mark.clone()][..])
    );
    bench.acts().await;

    let told = history(&bench, call_id).await;
    assert_eq!((&*told.imported, told.disputed), ("I want a refund", false));
    let one = &told.corrections[0];
    assert_eq!(
        (&*one.by, one.is_head, one.is_choice),
        ("Asha", true, false)
    );
    let changed = |kind: DiffKind| -> String {
        let pieces = one.diff.iter().filter(|p| p.kind == kind);
        pieces.map(|p| p.text.as_str()).collect()
    };
    assert_eq!(
        (&*changed(DiffKind::Removed), &*changed(DiffKind::Added)),
        ("a refund", "two refunds?")
    );
    assert_eq!(bench.acts().await, ["Asha: turn_history_read Meera 1"]);

    let undone = withdraw(&bench, call_id, one.id).await.unwrap();
    assert_eq!(undone.turn.text, "I want a refund");
    assert_eq!(undone.mark.unwrap().heads, []);
    assert_eq!(bench.acts().await, ["Asha: correction_withdrawn Meera 1"]);
    // Again: it is withdrawn, and that is no second act.
    withdraw(&bench, call_id, one.id).await.unwrap();
    assert!(bench.acts().await.is_empty());
    let told = history(&bench, call_id).await;
    assert_eq!(told.corrections[0].withdrawn.as_ref().unwrap().by, "Asha");
}

#[tokio::test]
async fn two_who_correct_the_same_are_in_dispute_until_one_is_chosen() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    bench.add("Ravi", Role::Reviewer).await;
    let first = correct(&bench, call_id, &[], "by Asha").await.unwrap();
    bench.sign_in("Ravi").await.unwrap();
    // Ravi had opened the call before.
    let second = correct(&bench, call_id, &[], "by Ravi").await.unwrap();
    let mark = second.mark.unwrap();
    assert_eq!(
        (&*second.turn.text, mark.disputed, mark.heads.len()),
        ("by Asha", true, 2)
    );
    let said: Vec<_> = mark.versions.iter().map(|v| (&*v.by, &*v.text)).collect();
    assert_eq!(
        said,
        [("Asha", "by Asha"), ("Ravi", "by Ravi")],
        "both, at once"
    );
    let read = transcript(&bench, call_id).await.marks;
    assert_eq!(read, std::slice::from_ref(&mark));
    let told = history(&bench, call_id).await;
    assert!(told.disputed && told.corrections.iter().all(|one| one.is_head));
    bench.acts().await;

    let ravi = told
        .corrections
        .iter()
        .find(|one| one.by == "Ravi")
        .unwrap();
    let resolved = choose(&bench, call_id, ravi.id).await.unwrap();
    assert_eq!(resolved.turn.text, "by Ravi");
    assert!(!resolved.mark.unwrap().disputed);
    assert!(bench.acts().await[0].starts_with("Ravi: correction_chosen"));
    let late = choose(&bench, call_id, ravi.id).await;
    assert_eq!(refused(late), ErrorCode::Conflict);
    // What others were made on cannot be pulled away from under them.
    let asha = first.mark.unwrap().heads[0];
    assert_eq!(
        refused(withdraw(&bench, call_id, asha).await),
        ErrorCode::Conflict
    );
    let told = history(&bench, call_id).await;
    assert!(told.corrections[0].is_choice && told.corrections.len() == 3);
    let open = withdraw(&bench, call_id, told.corrections[0].id)
        .await
        .unwrap();
    assert!(open.mark.unwrap().disputed);
}

#[tokio::test]
async fn what_is_not_there_cannot_be_corrected() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let unseen = CorrectionId(bench.command_id().0);
    let answer = correct(&bench, call_id, &[unseen], "x").await;
    assert_eq!(refused(answer), ErrorCode::InvalidInput);
    assert_eq!(
        refused(choose(&bench, call_id, unseen).await),
        ErrorCode::NotFound
    );
    let long = "x".repeat(500_001);
    assert_eq!(
        refused(correct(&bench, call_id, &[], &long).await),
        ErrorCode::InvalidInput
    );
    let emptied = correct(&bench, call_id, &[], " \n ").await.unwrap();
    assert_eq!((&*emptied.turn.text, emptied.turn.words.len()), ("", 0));
    bench.refuses::<kinds::CallAnnotate>(Role::Auditor).await;
}

fn voice(side: Side, name: &str) -> Voice {
    let speaker = (!name.is_empty()).then(|| name.to_owned());
    Voice { side, speaker }
}

async fn change(
    bench: &Bench,
    call_id: CallId,
    edit: SpeakerEdit,
    everywhere: bool,
) -> AppResult<TranscriptView> {
    let (workspace, grant) = bench.can().await;
    let input = ChangeSpeakers {
        command_id: bench.command_id(),
        call_id,
        edit,
        everywhere,
    };
    speakers_change(&workspace, grant, input).await
}

#[tokio::test]
async fn speakers_are_named_moved_swapped_and_restored() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    let spoken = |view: &TranscriptView| view.turns.iter().map(Voice::of).collect::<Vec<_>>();
    let before = transcript(&bench, call_id).await;
    let [caller, agent] = &spoken(&before)[..] else {
        panic!("two turns");
    };
    bench.acts().await;
    let meera = voice(Side::Caller, "Meera Iyer");
    let rename = SpeakerEdit::Rename {
        voice: caller.clone(),
        to: voice(Side::Caller, " Meera Iyer "),
    };
    let named = change(&bench, call_id, rename.clone(), false)
        .await
        .unwrap();
    assert_eq!(
        (&spoken(&named)[0], &named.named[..]),
        (&meera, &[meera.clone()][..])
    );
    assert_eq!(bench.acts().await, ["Asha: speakers_changed Meera rename"]);
    let swap = SpeakerEdit::Swap {
        a: meera.clone(),
        b: agent.clone(),
    };
    let swapped = change(&bench, call_id, swap, false).await.unwrap();
    assert_eq!(spoken(&swapped), [agent.clone(), meera.clone()]);
    let both = SpeakerEdit::Move {
        turns: vec![1, 0, 1],
        to: voice(Side::Other, "Nurse"),
    };
    let moved = change(&bench, call_id, both, false).await.unwrap();
    assert!(moved.turns.iter().all(|turn| turn.side == Side::Other));

    let (workspace, grant) = bench.can().await;
    let list = speaker_changes(&workspace, grant, ListSpeakerChanges { call_id });
    let changes = list.await.unwrap().changes;
    assert_eq!(changes.len(), 3);
    bench.acts().await;
    for one in &changes {
        let (workspace, grant) = bench.can().await;
        let input = RestoreSpeakers {
            command_id: bench.command_id(),
            call_id,
            change_id: one.id,
        };
        speakers_restore(&workspace, grant, input).await.unwrap();
    }
    assert_eq!(transcript(&bench, call_id).await.turns, before.turns);
    assert_eq!(bench.acts().await[0], "Asha: speakers_restored Meera move");

    for (edit, code) in [
        (
            SpeakerEdit::Move {
                turns: vec![9],
                to: meera.clone(),
            },
            ErrorCode::Conflict,
        ),
        (
            SpeakerEdit::Move {
                turns: vec![],
                to: meera.clone(),
            },
            ErrorCode::InvalidInput,
        ),
        (
            SpeakerEdit::Swap {
                a: meera.clone(),
                b: meera.clone(),
            },
            ErrorCode::InvalidInput,
        ),
        (
            SpeakerEdit::Swap {
                a: meera.clone(),
                b: agent.clone(),
            },
            ErrorCode::Conflict,
        ),
        (
            SpeakerEdit::Rename {
                voice: agent.clone(),
                to: voice(Side::Agent, &"x".repeat(81)),
            },
            ErrorCode::InvalidInput,
        ),
    ] {
        assert_eq!(refused(change(&bench, call_id, edit, false).await), code);
    }
    let (workspace, grant) = bench.can().await;
    let input = RestoreSpeakers {
        command_id: bench.command_id(),
        call_id,
        change_id: SpeakerChangeId(bench.command_id().0),
    };
    let unknown = speakers_restore(&workspace, grant, input).await;
    assert_eq!(refused(unknown), ErrorCode::NotFound);
    // Only a name can be another everywhere, and both that have none stay as they are.
    assert_eq!(
        refused(change(&bench, call_id, rename, true).await),
        ErrorCode::InvalidInput
    );
}
