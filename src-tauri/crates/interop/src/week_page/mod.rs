//! A week's report: one page of HTML that any browser opens and prints. It reaches no
//! network and runs no script; its policy allows its own style and nothing else.

mod sentences;
mod words;

use parley_app::ports::WeekPage;
use parley_domain::export::CaseLanguage;
use parley_domain::report::{BusyHour, Ending, OpenFlags, Weekly};

use crate::html::{escaped, source_hash};
use crate::paper::Dates;
use crate::words as said;
use words::{Words, words};

const STYLE: &str = include_str!("page.css");

pub(crate) fn write(page: &WeekPage) -> String {
    let sheet = Sheet {
        page,
        words: words(page.language),
        dates: Dates {
            zone: page.zone.tz(),
            language: page.language,
        },
    };
    sheet.whole()
}

/// The page while it is written.
struct Sheet<'a> {
    page: &'a WeekPage,
    words: &'static Words,
    dates: Dates,
}

impl Sheet<'_> {
    fn whole(&self) -> String {
        let weekly = &self.page.weekly;
        let body = match weekly.now.calls {
            None => note(self.words.few_people),
            Some(0) => note(self.words.no_calls),
            Some(_) => format!(
                "{}{}<div class=\"columns\"><div>{}</div><div>{}{}</div></div>\n",
                self.sentences(),
                self.figures(weekly),
                self.endings(weekly),
                self.days(weekly),
                self.busiest(&weekly.busiest),
            ),
        };
        format!(
            "{}<main>\n{body}{}</main>\n{}</body>\n</html>\n",
            self.head(),
            self.flags(&self.page.open_flags),
            self.foot()
        )
    }

    fn head(&self) -> String {
        let (words, week) = (self.words, self.page.weekly.week);
        let policy = format!(
            "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'",
            source_hash(STYLE)
        );
        // The week ends at midnight; its last day is the one before.
        let last = week.to.plus(-12 * 3_600_000);
        let days = format!("{} – {}", self.dates.day(week.from), self.dates.day(last));
        let workspace = escaped(&self.page.workspace);
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{} · {workspace} · {days}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <header><p>{} · {workspace}</p><h1>{days}</h1></header>\n",
            self.page.language.as_str(),
            words.title,
            words.title,
        )
    }

    fn sentences(&self) -> String {
        let all = sentences::all(self.page, self.words, &|n| self.number(n));
        let items: String = all
            .iter()
            .map(|one| format!("<li>{}</li>", escaped(one)))
            .collect();
        format!("<ul>{items}</ul>\n")
    }

    /// Eight numbers, each beside that of the week before.
    fn figures(&self, weekly: &Weekly) -> String {
        let (words, now, before) = (self.words, weekly.now, weekly.before);
        let count = |value: Option<u32>| self.count(value);
        let length = |ms: Option<u32>| ms.map_or_else(|| "–".to_owned(), clock);
        let mut list = vec![
            (words.calls, count(now.calls), count(before.calls)),
            (words.people, count(now.people), count(before.people)),
            (words.minutes, count(now.minutes), count(before.minutes)),
            (
                words.handling,
                length(now.handling_ms),
                length(before.handling_ms),
            ),
        ];
        for ending in [
            Ending::Booked,
            Ending::Transferred,
            Ending::Missed,
            Ending::OptedOut,
        ] {
            if let Some(row) = weekly.endings.iter().find(|row| row.ending == ending) {
                list.push((words.ending(ending), count(row.now), count(row.before)));
            }
        }
        let figures: String = list
            .iter()
            .map(|(name, now, before)| {
                let before = words.before.replace("{before}", before);
                format!(
                    "<div><dt>{name}</dt><dd><span class=\"number\">{now}</span> \
                     <span class=\"then\">{before}</span></dd></div>\n"
                )
            })
            .collect();
        format!("<dl>{figures}</dl>\n")
    }

    fn endings(&self, weekly: &Weekly) -> String {
        let words = self.words;
        let most = weekly.endings.iter().filter_map(|row| row.now).max();
        let rows: String = weekly
            .endings
            .iter()
            .filter(|row| row.now.is_some_and(|now| now > 0 || row.before != Some(0)))
            .map(|row| {
                format!(
                    "<tr><th scope=\"row\">{}</th><td class=\"lane\">{}</td><td>{}</td><td class=\"quiet\">{}</td></tr>\n",
                    words.ending(row.ending),
                    bar(row.now, most),
                    self.count(row.now),
                    self.count(row.before)
                )
            })
            .collect();
        let hidden: Vec<&str> = weekly
            .endings
            .iter()
            .filter(|row| row.now.is_none())
            .map(|row| words.ending(row.ending))
            .collect();
        let hidden = match hidden.as_slice() {
            [] => String::new(),
            names => {
                let told = words.few_each.replace("{names}", &names.join(", "));
                format!("<p class=\"quiet\">{told}</p>")
            }
        };
        format!(
            "<section><h2>{}</h2><table><thead><tr><td></td><td></td><th scope=\"col\">{}</th>\
             <th scope=\"col\">{}</th></tr></thead><tbody>\n{rows}</tbody></table>{hidden}</section>\n",
            words.endings, words.this_week, words.week_before
        )
    }

    fn days(&self, weekly: &Weekly) -> String {
        let most = weekly.days.iter().filter_map(|day| day.calls).max();
        if most.is_none_or(|most| most == 0) {
            return nothing(self.words.days, self.words.no_days);
        }
        let rows: String = weekly
            .days
            .iter()
            .zip(self.words.weekdays)
            .map(|(day, name)| {
                format!(
                    "<tr><th scope=\"row\">{name}</th><td class=\"lane\">{}</td><td>{}</td></tr>\n",
                    bar(day.calls, most),
                    self.count(day.calls)
                )
            })
            .collect();
        table(self.words.days, &rows)
    }

    fn busiest(&self, hours: &[BusyHour]) -> String {
        if hours.is_empty() {
            return nothing(self.words.busiest, self.words.no_busiest);
        }
        let rows: String = hours
            .iter()
            .map(|busy| {
                let day = busy
                    .weekday
                    .and_then(|d| self.words.weekdays.get(usize::from(d)));
                format!(
                    "<tr><th scope=\"row\">{}, {}:00–{}:00</th><td>{}</td></tr>\n",
                    day.unwrap_or(&self.words.every_day),
                    busy.hour,
                    busy.hour + 1,
                    self.number(busy.calls)
                )
            })
            .collect();
        table(self.words.busiest, &rows)
    }

    fn flags(&self, flags: &OpenFlags) -> String {
        let words = self.words;
        let told = match (flags.flags, flags.calls) {
            (Some(0), _) => words.no_flags.to_owned(),
            (Some(count), Some(calls)) => words
                .flags
                .replace("{flags}", &self.number(count))
                .replace("{calls}", &self.number(calls)),
            _ => words.few_flags.to_owned(),
        };
        let oldest = flags.oldest_at.map(|at| {
            let day = self.dates.day(at);
            format!(" {}", words.oldest.replace("{day}", &day))
        });
        let reasons: Vec<String> = flags
            .reasons
            .iter()
            .filter_map(|of| {
                let calls = self.number(of.calls?);
                Some(format!("{} {calls}", words.reason(of.reason)))
            })
            .collect();
        let reasons = match reasons.as_slice() {
            [] => String::new(),
            some => format!("<p class=\"quiet\">{}</p>", some.join(" · ")),
        };
        format!(
            "<section><h2>{}</h2><p>{told}{}</p>{reasons}</section>\n",
            words.open_flags,
            oldest.unwrap_or_default()
        )
    }

    fn foot(&self) -> String {
        let (page, words) = (self.page, self.words);
        let language = page.language;
        let facts = [
            format!("{}, {}", page.made_by, said::role(language, page.role)),
            self.dates.instant(page.made_at),
            format!(
                "{}: {}",
                words.purpose,
                said::purpose(language, page.purpose)
            ),
            format!("{}: {}", words.zone, page.zone.name()),
            format!("{}: {}", words.entry, page.export_id),
        ];
        format!(
            "<footer><p>{}</p><p>{}</p></footer>\n",
            words.hidden,
            escaped(&facts.join(" · "))
        )
    }

    /// A number, or that it is hidden.
    fn count(&self, value: Option<u32>) -> String {
        value.map_or_else(|| self.words.few.to_owned(), |n| self.number(n))
    }

    /// Grouped as the language does: `20,000`, `1,20,000`.
    fn number(&self, value: u32) -> String {
        let digits = value.to_string();
        let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
        let size = match self.page.language {
            CaseLanguage::En => 3,
            CaseLanguage::Hi => 2,
        };
        let mut groups: Vec<&str> = Vec::new();
        let mut rest = head;
        while !rest.is_empty() {
            let (before, last) = rest.split_at(rest.len().saturating_sub(size));
            groups.push(last);
            rest = before;
        }
        groups.reverse();
        groups.push(tail);
        groups.join(",")
    }
}

fn table(title: &str, rows: &str) -> String {
    format!("<section><h2>{title}</h2><table><tbody>\n{rows}</tbody></table></section>\n")
}

fn nothing(title: &str, why: &str) -> String {
    format!("<section><h2>{title}</h2><p>{why}</p></section>\n")
}

fn note(text: &str) -> String {
    format!("<ul><li>{text}</li></ul>\n")
}

/// `1:02:03`, hours only where there are some.
fn clock(ms: u32) -> String {
    let s = ms / 1000;
    match s / 3600 {
        0 => format!("{}:{:02}", s / 60, s % 60),
        hours => format!("{hours}:{:02}:{:02}", s / 60 % 60, s % 60),
    }
}

/// Drawn, not styled: the policy allows no style on an element.
fn bar(value: Option<u32>, most: Option<u32>) -> String {
    let (Some(value), Some(most)) = (value, most) else {
        return String::new();
    };
    if value == 0 {
        return String::new();
    }
    let width = (u64::from(value) * 1000 / u64::from(most.max(1))).max(10);
    format!(
        "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"10\"/></svg>"
    )
}
