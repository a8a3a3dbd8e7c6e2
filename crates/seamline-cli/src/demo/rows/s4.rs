//! S4: both geometries of the line are kept and shown, with the incidents along it.

use serde_json::Value as Json;

use super::{Scene, list, must, node, text};
use crate::fault::Fault;

const KM_PER_DEGREE: f64 = 111.2;
/// What counts as along the line.
const NEAR_KM: f64 = 10.0;

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let mut said = Vec::new();
    for desk in ["iraq/makhmour", "kurdistan/makhmour"] {
        let desk = node(desk)?;
        let map = scene.world.desk(&desk)?.get_json("/api/map").await?;
        let of = |party: &str| {
            let line = list(&map, "lines").find(|line| line["role"] == "line" && line["party"] == party);
            line.map(points).filter(|points| points.len() > 2)
        };
        let (Some(iraq), Some(kurdistan)) = (of("iraq"), of("kurdistan")) else {
            return Err(Fault::us(format!("{desk} does not hold both geometries of the line")));
        };
        must(iraq != kurdistan, || format!("{desk} shows one geometry twice"))?;
        let incidents: Vec<&Json> = list(&map, "incidents").collect();
        let places: Vec<(f64, f64)> = incidents.iter().filter_map(|incident| place(incident)).collect();
        let near =
            places.iter().filter(|place| along(**place, &iraq).min(along(**place, &kurdistan)) <= NEAR_KM).count();
        must(near > 0, || format!("{desk} shows no incident along the line"))?;
        let strips = list(&map, "lines").filter(|line| line["role"] == "area").count();
        said.push(format!(
            "{desk} holds the line as Iraq draws it ({} points) and as the Kurdistan Region draws it ({} points), {strips} strips \
             that somebody claims, and {} incidents with a place, {near} of them within {NEAR_KM} km of either line",
            iraq.len(),
            kurdistan.len(),
            places.len()
        ));
    }
    let known = node("kurdistan/makhmour")?;
    let infiltration = scene.world.arrived(&known, "incident-infiltration").await?;
    said.push(format!("report 002: \"{}\", held by {known} with its source", text(&infiltration, "title")));
    Ok(said)
}

fn points(line: &Json) -> Vec<(f64, f64)> {
    list(line, "points").filter_map(|point| Some((point[0].as_f64()?, point[1].as_f64()?))).collect()
}

fn place(incident: &Json) -> Option<(f64, f64)> {
    let places = ["place_exact", "place"].map(|name| super::slot(incident, name));
    places.iter().find_map(|place| Some((place["lat"].as_f64()?, place["lon"].as_f64()?)))
}

/// Distance to a line in km, in the plane: good to a percent over a few hundred kilometres.
fn along((lat, lon): (f64, f64), line: &[(f64, f64)]) -> f64 {
    let scale = KM_PER_DEGREE * lat.to_radians().cos();
    let flat = |(y, x): (f64, f64)| ((x - lon) * scale, (y - lat) * KM_PER_DEGREE);
    let distance = |pair: &[(f64, f64)]| {
        let ((ax, ay), (bx, by)) = (flat(pair[0]), flat(pair[1]));
        let (dx, dy) = (bx - ax, by - ay);
        let part = (-(ax * dx + ay * dy) / (dx * dx + dy * dy).max(f64::EPSILON)).clamp(0.0, 1.0);
        (ax + part * dx).hypot(ay + part * dy)
    };
    line.windows(2).map(distance).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_to_the_segment_and_not_to_its_ends() {
        let line = [(36.0, 43.0), (36.0, 44.0)];
        assert!((along((36.1, 43.5), &line) - 11.12).abs() < 0.01);
        assert!(along((36.0, 43.7), &line) < 1e-9);
        assert!((along((35.0, 44.0), &line) - 111.2).abs() < 0.1);
    }
}
