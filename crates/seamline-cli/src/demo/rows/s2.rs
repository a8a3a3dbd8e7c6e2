//! S2: what is released arrives with a receipt; what is withheld leaves no trace; a later release has the same evidence.

use seamline_record::NodeId;
use seamline_server::ClientFault;
use serde_json::Value as Json;

use super::{Scene, list, must, node, slot, text};
use crate::{
    demo::{stick::release_later, world::World},
    fault::Fault,
    scenario::{Fact, FactRelease},
    told::instant,
};

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let (here, there) = (node("iraq/makhmour")?, node("kurdistan/makhmour")?);
    let of_night = |fact: &&Fact| fact.by == here && fact.key.starts_with("mk-");
    let night: Vec<&Fact> = world.scenario.facts.iter().filter(of_night).collect();
    let find = |what: &str, fits: &dyn Fn(&Fact) -> bool| {
        night
            .iter()
            .copied()
            .find(|f| fits(f))
            .ok_or_else(|| Fault::us(format!("the night at Makhmour has no {what} record")))
    };
    let goes_whole =
        |f: &Fact| f.releases.iter().any(|r| r.to == there.party && r.slots.is_empty() && r.later_at.is_none());
    let whole = find("released", &|f| f.kind == "log-entry" && goes_whole(f))?;
    let part = find("partly released", &|f| f.releases.iter().any(|r| r.to == there.party && !r.slots.is_empty()))?;
    let withheld = find("withheld", &|f| f.releases.is_empty() && !f.label.caveats.is_empty())?;
    Ok(vec![
        released(scene, whole, &here, &there).await?,
        partly(world, part, &there).await?,
        one_slot_more(scene, part, &there).await?,
        no_trace(world, withheld, &there).await?,
        later_as_played(scene, &there).await?,
    ])
}

async fn own(world: &World, fact: &Fact) -> Result<Json, Fault> {
    let item = world.item(&fact.by, &fact.key).await?;
    item.ok_or_else(|| Fault::us(format!("{} does not hold its own {}", fact.by, fact.key)))
}

fn release_to<'a>(item: &'a Json, to: &NodeId) -> &'a Json {
    list(item, "releases").find(|release| text(release, "to") == to.party.as_str()).unwrap_or(&Json::Null)
}

async fn released(scene: &Scene<'_>, fact: &Fact, here: &NodeId, there: &NodeId) -> Result<String, Fault> {
    let item = own(scene.world, fact).await?;
    let release = release_to(&item, there);
    let delivered = release["delivered"].as_i64();
    let delivered = delivered.ok_or_else(|| Fault::us(format!("{} has no receipt", fact.key)))?;
    scene.world.arrived(there, &fact.key).await?;
    let id = scene.world.id(&fact.key).await?;
    let (finding, bytes) = scene.documents.evidence(scene.world, there, id, &here.party).await?;
    let receipts: usize = finding.acts().iter().map(|act| act.receipts.len()).sum();
    Ok(format!(
        "{here} released \"{}\" whole to {}; it arrived, receipt of {}. {bytes} bytes prove it to anyone, offline, with {receipts} receipts.",
        text(&item, "title"),
        there.party,
        instant(delivered)
    ))
}

async fn partly(world: &World, fact: &Fact, there: &NodeId) -> Result<String, Fault> {
    let item = world.arrived(there, &fact.key).await?;
    let named = fact.releases.iter().find(|release| release.to == there.party).map(|release| &release.slots);
    let open: Vec<&str> = list(&item, "slots").filter(|s| s["open"] == true).map(|s| text(s, "name")).collect();
    let extra =
        open.iter().find(|name| **name != "centre" && !named.is_some_and(|named| named.iter().any(|n| n == *name)));
    must(extra.is_none(), || format!("{} shows {} that was not released", fact.key, extra.unwrap_or(&"")))?;
    let missing = named.into_iter().flatten().find(|name| !open.contains(&name.as_str()));
    must(missing.is_none(), || format!("{} lacks a released slot", fact.key))?;
    let closed = list(&item, "slots").filter(|s| s["open"] == false && s["value"].is_null()).count();
    Ok(format!(
        "\"{}\" was released in part: {there} reads {}; {closed} slots are closed, whether they say anything or not.",
        text(&item, "title"),
        open.join(", ")
    ))
}

