//! Twenty-one days without a line: both desks of a centre are cut off, each writes at its own times, and what they have
//! for each other is carried by a stick, or comes over the line when it is mended.

use std::time::{Duration, Instant};

use seamline_record::NodeId;
use serde_json::{Value as Json, json};

use super::{play, world::World};
use crate::{
    access::running::body_of,
    fault::Fault,
    scenario::{Fact, FactRelease},
};

pub(crate) const DAYS: i64 = 21;
const DAY_MS: i64 = 86_400_000;

/// How what was written meanwhile gets across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrier {
    Bundle,
    Line,
}

/// How it went.
#[derive(Debug, Clone)]
pub(crate) struct Carried {
    pub(crate) centre: String,
    pub(crate) records: usize,
    /// Bytes of the bundles that each desk wrote; 0 where the line carried it.
    pub(crate) bytes: [usize; 2],
    pub(crate) hashes: (String, String),
    /// From the mended line or the first bundle until both ends agree.
    pub(crate) took: Duration,
    pub(crate) seconds: f64,
}

impl Carried {
    pub(crate) fn same(&self) -> bool {
        self.hashes.0 == self.hashes.1
    }

    pub(crate) fn to_json(&self) -> Json {
        json!({
            "days": DAYS, "records": self.records, "a_bytes": self.bytes[0], "b_bytes": self.bytes[1],
            "same_state": self.same(), "state_hash": self.hashes.0, "seconds": self.seconds,
        })
    }
}

/// Cuts off the desks of these centres, lets 21 days pass, and brings each pair together by its carrier.
pub(crate) async fn carry(world: &World, centres: &[(&str, Carrier)]) -> Result<Vec<Carried>, Fault> {
    let start = Instant::now();
    let mut pairs = Vec::new();
    for (centre, carrier) in centres {
        let desks = world.scenario.desks(centre).ok_or_else(|| no_such_centre(world, centre))?;
        pairs.push((*centre, *carrier, desks));
    }
    let facts: Vec<&Fact> = world.scenario.after.iter().filter(|f| pairs.iter().any(|p| is_of(f, &p.2))).collect();
    for (centre, _, desks) in &pairs {
        may_be_carried(world, centre, &facts, desks).await?;
    }
    for (_, _, (a, b)) in &pairs {
        world.cut(&[a, b], true).await?;
    }
    live_through(world, &facts).await?;
    let mut carried = Vec::new();
    for (centre, carrier, (a, b)) in pairs {
        let began = Instant::now();
        let bytes = match carrier {
            Carrier::Bundle => by_bundle(world, &a, &b).await?,
            Carrier::Line => {
                world.cut(&[&a, &b], false).await?;
                [0, 0]
            }
        };
        let hashes = agreeing(world, &a, &b, &facts).await?;
        let records = facts.iter().filter(|fact| is_of(fact, &(a.clone(), b.clone()))).count();
        let (took, seconds) = (began.elapsed(), start.elapsed().as_secs_f64());
        carried.push(Carried { centre: centre.to_owned(), records, bytes, hashes, took, seconds });
    }
    world.carried.lock().await.extend(carried.iter().cloned());
    Ok(carried)
}

fn is_of(fact: &Fact, (a, b): &(NodeId, NodeId)) -> bool {
    fact.by == *a || fact.by == *b
}

fn no_such_centre(world: &World, centre: &str) -> Fault {
    let centres = world.scenario.centres().join(", ");
    Fault::you(format!("there is no centre {centre}"), format!("name one of {centres}"))
}

/// The 21 days pass once, and only where the scenario tells what is written in them.
async fn may_be_carried(world: &World, centre: &str, facts: &[&Fact], desks: &(NodeId, NodeId)) -> Result<(), Fault> {
    let Some(first) = facts.iter().find(|fact| is_of(fact, desks)) else {
        let what = format!("the scenario writes nothing at {centre} in the 21 days");
        return Err(Fault::you(what, "carry the stick at Makhmour, or write records for this centre into stick.toml"));
    };
    if world.ids.lock().await.contains_key(&first.key) {
        let what = format!("the 21 days at {centre} have passed already");
        return Err(Fault::you(what, "start the demo anew to see them again"));
    }
    Ok(())
}

/// Day by day for all nodes, minute by minute for the desk that writes.
async fn live_through(world: &World, facts: &[&Fact]) -> Result<(), Fault> {
    let (began, everyone) = (world.now(), world.all_nodes());
    let mut day = 0;
    for fact in facts {
        while fact.at >= world.scenario.now + (day + 1) * DAY_MS {
            day += 1;
            world.move_clock(began.max(world.scenario.now + day * DAY_MS), &everyone).await?;
        }
        world.move_clock(began.max(fact.at), std::slice::from_ref(&fact.by)).await?;
        write(world, fact).await?;
    }
    world.move_clock(began.max(world.scenario.now + DAYS * DAY_MS), &everyone).await?;
    for fact in facts {
        for release in fact.releases.iter().filter(|release| release.later_at.is_some()) {
            release_later(world, fact, release).await?;
        }
    }
    Ok(())
}

async fn write(world: &World, fact: &Fact) -> Result<(), Fault> {
    let new = play::record_of(fact, &*world.ids.lock().await)?;
    let written = world.desk(&fact.by)?.post_json("/api/records", &body_of(&new)).await?;
    let id = written["id"].as_str().and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| Fault::us(format!("{} gave no id for {}", fact.by, fact.key)))?;
    world.ids.lock().await.insert(fact.key.clone(), id);
    Ok(())
}

pub(crate) async fn release_later(world: &World, fact: &Fact, release: &FactRelease) -> Result<Json, Fault> {
    let id = world.id(&fact.key).await?;
    let body = json!({"to": release.to.as_str(), "slots": release.slots, "purpose": "later"});
    Ok(world.desk(&fact.by)?.post_json(&format!("/api/records/{id}/release"), &body).await?)
}

/// Each desk's bundle to the other, then one more of the first, with the receipts for what came last.
async fn by_bundle(world: &World, a: &NodeId, b: &NodeId) -> Result<[usize; 2], Fault> {
    let mut bytes = [0, 0];
    for (turn, (from, to)) in [(a, b), (b, a), (a, b)].into_iter().enumerate() {
        let body = json!({ "to": to.to_string() });
        let bundle = world.desk(from)?.post_for_bytes("/api/bundles/export", &body).await?;
        bytes[turn % 2] += bundle.len();
        world.desk(to)?.post_bytes("/api/bundles/import", bundle).await?;
    }
    Ok(bytes)
}

/// Hashes of what both ends have told each other, as soon as they agree and everything is receipted.
async fn agreeing(world: &World, a: &NodeId, b: &NodeId, facts: &[&Fact]) -> Result<(String, String), Fault> {
    for fact in facts {
        for (here, there) in [(a, b), (b, a)] {
            if fact.by == *here && fact.releases.iter().any(|release| release.to == there.party) {
                world.arrived(there, &fact.key).await?;
            }
        }
    }
    for _ in 0..400 {
        let (at_a, at_b) = world.shared(a, b).await?;
        if at_a == at_b && world.receipted(a, b).await? && world.receipted(b, a).await? {
            return Ok((at_a, at_b));
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    world.shared(a, b).await
}
