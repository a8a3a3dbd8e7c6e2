//! S15: a liaison officer on duty, whose releases reach as far as was delegated and no farther.

use seamline_record::NodeId;
use seamline_server::{Client, ClientFault};
use serde_json::{Value as Json, json};

use super::{Scene, list, must, node, slot, text};
use crate::{
    demo::world::World,
    fault::Fault,
    scenario::{Fact, FactRelease},
};

const LIAISON: &str = "liaison-makhmour";
const WATCH_MS: i64 = 8 * 3_600_000;
/// Finest place that the liaison officer may release, metres.
const FINEST_M: i64 = 1000;

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let (here, there) = (node("iraq/makhmour")?, node("kurdistan/makhmour")?);
    let (fact, slots) = told_in_part(world, &here, &there).await?;
    let path = format!("/api/records/{}/release", world.id(&fact.key).await?);
    let ask = |slots: &[String]| json!({ "to": there.party.as_str(), "slots": slots, "purpose": "liaison" });
    let mut said = vec![on_duty(world, &here).await?];

    let liaison = officer(world, &here, &Json::Null).await?;
    refused(&liaison, &path, &ask(&slots), "to").await?;
    said.push(format!("{LIAISON} holds the role alone: nothing was delegated, and every release is refused"));

    let (goes, kept) = slots.split_last().ok_or_else(|| Fault::us("nothing is left to release"))?;
    let never: Vec<&String> = kept.iter().collect();
    let limits = json!({ "to": [there.party.as_str()], "level": "restricted", "never": never, "finest_m": FINEST_M });
    let liaison = officer(world, &here, &limits).await?;
    if let Some(first) = kept.first() {
        refused(&liaison, &path, &ask(&slots), first).await?;
        said.push(format!("with limits, \"{first}\" of {} is refused, and nothing of that release goes", fact.key));
    }
    let mut elsewhere = ask(std::slice::from_ref(goes));
    elsewhere["to"] = json!("coalition");
    refused(&liaison, &path, &elsewhere, "to").await?;
    said.push(format!("the coalition is not among those that {LIAISON} may tell: refused"));

    liaison.post_json(&path, &ask(std::slice::from_ref(goes))).await?;
    let release = FactRelease { to: there.party.clone(), slots: vec![goes.clone()], later_at: Some(world.now()) };
    world.late.lock().await.push((fact.key.clone(), release));
    for _ in 0..400 {
        if !slot(&world.arrived(&there, &fact.key).await?, goes).is_null() {
            said.push(format!("\"{goes}\" lies within the limits: released by {LIAISON}, and it stands at {there}"));
            return Ok(said);
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    Err(Fault::us(format!("{goes} of {} did not arrive at {there}", fact.key)))
}

/// An incident that was released in part, and names of slots that say something and were not.
async fn told_in_part<'a>(world: &'a World, here: &NodeId, there: &NodeId) -> Result<(&'a Fact, Vec<String>), Fault> {
    let in_part = |fact: &&Fact| {
        let mut releases = fact.releases.iter();
        fact.by == *here && fact.kind == "incident" && releases.any(|r| r.to == there.party && !r.slots.is_empty())
    };
    for fact in world.scenario.facts.iter().rev().filter(in_part) {
        let item = world.arrived(here, &fact.key).await?;
        let held = world.arrived(there, &fact.key).await?;
        let closed = |name: &str| list(&held, "slots").any(|s| s["open"] == false && text(s, "name") == name);
        let says = |s: &&Json| s["value"].is_string() && closed(text(s, "name"));
        let slots: Vec<String> = list(&item, "slots").filter(says).map(|s| text(s, "name").to_owned()).collect();
        if slots.len() >= 2 {
            return Ok((fact, slots));
        }
    }
    Err(Fault::us(format!("{here} has told no incident in part")))
}

/// Keeps the liaison officer, with these limits or none, and logs in as such.
async fn officer(world: &World, here: &NodeId, limits: &Json) -> Result<Client, Fault> {
    let desk = world.client(here)?;
    let kept = json!({ "name": LIAISON, "roles": ["liaison-officer"], "limits": limits });
    desk.post_json("/api/officers", &kept).await?;
    let link = desk.post_json("/api/login-tokens", &json!({ "officer": LIAISON })).await?;
    let mut liaison = Client::new(desk.address());
    liaison.login_token(text(&link, "token")).await?;
    Ok(liaison)
}

async fn refused(liaison: &Client, path: &str, body: &Json, field: &str) -> Result<(), Fault> {
    match liaison.post_json(path, body).await {
        Err(ClientFault::Refused { error, .. }) if error["code"] == "beyond-limits" => {
            must(error["field"] == field, || format!("the limits refuse {} and not {field}", error["field"]))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err(Fault::us(format!("a release beyond the limits was made: {body}"))),
    }
}

async fn on_duty(world: &World, here: &NodeId) -> Result<String, Fault> {
    let (desk, now) = (world.client(here)?, world.now());
    officer(world, here, &Json::Null).await?;
    let entry = json!({ "officer": LIAISON, "role": "liaison-officer", "from": now, "to": now + WATCH_MS, "note": "" });
    desk.post_json("/api/roster", &entry).await?;
    let roster = desk.get_json("/api/roster").await?;
    let on = |e: &Json| e["from"].as_i64() <= Some(now) && Some(now) < e["to"].as_i64();
    must(list(&roster, "entries").any(|e| text(e, "officer") == LIAISON && on(e)), || {
        format!("{LIAISON} is not on the roster of {here}")
    })?;
    Ok(format!("{LIAISON} is on duty at {here} for the next eight hours"))
}
