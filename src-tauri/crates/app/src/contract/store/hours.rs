//! Hours of the local week, as a filter.

use parley_domain::call::Channel;
use parley_domain::report::{LocalHours, Period, WeekHour, Zone, overview};
use parley_domain::search::SearchQuery;
use parley_domain::time::UtcMillis;

use super::{StoreBench, add, call};
use crate::calls::{CallFilter, CallRow, SearchOrder};
use crate::contract::samples::NOW;
use crate::ports::SearchRequest;

/// Sunday, 1 November 2026, 06:00 UTC: in New York the hour from one to two begins anew.
const BACK: UtcMillis = UtcMillis(1_793_512_800_000);
/// Sunday, 8 March 2026, 07:00 UTC: there the hour from two to three is left out.
const AHEAD: UtcMillis = UtcMillis(1_772_953_200_000);
const HOUR: i64 = 3_600_000;

fn zone(name: &str) -> Zone {
    Zone::try_from(name.to_owned()).unwrap()
}

fn at(hour: WeekHour) -> CallFilter {
    CallFilter {
        hour: Some(hour),
        ..CallFilter::default()
    }
}

async fn fill(bench: &mut impl StoreBench) -> Vec<CallRow> {
    let store = bench.store();
    let mut rows = Vec::new();
    for (changed, calls) in [(BACK, 260), (AHEAD, 60)] {
        for i in 0..calls {
            let begins = changed.plus(-12 * HOUR + i * 12 * 60_000);
            let mut new = call((begins.0 - NOW.0) / 60_000, &["a refund please"]);
            if i % 3 == 0 {
                new.record.row.channel = Channel::Sms;
            }
            if i % 5 == 0 {
                new.record.row.tags = vec!["vip".to_owned()];
            }
            rows.push(new.record.row.clone());
            add(&*store, new).await;
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.started_at));
    rows
}

/// Also where the clocks of a zone change, whatever else is filtered.
pub async fn hours_of_the_local_week_are_found(bench: &mut impl StoreBench) {
    let rows = fill(bench).await;
    let store = bench.store();
    for name in ["America/New_York", "Asia/Kolkata"] {
        let zone = zone(name);
        let mut clock = LocalHours::of_zone(zone);
        let mut total = 0;
        let days = [5, 6, 0, 1].map(Some).into_iter().chain([None]);
        for (weekday, hour) in days.flat_map(|day| (0..24).map(move |hour| (day, hour))) {
            let hour = WeekHour::new(weekday, hour, zone).unwrap();
            let of_hour: Vec<&CallRow> = rows
                .iter()
                .filter(|row| hour.holds(&mut clock, row.started_at))
                .collect();
            let count = store.call_count(&at(hour)).await.unwrap();
            assert_eq!(count as usize, of_hour.len(), "{hour:?}");
            if weekday.is_some() {
                total += count;
            }
            for filter in [
                at(hour),
                CallFilter {
                    channel: Some(Channel::Sms),
                    from: Some(BACK),
                    ..at(hour)
                },
                CallFilter {
                    tag: Some("vip".to_owned()),
                    to: Some(BACK),
                    ..at(hour)
                },
            ] {
                let expected: Vec<_> = of_hour
                    .iter()
                    .filter(|row| {
                        filter.channel.is_none_or(|c| row.channel == c)
                            && filter.tag.as_ref().is_none_or(|t| row.tags.contains(t))
                            && filter.from.is_none_or(|from| row.started_at >= from)
                            && filter.to.is_none_or(|to| row.started_at < to)
                    })
                    .map(|row| row.id)
                    .collect();
                let page = store.calls(&filter, None, 200).await.unwrap();
                let listed: Vec<_> = page.rows.iter().map(|row| row.id).collect();
                assert_eq!(listed, expected, "{filter:?}");
                let count = store.call_count(&filter).await.unwrap();
                assert_eq!(count as usize, expected.len(), "{filter:?}");
            }
        }
        assert_eq!(total as usize, rows.len(), "{name}");
    }
    let twice = WeekHour::new(Some(6), 1, zone("America/New_York")).unwrap();
    let never = WeekHour::new(Some(6), 2, zone("America/New_York")).unwrap();
    // Five an hour: on 1 November two hours, on 8 March one.
    assert_eq!(store.call_count(&at(twice)).await.unwrap(), 15);
    // On 8 March none at all.
    assert_eq!(store.call_count(&at(never)).await.unwrap(), 5);
    let request = SearchRequest {
        query: SearchQuery::parse("refund", None).unwrap(),
        order: SearchOrder::Newest,
        filter: at(twice),
        limit: 50,
        after: None,
    };
    assert_eq!(store.search(&request).await.unwrap().hits.len(), 15);
    let ids = store.call_ids(&at(twice), Some(&request.query)).await;
    assert_eq!(ids.unwrap().len(), 15);
}

/// What a cell of a report counts is what its list holds.
pub async fn a_cell_of_a_report_and_its_list_hold_the_same(bench: &mut impl StoreBench) {
    fill(bench).await;
    let store = bench.store();
    let zone = zone("America/New_York");
    let period = Period {
        from: BACK.plus(-10 * HOUR),
        to: BACK.plus(35 * HOUR),
    };
    let of_period = CallFilter {
        from: Some(period.from),
        to: Some(period.to),
        ..CallFilter::default()
    };
    let facts = store.call_facts(&of_period).await.unwrap();
    let seen = overview(&facts, period, LocalHours::of_zone(zone));
    let mut cells = 0;
    for cell in &seen.hours {
        let hour = WeekHour::new(Some(cell.weekday), cell.hour, zone).unwrap();
        let filter = CallFilter {
            hour: Some(hour),
            ..of_period.clone()
        };
        let count = store.call_count(&filter).await.unwrap();
        assert_eq!(Some(count), cell.calls, "{hour:?}");
        cells += 1;
        assert_eq!(count == 10, (cell.weekday, cell.hour) == (6, 1));
    }
    // Forty-five hours, two of them under one name.
    assert_eq!(cells, 44);
    for (hour, calls) in (0u8..).zip(&seen.clock) {
        let filter = CallFilter {
            hour: WeekHour::new(None, hour, zone).ok(),
            ..of_period.clone()
        };
        let count = store.call_count(&filter).await.unwrap();
        assert_eq!(Some(count), *calls, "{hour}");
    }
}
