//! A text in clauses, each short enough to be made in no time. Must not know: sound.

/// Ends of clauses; the danda is Hindi's full stop.
const ENDS: [char; 7] = ['.', '?', '!', ';', ':', ',', '।'];
/// A clause of fewer words is said with the next: voices make a pause behind each.
const FEW: usize = 3;
/// Nothing is said longer without a breath.
const MANY: usize = 30;

/// The words of `text`, clause by clause: joined by spaces they are the text.
#[must_use]
pub fn clauses(text: &str) -> Vec<Vec<&str>> {
    let mut clauses = Vec::new();
    let mut clause: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        clause.push(word);
        let ends = word.ends_with(['.', '?', '!', '।']) || clause.len() >= MANY;
        let breathes = word.ends_with(ENDS) && clause.len() >= FEW;
        if ends || breathes {
            clauses.push(std::mem::take(&mut clause));
        }
    }
    if !clause.is_empty() {
        clauses.push(clause);
    }
    // Signs alone make no sound.
    let is_said = |clause: &Vec<&str>| {
        clause
            .iter()
            .any(|word| word.contains(char::is_alphanumeric))
    };
    clauses.retain(is_said);
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_clause_by_clause() {
        let said = |text| {
            let clauses = clauses(text);
            clauses
                .iter()
                .map(|clause| clause.join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            said("Hello, this is Hill Dental, an AI agent. Wait! Kya aap hain? जी हाँ। ठीक"),
            [
                "Hello, this is Hill Dental,",
                "an AI agent.",
                "Wait!",
                "Kya aap hain?",
                "जी हाँ।",
                "ठीक"
            ]
        );
        assert!(said(" … -- ").is_empty());
        assert_eq!(said(&"na ".repeat(70)).len(), 3);
    }
}
