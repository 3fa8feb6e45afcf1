//! The stream: words in, words out, secrets left out.

use super::cues::{Cue, cue};
use super::judge::{Finding, judge};
use super::kinds::{Masked, SecretKind};
use super::numerals::fold_into;
use super::run::{MAY_LEAVE, Run};
use super::token::{Adds, FEWEST_OF_CARD, Token};
use crate::call::Side;
use crate::listening::Span;

/// For so many words, of either speaker, what was spoken of is still spoken of.
const CUE_WORDS: u32 = 30;
/// A word is cut here: nothing that is masked is longer.
const LONGEST_WORD: u32 = 64;
/// How many speakers' numbers are followed.
const SIDES: [Side; 3] = [Side::Caller, Side::Agent, Side::Other];

/// Text that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The turn, in the order they began; pieces of one turn come in order.
    pub turn: u32,
    pub text: String,
}

/// What may be kept by now, and what must be silenced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Released {
    pub pieces: Vec<Piece>,
    pub masked: Vec<Masked>,
}

impl Released {
    fn text(&mut self, turn: u32, text: &str) {
        match self.pieces.last_mut() {
            Some(last) if last.turn == turn => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece {
                turn,
                text: text.to_owned(),
            }),
        }
    }
}

/// One speaker.
#[derive(Debug, Clone, Default)]
struct Lane {
    run: Run,
    word: Token,
    /// Where the next character stands in the turn.
    at: u32,
    turn: u32,
    /// A point or the like behind a digit: what follows tells whether the word goes on.
    point: Option<char>,
}

/// Masks a call while it is spoken. Clone it to see what a partial transcript may show.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    lanes: [Lane; SIDES.len()],
    turns: u32,
    cue: Option<(Cue, u32)>,
    /// The word as it is compared, and the one before it, if that was none of a number.
    plain: String,
    before: String,
}

impl Mask {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A turn of this side begins; its number. A number that it broke off may go on.
    pub fn begin(&mut self, side: Side) -> u32 {
        let turn = self.turns;
        self.turns = self.turns.saturating_add(1);
        let lane = &mut self.lanes[side as usize];
        lane.turn = turn;
        lane.at = 0;
        lane.word = Token::default();
        turn
    }

    /// More of the turn's text, cut anywhere. `span` is when it was spoken: hand over
    /// word by word to know what to silence.
    pub fn push(&mut self, side: Side, text: &str, span: Option<Span>, out: &mut Released) {
        for c in text.chars() {
            self.char(side, c, span, out);
        }
    }

    fn char(&mut self, side: Side, c: char, span: Option<Span>, out: &mut Released) {
        let lane = &mut self.lanes[side as usize];
        if let Some(point) = lane.point.take() {
            lane.word.text.push(point);
            if !c.is_numeric() {
                self.word(side, out);
            }
        }
        let lane = &mut self.lanes[side as usize];
        let place = lane.at;
        lane.at = lane.at.saturating_add(1);
        if lane.word.text.is_empty() {
            if c.is_whitespace() {
                match lane.run.tokens.last_mut() {
                    Some(last) if !last.released && last.turn == lane.turn => {
                        last.text.push(c);
                    }
                    _ => out.text(lane.turn, c.encode_utf8(&mut [0; 4])),
                }
                return;
            }
            lane.word.at = place;
            lane.word.turn = lane.turn;
        }
        let ends = c.is_whitespace();
        let cuts = ",;:=|/\"(){}<>&_#.".contains(c);
        if !ends && !cuts {
            lane.word.len = lane.at - lane.word.at;
        }
        lane.word.span = match (lane.word.span, span) {
            (Some(a), Some(b)) => Some(Span {
                from_ms: a.from_ms.min(b.from_ms),
                to_ms: a.to_ms.max(b.to_ms),
            }),
            (a, b) => a.or(b),
        };
        if cuts && lane.word.text.ends_with(char::is_numeric) {
            lane.point = Some(c);
            return;
        }
        lane.word.text.push(c);
        if ends || cuts || lane.at - lane.word.at >= LONGEST_WORD {
            self.word(side, out);
        }
    }

    /// A word is whole.
    fn word(&mut self, side: Side, out: &mut Released) {
        let lane = &mut self.lanes[side as usize];
        let token = std::mem::take(&mut lane.word);
        self.plain.clear();
        fold_into(&mut self.plain, &token.text);
        let adds = token.adds(&lane.run, &self.plain);
        if adds == Adds::Word {
            self.settle(side, out);
            self.spoken_of();
            return out.text(token.turn, &token.text);
        }
        self.age();
        if let Err(token) = self.lanes[side as usize].run.take(token, adds) {
            self.settle(side, out);
            let lane = &mut self.lanes[side as usize];
            let adds = token.adds(&lane.run, &self.plain);
            if let Err(token) = lane.run.take(token, adds) {
                out.text(token.turn, &token.text);
            }
        }
    }

    fn age(&mut self) {
        self.cue = self
            .cue
            .and_then(|(cue, left)| Some((cue, left.checked_sub(1)?)));
        self.before.clear();
    }

    fn spoken_of(&mut self) {
        let new = cue(&self.before, &self.plain);
        self.age();
        // "Social security number" is spoken of already.
        let is_more = new == Some(Cue::Cvv) && matches!(self.cue, Some((Cue::Ssn, _)));
        if let Some(new) = new.filter(|_| !is_more) {
            self.cue = Some((new, CUE_WORDS));
        }
        std::mem::swap(&mut self.before, &mut self.plain);
    }

