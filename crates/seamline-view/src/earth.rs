//! Distances on the ground. Degrees are WGS 84; the earth is a sphere here, which is right to half a percent.

const EARTH_KM: f64 = 6371.0;

/// Latitude and longitude in degrees.
pub(crate) type Point = (f64, f64);

/// Great-circle distance in km.
pub(crate) fn km_between(a: Point, b: Point) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (half_lat, half_lon) = ((lat_b - lat_a) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// Distance in km from a point to the nearest point of a line, on a plane around `from`: right to a percent within a few
/// hundred km. `None` for a line without points.
pub(crate) fn km_to_line(from: Point, line: &[Point]) -> Option<f64> {
    let km_per_degree = EARTH_KM.to_radians();
    let narrowing = from.0.to_radians().cos();
    let flat = |p: &Point| (east(p.1 - from.1) * narrowing * km_per_degree, (p.0 - from.0) * km_per_degree);
    let first = flat(line.first()?);
    let mut nearest = first.0.hypot(first.1);
    let mut before = first;
    for point in line.iter().skip(1).map(flat) {
        nearest = nearest.min(from_origin(before, point));
        before = point;
    }
    Some(nearest)
}

/// The short way round.
fn east(degrees: f64) -> f64 {
    if degrees.abs() <= 180.0 { degrees } else { degrees - 360.0 * degrees.signum() }
}

/// Distance from the origin to a segment.
fn from_origin(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (-(a.0 * dx + a.1 * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a.0 + along * dx).hypot(a.1 + along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_globe() {
        let (makhmour, erbil, kirkuk) = ((35.775, 43.583), (36.191, 44.009), (35.468, 44.392));
        // By Vincenty's formula on the WGS 84 ellipsoid.
        assert!((km_between(makhmour, erbil) - 60.055).abs() < 0.3, "{}", km_between(makhmour, erbil));
        assert!((km_between(makhmour, kirkuk) - 80.818).abs() < 0.4, "{}", km_between(makhmour, kirkuk));
        assert!((km_between((0.0, 179.9), (0.0, -179.9)) - 22.2).abs() < 0.1);
        assert!((km_between((90.0, 0.0), (-90.0, 0.0)) - std::f64::consts::PI * EARTH_KM).abs() < 1e-6);
    }

    #[test]
    fn a_line_is_near_where_its_segment_is_and_not_where_its_ends_are() {
        let line = [(36.0, 43.0), (36.0, 45.0)];
        let beside = km_to_line((36.1, 44.0), &line).unwrap();
        assert!((beside - 11.12).abs() < 0.05, "{beside}");
        let beyond = km_to_line((36.0, 45.5), &line).unwrap();
        assert!((beyond - km_between((36.0, 45.5), (36.0, 45.0))).abs() < 0.1, "{beyond}");
        assert!(km_to_line((36.0, 44.2), &line).unwrap() < 0.01);
        assert_eq!(km_to_line((36.0, 44.2), &[]), None);
        let dateline = [(10.0, 179.9), (12.0, 179.9)];
        assert!((km_to_line((11.0, -179.9), &dateline).unwrap() - 21.8).abs() < 0.2);
    }
}
