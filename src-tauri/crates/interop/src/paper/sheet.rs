//! Where everything stands: lines in columns, down the page and over to the next.
//! Knows places, not what is said; nothing is drawn yet.

use parley_app::error::AppResult;

use super::faces::Weight;
use super::lines::{Line, Type, lines};
use super::shape::Shapes;

/// A4 upright, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// Left and right margin.
pub(super) const MARGIN: f32 = 54.0;
const TOP: f32 = 62.0;
const BOTTOM: f32 = HEIGHT - 62.0;

/// What a text is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Quiet,
    Caller,
    Agent,
}

/// What a text is, for those who do not see the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading of this level.
    Heading(u16),
    Paragraph,
    /// A name, and what follows it.
    Label,
    Body,
    /// More of the part before it.
    More,
}

/// A mark before a speaker's name, told apart by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Disc,
    Ring,
    Square,
}

/// A text on its way to a column.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) of: Type,
    pub(super) ink: Ink,
}

impl Text {
    pub(super) fn new(text: impl Into<String>, size: f32) -> Self {
        Self {
            text: text.into(),
            of: Type {
                weight: Weight::Regular,
                size,
            },
            ink: Ink::Text,
        }
    }

    pub(super) const fn bold(mut self) -> Self {
        self.of.weight = Weight::SemiBold;
        self
    }

    pub(super) const fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }
}

/// Texts below each other, from `left` on.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) part: Part,
    pub(super) texts: Vec<Text>,
    /// Whether it stands again where its row goes on over a page.
    pub(super) again: bool,
    pub(super) mark: Option<(Shape, Ink)>,
}

/// Something on a page.
#[derive(Debug)]
pub(super) enum Item {
    Line {
        line: Line,
        left: f32,
        baseline: f32,
        size: f32,
        ink: Ink,
        /// The part it belongs to; `None` for what only helps the eye.
        of: Option<usize>,
    },
    Rule {
        top: f32,
    },
    Mark {
        shape: Shape,
        ink: Ink,
        left: f32,
        middle: f32,
        size: f32,
    },
}

/// A file's pages while they are filled.
pub(super) struct Sheet {
    pub(super) shapes: Shapes,
    pub(super) pages: Vec<Vec<Item>>,
    /// What the texts are, in the order they are read.
    pub(super) parts: Vec<Part>,
    top: f32,
}

/// A set line with its place in a row.
struct Set {
    line: Option<Line>,
    of: Type,
    ink: Ink,
}

impl Sheet {
    pub(super) fn new() -> AppResult<Self> {
        Ok(Self {
            shapes: Shapes::new()?,
            pages: vec![Vec::new()],
            parts: Vec::new(),
            top: TOP,
        })
    }

    /// Leaves this much free, unless the page begins here.
    pub(super) fn space(&mut self, points: f32) {
        if self.top > TOP {
            self.top += points;
        }
    }

    pub(super) fn rule(&mut self) {
        let top = self.top;
        self.put(Item::Rule { top });
    }

    /// Goes over to the next page unless this much room is left.
    pub(super) fn keep(&mut self, points: f32) {
        if self.top + points > BOTTOM {
            self.pages.push(Vec::new());
            self.top = TOP;
        }
    }

    /// One text over the whole width.
    pub(super) fn whole(&mut self, part: Part, text: Text) {
        self.row(vec![Column {
            left: MARGIN,
            width: WIDTH - 2.0 * MARGIN,
            part,
            texts: vec![text],
            again: false,
            mark: None,
        }]);
    }

