//! S9 and S12: an assessment and a joint statement, each in force by the signatures of all, on the same bytes.

use serde_json::Value as Json;

use super::{Scene, heads, list, must, node, slot, state_everywhere, text};
use crate::fault::Fault;

/// Three parts, every judgement sourced, likelihood and confidence apart, dissent beside it, every member's signature.
pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let at = node("iraq/baghdad")?;
    let item = world.arrived(&at, "assessment-commission-2024").await?;
    let judgements = slot(&item, "judgements").as_array().cloned().unwrap_or_default();
    let mut said = Vec::new();
    for part in ["threat", "capability", "requirements"] {
        let of_part: Vec<&Json> = judgements.iter().filter(|one| text(one, "part") == part).collect();
        must(!of_part.is_empty(), || format!("no judgement on {part}"))?;
        for one in of_part {
            let sources: Vec<&str> = list(one, "sources").filter_map(Json::as_str).collect();
            must(!sources.is_empty(), || format!("a judgement on {part} has no source"))?;
            let likelihood = one["likelihood"].as_str().unwrap_or("no forecast");
            said.push(format!("{part}: {likelihood}; confidence {}; {}", text(one, "confidence"), sources.join(", ")));
        }
    }
    let dissent = list(&item, "positions").find_map(|position| position["dissent"].as_str());
    let signed = list(&item, "positions").filter(|position| position["counts"] == true).count();
    must(signed == 2 && text(&item, "state") == "in-force", || format!("{signed} members have signed"))?;
    must(dissent.is_some(), || "the dissent is gone".to_owned())?;
    said.push(format!("both members have signed; one holds beside it: \"{}\"", dissent.unwrap_or_default()));
    Ok(said)
}

/// No statement until all have signed the same bytes; then the same verdict everywhere.
pub(super) async fn statement(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let heads = heads(&["iraq", "usa", "kurdistan", "coalition"])?;
    let everyone: Vec<_> = heads.iter().collect();
    state_everywhere(world, "statement-baghdad-2025", &everyone, "in-force").await?;
    let item = world.arrived(&heads[1], "statement-baghdad-2025").await?;
    let names: Vec<&str> = list(&item, "positions").map(|position| text(position, "officer")).collect();
    let clauses = slot(&item, "clauses").as_array().map_or(0, Vec::len);
    let id = world.id("statement-baghdad-2025").await?;
    let found = world.client(&heads[0])?.get_json(&format!("/api/short/{}", &id.to_string()[..12])).await?;
    must(text(&found, "id") == id.to_string(), || "the short id finds another record".to_owned())?;
    Ok(vec![
        format!(
            "{clauses} clauses in {} languages, signed by {}",
            list(&item["joint"], "languages").count(),
            names.join(" and ")
        ),
        "in force at both parties, and at the two that are kept informed".to_owned(),
        format!("its prints say {}, which finds it again", text(&item, "short")),
    ])
}
