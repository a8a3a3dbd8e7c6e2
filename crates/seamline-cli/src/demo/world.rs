//! A scenario whose nodes run: what the page, the rows and the check look at and act upon.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use seamline_record::{NodeId, RecordId};
use seamline_server::{Client, Running, Unlocked};
use serde_json::{Value as Json, json};
use tokio::sync::Mutex;

use super::{
    play::{self, Played},
    processes::{Processes, Surroundings, link, offset_to},
    stick::Carried,
};
use crate::{
    fault::Fault,
    scenario::{FactRelease, Scenario},
};

pub(crate) struct World {
    pub(crate) scenario: Scenario,
    pub(crate) played: Played,
    pub(crate) processes: Processes,
    /// Records by their keys, those written after the play too.
    pub(crate) ids: Mutex<BTreeMap<String, RecordId>>,
    /// The clock of the scenario against the machine's, ms.
    offset_ms: AtomicI64,
    /// Sticks carried so far.
    pub(crate) carried: Mutex<Vec<Carried>>,
    /// Releases made after the play that the scenario does not tell.
    pub(crate) late: Mutex<Vec<(String, FactRelease)>>,
    /// One thing at a time: the plug, the stick and the rows all move the same nodes.
    pub(crate) turn: Mutex<()>,
}

/// What to begin a world with.
pub(crate) struct Beginning {
    pub(crate) dir: PathBuf,
    pub(crate) scenario: Scenario,
    pub(crate) capture: bool,
    /// Marks the officers' names.
    pub(crate) suffix: String,
}

impl World {
    /// Plays the scenario into empty folders, then starts its nodes and their links.
    pub(crate) async fn begin(beginning: Beginning, said: &mut dyn FnMut(&NodeId, &Running)) -> Result<Self, Fault> {
        let Beginning { dir, scenario, capture, suffix } = beginning;
        let around = Surroundings::make(dir, capture)?;
        let played = tokio::task::block_in_place(|| play::play(&around, &scenario, &suffix))?;
        let offset_ms = offset_to(scenario.now);
        let processes = Processes::start(around, &played.founded.folders, offset_ms, said).await?;
        processes.connect(&scenario.lines).await?;
        let ids = Mutex::new(played.ids.clone());
        let (carried, late, turn) = (Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Self { scenario, played, processes, ids, offset_ms: AtomicI64::new(offset_ms), carried, late, turn })
    }

    pub(crate) fn client(&self, id: &NodeId) -> Result<Client, Fault> {
        self.processes.client(id)
    }

    /// The API of a node as its officer, with that officer's roles.
    pub(crate) fn desk(&self, id: &NodeId) -> Result<Client, Fault> {
        let name = self.played.officers.get(id).map(|officer| officer.name.clone());
        Ok(self.client(id)?.with_officer(name.unwrap_or_default()))
    }

    /// A link that logs its officer in once, within ten minutes.
    pub(crate) async fn login_link(&self, id: &NodeId) -> Result<String, Fault> {
        let officer = self.played.officers.get(id).map(|officer| officer.name.as_str());
        let client = self.client(id)?;
        let link = client.post_json("/api/login-tokens", &json!({ "officer": officer })).await?;
        Ok(format!("http://{}/login#token={}", client.address(), link["token"].as_str().unwrap_or_default()))
    }

    /// Whether the party of `to` has receipted all that `from` has released to it.
    pub(crate) async fn receipted(&self, from: &NodeId, to: &NodeId) -> Result<bool, Fault> {
        let links = self.client(from)?.get_json("/api/links").await?;
        Ok(link(&links, to)["unreceipted"] == 0)
    }

    /// Now by the clock of the scenario.
    pub(crate) fn now(&self) -> i64 {
        -offset_to(0) + self.offset_ms.load(Ordering::Relaxed)
    }

    /// Moves the clock of these nodes, and of the scenario.
    pub(crate) async fn move_clock(&self, now: i64, nodes: &[NodeId]) -> Result<(), Fault> {
        let offset_ms = offset_to(now);
        for id in nodes {
            self.client(id)?.post_json("/api/exercise/clock", &json!({ "offset_ms": offset_ms })).await?;
        }
        self.offset_ms.store(offset_ms, Ordering::Relaxed);
        Ok(())
    }

    pub(crate) fn all_nodes(&self) -> Vec<NodeId> {
        self.processes.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Lines that end at one of these nodes.
    pub(crate) fn lines_of(&self, desks: &[&NodeId]) -> Vec<(NodeId, NodeId)> {
        let ends_there = |(a, b): &&(NodeId, NodeId)| desks.contains(&a) || desks.contains(&b);
        self.scenario.lines.iter().filter(ends_there).cloned().collect()
    }

    /// Cuts or mends every line that ends at one of these nodes, at both ends.
    pub(crate) async fn cut(&self, desks: &[&NodeId], paused: bool) -> Result<(), Fault> {
        for (a, b) in self.lines_of(desks) {
            for (here, there) in [(&a, &b), (&b, &a)] {
                let path = format!("/api/links/{}/{}", there.party, there.node);
                self.client(here)?.post_json(&path, &json!({ "paused": paused })).await?;
            }
        }
        Ok(())
    }

    /// The record with this key at a node; `None` where the node knows nothing of it.
    pub(crate) async fn item(&self, at: &NodeId, key: &str) -> Result<Option<Json>, Fault> {
        let id = self.id(key).await?;
        match self.client(at)?.get_json(&format!("/api/records/{id}")).await {
            Ok(item) => Ok(Some(item)),
            Err(seamline_server::ClientFault::Refused { status: 404, .. }) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    pub(crate) async fn id(&self, key: &str) -> Result<RecordId, Fault> {
        let id = self.ids.lock().await.get(key).copied();
        id.ok_or_else(|| Fault::us(format!("record {key} of the scenario was not written")))
    }

    /// Waits until a node holds the record with this key; refuses after half a minute.
    pub(crate) async fn arrived(&self, at: &NodeId, key: &str) -> Result<Json, Fault> {
        for _ in 0..600 {
            if let Some(item) = self.item(at, key).await? {
                return Ok(item);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Fault::us(format!("{key} did not arrive at {at} within half a minute")))
    }

    /// What two nodes have told each other, as each of them reckons it.
    pub(crate) async fn shared(&self, a: &NodeId, b: &NodeId) -> Result<(String, String), Fault> {
        let hash = |answer: Json| answer["shared_hash"].as_str().unwrap_or_default().to_owned();
        let at_a = self.client(a)?.get_json(&format!("/api/shared/{}/{}", b.party, b.node)).await?;
        let at_b = self.client(b)?.get_json(&format!("/api/shared/{}/{}", a.party, a.node)).await?;
        Ok((hash(at_a), hash(at_b)))
    }

    /// Ends the world; returns the folders, which nobody holds any more.
    pub(crate) async fn end(self) -> Result<Vec<Unlocked>, Fault> {
        self.processes.stop().await
    }
}
