//! Whether a script can be followed: every name is known, every text is there, everything
//! can be reached and left. Must not know: a call.

use std::collections::{BTreeMap, BTreeSet};

use super::capture::hours;
use super::fault::{Fault, FaultKind};
use super::script::{Node, Script, Target, Texts};

/// All that is wrong, in the order of the lines.
pub(super) fn faults(script: &Script, text: &str) -> Vec<Fault> {
    let mut check = Check {
        script,
        text,
        faults: Vec::new(),
    };
    check.slots();
    check.anywhere();
    if let Some(texts) = &script.voicemail {
        check.texts("voicemail", 0, texts);
    }
    for (key, node) in &script.nodes {
        check.node(key.get_ref(), key.span().start, node);
    }
    check.reach();
    check.faults.sort_by_key(|fault| fault.line);
    check.faults
}

struct Check<'s> {
    script: &'s Script,
    text: &'s str,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, offset: usize, kind: FaultKind) {
        self.faults.push(Fault::at(self.text, offset, kind));
    }

    fn target(&mut self, target: &Target) {
        let name = target.get_ref();
        if self.script.node(name).is_none() {
            self.fault(target.span().start, FaultKind::UnknownNode(name.clone()));
        }
    }

    fn texts(&mut self, node: &str, offset: usize, texts: &Texts) {
        for (language, text) in [("English", &texts.en), ("Hindi", &texts.hi)] {
            if text.trim().is_empty() {
                let node = node.to_owned();
                self.fault(offset, FaultKind::MissingText { node, language });
            }
        }
    }

    fn slots(&mut self) {
        for (key, slot) in &self.script.slots {
            if let Some(between) = &slot.between
                && hours(between.get_ref()).is_none()
            {
                let kind = FaultKind::BadHours(between.get_ref().clone());
                self.fault(between.span().start, kind);
            }
            for (name, choice) in &slot.choices {
                self.texts(name, key.span().start, &choice.label);
                if choice.said.iter().all(|said| said.trim().is_empty()) {
                    self.fault(key.span().start, FaultKind::NoWords(name.clone()));
                }
            }
        }
    }

    fn anywhere(&mut self) {
        let all = &self.script.anywhere;
        self.target(&self.script.start);
        for target in [&all.human, &all.goodbye, &all.lost]
            .into_iter()
            .chain(&all.opt_out)
        {
            self.target(target);
        }
        let offset = all.human.span().start;
        for texts in [
            &all.robot,
            &all.sorry,
            &all.either,
            &all.more_digits,
            &all.unknown,
        ] {
            self.texts("anywhere", offset, texts);
        }
    }

    fn node(&mut self, name: &str, offset: usize, node: &Node) {
        for target in node.targets() {
            self.target(target);
        }
        let confirm = node.confirm.iter();
        let all = node
            .say
            .iter()
            .chain(&node.again)
            .chain(confirm)
            .chain(&node.read_back);
        for texts in all {
            self.texts(name, offset, texts);
        }
        for slot in node.ask.iter().flatten() {
            if self.script.slot(slot).is_none() {
                self.fault(offset, FaultKind::UnknownSlot(slot.clone()));
            }
        }
        let things = [
            node.ask.is_some(),
            node.confirm.is_some(),
            node.branch.is_some(),
            node.tool.is_some(),
            node.propose.is_some(),
            node.transfer.is_some(),
            node.hang_up.is_some(),
        ];
        if things.into_iter().filter(|thing| *thing).count() > 1 {
            self.fault(offset, FaultKind::SeveralThings(name.to_owned()));
        }
        let (tool, propose) = (node.tool.is_some(), node.propose.is_some());
        let ways = [
            (
                "next",
                node.next.is_some(),
                !node.is_end() && !tool && !propose && node.confirm.is_none(),
            ),
            ("yes", node.yes.is_some(), node.confirm.is_some()),
            ("no", node.no.is_some(), node.confirm.is_some()),
            ("found", node.found.is_some(), tool),
            ("nothing", node.nothing.is_some(), tool),
            ("failed", node.failed.is_some(), tool || propose),
            ("done", node.done.is_some(), propose),
            ("declined", node.declined.is_some(), propose),
            ("read_back", node.read_back.is_some(), propose),
        ];
        for (way, there, needed) in ways {
            if needed && !there {
                let node = name.to_owned();
                self.fault(offset, FaultKind::NoWay { node, way });
            }
        }
    }

    fn reach(&mut self) {
        let all = &self.script.anywhere;
        let ways: BTreeMap<&str, Vec<&str>> = self
            .script
            .nodes
            .iter()
            .map(|(key, node)| {
                let to = node.targets().map(|target| target.get_ref().as_str());
                (key.get_ref().as_str(), to.collect())
            })
            .collect();
        let starts = [&self.script.start, &all.human, &all.goodbye, &all.lost];
        let starts = starts.into_iter().chain(&all.opt_out);
        let reached = closure(starts.map(|target| target.get_ref().as_str()), &ways);
        let mut backwards: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (from, targets) in &ways {
            for to in targets {
                backwards.entry(to).or_default().push(from);
            }
        }
        let ends = self.script.nodes.iter().filter(|(_, node)| node.is_end());
        let leads_out = closure(ends.map(|(key, _)| key.get_ref().as_str()), &backwards);
        let silent: BTreeMap<&str, Vec<&str>> = ways
            .iter()
            .filter(|(name, _)| self.script.node(name).is_some_and(|node| !node.waits()))
            .map(|(name, to)| (*name, to.clone()))
            .collect();
        for key in self.script.nodes.keys() {
            let (name, offset) = (key.get_ref().as_str(), key.span().start);
            if !reached.contains(name) {
                self.fault(offset, FaultKind::Unreachable(name.to_owned()));
            } else if !leads_out.contains(name) {
                self.fault(offset, FaultKind::NoExit(name.to_owned()));
            }
            let onwards = silent.get(name).into_iter().flatten().copied();
            let round = closure(onwards, &silent);
            if round.contains(name) {
                self.fault(offset, FaultKind::Loop(name.to_owned()));
            }
        }
    }
}

/// Everything that can be reached.
fn closure<'s>(
    starts: impl Iterator<Item = &'s str>,
    ways: &BTreeMap<&'s str, Vec<&'s str>>,
) -> BTreeSet<&'s str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = starts.collect();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(ways.get(name).into_iter().flatten());
        }
    }
    reached
}
