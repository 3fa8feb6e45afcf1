//! Measures what listening for refusals and masking numbers cost, beside a set of regular
//! expressions that looks through each partial transcript anew, as one would write it
//! first. `lawful_bench [ROUNDS]`: 200 calls, each turn grown word by word.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use parley_domain::call::{Channel, Side};
use parley_domain::masking::{Mask, Released};
use parley_domain::recording::{Evidence, EvidenceKind, Party, Role, recording_decision};
use parley_domain::refusal::{Hearing, Listening, Rules};
use regex::RegexSet;

const CALLS: usize = 200;
/// A long turn: what people say before they come to the point.
const TURNS: [&str; 6] = [
    "Hi there yes I got a voicemail from this number about my furnace and I wanted to know whether somebody could come by on Thursday because it makes that noise again",
    "No look I have told you people three times already that I do not want any of this so please stop calling me and take my number off your list thank you",
    "Buenos días le llamo porque quiero cambiar la cita del martes para el jueves por la tarde si es posible y también necesito que ya no me llamen más a este número",
    "Bonjour je vous appelle au sujet de la facture du mois de mars je ne comprends pas le montant et surtout ne m'appelez plus jamais le matin avant dix heures",
    "Guten Tag ich hätte gern einen Termin am Freitag aber rufen Sie mich bitte nicht mehr auf dem Handy an meine Nummer zu Hause haben Sie ja schon",
    "नमस्ते जी मुझे डॉक्टर साहब से मंगलवार का समय चाहिए था और आप लोग मुझे बार बार फोन मत कीजिए मैं खुद आ जाऊँगा",
];

/// The peer: fewer phrases than Parley knows, no negations, no scopes.
const PEER: [&str; 32] = [
    r"(?i)\bstop\s+(calling|texting|phoning|bothering|contacting)\b",
    r"(?i)\b(do not|don't|dont|never)\s+(call|text|contact|phone)\b",
    r"(?i)\btake\s+(me|my number|us)\s+off\b",
    r"(?i)\bremove\s+(me|my number|us)\s+from\b",
    r"(?i)\b(unsubscribe|opt[ -]?out)\b",
    r"(?i)\bno more (calls|texts|messages)\b",
    r"(?i)\bdo not call list\b",
    r"(?i)\bleave (me|us) alone\b",
    r"(?i)\b(revoke|withdraw) my consent\b",
    r"(?i)\blose my number\b",
    r"(?i)\b(don't|do not) record\b",
    r"(?i)\bare you (a )?(robot|real|human|machine)\b",
    r"(?i)\b(operator|representative|human please)\b",
    r"(?i)\bno me (llame|llamen|moleste|molesten) más\b",
    r"(?i)\b(deje|dejen) de (llamar|llamarme|molestar)\b",
    r"(?i)\bquíte(me|nme) de (su|la) lista\b",
    r"(?i)\bno quiero (más|recibir) (llamadas|mensajes)\b",
    r"(?i)\bya no me llamen\b",
    r"(?i)\bne m['’]appelez plus\b",
    r"(?i)\b(arrêtez|cessez) de m['’]appeler\b",
    r"(?i)\bretirez[- ]moi de (votre|vos|la)\b",
    r"(?i)\bplus d['’]appels\b",
    r"(?i)\brufen sie (mich|uns) (bitte )?nicht mehr\b",
    r"(?i)\bhören sie auf\b.*\banzurufen\b",
    r"(?i)\bkeine (anrufe|sms|nachrichten) mehr\b",
    r"(?i)\bvon (der|ihrer) liste\b",
    r"(फोन|कॉल|मैसेज)\s+(मत|ना|न)\s+(करो|करना|कीजिए|करें)",
    r"(फोन|कॉल|मैसेज)\s+(करना|भेजना)\s+बंद",
    r"लिस्ट\s+से\s+(हटा|निकाल)",
    r"(?i)\b(phone|call|message|msg)\s+mat\s+(karo|karna|kijiye|bhejo)\b",
    r"(?i)\b(phone|call|message)\s+(karna|bhejna)\s+band\b",
    r"(?i)\blist se (hata|nikal)\b",
];

/// Every prefix of a turn that ends with a word: what a recogniser sends.
fn partials(turn: &str) -> Vec<&str> {
    let ends = turn.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut all: Vec<&str> = ends.map(|(at, _)| &turn[..at]).collect();
    all.push(turn);
    all
}

fn tell(name: &str, took: Duration, count: usize) {
    println!(
        "{name:<44} {:>8} ns",
        took.as_nanos() / count.max(1) as u128
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let rounds: usize = std::env::args().nth(1).map_or(Ok(20), |n| n.parse())?;
    let begun = Instant::now();
    let rules = Rules::of_house();
    println!(
        "{} phrases, read in {} us",
        rules.len(),
        begun.elapsed().as_micros()
    );
    let peer = RegexSet::new(PEER)?;
    let grown: Vec<Vec<&str>> = TURNS.iter().map(|turn| partials(turn)).collect();
    let count = rounds
        * (0..CALLS)
            .map(|call| grown[call % grown.len()].len())
            .sum::<usize>();
    let listening = Listening::on(Channel::Phone, None);

    let mut hearings: Vec<Hearing<'_>> =
        (0..CALLS).map(|_| Hearing::new(rules, listening)).collect();
    let mut found = 0;
    let begun = Instant::now();
    for _ in 0..rounds {
        for (call, hearing) in hearings.iter_mut().enumerate() {
            let turn = &grown[call % grown.len()];
            for partial in turn {
                found += hearing.partial(black_box(partial)).len();
            }
            black_box(hearing.finish(turn.last().unwrap_or(&"")));
        }
    }
    tell(
        "refusal, a partial (verdict included)",
        begun.elapsed(),
        count,
    );

    let mut peers = 0;
    let begun = Instant::now();
    for _ in 0..rounds {
        for call in 0..CALLS {
            for partial in &grown[call % grown.len()] {
                peers += usize::from(peer.is_match(black_box(partial)));
            }
        }
    }
    tell("32 regular expressions, a partial", begun.elapsed(), count);
    println!("found {found} (once each), by the expressions {peers} (again with each partial)");

    let mut out = Released::default();
    let begun = Instant::now();
    for _ in 0..rounds {
        for call in 0..CALLS {
            let mut mask = Mask::new();
            mask.begin(Side::Caller);
            for word in TURNS[call % TURNS.len()].split_inclusive(' ') {
                mask.push(Side::Caller, black_box(word), None, &mut out);
            }
            mask.finish(&mut out);
            out.pieces.clear();
        }
    }
    tell("masking, a word", begun.elapsed(), count);

    let party = |role, kind, value: &str| Party {
        role,
        evidence: vec![Evidence {
            kind,
            value: value.to_owned(),
        }],
    };
    let parties = [
        party(Role::Business, EvidenceKind::Site, "US-OH"),
        party(Role::Caller, EvidenceKind::Number, "+14155550100"),
    ];
    let begun = Instant::now();
    for _ in 0..rounds * CALLS {
        black_box(recording_decision(black_box(&parties)));
    }
    tell(
        "recording decision, two parties",
        begun.elapsed(),
        rounds * CALLS,
    );
    Ok(())
}
