//! Reads a sheet of phrases. Its language, line by line:
//!
//! ```text
//! # a remark
//! [words]             classes of words, of this sheet
//! @call = call ring phone @text
//! [same]              other spellings of a word
//! unsubscribe = unsubcribe unsuscribe
//! [fill]              words that change nothing: please, uh
//! [turn]              words that end what a guard covers: but
//! [hold]              words that no gap may cross: not
//! [scope calls]       words that name what is refused
//! [opt_out]           phrases; any intent, or `unclear`; behind it
//!                       bare   nothing else is said in the sentence
//!                       whole  nothing else is said at all
//!                       task   a person has to look as well
//!                       text, voice   only there
//!                       asked  only as an answer
//! [guard 4]           what starts in it or up to four words behind it counts for nothing
//! ```
//!
//! A phrase is words in order: `a|b|@class` one of several, `a?` may be missing, `..3` up
//! to three words of any kind, `^` in front where the sentence begins, `$` where it ends,
//! `!a|b` at the end: none of these may follow.

use super::kinds::{Intent, Language, Scope};
use super::rules::{Builder, Does, Element, Rule, Want};
use super::splitter::words;

/// Most words that a gap leaves out or a guard covers.
const FARTHEST: u8 = 12;

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub language: Language,
    /// From 1.
    pub line: usize,
    pub kind: FaultKind,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    UnknownSection,
    UnknownClass,
    NotOneWord,
    NotANumber,
    /// A phrase of nothing, or only of what may be missing.
    Empty,
    /// `!` or `$` before the end, `^` behind the beginning.
    OutOfPlace,
    /// More rules than there are numbers.
    TooMuch,
}

#[derive(Clone, Copy)]
enum Section {
    Classes,
    Same,
    Fill,
    Turn,
    Hold,
    Scope(Scope),
    Phrases(Rule),
}

/// Reads a sheet into `builder`; what cannot be read is left out and told.
pub(super) fn read(text: &str, language: Language, builder: &mut Builder, faults: &mut Vec<Fault>) {
    builder.classes.clear();
    // Classes first: phrases may name those that stand below them.
    for classes in [true, false] {
        let mut section = None;
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let name = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
            let done = match name {
                Some(name) => {
                    section = heading(name, language);
                    section.map(drop).ok_or(FaultKind::UnknownSection)
                }
                None => match section {
                    Some(Section::Classes) if !classes => Ok(()),
                    Some(other) if classes && !matches!(other, Section::Classes) => Ok(()),
                    Some(section) => row(section, line, language, builder),
                    None => Err(FaultKind::UnknownSection),
                },
            };
            if let Err(kind) = done
                && (classes || !matches!(kind, FaultKind::UnknownSection))
            {
                faults.push(Fault {
                    language,
                    line: number,
                    kind,
                });
            }
        }
    }
}

fn heading(name: &str, language: Language) -> Option<Section> {
    let mut parts = name.split_whitespace();
    let first = parts.next()?;
    let does = match first {
        "words" => return Some(Section::Classes),
        "same" => return Some(Section::Same),
        "fill" => return Some(Section::Fill),
        "turn" => return Some(Section::Turn),
        "hold" => return Some(Section::Hold),
        "scope" => return Some(Section::Scope(Scope::parse(parts.next()?)?)),
        "guard" => {
            let reach = parts.next()?.parse().ok().filter(|n| *n <= FARTHEST)?;
            return Some(Section::Phrases(Rule::new(Does::Guards(reach), language)));
        }
        "unclear" => Does::Unclear,
        intent => Does::Says(Intent::parse(intent)?),
    };
    let mut rule = Rule::new(does, language);
    for option in parts {
        match option {
            "bare" => rule.bare = true,
            "whole" => rule.whole = true,
            "task" => rule.human_task = true,
            "text" => rule.speech = Some(false),
            "voice" => rule.speech = Some(true),
            "asked" => rule.asked = true,
            _ => return None,
        }
    }
    Some(Section::Phrases(rule))
}

