//! A call as a PDF: pages to read, to print and to hand on. The text can be searched,
//! copied and read out; type, marks and places say the same without colour. Must not
//! know: the present time, the disk, a font of the machine it runs on.

mod dates;
mod draw;
mod faces;
mod lines;
mod shape;
mod sheet;
#[cfg(test)]
mod tests;
mod turns;
mod words;

use chrono_tz::Tz;
use parley_app::error::{AppError, AppResult};
use parley_app::import::{ContentHash, RecordingRef};
use parley_app::ports::Paper;
use parley_domain::call::{Party, Side};
use parley_domain::digest::{hex, sha256};

use crate::words as said;
pub(crate) use dates::Dates;
use dates::clock;
use sheet::{Column, HEIGHT, Ink, MARGIN, Part, Sheet, Text, WIDTH};
use words::{Words, words};

/// Where values, and what was said, begin.
const BODY: f32 = 204.0;
const META: f32 = 8.5;
const SIZE: f32 = 9.5;
/// Unseen signs that are named at the end.
const NAMED_SIGNS: usize = 24;
const LONGEST_TITLE: usize = 120;

/// # Errors
/// `invalid_input` for a zone that is none.
pub(crate) fn write(paper: &Paper) -> AppResult<Vec<u8>> {
    let page = Page::new(paper)?;
    let about = draw::About {
        title: page.title(),
        author: short(&paper.exported_by),
        language: page.words.tag,
        id: paper.export_id.to_string(),
        at: paper.call.at,
    };
    draw::draw(page.laid_out()?, about)
}

/// The caller as far as known.
fn who(paper: &Paper) -> String {
    let caller = &paper.call.draft.caller;
    let known = [&caller.name, &caller.phone, &caller.email];
    let known = known
        .into_iter()
        .flatten()
        .find(|one| !one.trim().is_empty());
    known.map_or_else(
        || said::side(paper.language, Side::Caller).to_owned(),
        Clone::clone,
    )
}

/// On one line, and no longer than a line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .filter(|sign| !sign.is_control())
        .take(LONGEST_TITLE)
        .collect()
}

/// Name, number and address, as far as known.
fn party(party: &Party) -> Option<String> {
    let known = [&party.name, &party.phone, &party.email];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    (!known.is_empty()).then(|| known.join(" · "))
}

/// A heading that does not stand alone at a page's end.
fn heading(sheet: &mut Sheet, text: &str) {
    sheet.space(16.0);
    sheet.keep(64.0);
    sheet.rule();
    sheet.space(5.0);
    sheet.whole(Part::Heading(2), Text::new(text, 10.5).bold());
    sheet.space(3.0);
}

/// A name and its value beside it.
fn fact(sheet: &mut Sheet, name: &str, value: &str) {
    sized(sheet, name, Text::new(value, SIZE));
}

/// A hash in one line, so that it is compared and copied whole.
fn hash(sheet: &mut Sheet, name: &str, bytes: &[u8]) {
    sized(sheet, name, Text::new(hex(bytes), 8.8));
}

fn sized(sheet: &mut Sheet, name: &str, value: Text) {
    let column = |left, width, part, text| Column {
        left,
        width,
        part,
        texts: vec![text],
        again: false,
        mark: None,
    };
    let name = Text::new(name, META).ink(Ink::Quiet);
    sheet.row(vec![
        column(MARGIN, BODY - MARGIN - 12.0, Part::Label, name),
        column(BODY, WIDTH - MARGIN - BODY, Part::Body, value),
    ]);
    sheet.space(1.5);
}

struct Page<'a> {
    paper: &'a Paper,
    words: &'static Words,
    dates: Dates,
    who: String,
}

impl<'a> Page<'a> {
    fn new(paper: &'a Paper) -> AppResult<Self> {
        let zone: Tz = match &paper.zone {
            None => Tz::UTC,
            Some(zone) => zone.parse().map_err(|_| AppError::invalid("zone"))?,
        };
        Ok(Self {
            paper,
            words: words(paper.language),
            dates: Dates {
                zone,
                language: paper.language,
            },
            who: who(paper),
        })
    }

