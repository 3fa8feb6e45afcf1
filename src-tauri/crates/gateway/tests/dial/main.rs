//! The dialler against an API on this machine: what it asks, and what it makes of answers.

mod api;

use std::time::Duration;

use api::{Api, Does};
use parley_domain::call::Contact;
use parley_domain::permit::{NotPermitted, permit};
use parley_domain::time::UtcMillis;
use parley_gateway::dial::{Account, BaseUrl, DialError, Dialler, Permitted, Trust, TwilioDialler};
use parley_gateway::twilio::phone::Phone;
use parley_gateway::twilio::rest::{Detection, OutboundCall, Refusal};
use parley_gateway::twilio::secret::Secret;
use parley_gateway::twilio::sid::{AccountSid, CallSid};
use parley_gateway::twilio::twiml::Verb;
use parley_gateway::twilio::webhook::CallStatus;

fn dialler(base: &str, trust: &Trust) -> TwilioDialler {
    let account = Account {
        account: AccountSid::new("AC1").expect("a name"),
        auth_token: Secret::new("secret"),
    };
    TwilioDialler::new(&account, BaseUrl::new(base).expect("an address"), trust).expect("set up")
}

fn to_api(api: &Api) -> TwilioDialler {
    dialler(&format!("http://{}", api.address), &Trust::PublicRoots)
}

fn call() -> OutboundCall {
    OutboundCall {
        to: Phone::new("+14155550123").expect("a number"),
        from: Phone::new("+18005550100").expect("a number"),
        answer_url: "https://voice.example.com/twilio/voice".to_owned(),
        status_url: None,
        ring_for: Duration::from_secs(20),
        longest: Duration::from_secs(600),
        detect_machine: Detection::Off,
    }
}

/// Noon in California.
const NOON: UtcMillis = UtcMillis(1_795_204_800_000);

fn permitted(call: &OutboundCall) -> Permitted<'_> {
    let to = Contact::parse(call.to.as_str()).expect("a number");
    let permit = permit(&to, None, NOON).into_permit().expect("permitted");
    Permitted::now(call, permit, NOON).expect("still good")
}

fn sid() -> CallSid {
    CallSid::new("CA1").expect("a name")
}

#[tokio::test]
async fn a_call_is_placed() {
    let api = Api::new(vec![Does::Answers(
        201,
        r#"{"sid":"CA9","status":"queued"}"#,
    )])
    .await;
    let placed = to_api(&api)
        .place(permitted(&call()))
        .await
        .expect("placed");
    assert_eq!(
        (placed.call.as_str(), placed.status),
        ("CA9", Some(CallStatus::Queued))
    );
    let asked = api.asked().remove(0);
    assert!(
        asked.starts_with("POST /2010-04-01/Accounts/AC1/Calls.json HTTP/1.1\r\n"),
        "{asked}"
    );
    // "AC1:secret"
    assert!(
        asked.contains("authorization: Basic QUMxOnNlY3JldA==\r\n"),
        "{asked}"
    );
    assert!(
        asked.contains("To=%2B14155550123&From=%2B18005550100&"),
        "{asked}"
    );
}

