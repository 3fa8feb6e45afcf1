//! From node to node, until somebody has to answer. Must not know: what callers say.

use std::sync::Arc;

use super::engine::{Flow, Place};
use super::script::{Node, Target};
use super::text::filled;
use crate::dialogue::{AskId, Effect, Expecting, Facts, Found, Move, Settled};

/// So many nodes in a row without anybody being asked are a script gone astray.
const STEPS: usize = 64;
/// So many nodes in a call are a caller gone astray.
const LONGEST: usize = 2_000;

impl Flow {
    pub(super) fn go(&mut self, target: &Target) {
        self.enter(target.get_ref().clone());
    }

    pub(super) fn go_if(&mut self, target: Option<&Target>) {
        match target {
            Some(target) => self.go(target),
            None => self.lost(),
        }
    }

    /// On from a node, until somebody has to answer.
    pub(super) fn enter(&mut self, name: String) {
        let script = Arc::clone(&self.script);
        let mut name = name;
        self.doubt = None;
        for _ in 0..STEPS {
            self.steps += 1;
            let Some(node) = script.node(&name).filter(|_| self.steps < LONGEST) else {
                return self.give_up();
            };
            self.passed.insert(name.clone());
            self.moves.push(Move::Reached { node: name.clone() });
            let next = self.step(&name, node);
            match next {
                Some(next) => name = next,
                None => return,
            }
        }
        self.give_up();
    }

    /// One node; where it leads at once.
    fn step(&mut self, name: &str, node: &Node) -> Option<String> {
        let held = std::mem::take(&mut self.holds);
        let passed = node.ask.is_some() && !node.fresh && self.missing(node).is_empty();
        if !passed && let Some(say) = &node.say {
            self.speak(say);
        }
        if let Some(reason) = &node.transfer {
            self.flush(None);
            self.over("transferred");
            self.moves.push(Move::Transfer {
                reason: reason.clone(),
            });
        } else if let Some(outcome) = &node.hang_up {
            self.flush(None);
            self.over(outcome);
            self.moves.push(Move::HangUp {
                outcome: outcome.clone(),
            });
        } else if node.ask.is_some() && !passed {
            if held {
                self.text.clear();
                self.holds = true;
            }
            self.flush(self.expecting(node));
            self.place = Place::At(name.to_owned());
        } else if let Some(confirm) = &node.confirm {
            self.speak(confirm);
            self.flush(Some(Expecting::YesNo));
            self.place = Place::At(name.to_owned());
        } else if let Some(tool) = &node.tool {
            self.flush(None);
            let ask = self.look_up(tool, self.arguments(node));
            self.place = Place::Looking(name.to_owned(), ask);
        } else if let Some(slot) = self.unknown_of(node) {
            // Nothing is proposed before all of it is known.
            return Some(slot);
        } else if let Some(kind) = &node.propose {
            self.flush(None);
            let read_back = node.read_back.as_ref().map(|texts| texts.of(self.tongue));
            let read_back = self.fill(read_back.unwrap_or_default(), self.tongue);
            self.moves.push(Move::Propose {
                effect: Effect {
                    kind: kind.clone(),
                    facts: self.arguments(node),
                },
                read_back,
                tongue: self.tongue,
            });
            self.place = Place::Settling(name.to_owned());
        } else {
            let arm = node.branch.iter().flatten().find(|arm| match &arm.is {
                Some(is) => self.known(&arm.on) == Some(is),
                None => self.known(&arm.on).is_some(),
            });
            let next = arm.map(|arm| &arm.next).or(node.next.as_ref());
            let lost = &self.script.anywhere.lost;
            return Some(next.unwrap_or(lost).get_ref().clone());
        }
        None
    }

    fn over(&mut self, outcome: &str) {
        self.place = Place::Over;
        self.outcome = Some(outcome.to_owned());
    }

    /// A script without a way on: the call ends rather than going round.
    fn give_up(&mut self) {
        self.flush(None);
        self.over("stuck");
        self.moves.push(Move::HangUp {
            outcome: "stuck".to_owned(),
        });
    }

    pub(super) fn lost(&mut self) {
        let lost = self.script.anywhere.lost.clone();
        self.go(&lost);
    }

    /// Where a slot is asked for that a proposal needs and nobody has given.
    fn unknown_of(&self, node: &Node) -> Option<String> {
        node.propose.as_ref()?;
        let slots = self.script.slots_in_order();
        let unknown = slots.into_iter().find(|(slot, _)| {
            let place = format!("{{{slot}}}");
            let needed = node.args.values().any(|text| text.contains(&place));
            needed && !self.values.contains_key(*slot)
        });
        self.script.asks(unknown?.0).map(str::to_owned)
    }

    fn arguments(&self, node: &Node) -> Facts {
        let value = |text: &String| filled(text, |name| self.known(name).map(str::to_owned));
        node.args
            .iter()
            .map(|(name, text)| (name.clone(), value(text)))
            .collect()
    }

    pub(super) fn look_up(&mut self, tool: &str, facts: Facts) -> AskId {
        let ask = AskId(self.next_ask);
        self.next_ask += 1;
        self.moves.push(Move::Ask {
            ask,
            tool: tool.to_owned(),
            facts,
        });
        ask
    }

    pub(super) fn found(&mut self, ask: AskId, found: Found) {
        let script = Arc::clone(&self.script);
        match self.place.clone() {
            Place::Looking(name, awaited) if awaited == ask => {
                let Some(node) = script.node(&name) else {
                    return self.lost();
                };
                let target = match found {
                    Found::Facts(facts) => {
                        let tool = node.tool.as_deref().unwrap_or_default();
                        self.facts.retain(|name, _| {
                            name.split_once('.').is_none_or(|(of, _)| of != tool)
                        });
                        let named = facts
                            .into_iter()
                            .map(|(name, value)| (format!("{tool}.{name}"), value));
                        self.facts.extend(named);
                        &node.found
                    }
                    Found::Nothing => &node.nothing,
                    Found::Failed => &node.failed,
                };
                self.go_if(target.as_ref());
            }
            Place::Answering(back, awaited) if awaited == ask => {
                match found {
                    Found::Facts(facts) if facts.contains_key("text") => {
                        self.speak_words(facts.get("text").map_or("", String::as_str));
                    }
                    _ => self.speak(&script.anywhere.unknown),
                }
                self.prompt(&back);
            }
            // Asked before something changed: nobody waits for it.
            _ => {}
        }
    }

    pub(super) fn settled(&mut self, settled: Settled) {
        let Place::Settling(name) = self.place.clone() else {
            return;
        };
        let script = Arc::clone(&self.script);
        let node = script.node(&name);
        if let (Settled::Done, Some(kind)) = (settled, node.and_then(|node| node.propose.as_ref()))
        {
            // Texts and branches may ask for it.
            self.facts.insert(format!("done.{kind}"), "yes".to_owned());
        }
        self.holds = settled == Settled::Declined;
        self.go_if(node.and_then(|node| match settled {
            Settled::Done => node.done.as_ref(),
            Settled::Declined => node.declined.as_ref(),
            Settled::Failed => node.failed.as_ref(),
        }));
    }
}
