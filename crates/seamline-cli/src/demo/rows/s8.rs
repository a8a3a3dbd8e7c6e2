//! S8 and S11: a second dialogue opens with what the first has left open, and its items name clauses of the framework.

use super::{Scene, heads, list, must, node, slot, text};
use crate::fault::Fault;

/// The second meeting of the dialogue opens with the first one's open items.
pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for at in heads(&["usa", "iraq"])? {
        let id = world.id("meeting-washington-2024").await?;
        let meeting = world.client(&at)?.get_json(&format!("/api/meetings/{id}")).await?;
        let first = world.id("dialogue-first").await?.to_string();
        must(text(&meeting, "previous") == first, || format!("{at} does not know the first dialogue"))?;
        let carried: Vec<&str> = list(&meeting, "carried").map(|one| text(&one["item"], "title")).collect();
        must(carried.len() == 2 && !carried.iter().any(|title| title.contains("military commission that")), || {
            format!("{at} opens the second dialogue with {carried:?}")
        })?;
        let own = list(&meeting, "agenda").count();
        said.push(format!(
            "at {at} the second dialogue opens with \"{}\", before {own} items of its own",
            carried.join("\", \"")
        ));
    }
    Ok(said)
}

/// Eight fields as a tree of clauses, which meetings and promises refer to.
pub(super) async fn framework(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let at = node("usa/washington")?;
    let agreement = world.arrived(&at, "agreement-framework-2008").await?;
    let clauses = slot(&agreement, "clauses").as_array().cloned().unwrap_or_default();
    let fields: Vec<&str> = clauses.iter().map(|clause| text(clause, "field")).collect();
    must(fields.len() == 8 && text(&agreement, "state") == "in-force", || format!("{at} holds the fields {fields:?}"))?;
    let mut said = vec![format!(
        "in force, in {} languages: {}",
        list(&agreement["joint"], "languages").count(),
        fields.join(", ")
    )];
    for key in ["agenda-baghdad-framework", "agenda-second-phase"] {
        let item = world.arrived(&at, key).await?;
        let id = world.id("agreement-framework-2008").await?.to_string();
        let cites = list(&item, "refs").any(|one| text(one, "rel") == "cites" && text(one, "id") == id);
        let clause = slot(&item, "clause").as_str().unwrap_or_default();
        must(cites && clause == "1", || format!("{key} names no clause at {at}"))?;
        said.push(format!("\"{}\" refers to clause {clause}, {}", text(&item, "title"), fields[0]));
    }
    Ok(said)
}