/// The answer to the id of a withheld record is the answer to an id that never was.
async fn no_trace(world: &World, fact: &Fact, there: &NodeId) -> Result<String, Fault> {
    let id = world.id(&fact.key).await?.to_string();
    let never = format!("{}{}", &id[32..], &id[..32]);
    let mut answers = Vec::new();
    for asked in [&id, &never] {
        match world.desk(there)?.get_json(&format!("/api/records/{asked}")).await {
            Err(ClientFault::Refused { status, error }) => {
                answers.push((status, error.to_string().replace(asked.as_str(), "ID")));
            }
            _ => return Err(Fault::us(format!("{there} answers something else than a refusal about {}", fact.key))),
        }
    }
    must(answers[0] == answers[1], || format!("{there} answers otherwise about {} than about nothing", fact.key))?;
    let summary = slot(&own(world, fact).await?, "text").as_str().unwrap_or_default().to_owned();
    let words: String = summary.split_whitespace().take(3).collect::<Vec<_>>().join("%20");
    if !words.is_empty() {
        let hits = world.desk(there)?.get_json(&format!("/api/records?q={}", words.replace(',', "%2C"))).await?;
        let shown = list(&hits, "items").any(|item| text(item, "id") == id);
        must(!shown, || format!("{there} finds {}", fact.key))?;
    }
    let title = text(&own(world, fact).await?, "title").to_owned();
    Ok(format!("\"{title}\" is withheld: {there} answers about it exactly as about a record that never was."))
}

/// A slot that was kept until now: the same act, the same evidence.
async fn one_slot_more(scene: &Scene<'_>, fact: &Fact, there: &NodeId) -> Result<String, Fault> {
    let world = scene.world;
    let held = world.arrived(there, &fact.key).await?;
    let closed = |name: &str| list(&held, "slots").any(|s| s["open"] == false && text(s, "name") == name);
    let item = own(world, fact).await?;
    let says = |s: &&Json| s["value"].is_string() && closed(text(s, "name"));
    let Some(name) = list(&item, "slots").find(says).map(|s| text(s, "name").to_owned()) else {
        return Ok(format!("{there} holds all that {} says in words", fact.key));
    };
    let release = FactRelease { to: there.party.clone(), slots: vec![name.clone()], later_at: Some(world.now()) };
    release_later(world, fact, &release).await?;
    world.late.lock().await.push((fact.key.clone(), release));
    for _ in 0..400 {
        if !slot(&world.arrived(there, &fact.key).await?, &name).is_null() {
            let id = world.id(&fact.key).await?;
            let (finding, bytes) = scene.documents.evidence(world, there, id, &fact.by.party).await?;
            must(finding.statement().value_of(&name).is_some(), || format!("evidence of {} lacks {name}", fact.key))?;
            return Ok(format!(
                "\"{name}\" of it was kept until now, is released, and arrives; {bytes} bytes prove both acts."
            ));
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    Err(Fault::us(format!("{name} of {} did not arrive at {there}", fact.key)))
}

/// A record that was withheld whole and released days later.
async fn later_as_played(scene: &Scene<'_>, there: &NodeId) -> Result<String, Fault> {
    let world = scene.world;
    let was_later = |fact: &&Fact| fact.releases.iter().any(|r| r.later_at.is_some() && r.to == there.party);
    let fact = world.scenario.facts.iter().filter(|f| f.by.party != there.party).rfind(was_later);
    let fact = fact.ok_or_else(|| Fault::us("the scenario releases nothing later"))?;
    world.arrived(there, &fact.key).await?;
    let id = world.id(&fact.key).await?;
    let (finding, bytes) = scene.documents.evidence(world, there, id, &fact.by.party).await?;
    let released = finding.acts().iter().map(|act| act.act.claimed_time).min().unwrap_or_default();
    must(released > fact.at, || format!("{} was to be released later", fact.key))?;
    Ok(format!(
        "{} of {} was released only on {}: it arrived, and {bytes} bytes prove it in the same way.",
        fact.key,
        instant(fact.at),
        instant(released)
    ))
}
