//! The transcript on a paper: when, who, what.

use parley_app::ports::Paper;
use parley_domain::call::{Side, Turn};

use super::dates::clock;
use super::sheet::{Column, Ink, MARGIN, Part, Shape, Sheet, Text, WIDTH};
use super::words::Words;
use super::{BODY, META, SIZE, heading};
use crate::words as said;

/// Where the speaker's name begins.
const NAME: f32 = 112.0;

pub(super) fn write(sheet: &mut Sheet, paper: &Paper, words: &Words) {
    heading(sheet, words.transcript);
    let draft = &paper.call.draft;
    if draft.turns.is_empty() {
        sheet.whole(Part::Paragraph, Text::new(words.no_transcript, SIZE));
        return;
    }
    for (turn, place) in draft.turns.iter().zip(0u32..) {
        let others = others(paper, turn, place);
        row(
            sheet,
            paper,
            turn,
            others.map(|text| format!("{}: {text}", words.disputed)),
        );
        sheet.space(4.0);
    }
}

/// Disc and ring, so that a copy without colours tells them apart, too.
const fn mark(side: Side) -> (Shape, Ink) {
    match side {
        Side::Caller => (Shape::Disc, Ink::Caller),
        Side::Agent => (Shape::Ring, Ink::Agent),
        Side::Other => (Shape::Square, Ink::Quiet),
    }
}

/// What else the turn says according to people who did not know of each other.
fn others(paper: &Paper, turn: &Turn, place: u32) -> Option<String> {
    let versions = paper.call.overlay.turn_versions.get(&place)?;
    let others = versions.iter().filter(|text| **text != turn.text);
    Some(others.cloned().collect::<Vec<_>>().join(" / "))
}

fn row(sheet: &mut Sheet, paper: &Paper, turn: &Turn, disputed: Option<String>) {
    let time = turn.start_ms.map(|ms| clock(ms.into())).unwrap_or_default();
    let side = said::side(paper.language, turn.side);
    let (shape, ink) = mark(turn.side);
    let mut speaker = vec![Text::new(side, META).bold().ink(ink)];
    speaker.extend(name(paper, turn, side).map(|name| Text::new(name, META).ink(Ink::Quiet)));
    let column = |left, width, part, texts| Column {
        left,
        width,
        part,
        texts,
        again: false,
        mark: None,
    };
    let mut texts = vec![Text::new(&turn.text, SIZE)];
    texts.extend(disputed.map(|text| Text::new(text, META).ink(Ink::Quiet)));
    sheet.row(vec![
        Column {
            again: true,
            ..column(
                MARGIN,
                46.0,
                Part::Label,
                vec![Text::new(time, META).ink(Ink::Quiet)],
            )
        },
        Column {
            again: true,
            mark: Some((shape, ink)),
            ..column(NAME, BODY - NAME - 12.0, Part::More, speaker)
        },
        column(BODY, WIDTH - MARGIN - BODY, Part::Body, texts),
    ]);
}

/// The speaker, unless the details already say who spoke for this side.
fn name<'a>(paper: &Paper, turn: &'a Turn, side: &str) -> Option<&'a str> {
    let draft = &paper.call.draft;
    let party = match turn.side {
        Side::Caller => draft.caller.name.as_deref(),
        Side::Agent => draft.agent.name.as_deref(),
        Side::Other => None,
    };
    let name = turn.speaker.as_deref()?.trim();
    let known = name.is_empty() || name.eq_ignore_ascii_case(side) || party == Some(name);
    (!known).then_some(name)
}
