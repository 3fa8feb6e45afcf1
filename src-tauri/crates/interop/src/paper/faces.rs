//! The typefaces a paper is set in. They are part of the program, so that a file
//! looks the same wherever it was written; only the signs used go into the file.

use std::sync::LazyLock;

use harfrust::{Direction, Script, ShapePlan, ShaperData, script};
use krilla::text::Font;
use parley_app::error::{AppError, AppResult};
use parley_domain::error_code::ErrorCode;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider as _};

/// Shown for a sign that no typeface here has.
pub(super) const REPLACEMENT: char = '\u{fffd}';

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A typeface in one weight: its place in [`Faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct FaceId(u8);

const LATIN: FaceId = FaceId(0);
const LATIN_SEMI_BOLD: FaceId = FaceId(1);
const DEVANAGARI: FaceId = FaceId(2);
const DEVANAGARI_SEMI_BOLD: FaceId = FaceId(3);
const ARABIC: FaceId = FaceId(4);
const HEBREW: FaceId = FaceId(5);

/// Where every text may be looked for; the first that has it sets it.
pub(super) const fn order(weight: Weight) -> [FaceId; 4] {
    match weight {
        Weight::Regular => [LATIN, DEVANAGARI, ARABIC, HEBREW],
        Weight::SemiBold => [LATIN_SEMI_BOLD, DEVANAGARI_SEMI_BOLD, ARABIC, HEBREW],
    }
}

impl FaceId {
    pub(super) const fn is_devanagari(self) -> bool {
        self.0 == DEVANAGARI.0 || self.0 == DEVANAGARI_SEMI_BOLD.0
    }

    /// Whether these signs are what it is made for. The Latin typeface has some of
    /// Devanagari, too, but not its conjuncts.
    pub(super) const fn is_home_of(self, sign: char) -> bool {
        match sign {
            '\u{900}'..='\u{97f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a8e0}'..='\u{a8ff}' => {
                self.is_devanagari()
            }
            _ => false,
        }
    }

    pub(super) const fn script(self) -> Script {
        match self {
            DEVANAGARI | DEVANAGARI_SEMI_BOLD => script::DEVANAGARI,
            ARABIC => script::ARABIC,
            HEBREW => script::HEBREW,
            _ => script::LATIN,
        }
    }
}

/// A typeface, read once.
pub(super) struct Face {
    pub(super) font: Font,
    /// Units to the size of the type.
    pub(super) units: f32,
    source: FontRef<'static>,
    shaping: ShaperData,
    signs: Charmap<'static>,
    left_to_right: ShapePlan,
    right_to_left: ShapePlan,
}

impl Face {
    fn read(id: FaceId, bytes: &'static [u8]) -> Option<Self> {
        let source = FontRef::new(bytes).ok()?;
        let shaping = ShaperData::new(&source);
        let shaper = shaping.shaper(&source).build();
        let units = shaper.units_per_em();
        let plan = |direction| ShapePlan::new(&shaper, direction, Some(id.script()), None, &[]);
        let (left_to_right, right_to_left) =
            (plan(Direction::LeftToRight), plan(Direction::RightToLeft));
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            units: units as f32,
            signs: source.charmap(),
            left_to_right,
            right_to_left,
            shaping,
            source,
        })
    }

    /// The glyph that a sign has when it stands alone.
    pub(super) fn glyph_of(&self, sign: char) -> Option<u32> {
        let glyph = self.signs.map(sign)?.to_u32();
        (glyph != 0).then_some(glyph)
    }

    pub(super) fn has(&self, sign: char) -> bool {
        self.glyph_of(sign).is_some()
    }

    pub(super) fn shaper(&self) -> harfrust::Shaper<'_> {
        self.shaping.shaper(&self.source).build()
    }

    pub(super) const fn plan(&self, right_to_left: bool) -> &ShapePlan {
        if right_to_left {
            &self.right_to_left
        } else {
            &self.left_to_right
        }
    }
}

/// All typefaces, in the order of their ids.
pub(super) struct Faces([Face; 6]);

impl Faces {
    pub(super) fn get(&self, id: FaceId) -> &Face {
        // An id is made here only, from the list above.
        &self.0[usize::from(id.0) % self.0.len()]
    }
}

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let read = |id, bytes: &'static [u8]| Face::read(id, bytes);
    Some(Faces([
        read(LATIN, include_bytes!("../../fonts/NotoSans-Regular.ttf"))?,
        read(
            LATIN_SEMI_BOLD,
            include_bytes!("../../fonts/NotoSans-SemiBold.ttf"),
        )?,
        read(
            DEVANAGARI,
            include_bytes!("../../fonts/NotoSansDevanagari-Regular.ttf"),
        )?,
        read(
            DEVANAGARI_SEMI_BOLD,
            include_bytes!("../../fonts/NotoSansDevanagari-SemiBold.ttf"),
        )?,
        read(
            ARABIC,
            include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
        )?,
        read(
            HEBREW,
            include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf"),
        )?,
    ]))
});

/// # Errors
/// `internal` when a typeface in the program is damaged.
pub(super) fn faces() -> AppResult<&'static Faces> {
    FACES.as_ref().ok_or(AppError::new(ErrorCode::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typeface_is_read_and_has_what_its_texts_need() {
        let faces = faces().unwrap();
        for (id, signs) in [
            (LATIN, "Aéß·–\u{fffd}"),
            (LATIN_SEMI_BOLD, "Aé·–\u{fffd}"),
            (DEVANAGARI, "अक्ष।१"),
            (DEVANAGARI_SEMI_BOLD, "अक्ष।१"),
            (ARABIC, "سلام"),
            (HEBREW, "שלום"),
        ] {
            for sign in signs.chars() {
                assert!(faces.get(id).has(sign), "{id:?} {sign}");
            }
        }
    }
}