    /// The turn is over. What may be the first part of a number is held back still, but
    /// for a few digits that tell nothing.
    pub fn end(&mut self, side: Side, out: &mut Released) {
        let lane = &mut self.lanes[side as usize];
        if let Some(point) = lane.point.take() {
            lane.word.text.push(point);
        }
        if !lane.word.text.is_empty() {
            self.word(side, out);
        }
        let cue = self.cue.map(|(cue, _)| cue);
        let run = &mut self.lanes[side as usize].run;
        let found = judge(run, cue);
        let covered: usize = found.iter().map(|f| f.symbols.len()).sum();
        // Digits that could be the first of something longer wait, unless they were asked for.
        let whole = |f: &Finding| match f.kind {
            SecretKind::Card => matches!(f.symbols.len(), 15 | 16 | 19..),
            SecretKind::Iban | SecretKind::Pan => true,
            SecretKind::Cvv => cue == Some(Cue::Cvv),
            SecretKind::Aadhaar => cue == Some(Cue::Aadhaar),
            SecretKind::Ssn => cue == Some(Cue::Ssn),
        };
        if covered > 0 && covered == run.symbols.len() && found.iter().all(whole) {
            return self.settle(side, out);
        }
        let secret = !matches!(cue, None | Some(Cue::Phone | Cue::Thing));
        if secret || run.symbols.len() > MAY_LEAVE {
            return;
        }
        for token in run.tokens.iter_mut().filter(|token| !token.released) {
            out.text(token.turn, &token.text);
            token.released = true;
        }
    }

    /// The side says no more of its number: decides now. Also for a speaker who is silent
    /// for so long that the text must be shown.
    pub fn settle(&mut self, side: Side, out: &mut Released) {
        let run = std::mem::take(&mut self.lanes[side as usize].run);
        if run.is_open() {
            let found = judge(&run, self.cue.map(|(cue, _)| cue));
            release(&run, &found, out);
            // The card was given: what comes next is something else.
            let given =
                |f: &Finding| f.kind == SecretKind::Card && f.symbols.len() >= FEWEST_OF_CARD;
            if found.iter().any(given) {
                self.cue = self.cue.filter(|(cue, _)| *cue != Cue::Card);
            }
        }
    }

    /// The call is over.
    pub fn finish(&mut self, out: &mut Released) {
        for side in SIDES {
            self.end(side, out);
            self.settle(side, out);
        }
    }

    /// How many digits and letters of a number this side has read out and not finished.
    #[must_use]
    pub fn reading(&self, side: Side) -> usize {
        self.lanes[side as usize].run.symbols.len()
    }

    /// How many characters of this side wait.
    #[must_use]
    pub fn held(&self, side: Side) -> usize {
        let lane = &self.lanes[side as usize];
        let waiting = lane.run.tokens.iter().filter(|token| !token.released);
        waiting
            .map(|token| token.text.chars().count())
            .sum::<usize>()
            + lane.word.text.chars().count()
            + usize::from(lane.point.is_some())
    }
}

/// Lets the words of a run out, findings replaced.
fn release(run: &Run, found: &[Finding], out: &mut Released) {
    let mut next = 0;
    for finding in found {
        let symbols = &run.symbols[finding.symbols.clone()];
        let (Some(first), Some(last)) = (symbols.first(), symbols.last()) else {
            continue;
        };
        // "Double" in front of the first digit is part of it.
        let from = match finding.symbols.start {
            0 => 0,
            at => (run.symbols[at - 1].token + 1).min(first.token),
        };
        plain(&run.tokens[next.min(from)..from], out);
        next = last.token + 1;
        mask(&run.tokens[from..next], finding, out);
    }
    plain(&run.tokens[next..], out);
}

fn plain(tokens: &[Token], out: &mut Released) {
    for token in tokens.iter().filter(|token| !token.released) {
        out.text(token.turn, &token.text);
    }
}

fn mask(tokens: &[Token], finding: &Finding, out: &mut Released) {
    for part in tokens.chunk_by(|a, b| a.turn == b.turn && a.released == b.released) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            continue;
        };
        if !first.released {
            out.text(first.turn, finding.kind.stand_in());
            let behind = last.text.chars().skip(last.len as usize);
            out.text(first.turn, &behind.collect::<String>());
        }
        out.masked.push(Masked {
            kind: finding.kind,
            certainty: finding.certainty,
            turn: first.turn,
            at: first.at,
            len: (last.at + last.len).saturating_sub(first.at),
            span: match (first.span, last.span) {
                (Some(a), Some(b)) => Some(Span {
                    from_ms: a.from_ms,
                    to_ms: b.to_ms,
                }),
                _ => None,
            },
            was_released: first.released,
        });
    }
}

/// Masks a whole call: its turns' texts, and what was taken out of them.
#[must_use]
pub fn mask_turns(turns: &[(Side, &str)]) -> (Vec<String>, Vec<Masked>) {
    let mut mask = Mask::new();
    let mut out = Released::default();
    for (side, text) in turns {
        mask.begin(*side);
        mask.push(*side, text, None, &mut out);
        mask.end(*side, &mut out);
    }
    mask.finish(&mut out);
    let mut texts = vec![String::new(); turns.len()];
    for piece in out.pieces {
        if let Some(text) = texts.get_mut(piece.turn as usize) {
            text.push_str(&piece.text);
        }
    }
    out.masked.sort_by_key(|masked| (masked.turn, masked.at));
    (texts, out.masked)
}