#[tokio::test]
async fn a_call_is_transferred_and_ended() {
    let taken = Does::Answers(200, r#"{"sid":"CA1","status":"completed"}"#);
    let api = Api::new(vec![taken, taken]).await;
    let dialler = to_api(&api);
    assert_eq!(dialler.transfer(&sid(), &[Verb::HangUp]).await, Ok(()));
    assert_eq!(dialler.hang_up(&sid()).await, Ok(()));
    let asked = api.asked();
    assert!(asked[0].contains("Calls/CA1.json") && asked[0].contains("Twiml=%3C%3Fxml"));
    assert!(asked[1].ends_with("Status=completed"));
}

#[tokio::test]
async fn a_ringing_call_is_called_off_and_one_answered_meanwhile_is_ended() {
    let canceled = Does::Answers(200, r#"{"sid":"CA1","status":"canceled"}"#);
    let talks = Does::Answers(200, r#"{"sid":"CA1","status":"in-progress"}"#);
    let ended = Does::Answers(200, r#"{"sid":"CA1","status":"completed"}"#);
    let over = Does::Answers(400, r#"{"code":21220}"#);
    let (off, end) = ("Status=canceled", "Status=completed");
    let cases: [(&[Does], &[&str]); 5] = [
        (&[canceled], &[off]),
        (&[talks, ended], &[off, end]),
        (&[over, ended], &[off, end]),
        // It is over by itself.
        (&[over, over], &[off, end]),
        (&[Does::Answers(503, ""), canceled], &[off, off]),
    ];
    for (script, asked) in cases {
        let api = Api::new(script.to_vec()).await;
        assert_eq!(to_api(&api).call_off(&sid()).await, Ok(()), "{script:?}");
        let questions = api.asked();
        let bodies: Vec<&str> = questions
            .iter()
            .filter_map(|question| question.rsplit("\r\n").next())
            .collect();
        assert_eq!(bodies, asked, "{script:?}");
        assert!(questions[0].starts_with("POST /2010-04-01/Accounts/AC1/Calls/CA1.json "));
    }
    let api = Api::new(vec![Does::Answers(401, r#"{"code":20003}"#)]).await;
    let refused = Err(DialError::Refused(Refusal::Unauthorised));
    assert_eq!(to_api(&api).call_off(&sid()).await, refused);
}

#[tokio::test]
async fn refusals_are_told_apart_and_uncertainty_is_said() {
    let cases = [
        (
            Does::Answers(400, r#"{"code":21211}"#),
            DialError::Refused(Refusal::BadTo),
            true,
        ),
        (
            Does::Answers(401, "{}"),
            DialError::Refused(Refusal::Unauthorised),
            true,
        ),
        (
            Does::Answers(503, "<html>"),
            DialError::Refused(Refusal::Failing { status: 503 }),
            false,
        ),
        (
            Does::Answers(201, "<html>"),
            DialError::Refused(Refusal::Unreadable),
            false,
        ),
        (Does::Closes, DialError::NoAnswer, false),
        (Does::BreaksOff, DialError::NoAnswer, false),
        (Does::AnswersWithoutEnd, DialError::NoAnswer, false),
    ];
    for (does, error, is_certain) in cases {
        let api = Api::new(vec![does]).await;
        assert_eq!(
            to_api(&api).place(permitted(&call())).await,
            Err(error),
            "{does:?}"
        );
        assert_eq!(error.is_certain(), is_certain, "{does:?}");
        assert_eq!(api.asked().len(), 1, "a call is not placed twice");
    }
    let gone = Api::new(Vec::new()).await;
    let dialler = to_api(&gone);
    drop(gone);
    assert_eq!(
        dialler.place(permitted(&call())).await,
        Err(DialError::Unreached)
    );
    assert!(DialError::Unreached.is_certain());
}

#[tokio::test]
async fn a_call_is_asked_to_end_until_it_does() {
    let over = Does::Answers(400, r#"{"code":21220}"#);
    let api = Api::new(vec![Does::Closes, Does::Answers(503, ""), over]).await;
    assert_eq!(to_api(&api).hang_up(&sid()).await, Ok(()));
    assert_eq!(api.asked().len(), 3);
    let unknown = Api::new(vec![Does::Answers(404, "")]).await;
    let refused = Err(DialError::Refused(Refusal::NoSuchCall));
    assert_eq!(to_api(&unknown).hang_up(&sid()).await, refused);
    assert_eq!(unknown.asked().len(), 1);
}

#[tokio::test]
async fn only_a_trusted_api_is_told_anything() {
    let taken = Does::Answers(200, r#"{"sid":"CA1"}"#);
    let (api, certificate) = Api::with_tls(vec![taken]).await;
    let base = format!("https://localhost:{}", api.address.port());
    let stranger = dialler(&base, &Trust::PublicRoots);
    assert_eq!(
        stranger.place(permitted(&call())).await,
        Err(DialError::Unreached)
    );
    assert_eq!(api.asked().len(), 0);
    let trusted = dialler(&base, &Trust::Only(vec![certificate]));
    assert!(trusted.place(permitted(&call())).await.is_ok());
    let in_clear = Api::new(vec![taken]).await;
    let base = format!("https://localhost:{}", in_clear.address.port());
    let refused = dialler(&base, &Trust::PublicRoots)
        .place(permitted(&call()))
        .await;
    assert_eq!(refused, Err(DialError::Unreached));
}

#[test]
fn a_permit_of_another_number_or_another_hour_places_nothing() {
    let permit_for = |number: &str| {
        let to = Contact::parse(number).expect("a number");
        permit(&to, None, NOON).into_permit().expect("permitted")
    };
    let call = call();
    let other = Permitted::now(&call, permit_for("+14155550124"), NOON);
    assert_eq!(other.err(), Some(NotPermitted::SomebodyElse));
    let late = Permitted::now(&call, permit_for("+14155550123"), NOON.plus(60_000));
    assert_eq!(late.err(), Some(NotPermitted::AnotherTime));
}
