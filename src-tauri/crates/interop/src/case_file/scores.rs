//! The scores of the call in a case file: the form's questions, the answers with their
//! notes and the quotes that show them, and what became of each score.

use parley_app::ports::CaseFile;
use parley_app::scorecards::{ScoreView, StepView};
use parley_domain::scorecard::{Answer, Given, Question, QuestionKind, Quote};
use serde_json::{Value, json};

use super::words::Words;
use super::{clock, escaped, instant, moment, section};
use crate::words as said;

/// Newest first; `None` where there are none, or none that may be seen.
pub(super) fn json(case: &CaseFile) -> Option<String> {
    let scores = case.scores.as_deref().filter(|all| !all.is_empty())?;
    Some(scores.iter().map(score_json).collect::<Value>().to_string())
}

fn answer_json(score: &ScoreView, question: &Question, answers: &[Answer]) -> Value {
    let answer = answers.iter().find(|one| one.question == question.key);
    let option = option(question, answer);
    let quote = |quote: &Quote| {
        json!({
            "text": quote.text, "side": quote.side, "from_ms": quote.from_ms,
            "to_ms": quote.to_ms, "turn": quote.place.from_turn,
        })
    };
    json!({
        "question": question.text,
        "answer": answer.and_then(|one| one.given),
        "label": option.map(|(_, one)| one.label.clone()),
        "points": option.map(|(_, one)| one.points),
        "of_points": question.most_points(),
        "fails": score.tally.failed_by.contains(&question.key),
        "note": answer.map(|one| one.note.clone()).unwrap_or_default(),
        "evidence": answer.map(|one| one.evidence.iter().map(quote).collect::<Value>()),
    })
}

fn sections_json(score: &ScoreView, answers: &[Answer]) -> Value {
    let sections = score.form.sections.iter().map(|section| {
        let questions = section.questions.iter();
        json!({
            "title": section.title,
            "questions": questions.map(|one| answer_json(score, one, answers)).collect::<Value>(),
        })
    });
    sections.collect()
}

fn score_json(score: &ScoreView) -> Value {
    let row = &score.row;
    let step = |one: &StepView| {
        json!({
            "step": one.step, "by": one.by, "at": one.at.to_rfc3339(), "note": one.note,
            "before": one.before.as_deref().map(|answers| sections_json(score, answers)),
        })
    };
    json!({
        "id": row.id, "form": score.form.title, "version": row.version,
        "scorer": row.scorer_name, "state": row.state, "failed": row.failed,
        "hundredths_of_percent": row.total,
        "sections": sections_json(score, &score.answers),
        "steps": score.steps.iter().map(step).collect::<Value>(),
    })
}

/// The section: the scores, or that they are withheld; empty where there are none.
pub(super) fn list(case: &CaseFile, words: &Words) -> String {
    let body = match &case.scores {
        None => format!("<p class=\"quiet\">{}</p>", words.scores_withheld),
        Some(scores) if scores.is_empty() => return String::new(),
        Some(scores) => scores.iter().map(|one| card(case, one, words)).collect(),
    };
    section(words.scores, &body)
}

fn card(case: &CaseFile, score: &ScoreView, words: &Words) -> String {
    let row = &score.row;
    let total = row.total.map_or_else(|| "–".to_owned(), percent);
    let failed = if row.failed {
        format!(" · {}", words.failed)
    } else {
        String::new()
    };
    let language = case.language;
    let head = format!(
        "<h3>{} · {total}{failed}</h3><p class=\"quiet\">{} {} · {} · {}</p>",
        escaped(&score.form.title),
        words.version,
        row.version,
        escaped(row.scorer_name.as_deref().unwrap_or("–")),
        said::score_state(language, row.state)
    );
    let mut body = String::new();
    for section in &score.form.sections {
        body.push_str(&format!("<h4>{}</h4>", escaped(&section.title)));
        for question in &section.questions {
            body.push_str(&answered(case, score, question, words));
        }
    }
    let steps = score.steps.iter().map(|one| taken(case, one));
    format!(
        "<article class=\"score\">{head}{body}<h4>{}</h4>{}</article>\n",
        words.became,
        steps.collect::<String>()
    )
}

