//! The rows of the table "what the reports describe" that are built: each shows itself on running nodes, says in words
//! what happened, and refuses where it does not hold. `demo --row` prints the words, `demo --check` asserts them all.

mod s1;
mod s10;
mod s13;
mod s15;
mod s18;
mod s19;
mod s2;
mod s4;
mod s5;
mod s7;
mod s8;
mod s9;

use seamline_record::NodeId;
use seamline_server::ClientFault;
use serde_json::{Value as Json, json};

use super::{verified::Documents, world::World};
use crate::{
    fault::Fault,
    scenario::{Fact, Row},
    told::table,
};

/// What the rows look at.
pub(crate) struct Scene<'a> {
    pub(crate) world: &'a World,
    pub(crate) documents: &'a Documents,
}

/// Shows one row. `None` for a row that is not built.
pub(crate) async fn show(row: &str, scene: &Scene<'_>) -> Option<Result<Vec<String>, Fault>> {
    Some(match row {
        "S1" => s1::show(scene).await,
        "S2" => s2::show(scene).await,
        "S4" => s4::show(scene).await,
        "S7" => s7::show(scene).await,
        "S13" => s13::show(scene).await,
        "S5" => s5::show(scene).await,
        "S6" => s5::hosts(scene).await,
        "S8" => s8::show(scene).await,
        "S9" => s9::show(scene).await,
        "S10" => s10::show(scene).await,
        "S11" => s8::framework(scene).await,
        "S12" => s9::statement(scene).await,
        "S14" => s10::tasks(scene).await,
        "S18" => s18::show(scene).await,
        "S25" => s18::charters(scene).await,
        "S26" => s10::programmes(scene).await,
        "S15" => s15::show(scene).await,
        "S19" => s19::show(scene).await,
        _ => return None,
    })
}

/// The table of all rows, as the demo prints it.
pub(crate) fn listed(rows: &[Row]) -> String {
    let head = ["row", "reports", "what they describe", "command"].map(str::to_owned).to_vec();
    let line = |row: &Row| {
        let command = if row.works() { row.command.clone() } else { "planned".to_owned() };
        vec![row.id.clone(), row.from.clone(), row.describes.clone(), command]
    };
    table(&std::iter::once(head).chain(rows.iter().map(line)).collect::<Vec<_>>())
}

/// Refuses where the row does not hold.
fn must(holds: bool, what: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::us(what())) }
}

/// Headquarters of these parties.
fn heads(parties: &[&str]) -> Result<Vec<NodeId>, Fault> {
    let of = |party: &&str| match *party {
        "iraq" => node("iraq/baghdad"),
        "usa" => node("usa/washington"),
        party => node(&format!("{party}/erbil")),
    };
    parties.iter().map(of).collect()
}

/// An officer's word on a joint act.
async fn position(world: &World, at: &NodeId, key: &str, answer: &Json) -> Result<Result<Json, ClientFault>, Fault> {
    let id = world.id(key).await?;
    Ok(world.desk(at)?.post_json(&format!("/api/records/{id}/position"), answer).await)
}

/// The officer of a headquarters concurs with the key that is kept there.
async fn signs(world: &World, at: &NodeId, key: &str) -> Result<Json, Fault> {
    let answer = json!({"answer": "concurred", "passphrase": super::founding::DEMO_PASSPHRASE});
    Ok(position(world, at, key, &answer).await??)
}

fn refused_as(outcome: Result<Json, ClientFault>, code: &str) -> Result<(), Fault> {
    match outcome {
        Err(ClientFault::Refused { error, .. }) if error["code"] == code => Ok(()),
        Err(other) => Err(other.into()),
        Ok(said) => Err(Fault::us(format!("what should be refused as {code} was done: {said}"))),
    }
}

/// Waits until an act stands so at all of these nodes.
async fn state_everywhere(world: &World, key: &str, nodes: &[&NodeId], state: &str) -> Result<(), Fault> {
    let mut shown = String::new();
    for _ in 0..400 {
        shown.clear();
        for at in nodes {
            let item = world.arrived(at, key).await?;
            if text(&item, "state") != state {
                shown = format!("{key} is {} at {at}, and should be {state}", text(&item, "state"));
            }
        }
        if shown.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    Err(Fault::us(shown))
}

/// Texts of a slot of texts.
fn words(item: &Json, name: &str) -> Vec<String> {
    slot(item, name).as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

fn node(text: &str) -> Result<NodeId, Fault> {
    text.parse().map_err(|_| Fault::us(format!("{text} is no node")))
}

/// The value of a slot of an item; null where it is not open.
fn slot<'a>(item: &'a Json, name: &str) -> &'a Json {
    let is_it = |slot: &&Json| slot["name"] == name && slot["open"] == true;
    item["slots"].as_array().into_iter().flatten().find(is_it).map_or(&Json::Null, |slot| &slot["value"])
}

fn list<'a>(json: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    json[name].as_array().into_iter().flatten()
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

/// Facts of a row and a kind, in the order of time.
fn facts<'a>(scene: &'a Scene<'_>, row: &'a str, kind: &'a str) -> impl Iterator<Item = &'a Fact> {
    let facts = scene.world.scenario.facts.iter();
    facts.filter(move |fact| fact.kind == kind && fact.rows.iter().any(|r| r == row))
}

/// A range in words; what is not said stays unsaid.
fn range(value: &Json) -> String {
    let number = |name: &str| value[name].as_i64();
    let qualifier = text(value, "qualifier");
    match (number("min"), number("best"), number("max")) {
        (None, None, None) => "not stated".to_owned(),
        (Some(min), _, Some(max)) if min == max => min.to_string(),
        (Some(min), _, Some(max)) => format!("{min} to {max}"),
        (_, Some(best), _) if qualifier != "exact" => format!("{qualifier} {best}"),
        (min, best, max) => {
            [min, best, max].into_iter().flatten().map(|n| n.to_string()).collect::<Vec<_>>().join(" / ")
        }
    }
}

/// The item's own words for when: EDTF as written.
fn when(item: &Json) -> String {
    item["span"]["edtf"].as_str().unwrap_or("no date given").to_owned()
}
