//! Keys where the script waits. Must not know: tones.

use super::capture::Given;
use super::engine::{Flow, Place};
use super::script::Kind;
use crate::slots::Span;
use crate::slots::phone::DIGITS;

impl Flow {
    /// Keys: a choice, a telephone number, one for yes and two for no; nought is a person.
    pub(super) fn keyed(&mut self, keys: &str) {
        let Place::At(name) = self.place.clone() else {
            return;
        };
        let Some((_, node)) = self.node_here() else {
            return;
        };
        let slot = node.ask.iter().flatten().next().cloned();
        let kind = slot
            .as_ref()
            .and_then(|slot| Some(self.script.slot(slot)?.kind));
        let value = match (node.keys.get(keys), kind) {
            (Some(value), _) => Some(value.clone()),
            (None, Some(Kind::Phone)) if keys.len() == DIGITS => Some(keys.to_owned()),
            (None, Some(Kind::Number)) => Some(keys.to_owned()),
            _ => None,
        };
        match (slot, value, keys) {
            (Some(slot), Some(value), _) => {
                self.keep(
                    &Given {
                        slot,
                        value,
                        span: Span::default(),
                    },
                    None,
                );
                match self.missing(&node).is_empty() {
                    true => self.go_if(node.next.as_ref()),
                    false => self.prompt(&name),
                }
            }
            (None, None, "1") if node.confirm.is_some() => self.go_if(node.yes.as_ref()),
            (None, None, "2") if node.confirm.is_some() => self.go_if(node.no.as_ref()),
            (_, None, "0") => {
                let human = self.script.anywhere.human.clone();
                self.go(&human);
            }
            _ => self.miss(&name),
        }
    }
}
