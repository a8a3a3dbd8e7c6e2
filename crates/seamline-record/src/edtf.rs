//! Dates that may be uncertain, approximate or open: EDTF (ISO 8601-2:2019), level 0 and of level 1
//! the qualifiers `? ~ %` and open ends `..`; instants with an offset (RFC 3339) beside dates.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// The stretch of time that an EDTF string allows, in ms since 1970 UTC.
///
/// Dates without a zone are read in Baghdad time (UTC+3, no daylight saving since 2008), the civil time
/// of the deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The string itself.
    pub edtf: String,
    /// First instant, or `None` where the start is open.
    pub from: Option<i64>,
    /// Last instant, or `None` where the end is open.
    pub to: Option<i64>,
    /// Qualified as approximate (`~`) or uncertain (`?`) or both (`%`).
    pub approximate: bool,
}

const BAGHDAD_HOURS: i8 = 3;
const DAY_MS: i64 = 86_400_000;

impl Span {
    /// Parses an EDTF string; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > 128 {
            return None;
        }
        let (start, end) = text.split_once('/').unwrap_or((text, text));
        let (start, end) = (End::parse(start)?, End::parse(end)?);
        if start.from.is_none() && end.to.is_none() {
            return None;
        }
        let ordered = start.from.zip(end.to).is_none_or(|(from, to)| from <= to);
        ordered.then(|| Self {
            edtf: text.to_owned(),
            from: start.from,
            to: end.to,
            approximate: start.approximate || end.approximate,
        })
    }

    /// An end is open: nobody has said when.
    pub fn open(&self) -> bool {
        self.from.is_none() || self.to.is_none()
    }
}

struct End {
    from: Option<i64>,
    to: Option<i64>,
    approximate: bool,
}

impl End {
    fn parse(text: &str) -> Option<Self> {
        if text == ".." {
            return Some(Self { from: None, to: None, approximate: false });
        }
        if text.contains('T') {
            if !is_rfc3339(text) {
                return None;
            }
            let at = i64::try_from(text.parse::<Timestamp>().ok()?.as_nanosecond().div_euclid(1_000_000)).ok()?;
            return Some(Self { from: Some(at), to: Some(at), approximate: false });
        }
        let date = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
        let approximate = date.len() != text.len();
        let (first, last) = days(date)?;
        Some(Self { from: Some(start_of(first)?), to: Some(start_of(last)? + DAY_MS - 1), approximate })
    }
}

/// `YYYY-MM-DDThh:mm:ss` from year 1 on and without leap seconds, up to nine decimals after a point, then `Z` or `±hh:mm`
/// below a day. The library reads more forms than any
/// standard has in common, and whether a record's content is valid must not depend on a library.
fn is_rfc3339(text: &str) -> bool {
    let shaped = |part: &str, shape: &str| {
        part.len() == shape.len()
            && part.bytes().zip(shape.bytes()).all(|(c, s)| if s == b'0' { c.is_ascii_digit() } else { c == s })
    };
    let Some((instant, rest)) = text.split_at_checked(19) else { return false };
    let (fraction, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or(rest.len()));
    let decimals = fraction
        .strip_prefix('.')
        .is_some_and(|digits| (1..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()));
    let offset = zone == "Z" || ((shaped(zone, "+00:00") || shaped(zone, "-00:00")) && &zone[1..3] < "24");
    shaped(instant, "0000-00-00T00:00:00")
        && !instant.starts_with("0000")
        && !instant.ends_with("60")
        && offset
        && (fraction.is_empty() || decimals)
}

/// First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn days(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, n: usize| {
        (part.len() == n && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let mut parts = text.split('-');
    let year: i16 = digits(parts.next()?, 4).filter(|year| *year > 0)?;
    let Some(month) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let month = i8::try_from(digits(month, 2)?).ok()?;
    let Some(day) = parts.next() else {
        let first = Date::new(year, month, 1).ok()?;
        return Some((first, first.last_of_month()));
    };
    let date = Date::new(year, month, i8::try_from(digits(day, 2)?).ok()?).ok()?;
    parts.next().is_none().then_some((date, date))
}

fn start_of(date: Date) -> Option<i64> {
    let offset = Offset::from_hours(BAGHDAD_HOURS).ok()?;
    offset.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok().map(Timestamp::as_millisecond)
}
