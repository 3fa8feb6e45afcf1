//! What the caller says where the script waits: wishes first, then what fills a
//! slot, then yes and no, then a question; else it was not understood.
//! Must not know: what a node leads to.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::capture::{Given, Understood, understand};
use super::engine::{Flow, Place};
use super::script::{Kind, Node};
use super::text::{clock, moments, spoken};
use crate::dialogue::{Facts, Tongue, Utterance};
use crate::slots::answer::answer;
use crate::slots::choice;
use crate::slots::moment::{Moment, is_within};
use crate::slots::phone;
use crate::slots::wish::{Wish, asks_about, is_correction, is_question, wish};
use crate::slots::{Span, Words};
use crate::time::At;

/// An answer of more words than this, with a question in it, is a question.
const SHORT_ANSWER: usize = 3;

impl Flow {
    pub(super) fn node_here(&self) -> Option<(String, Node)> {
        let name = match &self.place {
            Place::At(name)
            | Place::Looking(name, _)
            | Place::Answering(name, _)
            | Place::Settling(name) => name,
            Place::Start | Place::Over => return None,
        };
        Some((name.clone(), self.script.node(name)?.clone()))
    }

    pub(super) fn said(&mut self, now: At, utterance: &Utterance) {
        let Some((name, node)) = self.node_here() else {
            return;
        };
        let words = Words::of(&utterance.text);
        let asked: Vec<String> = match self.place {
            Place::At(_) => node.ask.clone().unwrap_or_default(),
            _ => Vec::new(),
        };
        let script = Arc::clone(&self.script);
        let mut heard = understand(&script, &words, &asked, self.local(now), &self.digits);
        self.resolve(&words, &node, &mut heard);
        self.put_right(&words, &mut heard);
        // "How much is a cleaning?" is no wish for one.
        let only_choices = heard.given.iter().all(|given| {
            script
                .slot(&given.slot)
                .is_some_and(|slot| slot.kind == Kind::Choice)
        });
        if only_choices && asks_about(&words) {
            heard.given.clear();
            heard.doubts.clear();
        }
        if let Some(wish) = wish(&words)
            && self.grant(wish, &name, heard.given.is_empty())
        {
            return;
        }
        let corrects = is_correction(&words);
        let mut changed = None;
        let mut kept = Vec::new();
        for given in heard.given.clone() {
            let kind = script.slot(&given.slot).map(|slot| slot.kind);
            let known = self.known(&given.slot).map(str::to_owned);
            let asked = asked.contains(&given.slot);
            let takes = known.is_none()
                || asked
                || corrects
                || matches!(
                    kind,
                    Some(Kind::Day | Kind::Time | Kind::Name | Kind::Phone)
                );
            if !takes || (known.as_deref() == Some(&given.value) && !asked) {
                continue;
            }
            if known.is_some_and(|known| known != given.value) && !asked {
                changed.get_or_insert(given.slot.clone());
            }
            self.keep(&given, moment_of(utterance, given.span));
            kept.push(given);
        }
        heard.given = kept;
        if let Some(slot) = changed
            && let Some(back) = script.asks(&slot)
            && self.passed.contains(back)
        {
            return self.enter(back.to_owned());
        }
        if matches!(self.place, Place::At(_)) {
            self.answered(&words, &name, &node, &heard);
        }
    }

    /// Met at once; `false` where the turn says something more important.
    fn grant(&mut self, wish: Wish, name: &str, alone: bool) -> bool {
        let anywhere = self.script.anywhere.clone();
        match wish {
            Wish::Human => self.go(&anywhere.human),
            Wish::OptOut => match &anywhere.opt_out {
                Some(target) => self.go(target),
                None => return false,
            },
            Wish::Goodbye if alone => self.go(&anywhere.goodbye),
            Wish::Repeat if alone => self.repeat(),
            Wish::AsksIfRobot => {
                self.speak(&anywhere.robot);
                self.again(name);
            }
            Wish::StartOver => {
                self.forget();
                let start = self.script.start.clone();
                self.go(&start);
            }
            Wish::Speak(tongue) if tongue != self.tongue => {
                self.tongue = tongue;
                self.again(name);
            }
            Wish::Goodbye | Wish::Repeat | Wish::Speak(_) => return false,
        }
        true
    }

