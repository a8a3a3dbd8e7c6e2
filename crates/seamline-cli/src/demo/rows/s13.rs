//! S13: force levels by contributor and date; unknown stays unknown, a part is never added twice.

use serde_json::Value as Json;

use super::{Scene, facts, list, must, node, range, slot, text, when};
use crate::fault::Fault;

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let reader = node("iraq/baghdad")?;
    let mut said = Vec::new();
    for fact in facts(scene, "S13", "strength") {
        let item = world.arrived(&reader, &fact.key).await?;
        let count = slot(&item, "count");
        for name in ["min", "best", "max"] {
            let told = fact.slots["count"].get(name).unwrap_or(&Json::Null);
            must(count[name] == *told, || format!("{}: {name} is {} and not {told}", fact.key, count[name]))?;
        }
        let whole = list(&item, "refs").find(|r| r["rel"] == "part-of");
        let part = whole.map_or(String::new(), |_| ", counted in the coalition's already".to_owned());
        said.push(format!(
            "{}, {}: {}{part} ({})",
            text(&item, "title"),
            when(&item),
            range(count),
            text(&item, "provenance")
        ));
    }
    let part = world.arrived(&reader, "strength-us-2021").await?;
    let whole = world.id("strength-coalition-2021").await?.to_string();
    let counted = list(&part, "refs").any(|r| r["rel"] == "part-of" && text(r, "id") == whole);
    must(counted, || "the 2,500 of 2021 are not known to be part of the 3,000".to_owned())?;
    let unknown = world.arrived(&reader, "strength-remaining").await?;
    let count = slot(&unknown, "count");
    let nothing = ["min", "best", "max"].iter().all(|name| count[*name].is_null());
    must(nothing && text(count, "qualifier") == "not stated", || "an unknown number became a number".to_owned())?;
    said.push("the number that stays is kept as \"not stated\": no number stands for it anywhere".to_owned());
    Ok(said)
}
