//! SubRip, as found in the wild: numbers may be missing, decimals are commas or
//! points of one to three digits or left out, coordinates may follow the times.
//! There is no standard; the arrow line is what makes a file one.

mod markup;
mod write;

use parley_app::import::{CallDraft, Refusal};

use crate::format::{Format, Input, MAX_SUBTITLE_BYTES};
use crate::text::clean;
use crate::transcript::{Spoken, Transcript, read_voice};

pub(crate) use write::write;

/// A SubRip file.
pub(crate) struct Srt;

impl Format for Srt {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn max_bytes(&self) -> usize {
        MAX_SUBTITLE_BYTES
    }

    /// The first line that is not blank and not a cue's number has times in it.
    fn recognise(&self, input: &Input<'_>) -> bool {
        input.text().is_some_and(|text| {
            let mut lines = text
                .split(['\n', '\r'])
                .filter(|line| !line.trim().is_empty() && !is_number(line));
            lines.next().is_some_and(|line| timings(line).is_some())
        })
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let text = clean(input.text().unwrap_or_default());
        let mut transcript = Transcript::default();
        let mut cue: Option<Spoken> = None;
        let lines: Vec<&str> = text.split('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            if line.contains("-->") {
                cue.take()
                    .into_iter()
                    .for_each(|cue| transcript.push(finish(cue)));
                match timings(line) {
                    Some((start, end)) => {
                        cue = Some(Spoken {
                            text: Some(String::new()),
                            start: Some(start),
                            end: Some(end),
                            ..Spoken::default()
                        });
                    }
                    None => transcript.skip(1),
                }
                continue;
            }
            // A number right above a timing line numbers the next cue.
            let next = lines.get(number + 1);
            if is_number(line) && next.is_some_and(|next| next.contains("-->")) {
                continue;
            }
            if let Some(text) = cue.as_mut().and_then(|cue| cue.text.as_mut()) {
                text.push_str(line);
                text.push('\n');
            }
        }
        cue.into_iter().for_each(|cue| transcript.push(finish(cue)));
        let mut draft = CallDraft::default();
        transcript.give_to(&mut draft);
        Ok(vec![draft])
    }
}

/// A blank line inside a cue is kept; those around it are not. A label in front of
/// the text is its speaker.
fn finish(mut cue: Spoken) -> Spoken {
    let text = cue.text.unwrap_or_default();
    let text = markup::plain(text.trim_matches('\n'));
    cue.text = Some(match read_voice(&text) {
        Some((side, name, said)) => {
            cue.side = Some(side);
            cue.speaker = name.map(str::to_owned);
            said.to_owned()
        }
        None => text,
    });
    cue
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn timings(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let mut rest = rest.split_whitespace();
    let end = timestamp(rest.next()?)?;
    Some((timestamp(start.trim())?, end))
}

/// `h:m:s`, with an optional decimal part after a comma or a point, in ms.
fn timestamp(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let mut parts = whole.split(':');
    let (hours, minutes, seconds) = (
        part(parts.next()?)?,
        part(parts.next()?)?,
        part(parts.next()?)?,
    );
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let mut millis = 0u32;
    let mut unit = 100u32;
    for digit in fraction.trim().chars() {
        millis += digit.to_digit(10)? * unit;
        unit /= 10;
    }
    hours
        .checked_mul(3600)?
        .checked_add(minutes * 60 + seconds)?
        .checked_mul(1000)?
        .checked_add(millis)
}

fn part(text: &str) -> Option<u32> {
    let text = text.trim();
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_of_every_habit() {
        assert_eq!(timestamp("00:01:41,04"), Some(101_040));
        assert_eq!(timestamp("00:01:39"), Some(99_000));
        assert_eq!(timestamp("0:0:0,5"), Some(500));
        assert_eq!(timestamp("00:00:01.2345678"), Some(1234));
        for wrong in [
            "00:60:00,000",
            "1:00",
            "-1:00:00",
            "00:00:00,0x",
            "99999:00:00",
            "",
        ] {
            assert_eq!(timestamp(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_blank_line_inside_a_cue_loses_nothing() {
        let file =
            b"1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n2\n00:00:03,000 --> 00:00:04,000\n42\n\n";
        let drafts = Srt.read(&Input::new("x", file)).unwrap();
        let texts: Vec<&str> = drafts[0]
            .turns
            .iter()
            .map(|turn| turn.text.as_str())
            .collect();
        assert_eq!(texts, ["a\n\nb", "42"]);
    }
}
