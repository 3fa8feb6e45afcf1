//! From a text to lines of a width: broken where Unicode allows it, and put into the
//! order in which signs of both directions stand beside each other.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use super::faces::{FaceId, Weight};
use super::shape::{Run, Shaped, Shapes};

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) weight: Weight,
    /// Points.
    pub(super) size: f32,
}

/// Glyphs of one typeface beside each other, and the text they stand for.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) face: FaceId,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Points from the line's beginning.
    pub(super) from: f32,
    /// Whether it is read from left to right.
    joins: bool,
}

/// A line as it stands on the page.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// From left to right.
    pub(super) stretches: Vec<Stretch>,
    /// Points.
    pub(super) width: f32,
    /// Whether it is read from right to left, and so stands at the right.
    pub(super) right_to_left: bool,
    /// Whether marks on marks reach out of the line.
    pub(super) reaches_out: bool,
}

/// A shaped part of a line.
struct Piece {
    run: Run,
    text: String,
    level: Level,
    shaped: Rc<Shaped>,
}

/// What no line end may part, and how wide it is without the spaces at its end.
struct Word {
    pieces: Vec<Piece>,
    width: f32,
    seen: f32,
}

/// The lines of a text; at least one, be it empty.
pub(super) fn lines(shapes: &mut Shapes, text: &str, of: Type, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let measure = width / of.size;
    for paragraph in plain(text).split('\n') {
        let info = BidiInfo::new(paragraph, None);
        let rtl = info
            .paragraphs
            .first()
            .is_some_and(|one| one.level.is_rtl());
        let mut held: Vec<Word> = Vec::new();
        let mut full = 0.0;
        for word in words(shapes, paragraph, &info.levels, of.weight, measure) {
            if !held.is_empty() && full + word.seen > measure {
                lines.push(line(std::mem::take(&mut held), rtl, of.size));
                full = 0.0;
            }
            full += word.width;
            held.push(word);
        }
        lines.push(line(held, rtl, of.size));
    }
    lines
}

/// Every line end as one sign, and no other sign that moves the pen.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .map(|sign| match sign {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            sign if sign.is_control() => ' ',
            sign => sign,
        })
        .collect()
}

fn words(
    shapes: &mut Shapes,
    text: &str,
    levels: &[Level],
    weight: Weight,
    measure: f32,
) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = 0;
    for (to, _) in unicode_linebreak::linebreaks(text) {
        let pieces = pieces(shapes, text, from..to, levels, weight);
        let whole = word(pieces);
        if whole.seen > measure {
            words.extend(cut(shapes, whole.pieces, measure));
        } else {
            words.push(whole);
        }
        from = to;
    }
    words
}

/// The parts of a word that have one typeface and one direction.
fn pieces(
    shapes: &mut Shapes,
    text: &str,
    range: Range<usize>,
    levels: &[Level],
    weight: Weight,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let word = &text[range.clone()];
    for run in shapes.runs(word, weight) {
        let mut from = run.range.start;
        while from < run.range.end {
            let level = level_at(levels, range.start + from);
            let to = (from..run.range.end)
                .find(|at| {
                    word.is_char_boundary(*at) && level_at(levels, range.start + at) != level
                })
                .unwrap_or(run.range.end);
            let part = &word[from..to];
            pieces.push(piece(shapes, &run, part, level));
            from = to;
        }
    }
    pieces
}

fn piece(shapes: &mut Shapes, run: &Run, text: &str, level: Level) -> Piece {
    Piece {
        run: run.clone(),
        text: text.to_owned(),
        level,
        shaped: shapes.shape(run, text, level.is_rtl()),
    }
}

fn level_at(levels: &[Level], at: usize) -> Level {
    levels.get(at).copied().unwrap_or_else(Level::ltr)
}

/// The width of the spaces a piece ends in.
fn space_at_end(piece: &Piece) -> f32 {
    let seen = piece.text.trim_end().len();
    let spaces = piece.shaped.glyphs.iter();
    spaces
        .filter(|glyph| glyph.text_range.start >= seen)
        .map(|glyph| glyph.x_advance)
        .sum()
}

/// A word wider than a line, in parts that are not.
fn cut(shapes: &mut Shapes, pieces: Vec<Piece>, measure: f32) -> Vec<Word> {
    let mut words = Vec::new();
    let mut held = Vec::new();
    let mut full = 0.0;
    for whole in pieces {
        let mut widths: BTreeMap<usize, f32> = BTreeMap::new();
        for glyph in &whole.shaped.glyphs {
            *widths.entry(glyph.text_range.start).or_default() += glyph.x_advance;
        }
        let mut from = 0;
        for (at, cluster) in whole.text.grapheme_indices(true) {
            let wide: f32 = widths
                .range(at..at + cluster.len())
                .map(|(_, width)| width)
                .sum();
            if full > 0.0 && full + wide > measure {
                if from < at {
                    held.push(piece(
                        shapes,
                        &whole.run,
                        &whole.text[from..at],
                        whole.level,
                    ));
                }
                words.push(word(std::mem::take(&mut held)));
                (from, full) = (at, 0.0);
            }
            full += wide;
        }
        held.push(piece(shapes, &whole.run, &whole.text[from..], whole.level));
    }
    words.push(word(held));
    words
}

fn word(pieces: Vec<Piece>) -> Word {
    let width: f32 = pieces.iter().map(|piece| piece.shaped.width).sum();
    let seen = width - pieces.last().map_or(0.0, space_at_end);
    Word {
        pieces,
        width,
        seen,
    }
}

/// The words in the order in which they stand beside each other.
fn line(words: Vec<Word>, right_to_left: bool, size: f32) -> Line {
    let mut line = Line {
        right_to_left,
        ..Line::default()
    };
    let pieces: Vec<Piece> = words.into_iter().flat_map(|word| word.pieces).collect();
    let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
    for at in BidiInfo::reorder_visual(&levels) {
        if let Some(piece) = pieces.get(at) {
            line.put(piece, size);
        }
    }
    line
}

impl Line {
    fn put(&mut self, piece: &Piece, size: f32) {
        let shaped = &piece.shaped;
        let from = self.width;
        self.width += shaped.width * size;
        self.reaches_out |= shaped.glyphs.iter().any(|glyph| glyph.y_offset.abs() > 1.0);
        // Read from left to right, texts and their glyphs go on in the same order.
        if let Some(last) = self.stretches.last_mut()
            && last.face == shaped.face
            && last.joins
            && piece.level.is_ltr()
        {
            let begun = last.text.len();
            last.text.push_str(&piece.text);
            last.glyphs
                .extend(shaped.glyphs.iter().cloned().map(|mut glyph| {
                    glyph.text_range = glyph.text_range.start + begun..glyph.text_range.end + begun;
                    glyph
                }));
            return;
        }
        self.stretches.push(Stretch {
            face: shaped.face,
            text: piece.text.clone(),
            glyphs: shaped.glyphs.clone(),
            from,
            joins: piece.level.is_ltr(),
        });
    }
}
