//! Scores from draft to a decided dispute.

use super::*;

#[tokio::test]
async fn a_call_is_scored_from_draft_to_submission() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let begun = quality.begin(None).await.unwrap();
    assert_eq!((begun.tally.asked, begun.missing.len()), (2, 2));
    // Going on is not beginning anew.
    assert_eq!(quality.begin(None).await.unwrap().row.id, begun.row.id);
    let id = begun.row.id;
    assert_eq!(
        refused(quality.submit(id).await),
        ErrorCode::ScoreIncomplete
    );
    let mut shown = gave(1, 0);
    shown.evidence = vec![QuotePlace {
        from_turn: 1,
        from_word: None,
        to_turn: 1,
        to_word: None,
    }];
    let saved = quality.save(id, vec![shown, gave(2, 0)]).await.unwrap();
    assert_eq!(saved.answers[0].evidence[0].text, "Gladly");
    assert_eq!((saved.tally.total, saved.missing.len()), (Some(5_000), 1));
    let mut elsewhere = gave(1, 0);
    elsewhere.evidence = vec![QuotePlace {
        from_turn: 9,
        from_word: None,
        to_turn: 9,
        to_word: None,
    }];
    let refusal = quality.save(id, vec![elsewhere]).await;
    assert_eq!(refused(refusal), ErrorCode::InvalidInput);
    quality
        .save(id, vec![gave(1, 0), gave(2, 1)])
        .await
        .unwrap();
    let submitted = quality.submit(id).await.unwrap();
    assert_eq!(submitted.row.state, ScoreState::Submitted);
    assert_eq!(submitted.row.total, Some(7_500));
    assert_eq!(
        refused(quality.save(id, vec![]).await),
        ErrorCode::ScoreState
    );
    assert_eq!(refused(quality.submit(id).await), ErrorCode::ScoreState);
    assert_eq!(refused(quality.begin(None).await), ErrorCode::Conflict);
    let acts = quality.bench.acts().await;
    assert_eq!(
        acts[..2],
        [
            "Ravi: score_begun Meera Appointments",
            "Ravi: score_opened Meera Appointments",
        ]
    );
    // The two saves of the day it was begun are told by what they came to.
    let handed_in = serde_json::to_vec(&submitted.answers).unwrap();
    let proof = hex(&sha256(&[&handed_in]));
    assert_eq!(
        acts[2..],
        [format!(
            "Ravi: score_submitted Meera Appointments 2 {proof}"
        )]
    );
}

#[tokio::test]
async fn the_saves_of_a_draft_are_told_once_a_day() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    quality.bench.acts().await;
    let drafted = vec!["Ravi: score_drafted Meera Appointments".to_owned()];
    for (days, told) in [(0, vec![]), (1, drafted.clone()), (0, vec![]), (2, drafted)] {
        quality.bench.hands.clock.forward(days * 86_400_000);
        quality.as_person("Ravi").await;
        for option in [0, 1, 0] {
            quality.save(id, vec![gave(1, option)]).await.unwrap();
        }
        assert_eq!(quality.bench.acts().await, told);
    }
}

#[tokio::test]
async fn a_draft_is_for_its_scorer_alone_and_may_be_thrown_away() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    assert_eq!(quality.list().await.len(), 1);
    quality.as_person("Lena").await;
    assert_eq!(quality.list().await, []);
    assert_eq!(refused(quality.get(id).await), ErrorCode::NotFound);
    assert_eq!(refused(quality.save(id, vec![]).await), ErrorCode::NotFound);
    // Two people may score one call.
    let other = quality.begin(None).await.unwrap().row.id;
    assert_ne!(other, id);
    quality.as_person("Ravi").await;
    let (workspace, grant) = quality.can().await;
    let input = DiscardScore {
        command_id: quality.bench.command_id(),
        score_id: id,
    };
    score_discard(&workspace, grant, input).await.unwrap();
    assert_eq!(quality.list().await, []);
}

