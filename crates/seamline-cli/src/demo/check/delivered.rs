//! What was released stands at the receivers, and its receipts verify with nothing but the documents.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use seamline_record::{FIRST_CONTENT, Name, NodeId};
use serde_json::Value as Json;

use crate::{
    demo::{expected::Expected, verified::Documents, world::World},
    fault::Fault,
    scenario::Fact,
};

const PAGE: usize = 500;

/// Counts are of pairs: a record and a party that it was released to.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    pub(super) released: usize,
    /// Held by every node of the party, with the slots that were released.
    pub(super) received: usize,
    pub(super) receipts_verified: usize,
    pub(super) missing: Vec<String>,
}

/// Waits until no node has anything that another has not receipted.
pub(super) async fn settle(world: &World) -> Result<(), Fault> {
    let mut waiting = String::new();
    for _ in 0..600 {
        waiting.clear();
        for (id, process) in world.processes.iter() {
            let links = process.client().get_json("/api/links").await?;
            for link in links["links"].as_array().into_iter().flatten() {
                if link["unreceipted"] != 0 {
                    waiting = format!("{id} waits for receipts of {}/{}", link["party"], link["node"]);
                }
            }
        }
        if waiting.is_empty() && all_alike(world).await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Fault::us(format!("the nodes do not come to rest: {waiting}")))
}

/// Whether both ends of every line between parties reckon the same.
async fn all_alike(world: &World) -> Result<bool, Fault> {
    for (a, b) in world.scenario.lines.iter().filter(|(a, b)| a.party != b.party) {
        let (at_a, at_b) = world.shared(a, b).await?;
        if at_a != at_b {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) async fn look(
    world: &World,
    expected: &Expected<'_>,
    documents: &Documents,
    written: &[&Fact],
) -> Result<Delivered, Fault> {
    let by_key: BTreeMap<&str, &Fact> = written.iter().map(|fact| (fact.key.as_str(), *fact)).collect();
    let ids = world.ids.lock().await.clone();
    let mut delivered = Delivered::default();
    for party in &world.scenario.parties {
        let nodes: Vec<NodeId> = world.all_nodes().into_iter().filter(|id| id.party == party.id).collect();
        let mut held = Vec::new();
        for node in &nodes {
            held.push((node, open_slots(world, node).await?));
        }
        for (key, _) in expected.pairs().filter(|(_, to)| *to == party.id) {
            let (Some(fact), Some(id), Some(slots)) =
                (by_key.get(key.as_str()), ids.get(key), expected.opened(key, &party.id))
            else {
                continue;
            };
            delivered.released += 1;
            let wanted: BTreeSet<u8> = slots.iter().copied().filter(|index| *index > FIRST_CONTENT).collect();
            let lacking = |(node, held): &&(&NodeId, BTreeMap<String, BTreeSet<u8>>)| {
                // A slot too many is a leak, and counted there.
                !held.get(&id.to_string()).is_some_and(|open| open.is_superset(&wanted)) && **node != fact.by
            };
            match held.iter().find(lacking) {
                None => delivered.received += 1,
                Some((node, _)) => delivered.missing.push(format!("{key} at {node}")),
            }
            let at = reader(world, &party.id, &nodes);
            match documents.evidence(world, &at, *id, &fact.by.party).await {
                Ok((finding, _)) if is_receipted_by(&finding, &party.id) => delivered.receipts_verified += 1,
                Ok(_) => delivered.missing.push(format!("a receipt of {} for {key}", party.id)),
                Err(fault) => delivered.missing.push(fault.what),
            }
        }
    }
    Ok(delivered)
}

fn is_receipted_by(finding: &seamline_feed::Finding, party: &Name) -> bool {
    finding.acts().iter().all(|act| act.receipts.iter().any(|one| one.by.party == *party))
}

/// The node of a party that is asked for evidence: one of its command.
fn reader(world: &World, party: &Name, nodes: &[NodeId]) -> NodeId {
    let posts = &world.scenario.posts;
    let command = posts.iter().find(|post| post.id.party == *party && post.is_command);
    command.map_or_else(|| nodes[0].clone(), |post| post.id.clone())
}

/// Content slots open at a node, by record, as its API shows them.
async fn open_slots(world: &World, node: &NodeId) -> Result<BTreeMap<String, BTreeSet<u8>>, Fault> {
    let mut held = BTreeMap::new();
    let mut before = i64::MAX;
    loop {
        let page = world.client(node)?.get_json(&format!("/api/records?limit={PAGE}&before={before}")).await?;
        let items = page["items"].as_array().cloned().unwrap_or_default();
        for item in &items {
            let open = item["slots"].as_array().into_iter().flatten().filter(|slot| slot["open"] == true);
            let open: BTreeSet<u8> = open.filter_map(|slot| u8::try_from(slot["index"].as_u64()?).ok()).collect();
            held.insert(item["id"].as_str().unwrap_or_default().to_owned(), open);
        }
        let time = |item: &Json| item["at"].as_i64().or_else(|| item["received"].as_i64());
        let Some(oldest) = items.iter().filter_map(time).min().filter(|_| items.len() == PAGE) else { return Ok(held) };
        // The oldest instant again: others of it may stand on the next page.
        before = if oldest + 1 < before { oldest + 1 } else { oldest };
    }
}
