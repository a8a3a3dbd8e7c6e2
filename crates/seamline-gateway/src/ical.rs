//! iCalendar (RFC 5545): meetings as events, what one's own party owes as tasks.
//!
//! Only what has a day becomes an entry: a calendar cannot say "some time in 2024", and a year-long bar would hide the
//! weeks behind it. Times are UTC, days without a time are dates (RFC 5545, sections 3.3.4 and 3.3.5).

use chrono::TimeDelta;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Related, Todo};
use jiff::{Timestamp, civil::Date, tz::Offset};

const DAY_MS: i64 = 86_400_000;
/// Offset of the civil time in which days without a time are meant: Baghdad, UTC+3.
const CIVIL_HOURS: i8 = 3;
/// Days before something is due on which a calendar says so.
const ALARM_DAYS: [i64; 3] = [30, 7, 0];
/// Longest stretch of days that an event may cover.
const MOST_DAYS: i64 = 31;

/// Something with a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Unique and the same at every reader: the id of the record.
    pub uid: String,
    /// One line.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// Further lines.
    pub description: String,
    /// First and last instant, ms since 1970 UTC, as an EDTF date gives them.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// When it was written, ms since 1970 UTC.
    pub stamp: i64,
    /// What it is.
    pub what: What,
}

/// Kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A meeting that is called or was held.
    Meeting,
    /// A meeting that was taken back.
    Cancelled,
    /// Something owed, due by the end of the last day.
    Owed,
}

/// A calendar of this name with all entries that have a day, in their order, as UTF-8 with CRLF.
pub fn calendar(name: &str, entries: &[Entry]) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    calendar.append_property(Property::new("PRODID", "-//Seamline//Seamline//EN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    for entry in entries {
        match entry.what {
            What::Owed => {
                calendar.extend(task(entry));
            }
            _ => {
                calendar.extend(event(entry));
            }
        }
    }
    calendar.to_string()
}

/// Whether an entry has a day.
pub fn has_day(from: i64, to: i64) -> bool {
    to >= from && to - from < MOST_DAYS * DAY_MS
}

fn event(entry: &Entry) -> Option<Event> {
    if !has_day(entry.from, entry.to) {
        return None;
    }
    let mut event = Event::new();
    event.uid(&entry.uid).summary(&entry.summary).description(&entry.description);
    event.append_property(Property::new("DTSTAMP", instant(entry.stamp)?));
    if let Some(place) = &entry.place {
        event.location(place);
    }
    let status = if entry.what == What::Cancelled { "CANCELLED" } else { "CONFIRMED" };
    event.append_property(Property::new("STATUS", status));
    if whole_days(entry) {
        event.append_property(date("DTSTART", entry.from)?);
        // The end of a date is the day after it (RFC 5545, section 3.6.1).
        event.append_property(date("DTEND", entry.to + 1)?);
    } else {
        event.append_property(Property::new("DTSTART", instant(entry.from)?));
        if entry.to > entry.from {
            event.append_property(Property::new("DTEND", instant(entry.to)?));
        }
    }
    Some(event.done())
}

fn task(entry: &Entry) -> Option<Todo> {
    let mut task = Todo::new();
    task.uid(&entry.uid).summary(&entry.summary).description(&entry.description);
    task.append_property(Property::new("DTSTAMP", instant(entry.stamp)?));
    task.append_property(date("DUE", entry.to)?);
    for days in ALARM_DAYS {
        // A task that has no start counts from its end (RFC 5545, section 3.8.6.3).
        let trigger = (-TimeDelta::try_days(days)?, Related::End);
        task.append_component(Alarm::display(&entry.summary, trigger));
    }
    Some(task.done())
}

/// Days from midnight to midnight, civil time.
fn whole_days(entry: &Entry) -> bool {
    let civil = i64::from(CIVIL_HOURS) * 3_600_000;
    (entry.from + civil).rem_euclid(DAY_MS) == 0 && (entry.to + 1 + civil).rem_euclid(DAY_MS) == 0
}

fn civil(ms: i64) -> Option<Date> {
    let offset = Offset::from_hours(CIVIL_HOURS).ok()?;
    Some(offset.to_datetime(Timestamp::from_millisecond(ms).ok()?).date())
}

fn date(name: &str, ms: i64) -> Option<Property> {
    let mut property = Property::new(name, civil(ms)?.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE");
    Some(property.done())
}

fn instant(ms: i64) -> Option<String> {
    let at = Offset::UTC.to_datetime(Timestamp::from_millisecond(ms).ok()?);
    Some(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(from: i64, to: i64) -> Entry {
        Entry {
            uid: "5f0c".to_owned(),
            summary: "Second dialogue; on, \"the new phase\"".to_owned(),
            place: Some("Washington".to_owned()),
            description: "1. Roadmap\n2. Assessment".to_owned(),
            from,
            to,
            stamp: 1_768_000_000_000,
            what: What::Meeting,
        }
    }

    #[test]
    fn instants_stay_instants_dates_stay_dates_and_a_year_is_no_day() {
        // 2026-01-15T09:00+03:00 to 10:30
        let timed = calendar("x", &[meeting(1_768_456_800_000, 1_768_462_200_000)]);
        assert!(timed.contains("DTSTART:20260115T060000Z\r\n"), "{timed}");
        assert!(timed.contains("DTEND:20260115T073000Z\r\n"), "{timed}");
        assert!(timed.contains("SUMMARY:Second dialogue\\; on\\, \"the new phase\"\r\n"), "{timed}");
        assert!(timed.contains("DESCRIPTION:1. Roadmap\\n2. Assessment\r\n"), "{timed}");
        // All of 2024-07-25, Baghdad.
        let day = 1_721_854_800_000;
        let dated = calendar("x", &[meeting(day, day + DAY_MS - 1)]);
        assert!(dated.contains("DTSTART;VALUE=DATE:20240725\r\n") && dated.contains("DTEND;VALUE=DATE:20240726\r\n"));
        let year = calendar("x", &[meeting(day, day + 365 * DAY_MS)]);
        assert!(!year.contains("VEVENT"), "{year}");
        let owed = calendar("x", &[Entry { what: What::Owed, ..meeting(day, day + DAY_MS - 1) }]);
        assert!(owed.contains("BEGIN:VTODO") && owed.contains("DUE;VALUE=DATE:20240725\r\n"), "{owed}");
        let triggers: Vec<&str> = owed.lines().filter(|line| line.starts_with("TRIGGER")).collect();
        assert_eq!(
            triggers,
            ["-PT2592000S", "-PT604800S", "P0D"].map(|before| format!("TRIGGER;RELATED=END:{before}"))
        );
    }

    #[test]
    fn long_lines_are_folded_within_75_octets_and_never_inside_a_letter() {
        let long =
            Entry { summary: "کۆبوونەوەی ".repeat(30), ..meeting(1_768_456_800_000, 1_768_456_800_000) };
        let text = calendar("x", &[long]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&"کۆبوونەوەی ".repeat(29)));
    }
}
