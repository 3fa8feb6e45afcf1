//! From text to glyphs: which typeface has which sign, in which direction it is read,
//! and how the signs of a stretch join. Shaping is HarfBuzz's.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use harfrust::{BufferClusterLevel, Direction, GlyphInfo, ShapeOptions, Shaper, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};
use parley_app::error::AppResult;
use unicode_segmentation::UnicodeSegmentation as _;

use super::faces::{FaceId, Faces, REPLACEMENT, Weight, faces, order};

/// Longer clusters are shaped in parts: readers of the format refuse a sign of the
/// page that stands for kilobytes of text.
const LONGEST_CLUSTER: usize = 96;

/// A stretch of text in one typeface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// `None` where no typeface has the signs.
    face: Option<FaceId>,
    /// Whether it must not join with what follows.
    closed: bool,
}

/// Glyphs, from left to right; lengths in parts of the size.
#[derive(Debug)]
pub(super) struct Shaped {
    pub(super) face: FaceId,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
}

/// Typeface, whether read from right to left, text.
type Key = (FaceId, bool, Box<str>);

/// Shapes the texts of one file, each different word once.
pub(super) struct Shapes {
    faces: &'static Faces,
    shapers: HashMap<FaceId, Shaper<'static>>,
    known: HashMap<Key, Rc<Shaped>>,
    buffer: Option<UnicodeBuffer>,
    /// The signs that no typeface has, as they were met.
    pub(super) missing: BTreeSet<String>,
}

impl Shapes {
    pub(super) fn new() -> AppResult<Self> {
        Ok(Self {
            faces: faces()?,
            shapers: HashMap::new(),
            known: HashMap::new(),
            buffer: None,
            missing: BTreeSet::new(),
        })
    }

    /// The stretches of a text, in the order it is read.
    pub(super) fn runs(&self, text: &str, weight: Weight) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let before = runs.last().and_then(|run| run.face);
            let found = self.face_of(cluster, weight, before);
            if found.is_none() || cluster.len() > LONGEST_CLUSTER {
                runs.extend(self.parts(at, cluster, weight));
                continue;
            }
            match runs.last_mut() {
                Some(last) if last.face == found && !last.closed => last.range.end += cluster.len(),
                _ => runs.push(Run {
                    range: at..at + cluster.len(),
                    face: found,
                    closed: false,
                }),
            }
        }
        runs
    }

    /// A cluster that is not set as a whole: what can be shown is, and what cannot
    /// becomes one sign.
    fn parts(&self, at: usize, cluster: &str, weight: Weight) -> Vec<Run> {
        let mut parts: Vec<Run> = Vec::new();
        for (offset, sign) in cluster.char_indices() {
            let found = self.face_of(sign.encode_utf8(&mut [0; 4]), weight, None);
            let end = at + offset + sign.len_utf8();
            match parts.last_mut() {
                Some(last)
                    if (is_ignorable(sign) || last.face == found)
                        && last.range.len() < LONGEST_CLUSTER =>
                {
                    last.range.end = end;
                }
                _ => parts.push(Run {
                    range: at + offset..end,
                    face: found,
                    closed: true,
                }),
            }
        }
        parts
    }

    /// The first typeface that has all of a cluster's signs. Spaces and joiners stay
    /// with what is `before` them.
    fn face_of(&self, cluster: &str, weight: Weight, before: Option<FaceId>) -> Option<FaceId> {
        let has = |id: &FaceId| {
            let face = self.faces.get(*id);
            let mut signs = cluster.chars().filter(|sign| !is_ignorable(*sign));
            signs.all(|sign| face.has(sign))
        };
        let neutral = |sign: char| sign.is_whitespace() || is_ignorable(sign);
        if cluster.chars().all(neutral)
            && let Some(before) = before.filter(has)
        {
            return Some(before);
        }
        let faces = order(weight);
        let home = cluster
            .chars()
            .next()
            .and_then(|sign| faces.into_iter().find(|face| face.is_home_of(sign)));
        home.filter(has).or_else(|| faces.into_iter().find(has))
    }

    /// The glyphs of a run, whose text is `text`.
    pub(super) fn shape(&mut self, run: &Run, text: &str, right_to_left: bool) -> Rc<Shaped> {
        let Some(face) = run.face else {
            return self.replaced(text);
        };
        let key = (face, right_to_left, text.into());
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let shaped = match self.glyphs(face, text, right_to_left) {
            Some(shaped) => Rc::new(shaped),
            None => self.replaced(text),
        };
        self.known.insert(key, Rc::clone(&shaped));
        shaped
    }

    fn replaced(&mut self, text: &str) -> Rc<Shaped> {
        self.missing.insert(text.to_owned());
        let [face, ..] = order(Weight::Regular);
        let sign = self.glyphs(face, REPLACEMENT.encode_utf8(&mut [0; 4]), false);
        let mut shaped = sign.unwrap_or(Shaped {
            face,
            glyphs: Vec::new(),
            width: 0.0,
        });
        for glyph in &mut shaped.glyphs {
            glyph.text_range = 0..text.len();
        }
        Rc::new(shaped)
    }

    /// `None` when the typeface turns out to have no glyph for a part of it.
    fn glyphs(&mut self, id: FaceId, text: &str, right_to_left: bool) -> Option<Shaped> {
        let face = self.faces.get(id);
        let shaper = self.shapers.entry(id).or_insert_with(|| face.shaper());
        let mut buffer = self.buffer.take().unwrap_or_default();
        // A vowel sign that is a glyph of its own is told as itself when it is copied.
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.push_str(text);
        buffer.set_script(id.script());
        buffer.set_direction(if right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let options = ShapeOptions::new().plan(Some(face.plan(right_to_left)));
        let shaped = shaper.shape(buffer, options);
        let infos = shaped.glyph_infos();
        let ranges = ranges(infos, text, |sign| face.glyph_of(sign));
        let mut width = 0.0;
        let mut whole = true;
        let glyphs = infos
            .iter()
            .zip(shaped.glyph_positions())
            .zip(ranges)
            .map(|((info, position), range)| {
                whole &= info.glyph_id != 0;
                let part = |units: i32| units as f32 / face.units;
                width += part(position.x_advance);
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    part(position.x_advance),
                    part(position.x_offset),
                    part(position.y_offset),
                    part(position.y_advance),
                    range,
                    None,
                )
            })
            .collect();
        self.buffer = Some(shaped.clear());
        whole.then_some(Shaped {
            face: id,
            glyphs,
            width,
        })
    }
}

