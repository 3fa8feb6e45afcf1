//! From laid out pages to a PDF: PDF/A-2b for archives, tagged for those who have it
//! read out. The same pages give the same bytes.

use std::num::NonZeroU16;

use chrono::{DateTime, Datelike as _, Timelike as _};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime as PdfTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};
use parley_app::error::{AppError, AppResult};
use parley_domain::error_code::ErrorCode;
use parley_domain::time::UtcMillis;

use super::faces::{Faces, faces};
use super::lines::Line;
use super::sheet::{HEIGHT, Ink, Item, MARGIN, Part, Shape, Sheet, WIDTH};

/// What a file says about itself.
#[derive(Debug)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) author: String,
    /// BCP 47.
    pub(super) language: &'static str,
    pub(super) id: String,
    pub(super) at: UtcMillis,
}

/// # Errors
/// `internal` when the pages cannot be written.
pub(super) fn draw(sheet: Sheet, about: About) -> AppResult<Vec<u8>> {
    let faces = faces()?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|error| failed(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut said: Vec<Vec<Identifier>> = sheet.parts.iter().map(|_| Vec::new()).collect();
    for items in &sheet.pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT);
        let mut page = document.start_page_with(size.ok_or(ErrorCode::Internal)?);
        let mut surface = page.surface();
        for item in items {
            let read = draw_item(&mut surface, faces, item);
            if let Some((part, identifier)) = read
                && let Some(said) = said.get_mut(part)
            {
                said.push(identifier);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(&sheet.parts, said, about.language));
    document.set_metadata(metadata(about));
    document.finish().map_err(|error| failed(error.to_string()))
}

fn failed(why: String) -> AppError {
    AppError::because(ErrorCode::Internal, why)
}

fn metadata(about: About) -> Metadata {
    let metadata = Metadata::new()
        .title(about.title)
        .authors(vec![about.author])
        .creator("Parley".to_owned())
        .language(about.language.to_owned())
        .document_id(about.id);
    // An archive's file must say when it was made: it is when the call left.
    let at = DateTime::from_timestamp_millis(about.at.0).unwrap_or_default();
    let two = |value: u32| u8::try_from(value).unwrap_or_default();
    metadata.creation_date(
        PdfTime::new(u16::try_from(at.year()).unwrap_or_default())
            .month(two(at.month()))
            .day(two(at.day()))
            .hour(two(at.hour()))
            .minute(two(at.minute()))
            .second(two(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0),
    )
}

fn colour(ink: Ink) -> rgb::Color {
    match ink {
        Ink::Text => rgb::Color::new(0x1b, 0x1d, 0x20),
        Ink::Quiet => rgb::Color::new(0x59, 0x5d, 0x63),
        Ink::Caller => rgb::Color::new(0x1f, 0x5f, 0xbf),
        Ink::Agent => rgb::Color::new(0xa8, 0x4b, 0x00),
    }
}

fn fill(colour: rgb::Color) -> Fill {
    Fill {
        paint: colour.into(),
        opacity: NormalizedF32::ONE,
        rule: Default::default(),
    }
}

/// The part that what was drawn belongs to, if it is read out.
fn draw_item(surface: &mut Surface<'_>, faces: &Faces, item: &Item) -> Option<(usize, Identifier)> {
    match item {
        Item::Line {
            line,
            left,
            baseline,
            size,
            ink,
            of,
        } => {
            let tag = match of {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let identifier = surface.start_tagged(tag);
            surface.set_stroke(None);
            surface.set_fill(Some(fill(colour(*ink))));
            draw_line(surface, faces, line, (*left, *baseline), *size);
            surface.end_tagged();
            of.map(|part| (part, identifier))
        }
        Item::Rule { top } => {
            let grey = rgb::Color::new(0xdd, 0xdc, 0xd6);
            let path = Rect::from_xywh(MARGIN, *top, WIDTH - 2.0 * MARGIN, 0.75).and_then(rect);
            ornament(surface, path, Some(fill(grey)), None);
            None
        }
        Item::Mark {
            shape,
            ink,
            left,
            middle,
            size,
        } => {
            mark(surface, *shape, colour(*ink), (*left, *middle), *size);
            None
        }
    }
}

fn draw_line(
    surface: &mut Surface<'_>,
    faces: &Faces,
    line: &Line,
    (left, baseline): (f32, f32),
    size: f32,
) {
    // Nobody's text may be written over somebody else's.
    let clip = line
        .reaches_out
        .then(|| Rect::from_xywh(0.0, baseline - size * 1.15, WIDTH, size * 1.6).and_then(rect))
        .flatten();
    if let Some(clip) = &clip {
        surface.push_clip_path(clip, &FillRule::default());
    }
    for one in &line.stretches {
        let start = Point::from_xy(left + one.from, baseline);
        let font = faces.get(one.face).font.clone();
        surface.draw_glyphs(start, &one.glyphs, font, &one.text, size, false);
    }
    if clip.is_some() {
        surface.pop();
    }
}

/// Something for the eye only.
fn ornament(
    surface: &mut Surface<'_>,
    path: Option<Path>,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
) {
    let Some(path) = path else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    surface.set_fill(fill);
    surface.set_stroke(stroke);
    surface.draw_path(&path);
    surface.end_tagged();
}

fn rect(rect: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    path.finish()
}

fn mark(
    surface: &mut Surface<'_>,
    shape: Shape,
    colour: rgb::Color,
    (left, middle): (f32, f32),
    size: f32,
) {
    let half = size / 2.0;
    let line = Stroke {
        paint: colour.into(),
        width: 1.1,
        ..Stroke::default()
    };
    let centre = (left + half, middle);
    match shape {
        Shape::Disc => ornament(surface, circle(centre, half), Some(fill(colour)), None),
        Shape::Ring => ornament(surface, circle(centre, half - 0.55), None, Some(line)),
        Shape::Square => {
            let path = Rect::from_xywh(left, middle - half, size, size).and_then(rect);
            ornament(surface, path, None, Some(line));
        }
    }
}

fn circle((x, y): (f32, f32), r: f32) -> Option<Path> {
    // How far the handles of four arcs reach that together look like a circle.
    let k = r * 0.552_285;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}

/// The parts as a reader is told them: labels and bodies as lists.
fn tree(parts: &[Part], said: Vec<Vec<Identifier>>, language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut list: Option<TagGroup> = None;
    let mut entry: Option<TagGroup> = None;
    for (part, said) in parts.iter().zip(said) {
        let said = |mut group: TagGroup| {
            said.into_iter().for_each(|one| group.push(one));
            group
        };
        match part {
            Part::Label => {
                close(&mut list, &mut entry);
                entry = Some(TagGroup::with_children(
                    Tag::LI,
                    vec![said(TagGroup::new(Tag::Lbl)).into()],
                ));
            }
            Part::Body | Part::More => {
                let body = said(TagGroup::new(Tag::LBody));
                entry
                    .get_or_insert_with(|| TagGroup::new(Tag::LI))
                    .push(body);
            }
            Part::Heading(_) | Part::Paragraph => {
                close(&mut list, &mut entry);
                list.take().into_iter().for_each(|list| tree.push(list));
                let group = match part {
                    Part::Heading(level) => {
                        let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                        TagGroup::new(Tag::Hn(level, None))
                    }
                    _ => TagGroup::new(Tag::P),
                };
                tree.push(said(group));
            }
        }
    }
    close(&mut list, &mut entry);
    list.into_iter().for_each(|list| tree.push(list));
    tree
}

/// Puts a finished entry into its list.
fn close(list: &mut Option<TagGroup>, entry: &mut Option<TagGroup>) {
    if let Some(entry) = entry.take() {
        list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None)))
            .push(entry);
    }
}