    /// Back to what was asked, if something was.
    fn again(&mut self, name: &str) {
        match self.place {
            Place::At(_) => self.prompt(name),
            _ => self.flush(None),
        }
    }

    /// Single digits of a telephone number that was given before.
    fn put_right(&self, words: &Words<'_>, heard: &mut Understood) {
        let slots = self.script.slots_in_order();
        let phones = slots
            .into_iter()
            .filter(|(_, slot)| slot.kind == Kind::Phone);
        for (slot, _) in phones {
            let before = self
                .values
                .get(slot)
                .map(|captured| captured.value.as_str());
            if heard.gives(slot) {
                continue;
            }
            if let Some(right) = before.and_then(|before| phone::corrected(before, words)) {
                heard.moment = Moment::default();
                heard.given.retain(|given| {
                    let kind = self.script.slot(&given.slot).map(|slot| slot.kind);
                    !matches!(kind, Some(Kind::Day | Kind::Time | Kind::Name))
                });
                heard.digits = None;
                heard.doubts.clear();
                heard.given.push(Given {
                    slot: slot.to_owned(),
                    value: right.value.digits,
                    span: right.span,
                });
            }
        }
    }

    /// Settles doubts by what was offered, and by what was asked about them.
    fn resolve(&self, words: &Words<'_>, node: &Node, heard: &mut Understood) {
        if let Some(doubt) = &self.doubt
            && !heard.gives(&doubt.slot)
        {
            let by_place = choice::place(words).and_then(|place| doubt.readings.get(place.value));
            let part = heard.moment.part.as_ref().map(|part| part.value);
            let by_part = part.and_then(|part| {
                let within =
                    |value: &&String| clock(value).is_some_and(|time| is_within(part, time));
                doubt.readings.iter().find(within)
            });
            if let Some(value) = by_part.or(by_place) {
                heard.doubts.retain(|other| other.slot != doubt.slot);
                heard.given.push(Given {
                    slot: doubt.slot.clone(),
                    value: value.clone(),
                    span: Span {
                        from: 0,
                        to: words.text.len(),
                    },
                });
            }
        }
        let offers = node
            .pick
            .as_ref()
            .and_then(|fact| self.known(fact))
            .map(moments);
        if let Some(offer) = offers.and_then(|offers| self.picked(words, &offers, heard)) {
            let span = Span {
                from: 0,
                to: words.text.len(),
            };
            let values = [
                (Kind::Day, offer.date().to_string()),
                (Kind::Time, offer.time().format("%H:%M").to_string()),
            ];
            for (kind, value) in values {
                let asked = node.ask.iter().flatten();
                let slot = asked
                    .into_iter()
                    .find(|slot| self.script.slot(slot).is_some_and(|slot| slot.kind == kind));
                let Some(slot) = slot else { continue };
                heard.doubts.retain(|doubt| doubt.slot != *slot);
                heard.given.retain(|given| given.slot != *slot);
                heard.given.push(Given {
                    slot: slot.clone(),
                    value,
                    span,
                });
            }
        }
    }

