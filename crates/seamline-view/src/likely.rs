//! Whether two reports are of one event, after Fellegi and Sunter (1969): for each thing that both say, log₂ of how much
//! likelier it is that they say it of one event than of two. What one of them does not say weighs nothing.
//!
//! The windows are the reports' own: a distance is judged against the precision of both places, a difference of time
//! against how exactly both say when. A coarse report agrees with much and so says little. A person decides; see
//! [`LIKELY`].

use crate::earth::{Point, km_between};

/// From this weight on two reports are worth showing to a person: about as likely one event as two, where some hundred
/// incidents are in the same month and region.
pub const LIKELY: f64 = 8.0;

/// How far apart exact reports of one event place it, one standard deviation in km.
const SPREAD_KM: f64 = 1.0;
/// How far apart unrelated incidents of a region are.
const REGION_KM: f64 = 100.0;
/// How far apart exact reports of one event put it in time, one standard deviation in hours.
const SPREAD_HOURS: f64 = 1.0;
/// How far apart unrelated incidents of a season are.
const SEASON_HOURS: f64 = 360.0;
/// One report in fifty is wrong about a thing altogether: a slip of the pen must not hide a duplicate.
const WRONG: f64 = 0.02;
/// Two sides call one event by the same type so often.
const SAME_TYPE: f64 = 0.85;

const MS_PER_HOUR: f64 = 3_600_000.0;

/// What is compared of an incident.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// First and last instant at which it may have been, ms since 1970 UTC.
    pub observed: Option<(i64, i64)>,
    /// Latitude, longitude (degrees, WGS 84) and the radius in metres within which the place lies.
    pub place: Option<(f64, f64, u32)>,
    /// Its type, as written.
    pub type_of_event: Option<String>,
}

/// How likely two reports are of one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likelihood {
    /// Bits of evidence; 0 says nothing either way.
    pub weight: f64,
    /// Between the two places as given; none where one is not.
    pub km: Option<f64>,
    /// Between the middles of the two times; none where one is not.
    pub hours: Option<f64>,
}

/// The event type of a type as written: what stands before the sub-event type in `Battles: Armed clash`. Two sides agree
/// on it more often than on the finer one, and some give no finer one.
pub(crate) fn event_type(name: &str) -> &str {
    name.split_once(": ").map_or(name, |(event, _)| event)
}

/// Compares two reports. `share` is the part of all incidents, 0 to 1, that have the first one's type: to agree on a rare
/// type says more.
pub fn likelihood(a: &Sketch, b: &Sketch, share: f64) -> Likelihood {
    let (km, place) = a.place.zip(b.place).map(|(a, b)| of_place(a, b)).unzip();
    let (hours, time) = a.observed.zip(b.observed).map(|(a, b)| of_time(a, b)).unzip();
    let types = a.type_of_event.as_ref().zip(b.type_of_event.as_ref());
    let kind = types.map_or(0.0, |(a, b)| of_type(event_type(a).eq_ignore_ascii_case(event_type(b)), share));
    Likelihood { weight: place.unwrap_or(0.0) + time.unwrap_or(0.0) + kind, km, hours }
}

/// The radius of a place is taken for two standard deviations.
fn of_place(a: (f64, f64, u32), b: (f64, f64, u32)) -> (f64, f64) {
    let point = |(lat, lon, _): (f64, f64, u32)| -> Point { (lat, lon) };
    let variance = |(_, _, precision_m): (f64, f64, u32)| (f64::from(precision_m) / 2000.0).powi(2);
    let km = km_between(point(a), point(b));
    (km, evidence(km, SPREAD_KM.powi(2) + variance(a) + variance(b), REGION_KM.powi(2), 2))
}

/// Of a stretch of time every instant is as likely: its variance is the square of its half width, by three.
fn of_time(a: (i64, i64), b: (i64, i64)) -> (f64, f64) {
    let middle = |(from, to): (i64, i64)| f64::midpoint(from as f64, to as f64);
    let variance = |(from, to): (i64, i64)| ((to as f64 - from as f64) / 2.0 / MS_PER_HOUR).powi(2) / 3.0;
    let hours = (middle(a) - middle(b)).abs() / MS_PER_HOUR;
    (hours, evidence(hours, SPREAD_HOURS.powi(2) + variance(a) + variance(b), SEASON_HOURS.powi(2), 1))
}

/// log₂ of how much likelier a difference is under a normal distribution of variance `near`, of one event, than under one
/// that is wider by `far`, of two.
fn evidence(difference: f64, near: f64, far: f64, dimensions: i32) -> f64 {
    let wide = near + far;
    let exponent = difference.powi(2) / 2.0 * (1.0 / near - 1.0 / wide);
    let ratio = (wide / near).powf(f64::from(dimensions) / 2.0) * (-exponent).exp();
    ((1.0 - WRONG) * ratio + WRONG).log2()
}

