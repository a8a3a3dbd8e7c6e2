//! S1: four centres with a desk of both parties each; a desk cut off for 21 days comes back by a stick.

use seamline_record::NodeId;

use super::{Scene, list, must, text};
use crate::{
    demo::{
        rows::slot,
        stick::{self, Carried, Carrier, DAYS},
    },
    fault::Fault,
};

const CENTRE: &str = "makhmour";

pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let mut said = Vec::new();
    for centre in world.scenario.centres() {
        let (a, b) = world.scenario.desks(&centre).ok_or_else(|| Fault::us(format!("{centre} has no two desks")))?;
        must(a.party != b.party, || format!("both desks of {centre} are of one party"))?;
        for desk in [&a, &b] {
            let known = world.desk(desk)?.get_json("/api/centres").await?;
            let here = list(&known, "centres").find(|known| known["key"] == centre.as_str());
            let here = here.ok_or_else(|| Fault::us(format!("{desk} does not know the centre {centre}")))?;
            let members: Vec<_> = list(here, "members").filter_map(|m| m.as_str()).collect();
            let both = [&a, &b].iter().all(|desk| members.contains(&desk.party.as_str()));
            must(both, || format!("{desk} does not see both parties as members of {centre}"))?;
        }
        said.push(format!("{centre}: desks {a} and {b}, facilitated by {}", facilitators(scene, &centre, &a).await?));
    }
    let carried = carried(scene).await?;
    must(carried.same(), || format!("after {DAYS} days the two desks of {CENTRE} do not agree"))?;
    said.push(format!(
        "{CENTRE} was without any line for {DAYS} days; its desks wrote {} records meanwhile",
        carried.records
    ));
    said.push(format!(
        "a stick brought {} bytes one way and {} the other: what they told each other is now the same at both ends ({}…)",
        carried.bytes[0],
        carried.bytes[1],
        carried.hashes.0.chars().take(16).collect::<String>()
    ));
    let there = all_there(scene).await?;
    said.push(format!("nothing is lost: {there} released records of these days stand at the other desk"));
    if let Some((a, b)) = world.scenario.desks(CENTRE) {
        world.cut(&[&a, &b], false).await?;
        said.push("the line is mended".to_owned());
    }
    Ok(said)
}

async fn facilitators(scene: &Scene<'_>, centre: &str, at: &NodeId) -> Result<String, Fault> {
    let known = scene.world.item(at, &format!("centre-{centre}")).await?.unwrap_or_default();
    let names = slot(&known, "facilitators").as_array().cloned().unwrap_or_default();
    Ok(names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join(", "))
}

/// The stick is carried here unless it was before.
async fn carried(scene: &Scene<'_>) -> Result<Carried, Fault> {
    let before = scene.world.carried.lock().await.iter().find(|carried| carried.centre == CENTRE).cloned();
    if let Some(carried) = before {
        return Ok(carried);
    }
    let all = stick::carry(scene.world, &[(CENTRE, Carrier::Bundle)]).await?;
    all.into_iter().next().ok_or_else(|| Fault::us("no stick was carried"))
}

async fn all_there(scene: &Scene<'_>) -> Result<usize, Fault> {
    let world = scene.world;
    let desks = world.scenario.desks(CENTRE);
    let (a, b) = desks.ok_or_else(|| Fault::us(format!("{CENTRE} has no two desks")))?;
    let mut count = 0;
    for fact in world.scenario.after.iter().filter(|fact| fact.by == a || fact.by == b) {
        let other = if fact.by == a { &b } else { &a };
        let item = world.item(other, &fact.key).await?;
        let released = fact.releases.iter().any(|release| release.to == other.party);
        let what = if released { "was released and is not at" } else { "was withheld and is at" };
        must(item.is_some() == released, || format!("{} {what} {other}", fact.key))?;
        if let Some(item) = item {
            must(text(&item, "party") == fact.by.party.as_str(), || format!("{} changed its party", fact.key))?;
            count += 1;
        }
    }
    Ok(count)
}