/// A question with its answer and, where a decision changed it, the one before.
fn answered(case: &CaseFile, score: &ScoreView, question: &Question, words: &Words) -> String {
    let find = |answers: &[Answer]| {
        let mut own = answers.iter().filter(|one| one.question == question.key);
        own.next().cloned()
    };
    let answer = find(&score.answers);
    let given = given(question, answer.as_ref(), words);
    let steps = score.steps.iter().rev();
    let before = steps.filter_map(|step| step.before.as_deref()).next();
    let before = before.map(|before| {
        let before = find(before);
        self::given(question, before.as_ref(), words)
    });
    let was = before.filter(|before| *before != given);
    let was = was.map(|was| format!("<s>{}</s> ", escaped(&was)));
    let note = answer.as_ref().map(|one| one.note.as_str());
    let note = note.filter(|note| !note.is_empty());
    let note = note.map(|note| format!("<p class=\"note\">{}</p>", escaped(note)));
    let quotes = answer.iter().flat_map(|one| &one.evidence);
    let quotes = quotes.map(|one| quote(case, one)).collect::<String>();
    format!(
        "<div class=\"question\"><p>{}</p><p class=\"given\">{}{}</p>{}{quotes}</div>\n",
        escaped(&question.text),
        was.unwrap_or_default(),
        escaped(&given),
        note.unwrap_or_default()
    )
}

fn option<'a>(
    question: &'a Question,
    answer: Option<&Answer>,
) -> Option<(u32, &'a parley_domain::scorecard::AnswerOption)> {
    match answer?.given? {
        Given::Option { option } => Some((option, question.options.get(option as usize)?)),
        Given::NotApplicable => None,
    }
}

/// An answer in words; a scale says its step, too.
fn given(question: &Question, answer: Option<&Answer>, words: &Words) -> String {
    let Some((place, option)) = option(question, answer) else {
        let left_out = answer.is_some_and(|one| one.given == Some(Given::NotApplicable));
        return if left_out {
            words.not_applicable
        } else {
            words.no_answer
        }
        .to_owned();
    };
    let step = (place + 1).to_string();
    match (question.kind, option.label.as_str()) {
        (QuestionKind::YesNo, "") if place == 0 => words.yes.to_owned(),
        (QuestionKind::YesNo, "") => words.no.to_owned(),
        (_, "") => step,
        (QuestionKind::Scale, label) => format!("{step} · {label}"),
        (_, label) => label.to_owned(),
    }
}

fn quote(case: &CaseFile, quote: &Quote) -> String {
    let side = said::side(case.language, quote.side);
    let at = quote.from_ms.map(|ms| format!("▸ {} ", clock(ms.into())));
    let said = format!(
        "<span class=\"quiet\">{}{side}</span> <q>{}</q>",
        at.unwrap_or_default(),
        escaped(&quote.text)
    );
    match quote.from_ms {
        Some(from) => moment(case, (from, quote.to_ms.unwrap_or(from)), "quote", &said),
        None => format!("<span class=\"quote\">{said}</span>"),
    }
}

fn taken(case: &CaseFile, step: &StepView) -> String {
    let note = match step.note.as_str() {
        "" => String::new(),
        note => format!("<p class=\"note\">{}</p>", escaped(note)),
    };
    format!(
        "<p class=\"step\">{} · {} <span class=\"quiet\">{}</span></p>{note}",
        said::score_step(case.language, step.step),
        escaped(step.by.as_deref().unwrap_or("–")),
        instant(step.at)
    )
}

/// Hundredths of a percent as `87 %`, or `87.5 %` where a tenth counts.
fn percent(hundredths: u32) -> String {
    let tenths = (hundredths + 5) / 10;
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        rest => format!("{}.{rest} %", tenths / 10),
    }
}