#[tokio::test]
async fn a_retired_form_lets_drafts_be_finished_and_none_begin() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.begin(None).await.unwrap().row.id;
    quality.as_person("Lena").await;
    retire(&quality.bench, quality.form, true).await.unwrap();
    let acts = quality.bench.acts().await;
    assert_eq!(acts, ["Lena: form_retired Appointments"]);
    assert_eq!(refused(quality.begin(None).await), ErrorCode::FormRetired);
    quality.as_person("Ravi").await;
    let draft = quality.begin(None).await.unwrap();
    assert_eq!((draft.row.id, draft.row.form_retired), (id, true));
    quality
        .save(id, vec![gave(1, 1), gave(2, 2)])
        .await
        .unwrap();
    let done = quality.submit(id).await.unwrap();
    assert_eq!((done.row.total, done.row.failed), (Some(0), true));
    quality.as_person("Lena").await;
    retire(&quality.bench, quality.form, false).await.unwrap();
    quality.begin(None).await.unwrap();
}

#[tokio::test]
async fn a_dispute_is_decided_by_neither_of_the_two() {
    let quality = Quality::new().await;
    quality.as_person("Lena").await;
    let id = quality.scored(1).await;
    quality.as_person("Omar").await;
    let unsaid = quality.reply(id, ScoreReply::Dispute, " ").await;
    assert_eq!(refused(unsaid), ErrorCode::InvalidInput);
    let open = quality.get(id).await.unwrap().open;
    let may: Vec<_> = open.iter().map(|o| (o.step, o.refused)).collect();
    let mine = [(ScoreStep::Acknowledge, None), (ScoreStep::Dispute, None)];
    assert_eq!(may, mine);
    let disputed = quality.reply(id, ScoreReply::Dispute, "It did ask").await;
    assert_eq!(disputed.unwrap().row.state, ScoreState::Disputed);
    // Lena scored it, Omar's role decides nothing; Asha may.
    quality.as_person("Lena").await;
    let own = quality.resolve(id, "It stands", None).await;
    assert_eq!(refused(own), ErrorCode::OwnScore);
    let open = quality.get(id).await.unwrap().open;
    assert!(open.iter().all(|o| o.refused == Some(ErrorCode::OwnScore)));
    quality.as_person("Asha").await;
    let same = Some(vec![gave(1, 0), gave(2, 1)]);
    assert_eq!(
        refused(quality.resolve(id, "No", same).await),
        ErrorCode::InvalidInput
    );
    let changed = Some(vec![gave(1, 0), gave(2, 2)]);
    let resolved = quality.resolve(id, "Heard again", changed).await.unwrap();
    assert_eq!(
        (resolved.row.state, resolved.row.changed),
        (ScoreState::Resolved, true)
    );
    assert_eq!(resolved.row.total, Some(10_000));
    let before = resolved.steps[2].before.as_ref().unwrap();
    assert_eq!(before[1].given, Some(Given::Option { option: 1 }));
    let acts = quality.bench.acts().await;
    assert_eq!(acts, ["Asha: score_changed Meera Appointments"]);
    let late = quality.reply(id, ScoreReply::Acknowledge, "").await;
    assert_eq!(refused(late), ErrorCode::ScoreState);
    quality
        .bench
        .refuses::<kinds::ScoreResolve>(Role::Reviewer)
        .await;
    quality
        .bench
        .refuses::<kinds::ScoreAnswer>(Role::QaLead)
        .await;
}

#[tokio::test]
async fn who_disputed_does_not_decide() {
    let quality = Quality::new().await;
    quality.as_person("Ravi").await;
    let id = quality.scored(2).await;
    quality.as_person("Asha").await;
    quality
        .reply(id, ScoreReply::Dispute, "Why?")
        .await
        .unwrap();
    let own = quality.resolve(id, "I was right", None).await;
    assert_eq!(refused(own), ErrorCode::OwnScore);
    quality.as_person("Lena").await;
    let upheld = quality.resolve(id, "It stands", None).await.unwrap();
    assert_eq!(
        (upheld.row.state, upheld.row.changed),
        (ScoreState::Resolved, false)
    );
}