fn row(
    section: Section,
    line: &str,
    language: Language,
    builder: &mut Builder,
) -> Result<(), FaultKind> {
    let tongue = 1 << language as u8;
    match section {
        Section::Classes => {
            let (name, items) = line.split_once('=').ok_or(FaultKind::Empty)?;
            let name = name
                .trim()
                .strip_prefix('@')
                .ok_or(FaultKind::UnknownClass)?;
            let members = members(items.split_whitespace(), builder)?;
            builder
                .classes
                .entry(name.to_owned())
                .or_default()
                .extend(members);
        }
        Section::Same => {
            let (word, spellings) = line.split_once('=').ok_or(FaultKind::Empty)?;
            let number = builder.vocabulary.learn(&one(word)?);
            for spelling in spellings.split_whitespace() {
                builder.vocabulary.spell(&one(spelling)?, number);
            }
        }
        Section::Fill => each(line, builder, |word| word.fill |= tongue)?,
        Section::Turn => each(line, builder, |word| word.turn |= tongue)?,
        Section::Hold => each(line, builder, |word| word.hold |= tongue)?,
        Section::Scope(scope) => each(line, builder, |word| word.scope |= 1 << scope as u8)?,
        Section::Phrases(rule) => {
            let (elements, anchored) = phrase(line, builder)?;
            builder.add(Rule { anchored, ..rule }, elements)?;
        }
    }
    Ok(())
}

fn each(
    line: &str,
    builder: &mut Builder,
    mark: impl Fn(&mut super::rules::Traits),
) -> Result<(), FaultKind> {
    for number in members(line.split_whitespace(), builder)? {
        mark(builder.traits_of(number));
    }
    Ok(())
}

fn one(word: &str) -> Result<String, FaultKind> {
    let mut folded = words(word);
    match (folded.pop(), folded.is_empty()) {
        (Some(word), true) if !word.is_empty() => Ok(word),
        _ => Err(FaultKind::NotOneWord),
    }
}

/// The numbers of words and of classes' members.
fn members<'a>(
    items: impl Iterator<Item = &'a str>,
    builder: &mut Builder,
) -> Result<Vec<u16>, FaultKind> {
    let mut all = Vec::new();
    for item in items {
        match item.strip_prefix('@') {
            Some(class) => {
                all.extend(builder.classes.get(class).ok_or(FaultKind::UnknownClass)?);
            }
            None => all.push(builder.vocabulary.learn(&one(item)?)),
        }
    }
    Ok(all)
}

/// The elements of a phrase, and whether it begins its sentence.
fn phrase(line: &str, builder: &mut Builder) -> Result<(Vec<Element>, bool), FaultKind> {
    let (line, anchored) = match line.strip_prefix('^') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let mut elements: Vec<Element> = Vec::new();
    let mut gap = 0;
    for token in line.split_whitespace() {
        if matches!(
            elements.last().map(|e| e.want),
            Some(Want::ClauseEnd | Want::NotNext(_))
        ) {
            return Err(FaultKind::OutOfPlace);
        }
        if let Some(width) = token.strip_prefix("..") {
            let width: u8 = width.parse().map_err(|_| FaultKind::NotANumber)?;
            if width > FARTHEST || elements.is_empty() {
                return Err(FaultKind::OutOfPlace);
            }
            gap = width;
            continue;
        }
        let (token, optional) = match token.strip_suffix('?') {
            Some(token) => (token, true),
            None => (token, false),
        };
        let mut want = |want| {
            elements.push(Element {
                want,
                optional,
                gap,
            });
            gap = 0;
        };
        if token == "$" {
            want(Want::ClauseEnd);
        } else if let Some(follows) = token.strip_prefix('!') {
            let set = members(follows.split('|'), builder)?;
            want(Want::NotNext(builder.set(set)));
        } else if token.contains(['|', '@']) {
            let set = members(token.split('|'), builder)?;
            want(Want::Words(builder.set(set)));
        } else {
            let parts = words(token);
            if parts.is_empty() || (optional && parts.len() > 1) {
                return Err(FaultKind::NotOneWord);
            }
            for part in parts {
                let number = builder.vocabulary.learn(&part);
                want(Want::Words(builder.set(vec![number])));
            }
        }
    }
    let certain = |e: &Element| !e.optional && matches!(e.want, Want::Words(_));
    if elements.iter().any(certain) {
        Ok((elements, anchored))
    } else {
        Err(FaultKind::Empty)
    }
}
