//! Blocks and timing lines, after the standard's parsing algorithm.

/// One cue, with its markup.
#[derive(Debug, PartialEq)]
pub(super) struct Cue {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
}

pub(super) struct Parsed {
    pub(super) cues: Vec<Cue>,
    /// Cues whose timing line could not be read.
    pub(super) broken: usize,
}

/// The cues of a file that starts with the signature.
pub(super) fn parse(text: &str) -> Parsed {
    // The standard knows CR, LF and CRLF as line ends, in any mixture.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.split('\n').skip(1).peekable();
    // The header goes on until a blank line or the first timing line.
    while lines
        .next_if(|line| !line.is_empty() && !line.contains("-->"))
        .is_some()
    {}
    let mut parsed = Parsed {
        cues: Vec::new(),
        broken: 0,
    };
    while lines.peek().is_some() {
        if lines.next_if(|line| line.is_empty()).is_some() {
            continue;
        }
        block(&mut lines, &mut parsed);
    }
    parsed
}

/// One block: at most an identifier line, a timing line, and text up to a blank
/// line or the timing line of the next block.
fn block<'a>(lines: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>, parsed: &mut Parsed) {
    let mut timing = None;
    let mut seen_arrow = false;
    let mut text = String::new();
    let mut count = 0usize;
    while let Some(line) = lines.peek().copied() {
        if line.contains("-->") {
            if seen_arrow || count > 1 {
                break;
            }
            seen_arrow = true;
            timing = timings(line);
            parsed.broken += usize::from(timing.is_none());
            text.clear();
        } else if line.is_empty() {
            break;
        } else {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
        count += 1;
        lines.next();
    }
    if let Some((start, end)) = timing {
        parsed.cues.push(Cue { start, end, text });
    }
}

fn timings(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = timestamp(line.trim_start_matches(is_space))?;
    let rest = rest.trim_start_matches(is_space).strip_prefix("-->")?;
    // What follows the second time are settings, which may be anything.
    let (end, _) = timestamp(rest.trim_start_matches(is_space))?;
    Some((start, end))
}

/// The standard's whitespace has the form feed and not the vertical tab.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{c}')
}

/// `[h…h:]mm:ss.ttt`, in ms, and what follows it.
fn timestamp(text: &str) -> Option<(u32, &str)> {
    let (first, digits, rest) = digits(text)?;
    let rest = rest.strip_prefix(':')?;
    let (second, rest) = two_digits(rest)?;
    let (hours, minutes, seconds, rest) = match rest.strip_prefix(':') {
        Some(rest) => {
            let (third, rest) = two_digits(rest)?;
            (first, second, third, rest)
        }
        None if digits == 2 && first <= 59 => (0, first, second, rest),
        None => return None,
    };
    let (millis, count, rest) = self::digits(rest.strip_prefix('.')?)?;
    if count != 3 || minutes > 59 || seconds > 59 {
        return None;
    }
    let total = hours
        .checked_mul(3600)?
        .checked_add(minutes * 60 + seconds)?
        .checked_mul(1000)?
        .checked_add(millis)?;
    Some((total, rest))
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    let (value, count, rest) = digits(text)?;
    (count == 2).then_some((value, rest))
}

/// The number at the start of `text`, its digits' count and the rest.
fn digits(text: &str) -> Option<(u32, usize, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len())?;
    Some((digits.parse().ok()?, digits.len(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_follow_the_standard() {
        assert_eq!(
            timings("00:01.000 --> 100:00:01.250 align:start"),
            Some((1000, 360_001_250))
        );
        assert_eq!(timings("00:01.000-->00:02.000"), Some((1000, 2000)));
        for wrong in [
            "00:01 --> 00:02.000",
            "0:01.000 --> 00:02.000",
            "99999999:00:00.000 --> 00:02.000",
            "00:00.00 --> 00:02.000",
        ] {
            assert_eq!(timings(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_timing_line_opens_a_block_without_a_blank_line() {
        let parsed =
            parse("WEBVTT\n\na\n00:01.000 --> 00:02.000\none\n00:03.000 --> 00:04.000\ntwo");
        let texts: Vec<&str> = parsed.cues.iter().map(|cue| cue.text.as_str()).collect();
        assert_eq!(texts, ["one", "two"]);
    }
}
