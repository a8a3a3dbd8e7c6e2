//! S10, S14 and S26: promises and their dates, the roadmap and what a slip moves, tasks that an agreement changed,
//! programmes with what was given.

use serde_json::Value as Json;

use super::{Scene, list, must, node, slot, text};
use crate::fault::Fault;

async fn board(scene: &Scene<'_>, at: &str, query: &str) -> Result<Json, Fault> {
    Ok(scene.world.client(&node(at)?)?.get_json(&format!("/api/commitments?{query}")).await?)
}

async fn row<'a>(scene: &Scene<'_>, board: &'a Json, key: &str) -> Result<&'a Json, Fault> {
    let id = scene.world.id(key).await?.to_string();
    list(board, "rows").find(|row| text(row, "id") == id).ok_or_else(|| Fault::us(format!("{key} is not on the board")))
}

/// Both dates stay visible, alarms fire, a slip shows what it moves.
pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let mut said = Vec::new();
    for at in ["iraq/baghdad", "usa/washington", "kurdistan/erbil"] {
        let board = board(scene, at, "limit=500").await?;
        let (first, second) = (
            row(scene, &board, "commitment-combat-forces-2021").await?,
            row(scene, &board, "commitment-withdrawal-2026").await?,
        );
        let slips: Vec<&str> = list(second, "slips").map(|slip| text(slip, "due")).collect();
        must(text(first, "state") == "superseded" && slips == ["2021-12-31"], || format!("{at}: {first} {second}"))?;
        said.push(format!("at {at}: by {} is superseded, by {} stands", slips[0], text(&second["due"], "edtf")));
    }
    let board = board(scene, "usa/washington", "limit=500").await?;
    let near = row(scene, &board, "commitment-liaison").await?;
    must(near["alarm"] == 7, || format!("the alarm of seven days did not fire: {near}"))?;
    let past = row(scene, &board, "commitment-map-sheets").await;
    must(past.is_err(), || "a promise between two others is on a third party's board".to_owned())?;
    said.push(format!("\"{}\" is due in less than 7 days, and the board says so", text(near, "text")));
    let world = scene.world;
    let at = node("iraq/baghdad")?;
    let (first, second) = (world.arrived(&at, "roadmap-first").await?, world.arrived(&at, "roadmap-second").await?);
    must(text(&first, "state") == "superseded" && text(&second, "state") == "in-force", || {
        format!("the roadmap is {} and then {}", text(&first, "state"), text(&second, "state"))
    })?;
    let due = |item: &Json| -> Vec<(String, String)> {
        let stones = slot(item, "milestones").as_array().cloned().unwrap_or_default();
        stones.iter().map(|stone| (text(stone, "key").to_owned(), text(stone, "due").to_owned())).collect()
    };
    let moved: Vec<String> = due(&first)
        .into_iter()
        .zip(due(&second))
        .filter(|(a, b)| a != b)
        .map(|((key, a), (_, b))| format!("{key} {a} → {b}"))
        .collect();
    must(moved.len() == 3, || format!("the slip moved {moved:?}"))?;
    said.push(format!("both sides signed the later roadmap: {}; the first stays as the baseline", moved.join(", ")));
    Ok(said)
}

/// The old and the new task, with the clause that changed it.
pub(super) async fn tasks(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let at = node("iraq/baghdad")?;
    let task = scene.world.arrived(&at, "task-us-forces").await?;
    let decision = scene.world.id("decision-dialogue-2021").await?.to_string();
    let cites = list(&task, "refs").any(|one| text(one, "rel") == "cites" && text(one, "id") == decision);
    let said = |name: &str| slot(&task, name).as_str().unwrap_or_default().to_owned();
    must(cites && !said("old").is_empty() && !said("new").is_empty(), || format!("{at} holds {task}"))?;
    let item = scene.world.arrived(&at, "decision-dialogue-2021").await?;
    let clauses = slot(&item, "clauses").as_array().cloned().unwrap_or_default();
    let clause = clauses.iter().find(|clause| text(clause, "number") == said("clause"));
    let words = clause.map(|clause| text(&clause["texts"], "en").to_owned());
    must(words.is_some(), || "the clause that changed it is gone".to_owned())?;
    Ok(vec![format!(
        "{} → {}, by clause {}: \"{}\"",
        said("old"),
        said("new"),
        said("clause"),
        words.unwrap_or_default()
    )])
}

/// Programmes with the promises that are part of them, and the support given.
pub(super) async fn programmes(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for (key, at, parts) in [("programme-cooperation", "iraq/baghdad", 2), ("programme-reform", "kurdistan/erbil", 1)] {
        let programme = world.arrived(&node(at)?, key).await?;
        let board = board(scene, at, &format!("limit=500&programme={}", world.id(key).await?)).await?;
        must(board["total"] == parts, || format!("{key} has {} parts at {at}", board["total"]))?;
        let given: Vec<&str> =
            list(&programme, "steps").filter(|s| text(s, "what") == "support").map(|s| text(s, "note")).collect();
        let states: Vec<String> =
            list(&board, "rows").map(|row| format!("{} ({})", text(row, "text"), text(row, "state"))).collect();
        let support = if given.is_empty() { "none told".to_owned() } else { given.join("; ") };
        said.push(format!("{}: {}; support given: {support}", text(&programme, "title"), states.join("; ")));
    }
    Ok(said)
}