    /// Which of the offered moments is meant: by its place, its time, its day, or the
    /// only one agreed to.
    fn picked(
        &self,
        words: &Words<'_>,
        offers: &[NaiveDateTime],
        heard: &Understood,
    ) -> Option<NaiveDateTime> {
        let days = heard.moment.days.as_ref().map(|days| &days.value);
        let times = heard.moment.times.as_ref().map(|times| &times.value);
        if days.is_none() && times.is_none() {
            let only = match offers {
                [only] if answer(words).is_some_and(|yes| yes.value) => Some(only),
                _ => None,
            };
            let placed = choice::place(words).and_then(|place| offers.get(place.value));
            return placed.or(only).copied();
        }
        let mut meant = offers.iter().filter(|offer| {
            days.is_none_or(|days| days.contains(&offer.date()))
                && times.is_none_or(|times| times.contains(&offer.time()))
        });
        match (meant.next(), meant.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// What becomes of a turn where a node waits for it.
    fn answered(&mut self, words: &Words<'_>, name: &str, node: &Node, heard: &Understood) {
        if std::mem::take(&mut self.holds) && heard.given.is_empty() && heard.doubts.is_empty() {
            return self.prompt(name);
        }
        let yes = answer(words).map(|heard| heard.value);
        let asks = is_question(words);
        if node.confirm.is_some() {
            let short = words.list.len() <= SHORT_ANSWER;
            return match yes {
                Some(yes) if short || !asks => {
                    self.understood_at(name);
                    self.go_if(if yes {
                        node.yes.as_ref()
                    } else {
                        node.no.as_ref()
                    });
                }
                _ if asks => self.look_up_answer(words, name),
                _ => self.miss(name),
            };
        }
        let asked = |slot: &str| node.ask.iter().flatten().any(|asked| asked == slot);
        let given = heard.given.iter().any(|given| asked(&given.slot));
        if let Some(digits) = &heard.digits {
            self.digits.clone_from(&digits.value);
            let more = self.script.anywhere.more_digits.clone();
            self.speak(&more);
            return self.flush(self.expecting(node));
        }
        let doubt = heard.doubts.iter().find(|doubt| asked(&doubt.slot));
        if let Some(doubt) = doubt.or_else(|| {
            heard
                .doubts
                .iter()
                .find(|doubt| self.known(&doubt.slot).is_none())
        }) {
            // The same doubt again is not asked for ever.
            return match &self.doubt {
                Some(before) if before.slot == doubt.slot => {
                    self.doubt = None;
                    self.miss(name);
                }
                _ => self.ask_either(doubt.clone(), node),
            };
        }
        let full = self.missing(node).is_empty();
        if full && (given || !node.fresh) {
            self.digits.clear();
            self.understood_at(name);
            return self.go_if(node.next.as_ref());
        }
        let way = match yes {
            Some(true) => node.yes.as_ref(),
            Some(false) => node.no.as_ref(),
            None => None,
        };
        if let Some(way) = way {
            return self.go(way);
        }
        if !heard.given.is_empty() {
            return self.prompt(name);
        }
        if asks {
            return self.look_up_answer(words, name);
        }
        self.miss(name);
    }

    fn look_up_answer(&mut self, words: &Words<'_>, back: &str) {
        let language = match self.tongue {
            Tongue::En => "en",
            Tongue::Hi => "hi",
        };
        let facts = [("question", words.text), ("language", language)];
        let facts: Facts = facts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let ask = self.look_up("knowledge", facts);
        self.place = Place::Answering(back.to_owned(), ask);
    }

    fn ask_either(&mut self, doubt: super::capture::Doubt, node: &Node) {
        let read = |at: usize| {
            let value = doubt.readings.get(at).map_or("", String::as_str);
            spoken(&self.script, &doubt.slot, value, self.tongue)
        };
        let (a, b) = (read(0), read(1));
        let text = self
            .script
            .anywhere
            .either
            .of(self.tongue)
            .replace("{a}", &a)
            .replace("{b}", &b);
        self.doubt = Some(doubt);
        self.speak_words(&text);
        self.flush(self.expecting(node));
    }
}

/// When the word was said that a place in the text is in.
fn moment_of(utterance: &Utterance, span: Span) -> Option<At> {
    let mut end = 0;
    for word in &utterance.words {
        end += word.text.len();
        if span.from < end {
            return Some(word.from);
        }
        end += 1;
    }
    None
}
