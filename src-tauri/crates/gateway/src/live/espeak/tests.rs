use parley_voice::time::Samples;

use super::*;
use crate::live::speech_out::speech;
use crate::tasks::Nudge;

async fn spoken(
    voice: &Espeak,
    text: &str,
    tongue: Tongue,
) -> Result<(u64, Vec<SpokenWord>), SpeechOutError> {
    let (mut out, mut pieces) = speech(Nudge::default());
    let voice = voice.clone();
    let text = text.to_owned();
    let speaks = tokio::spawn(async move {
        voice.speak(&text, tongue, &mut out).await?;
        out.end().await
    });
    let (mut length, mut words) = (0, Vec::new());
    while let Some(made) = pieces.recv().await {
        length += made.codes.len() as u64;
        words.extend(made.words);
    }
    speaks.await.expect("no panic")?;
    Ok((length, words))
}

#[tokio::test]
async fn a_machine_without_the_voice_says_so() {
    let missing = Espeak::at("/nowhere/espeak-ng");
    let said = spoken(&missing, "Hello.", Tongue::En).await;
    assert_eq!(said, Err(SpeechOutError::NotInstalled));
}

fn stand_in(name: &str) -> Espeak {
    Espeak::at(format!(
        "{}/tests/voices/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
}

#[tokio::test]
async fn whatever_the_process_does_it_ends() {
    for (voice, error) in [
        (Espeak::at("false"), SpeechOutError::Failed),
        (stand_in("endless"), SpeechOutError::TooLong),
        (stand_in("hangs"), SpeechOutError::TimedOut),
    ] {
        let said = spoken(&voice, "Hello.", Tongue::En).await;
        assert_eq!(said, Err(error), "{voice:?}");
    }
}

/// Where the voice is installed; elsewhere there is nothing to hear.
#[tokio::test]
async fn words_follow_one_another_through_the_sound() {
    let voice = Espeak::default();
    for (tongue, text) in [
        (
            Tongue::En,
            "Hello, this is the assistant of Hill Dental, an AI. How can I help?",
        ),
        (
            Tongue::Hi,
            "नमस्ते, यह एक एआई सहायक है। मैं आपकी क्या मदद कर सकता हूँ?",
        ),
    ] {
        let (length, words) = match spoken(&voice, text, tongue).await {
            Err(SpeechOutError::NotInstalled) => return,
            said => said.expect("spoken"),
        };
        let said: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(said.join(" "), text);
        assert!(words.windows(2).all(|pair| pair[0].to <= pair[1].from));
        assert!(words.iter().all(|word| word.from < word.to));
        let (first, last) = (&words[0], &words[words.len() - 1]);
        assert!(first.from < Samples::of_ms(300) && last.to.0 <= length);
        // Somebody who reads takes about as long.
        assert!((2_000..9_000).contains(&Samples(length).ms()), "{length}");
    }
}
