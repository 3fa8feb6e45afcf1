//! Calibrations: blind until all have scored.

use super::*;

async fn calibrate(quality: &Quality, scorers: Vec<UserId>) -> AppResult<CalibrationView> {
    let (workspace, grant) = quality.can().await;
    let input = BeginCalibration {
        command_id: quality.bench.command_id(),
        call_id: quality.call.id,
        form_id: quality.form,
        scorers,
    };
    calibration_begin(&workspace, grant, input).await
}

async fn look(quality: &Quality, calibration: &CalibrationView) -> CalibrationView {
    let (workspace, grant) = quality.can().await;
    let calibration_id = calibration.row.id;
    let input = GetCalibration { calibration_id };
    calibration_get(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn a_calibration_is_blind_until_the_last_has_submitted() {
    let quality = Quality::new().await;
    let [ravi, lena, omar] = [
        quality.user("Ravi").await,
        quality.user("Lena").await,
        quality.user("Omar").await,
    ];
    // Omar may not score, and one alone does not compare.
    assert_eq!(
        refused(calibrate(&quality, vec![ravi, omar]).await),
        ErrorCode::InvalidInput
    );
    assert_eq!(
        refused(calibrate(&quality, vec![ravi, ravi]).await),
        ErrorCode::InvalidInput
    );
    let begun = calibrate(&quality, vec![ravi, lena]).await.unwrap();
    quality.as_person("Ravi").await;
    let id = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(id, vec![gave(1, 0), gave(2, 2)])
        .await
        .unwrap();
    quality.submit(id).await.unwrap();
    // What calibrates stands in no list of scores.
    assert_eq!(quality.list().await, []);
    quality.as_person("Lena").await;
    assert_eq!(refused(quality.get(id).await), ErrorCode::NotFound);
    let blind = look(&quality, &begun).await;
    assert_eq!((blind.scores.len(), blind.mine_to_score), (0, true));
    assert!(blind.row.scorers[0].submitted && blind.agreement.is_none());
    let second = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(second, vec![gave(1, 0), gave(2, 1)])
        .await
        .unwrap();
    quality.bench.acts().await;
    let second = quality.submit(second).await.unwrap();
    let handed_in = serde_json::to_vec(&second.answers).unwrap();
    let proof = hex(&sha256(&[&handed_in]));
    assert_eq!(
        quality.bench.acts().await,
        [
            format!("Lena: score_submitted Meera Appointments 1 {proof}"),
            "Lena: calibration_opened Meera Appointments".to_owned(),
        ]
    );
    let open = look(&quality, &begun).await;
    let agreement = open.agreement.unwrap();
    assert_eq!((agreement.equal_pairs, agreement.pairs), (1, 2));
    assert_eq!(agreement.mean_difference, Some(2_500));
    assert_eq!(agreement.differing, [2]);
    assert_eq!(open.scores[0].scorer, ravi);
    quality.get(id).await.unwrap();
    quality.as_person("Omar").await;
    let moot = quality.reply(id, ScoreReply::Acknowledge, "").await;
    assert_eq!(refused(moot), ErrorCode::ScoreState);
}

#[tokio::test]
async fn a_calibration_opened_early_takes_no_more_scores() {
    let quality = Quality::new().await;
    let [ravi, lena] = [quality.user("Ravi").await, quality.user("Lena").await];
    let begun = calibrate(&quality, vec![ravi, lena]).await.unwrap();
    quality.as_person("Ravi").await;
    let id = quality.begin(Some(&begun)).await.unwrap().row.id;
    quality
        .save(id, vec![gave(1, 0), gave(2, 2)])
        .await
        .unwrap();
    let open = async || {
        let (workspace, grant) = quality.can().await;
        let input = OpenCalibration {
            command_id: quality.bench.command_id(),
            calibration_id: begun.row.id,
        };
        calibration_open(&workspace, grant, input).await
    };
    // Lena is a scorer herself and would see the answers of others.
    quality.as_person("Lena").await;
    assert_eq!(refused(open().await), ErrorCode::OwnScore);
    quality.as_person("Asha").await;
    let opened = open().await.unwrap();
    assert_eq!(opened.agreement.unwrap().pairs, 0);
    quality.as_person("Ravi").await;
    assert_eq!(refused(quality.submit(id).await), ErrorCode::ScoreState);
}
