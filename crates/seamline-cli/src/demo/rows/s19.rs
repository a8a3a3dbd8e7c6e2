//! S19: incidents with min, best and max for each source; duplicates linked, never merged.

use seamline_record::{NodeId, Rel};
use serde_json::Value as Json;

use super::{Scene, facts, list, must, node, range, slot, text, when};
use crate::fault::Fault;

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    let reader = node("coalition/erbil")?;
    let reported = |fact: &&crate::scenario::Fact| fact.slots["provenance"] != "synthetic";
    for fact in facts(scene, "S19", "incident").filter(reported) {
        let goes = fact.by.party == reader.party || fact.releases.iter().any(|release| release.to == reader.party);
        if !goes {
            continue;
        }
        let item = world.arrived(&reader, &fact.key).await?;
        let harmed: Vec<String> = slot(&item, "casualties").as_array().into_iter().flatten().map(casualty).collect();
        let harmed = if harmed.is_empty() { "no numbers given".to_owned() } else { harmed.join(", ") };
        said.push(format!("{}, {}: {harmed} ({})", text(&item, "title"), when(&item), text(&item, "provenance")));
    }
    let diyala = world.arrived(&reader, "incident-diyala").await?;
    let six = slot(&diyala, "casualties")[0].clone();
    must(six["min"] == 6 && six["best"] == 6 && six["max"] == 6, || "the six dead of Diyala are not six".to_owned())?;
    let estimate = world.arrived(&reader, "estimate-un-fighters").await?;
    let fighters = slot(&estimate, "quantity");
    must(fighters["min"] == 3000 && fighters["max"] == 5000 && fighters["best"].is_null(), || {
        "3,000 to 5,000 did not stay a range".to_owned()
    })?;
    said.push(format!(
        "{}, {}: {} ({})",
        text(&estimate, "title"),
        when(&estimate),
        range(fighters),
        text(&estimate, "provenance")
    ));
    said.extend(linked(scene).await?);
    Ok(said)
}

fn casualty(row: &Json) -> String {
    format!("{} {} {}", range(row), text(row, "group"), text(row, "harm"))
}

/// Two reports of one event stand side by side, each with its own words, joined by a link at both desks.
async fn linked(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for link in facts(scene, "S19", "link").filter(|link| link.slots["relation"] == "same-event") {
        let pair: Vec<&String> = link.refs.iter().filter(|(rel, _)| *rel == Rel::Links).map(|(_, key)| key).collect();
        let [one, two] = pair.as_slice() else { continue };
        let readers = [one, two].map(|key| world.scenario.fact(key).map(|fact| fact.by.clone()));
        for reader in readers.into_iter().flatten() {
            let (first, second) = both(scene, &reader, one, two).await?;
            must(first["id"] != second["id"] && first["party"] != second["party"], || {
                format!("{one} and {two} were merged")
            })?;
            let joined =
                list(&first, "links").any(|link| link["other"] == second["id"] && link["relation"] == "same-event");
            must(joined, || format!("{reader} does not show that {one} and {two} are linked"))?;
        }
        said.push(format!("{one} and {two} are linked as one event and stay two reports, at both desks"));
    }
    must(!said.is_empty(), || "no duplicate is linked".to_owned())?;
    Ok(said)
}

async fn both(scene: &Scene<'_>, reader: &NodeId, one: &str, two: &str) -> Result<(Json, Json), Fault> {
    Ok((scene.world.arrived(reader, one).await?, scene.world.arrived(reader, two).await?))
}
