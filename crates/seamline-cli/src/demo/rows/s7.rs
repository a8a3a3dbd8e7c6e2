//! S7: meetings with attendees, titles, topics and what was said; found by name.

use serde_json::Value as Json;

use super::{Scene, facts, list, must, node, slot, text, when};
use crate::{access::running::percent, fault::Fault};

/// Names as somebody may type them, and the meeting that each must find.
const ASKED: [(&str, &str); 4] = [
    ("barzani", "meeting-erbil-2021-us"),
    ("AL-SHAMMARI", "meeting-erbil-2021-joint"),
    ("Lloyd  austin", "meeting-washington-2024"),
    ("Leahý", "meeting-erbil-2024"),
];

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for fact in facts(scene, "S7", "meeting") {
        let item = world.item(&fact.by, &fact.key).await?.unwrap_or_default();
        let attendees: Vec<Json> = slot(&item, "attendees").as_array().cloned().unwrap_or_default();
        let given = fact.slots.get("attendees").and_then(Json::as_array).map_or(0, Vec::len);
        must(attendees.len() == given, || format!("{} lost attendees", fact.key))?;
        let named: Vec<_> = attendees.iter().map(|a| format!("{} ({})", text(a, "name"), text(a, "title"))).collect();
        let topics = slot(&item, "topics").as_array().map_or(0, Vec::len);
        must(topics > 0, || format!("{} lost its topics", fact.key))?;
        said.push(format!(
            "{}, {}, {}: {}; {topics} topics",
            text(&item, "title"),
            when(&item),
            text(&item, "provenance"),
            named.join("; ")
        ));
        for release in fact.releases.iter().filter(|release| release.later_at.is_none()) {
            let there = world.scenario.posts.iter().find(|post| post.is_command && post.id.party == release.to);
            if let Some(post) = there {
                world.arrived(&post.id, &fact.key).await?;
            }
        }
    }
    let reader = node("coalition/erbil")?;
    for (name, key) in ASKED {
        let hits = world.desk(&reader)?.get_json(&format!("/api/records?kind=meeting&q={}", percent(name))).await?;
        let id = world.id(key).await?.to_string();
        let found = list(&hits, "items").any(|item| text(item, "id") == id);
        must(found, || format!("{reader} does not find {key} by \"{name}\""))?;
        said.push(format!("{reader} looks for \"{name}\" and finds it among {} meetings", hits["total"]));
    }
    Ok(said)
}