    fn laid_out(&self) -> AppResult<Sheet> {
        let mut sheet = Sheet::new()?;
        self.head(&mut sheet);
        self.details(&mut sheet);
        self.handed_out(&mut sheet);
        self.contents(&mut sheet);
        turns::write(&mut sheet, self.paper, self.words);
        self.proof(&mut sheet);
        self.missing(&mut sheet);
        self.margins(&mut sheet);
        Ok(sheet)
    }

    fn title(&self) -> String {
        let started = self.paper.call.draft.started_at;
        let day = started.map(|at| format!(" · {}", self.dates.day(at)));
        short(&format!("{}{}", short(&self.who), day.unwrap_or_default()))
    }

    fn head(&self, sheet: &mut Sheet) {
        let (draft, language) = (&self.paper.call.draft, self.paper.language);
        let above = format!("{} · {}", self.words.title, self.paper.workspace);
        sheet.whole(Part::Paragraph, Text::new(above, META).ink(Ink::Quiet));
        let title = match draft
            .agent
            .name
            .as_deref()
            .filter(|name| !name.trim().is_empty())
        {
            Some(agent) => format!("{} – {agent}", self.who),
            None => self.who.clone(),
        };
        sheet.whole(Part::Heading(1), Text::new(title, 17.0).bold());
        let facts = [
            draft.started_at.map(|at| self.dates.instant(at)),
            draft.stated_duration_ms.map(clock),
            draft
                .outcome
                .map(|one| said::outcome(language, one).to_owned()),
            draft
                .channel
                .map(|one| said::channel(language, one).to_owned()),
            draft.simulated.then(|| self.words.simulated.to_owned()),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        sheet.whole(Part::Paragraph, Text::new(facts.join(" · "), 10.0));
    }

    fn facts<const N: usize>(&self, sheet: &mut Sheet, facts: [(&str, Option<String>); N]) {
        for (name, value) in facts {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                fact(sheet, name, &value);
            }
        }
    }

    fn details(&self, sheet: &mut Sheet) {
        let (draft, words, language) = (&self.paper.call.draft, self.words, self.paper.language);
        let own = |text: &str| Some(text.to_owned());
        heading(sheet, words.details);
        self.facts(
            sheet,
            [
                (words.caller, party(&draft.caller)),
                (words.agent, party(&draft.agent)),
                (
                    words.started,
                    draft.started_at.map(|at| self.dates.instant(at)),
                ),
                (words.length, draft.stated_duration_ms.map(clock)),
                (
                    words.channel,
                    draft
                        .channel
                        .and_then(|one| own(said::channel(language, one))),
                ),
                (
                    words.direction,
                    draft
                        .direction
                        .and_then(|one| own(said::direction(language, one))),
                ),
                (
                    words.outcome,
                    draft
                        .outcome
                        .and_then(|one| own(said::outcome(language, one))),
                ),
                (words.ended, draft.ended_reason.clone()),
                (words.language, draft.language.clone()),
                (words.tags, Some(draft.tags.join(" · "))),
                (words.external_id, draft.external_id.clone()),
                (words.call_id, Some(self.paper.call.id.to_string())),
            ],
        );
    }

    fn handed_out(&self, sheet: &mut Sheet) {
        let (paper, words, language) = (self.paper, self.words, self.paper.language);
        heading(sheet, words.handed_out);
        let by = format!(
            "{}, {}",
            paper.exported_by,
            said::role(language, paper.role)
        );
        self.facts(
            sheet,
            [
                (words.by, Some(by)),
                (words.from, Some(paper.workspace.clone())),
                (words.at, Some(self.dates.instant(paper.call.at))),
                (
                    words.purpose,
                    Some(said::purpose(language, paper.purpose).to_owned()),
                ),
                (words.export_id, Some(paper.export_id.to_string())),
            ],
        );
    }