/// Which part of the text each glyph stands for.
///
/// A cluster of several glyphs stands for its text as a whole, which not every program
/// that copies from a PDF understands. So what is evident is told: at a cluster's ends,
/// the glyphs that their signs have when they stand alone.
fn ranges(
    infos: &[GlyphInfo],
    text: &str,
    glyph_of: impl Fn(char) -> Option<u32>,
) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.push(text.len());
    starts.sort_unstable();
    starts.dedup();
    let mut ranges = Vec::with_capacity(infos.len());
    for cluster in infos.chunk_by(|one, next| one.cluster == next.cluster) {
        let start = cluster.first().map_or(0, |info| info.cluster as usize);
        let next = starts.partition_point(|one| *one <= start);
        let mut whole = start..starts.get(next).copied().unwrap_or(text.len());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut glyphs = cluster;
        while let [first, rest @ ..] = glyphs
            && !rest.is_empty()
            && let Some(sign) = text[whole.clone()].chars().next()
            && sign.len_utf8() < whole.len()
            && glyph_of(sign) == Some(first.glyph_id)
        {
            let end = whole.start + sign.len_utf8();
            before.push(whole.start..end);
            (whole.start, glyphs) = (end, rest);
        }
        while let [rest @ .., last] = glyphs
            && !rest.is_empty()
            && let Some(sign) = text[whole.clone()].chars().next_back()
            && sign.len_utf8() < whole.len()
            && glyph_of(sign) == Some(last.glyph_id)
        {
            let begin = whole.end - sign.len_utf8();
            after.push(begin..whole.end);
            (whole.end, glyphs) = (begin, rest);
        }
        ranges.extend(before);
        ranges.extend(glyphs.iter().map(|_| whole.clone()));
        ranges.extend(after.into_iter().rev());
    }
    ranges
}

/// Signs that are not seen: joiners, selectors, marks of direction.
const fn is_ignorable(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}
