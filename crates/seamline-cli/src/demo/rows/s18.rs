//! S18 and S25: the command tree with what blocks its unification, and the charter of each centre.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Scene, list, must, node, slot, text, words};
use crate::fault::Fault;

/// The command tree, the share transferred, who blocks, who owns.
pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let at = node("kurdistan/erbil")?;
    let units = world.client(&at)?.get_json("/api/records?kind=unit&limit=500").await?;
    let stands = |unit: &&Json| text(unit, "state") == "in-force";
    let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for unit in list(&units, "items").filter(stands) {
        let name = text(unit, "title").to_owned();
        for parent in words(unit, "parents") {
            below.entry(parent).or_default().push(name.clone());
        }
    }
    let of_ministry = below.remove("peshmerga-ministry").unwrap_or_default();
    must(of_ministry.len() >= 3, || format!("below the ministry stand {of_ministry:?}"))?;
    let transfer = world.arrived(&at, "transfer-peshmerga").await?;
    let share = slot(&transfer, "share");
    must(share["qualifier"] == "not stated", || format!("a share was invented: {share}"))?;
    let said = |name: &str| slot(&transfer, name).as_str().unwrap_or_default().to_owned();
    must(!said("blocks").is_empty() && !said("owner").is_empty(), || "nobody says what blocks".to_owned())?;
    Ok(vec![
        format!("below the ministry: {}", of_ministry.join("; ")),
        format!("share under one command as of {}: not stated, and left so", said("as_of")),
        format!("what blocks: {}; owned by {}", said("blocks"), said("owner")),
    ])
}

/// Each centre's desks hold their charter, with who has signed it.
pub(super) async fn charters(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for centre in world.scenario.centres() {
        let Some((a, b)) = world.scenario.desks(&centre) else { continue };
        let key = format!("charter-{centre}");
        let (here, there) = (world.arrived(&a, &key).await?, world.arrived(&b, &key).await?);
        let state = |item: &Json| text(item, "state").to_owned();
        must(state(&here) == state(&there), || format!("{a} and {b} do not agree on {key}"))?;
        let duties = slot(&here, "duties").as_array().map_or(0, Vec::len);
        let pending: Vec<&str> = list(&here["joint"], "pending").filter_map(Json::as_str).collect();
        let signed =
            if pending.is_empty() { "signed by all".to_owned() } else { format!("waits for {}", pending.join(", ")) };
        must(duties > 0 && (pending.is_empty() == (state(&here) == "in-force")), || {
            format!("{key}: {}", state(&here))
        })?;
        said.push(format!("{centre}: {duties} duties, {signed}, the same at both desks"));
    }
    Ok(said)
}