    fn contents(&self, sheet: &mut Sheet) {
        let draft = &self.paper.call.draft;
        if let Some(summary) = draft
            .summary
            .as_ref()
            .filter(|text| !text.trim().is_empty())
        {
            heading(sheet, self.words.summary);
            sheet.whole(Part::Paragraph, Text::new(summary, SIZE));
        }
        if !draft.variables.is_empty() {
            heading(sheet, self.words.captured);
            for (one, place) in draft.variables.iter().zip(0u32..) {
                fact(sheet, &one.name, &self.reading(&one.value, place));
            }
        }
    }

    /// A captured value as it stands, and how it came where that is something else; all
    /// that is said where people disagree.
    fn reading(&self, value: &str, place: u32) -> String {
        let overlay = &self.paper.call.overlay;
        let mut text = value.to_owned();
        if let Some(versions) = overlay.variable_versions.get(&place) {
            let mut all: Vec<&str> = versions.iter().map(|one| one.value.as_str()).collect();
            all.dedup();
            text = format!("{} ({})", all.join(" / "), self.words.disputed);
        }
        match overlay.variables.get(&place) {
            Some(came) if came.value != value => {
                format!("{text} ({}: {})", self.words.imported, came.value)
            }
            _ => text,
        }
    }

    fn proof(&self, sheet: &mut Sheet) {
        let words = self.words;
        heading(sheet, words.proof);
        match &self.paper.call.draft.recording {
            Some(RecordingRef::Sidecar {
                file_name,
                stated_hash: Some(ContentHash::Sha256(sha256)),
                ..
            }) => {
                fact(sheet, words.recording, file_name);
                hash(sheet, words.recording_hash, sha256);
            }
            _ => fact(sheet, words.recording, words.no_recording),
        }
        let data = crate::parley::write_with(&self.paper.call.draft, &self.paper.call.overlay);
        hash(sheet, words.call_hash, &sha256(&[data.as_bytes()]));
        sheet.space(4.0);
        sheet.whole(
            Part::Paragraph,
            Text::new(words.call_hash_of, META).ink(Ink::Quiet),
        );
    }

    /// What stands where a sign could not be shown.
    fn missing(&self, sheet: &mut Sheet) {
        let missing: Vec<String> = sheet
            .shapes
            .missing
            .iter()
            .map(|text| number(text))
            .collect();
        if missing.is_empty() {
            return;
        }
        let mut named = missing
            .iter()
            .take(NAMED_SIGNS)
            .cloned()
            .collect::<Vec<_>>();
        if missing.len() > NAMED_SIGNS {
            named.push(self.words.and_more.to_owned());
        }
        sheet.space(10.0);
        let text = format!("{} {}", self.words.missing, named.join(", "));
        sheet.whole(Part::Paragraph, Text::new(text, META).ink(Ink::Quiet));
    }

    /// What every page says above and below.
    fn margins(&self, sheet: &mut Sheet) {
        let pages = sheet.pages.len();
        let quiet = |text: String| Text::new(text, 8.0).ink(Ink::Quiet);
        let workspace = short(&self.paper.workspace);
        for page in 0..pages {
            if page > 0 {
                sheet.margin(page, 40.0, false, &quiet(self.title()));
                sheet.margin(page, 40.0, true, &quiet(workspace.clone()));
            }
            let export = format!("{} {}", self.words.export_id, self.paper.export_id);
            let number = self.words.page(page + 1, pages);
            sheet.margin(page, HEIGHT - 36.0, false, &quiet(export));
            sheet.margin(page, HEIGHT - 36.0, true, &quiet(number));
        }
    }
}

/// `U+1F469 U+200D U+1F4BB`.
fn number(text: &str) -> String {
    let signs = text
        .chars()
        .take(4)
        .map(|sign| format!("U+{:04X}", sign as u32));
    signs.collect::<Vec<_>>().join(" ")
}
