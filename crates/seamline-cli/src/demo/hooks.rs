//! What the buttons of the page with both desks do: the plug and the stick.

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use seamline_record::NodeId;
use seamline_server::two_desks::{DemoHooks, Outcome};
use serde_json::{Value as Json, json};

use super::{
    stick::{self, Carrier},
    world::World,
};
use crate::fault::Fault;

pub(crate) struct Hooks(Arc<Held>);

struct Held {
    world: Arc<World>,
    /// Centres whose desks are cut off.
    out: Mutex<BTreeMap<String, bool>>,
    /// One-time links to the nodes' own pages.
    logins: Mutex<BTreeMap<NodeId, String>>,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hooks {
    pub(crate) fn new(world: Arc<World>) -> Self {
        let centres = world.scenario.centres().into_iter().map(|centre| (centre, false)).collect();
        Self(Arc::new(Held { world, out: Mutex::new(centres), logins: Mutex::default() }))
    }

    /// Makes fresh links to log in with: each works once, for ten minutes.
    pub(crate) async fn refresh_logins(&self) -> Result<(), Fault> {
        for id in self.0.world.all_nodes() {
            let link = self.0.world.login_link(&id).await?;
            locked(&self.0.logins).insert(id, link);
        }
        Ok(())
    }

    /// The same hooks, for another holder.
    pub(crate) fn share(&self) -> Self {
        Self(self.0.clone())
    }
}

/// An act upon the world, one at a time.
fn act<F>(held: &Arc<Held>, act: impl FnOnce(Arc<Held>) -> F + Send + 'static) -> Outcome
where
    F: Future<Output = Result<Json, Fault>> + Send,
{
    let held = held.clone();
    Box::pin(async move {
        let world = held.world.clone();
        let outcome = match world.turn.try_lock() {
            Ok(_turn) => act(held).await,
            Err(_) => Err(Fault::you("the plug or the stick is being moved already", "wait until that is done")),
        };
        outcome.map_err(|fault| fault.to_json()["error"].take())
    })
}

async fn plug(held: &Held, centre: &str, out: bool) -> Result<Json, Fault> {
    let desks = held.world.scenario.desks(centre);
    let (a, b) =
        desks.ok_or_else(|| Fault::you(format!("there is no centre {centre}"), "name a centre of the scenario"))?;
    held.world.cut(&[&a, &b], out).await?;
    locked(&held.out).insert(centre.to_owned(), out);
    Ok(json!({ "centre": centre, "out": out }))
}

async fn stick(held: &Held, centre: &str) -> Result<Json, Fault> {
    let carried = stick::carry(&held.world, &[(centre, Carrier::Bundle)]).await?;
    // The line stays cut until the officer mends it.
    locked(&held.out).insert(centre.to_owned(), true);
    carried.first().map(stick::Carried::to_json).ok_or_else(|| Fault::us("no stick was carried"))
}

impl DemoHooks for Hooks {
    fn info(&self) -> Json {
        let world = &self.0.world;
        let id = |id: &NodeId| json!({"party": id.party.as_str(), "node": id.node.as_str()});
        let centre = |key: &String| {
            let (a, b) = world.scenario.desks(key)?;
            Some(json!({"key": key, "a": id(&a), "b": id(&b)}))
        };
        let logins = locked(&self.0.logins);
        let node = |(at, process): (&NodeId, &super::processes::Process)| {
            let url = format!("http://{}/", process.http());
            json!({"party": at.party.as_str(), "node": at.node.as_str(), "url": url, "login": logins.get(at)})
        };
        let row = |row: &crate::scenario::Row| json!({"row": row.id, "claim": row.must, "works": row.works(), "how": row.command});
        json!({
            "now": world.now(), "title": world.scenario.title,
            "centres": world.scenario.centres().iter().filter_map(centre).collect::<Vec<_>>(),
            "nodes": world.processes.iter().map(node).collect::<Vec<_>>(),
            "rows": world.scenario.rows.iter().map(row).collect::<Vec<_>>(),
            "plug": *locked(&self.0.out),
        })
    }

    fn plug(&self, centre: String, out: bool) -> Outcome {
        act(&self.0, async move |held| plug(&held, &centre, out).await)
    }

    fn stick(&self, centre: String) -> Outcome {
        act(&self.0, async move |held| stick(&held, &centre).await)
    }
}
