//! From a call to SubRip. Who speaks stands before the text; blank lines, which end
//! a cue for most players, are left out.

use parley_domain::call::Side;

use super::markup::escaped;
use crate::cues::{Cue, NoTimes, cues};
use crate::transcript::{read_voice, voice};

pub(crate) fn write(turns: &[parley_domain::call::Turn]) -> Result<String, NoTimes> {
    let mut file = String::new();
    for (number, Cue { turn, start, end }) in (1u32..).zip(cues(turns)?) {
        let lines: Vec<&str> = turn.text.lines().filter(|l| !l.trim().is_empty()).collect();
        let said = lines.join("\n");
        // Subtitles whose source named nobody stay without labels.
        let bare =
            turn.side == Side::Other && turn.speaker.is_none() && read_voice(&said).is_none();
        let text = if bare {
            escaped(&said)
        } else {
            escaped(&format!("{}: {said}", voice(turn)))
        };
        let (start, end) = (time(start), time(end));
        file.push_str(&format!("{number}\n{start} --> {end}\n{text}\n\n"));
    }
    Ok(file)
}

fn time(ms: u32) -> String {
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02},{ms:03}", s / 3600, s / 60 % 60, s % 60)
}