    /// Columns beside each other, which may go on over pages.
    pub(super) fn row(&mut self, columns: Vec<Column>) {
        let mut set: Vec<Vec<Set>> = Vec::with_capacity(columns.len());
        let mut leading: f32 = 0.0;
        for column in &columns {
            let mut down = Vec::new();
            for text in &column.texts {
                for line in lines(&mut self.shapes, &text.text, text.of, column.width) {
                    let tall = line.stretches.iter().any(|one| one.face.is_devanagari());
                    leading = leading.max(text.of.size * if tall { 1.6 } else { 1.45 });
                    down.push(Set {
                        line: Some(line),
                        of: text.of,
                        ink: text.ink,
                    });
                }
            }
            set.push(down);
        }
        let mut parts = Vec::with_capacity(columns.len());
        for column in &columns {
            if column.part != Part::More {
                self.parts.push(column.part);
            }
            parts.push(self.parts.len().saturating_sub(1));
        }
        let count = set.iter().map(Vec::len).max().unwrap_or_default();
        let mut from = 0;
        while from < count {
            // Two lines at least before the page ends, and none alone on the next.
            let rest = count - from;
            self.keep(leading * if rest <= 3 { rest as f32 } else { 2.0 });
            let room = ((BOTTOM - self.top) / leading) as usize;
            let mut fit = room.clamp(1, rest);
            if rest - fit == 1 && fit > 2 {
                fit -= 1;
            }
            for ((column, down), part) in columns.iter().zip(&mut set).zip(&parts) {
                self.lay(column, down, from..from + fit, leading, *part);
                if column.again && from > 0 && down.len() <= from {
                    self.again(column, leading);
                }
            }
            self.top += leading * fit as f32;
            from += fit;
        }
    }

    fn lay(
        &mut self,
        column: &Column,
        down: &mut [Set],
        range: std::ops::Range<usize>,
        leading: f32,
        part: usize,
    ) {
        if range.start == 0 {
            self.mark(column, leading);
        }
        for (row, at) in range.enumerate() {
            let Some(set) = down.get_mut(at) else { break };
            let Some(line) = set.line.take() else {
                continue;
            };
            let (size, ink) = (set.of.size, set.ink);
            self.line(line, column, (row, leading), (size, ink), Some(part));
        }
    }

    fn line(
        &mut self,
        line: Line,
        column: &Column,
        (row, leading): (usize, f32),
        (size, ink): (f32, Ink),
        of: Option<usize>,
    ) {
        let left = if line.right_to_left {
            column.left + column.width - line.width
        } else {
            column.left
        };
        let baseline = self.top + leading * (row as f32 + 0.5) + size * 0.36;
        self.put(Item::Line {
            line,
            left,
            baseline,
            size,
            ink,
            of,
        });
    }

    /// What stood before the row, again and quietly: who still speaks on this page.
    fn again(&mut self, column: &Column, leading: f32) {
        self.mark(column, leading);
        for (row, text) in column.texts.iter().enumerate() {
            let again = lines(&mut self.shapes, &text.text, text.of, column.width);
            if let Some(line) = again.into_iter().next() {
                let of = (text.of.size, Ink::Quiet);
                self.line(line, column, (row, leading), of, None);
            }
        }
    }

    fn mark(&mut self, column: &Column, leading: f32) {
        let Some((shape, ink)) = column.mark else {
            return;
        };
        let size = column.texts.first().map_or(8.0, |text| text.of.size) * 0.6;
        self.put(Item::Mark {
            shape,
            ink,
            left: column.left - size - 4.0,
            middle: self.top + leading * 0.5,
            size,
        });
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    /// A line in the margin of a page, beginning at its left or ending at its right.
    pub(super) fn margin(&mut self, page: usize, baseline: f32, at_right: bool, text: &Text) {
        let width = WIDTH - 2.0 * MARGIN;
        let line = lines(&mut self.shapes, &text.text, text.of, width)
            .into_iter()
            .next();
        if let (Some(line), Some(page)) = (line, self.pages.get_mut(page)) {
            let left = if at_right {
                WIDTH - MARGIN - line.width
            } else {
                MARGIN
            };
            page.push(Item::Line {
                line,
                left,
                baseline,
                size: text.of.size,
                ink: text.ink,
                of: None,
            });
        }
    }
}