fn of_type(same: bool, share: f64) -> f64 {
    let share = share.clamp(0.02, 0.9);
    if same { (SAME_TYPE / share).log2() } else { ((1.0 - SAME_TYPE) / (1.0 - share)).log2() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIGHT: i64 = 1_768_433_460_000;
    const HOUR: i64 = 3_600_000;

    fn at(hours: i64, lat: f64, precision_m: u32) -> Sketch {
        let observed = NIGHT + hours * HOUR;
        Sketch {
            observed: Some((observed, observed)),
            place: Some((lat, 43.6, precision_m)),
            type_of_event: Some("Battles".into()),
        }
    }

    fn weight(a: &Sketch, b: &Sketch) -> f64 {
        likelihood(a, b, 0.25).weight
    }

    #[test]
    fn the_weight_of_a_pair_is_what_the_arithmetic_gives() {
        // Worked by hand: place log₂(0.98·10001 + 0.02), time log₂(0.98·√129601 + 0.02), type log₂(0.85/0.25).
        let same = likelihood(&at(0, 35.8, 0), &at(0, 35.8, 0), 0.25);
        assert!((same.weight - (13.2587 + 8.4627 + 1.7655)).abs() < 1e-3, "{}", same.weight);
        assert_eq!((same.km, same.hours), (Some(0.0), Some(0.0)));
        let apart = likelihood(&at(0, 35.8, 0), &at(2, 35.9, 0), 0.25);
        assert!((apart.km.unwrap() - 11.12).abs() < 0.01 && apart.hours == Some(2.0));
        // 11 km apart with exact places is one chance in fifty of a slip; two hours are two standard deviations.
        let expected =
            0.02_f64.log2() + (0.98 * 360.0014 * (-2.0_f64 * (1.0 - 1.0 / 129_601.0)).exp() + 0.02).log2() + 1.7655;
        assert!((apart.weight - expected).abs() < 1e-3, "{} {expected}", apart.weight);
    }

    #[test]
    fn windows_grow_with_the_precision_that_reports_give() {
        let (near, far) = (at(0, 35.80, 100), at(1, 35.85, 100));
        assert!(weight(&near, &near) > LIKELY + 10.0);
        assert!(weight(&near, &far) < LIKELY, "5 km apart with exact places");
        let coarse = at(1, 35.85, 6000);
        assert!(weight(&near, &coarse) > LIKELY, "the same distance within the precision: {}", weight(&near, &coarse));
        assert!(weight(&at(0, 35.8, 6000), &coarse) < weight(&near, &at(1, 35.8, 100)), "coarse reports agree cheaply");
        let governorate = at(0, 35.8, 80_000);
        assert!((0.5..4.0).contains(&of_place((35.8, 43.6, 80_000), (35.8, 43.6, 80_000)).1));
        assert!(weight(&governorate, &at(400, 35.8, 80_000)) < LIKELY);
        let day = Sketch { observed: Some((NIGHT - 12 * HOUR, NIGHT + 12 * HOUR)), ..at(0, 35.8, 100) };
        assert!(weight(&near, &day) > LIKELY && weight(&near, &day) < weight(&near, &near));
        assert!(weight(&at(10, 35.8, 100), &near) < weight(&at(10, 35.8, 100), &day), "ten hours are within a day");
    }

    #[test]
    fn what_is_not_said_weighs_nothing_and_a_rare_type_weighs_more() {
        let silent = Sketch::default();
        let nothing = likelihood(&silent, &at(0, 35.8, 0), 0.25);
        assert_eq!((nothing.weight, nothing.km, nothing.hours), (0.0, None, None));
        let of = |name: &str, share| {
            let named = |name: &str| Sketch { type_of_event: Some(name.into()), ..Sketch::default() };
            likelihood(&named("Battles"), &named(name), share).weight
        };
        assert!(of("battles", 0.05) > of("Battles", 0.5) && of("Battles", 0.5) > 0.0);
        assert!(of("battles: Armed clash", 0.5) >= of("Battles", 0.5));
        assert!(of("Riots", 0.5) < 0.0 && of("Riots", 0.0).is_finite() && of("Riots", 1.0).is_finite());
    }

    #[test]
    fn nothing_that_can_be_written_breaks_it_and_the_order_of_two_does_not_matter() {
        let ends = [i64::MIN, -1, 0, NIGHT, i64::MAX];
        let places = [(90.0, 180.0, 0), (-90.0, -180.0, u32::MAX), (35.8, 43.6, 100)];
        for (from, to) in ends.into_iter().flat_map(|a| ends.map(|b| (a, b))) {
            for place in places {
                let odd = Sketch { observed: Some((from, to)), place: Some(place), type_of_event: None };
                let (one, two) = (likelihood(&odd, &at(0, 35.8, 0), 0.1), likelihood(&at(0, 35.8, 0), &odd, 0.1));
                assert!(one.weight.is_finite() && (one.weight - two.weight).abs() < 1e-9, "{one:?} {two:?}");
            }
        }
    }
}
