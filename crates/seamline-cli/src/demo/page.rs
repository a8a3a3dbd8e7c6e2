//! The page of two desks: what its own listener tells, and what its buttons do to the nodes.

use std::{
    collections::BTreeMap,
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use seamline_record::NodeId;
use seamline_server::{
    ServeFault,
    two_desks::{self, DemoHooks, Outcome, Seat, TwoDesks, TwoDesksFault},
};
use serde_json::{Value as Json, json};

use super::{
    stick::{self, Carrier},
    world::World,
};
use crate::fault::Fault;

/// Where the page is unless that port is taken.
const USUAL_PORT: u16 = 8080;

/// A node with the link that logs its officer in, once.
pub(crate) struct Door {
    pub(crate) node: NodeId,
    pub(crate) http: SocketAddr,
    pub(crate) login: String,
}

/// The buttons.
struct Buttons {
    world: Arc<World>,
    nodes: Json,
    /// Centres whose desks are cut off.
    out: Arc<Mutex<BTreeMap<String, bool>>>,
}

/// Serves the page. Without a wish for a port any free one will do where the usual one is taken.
pub(crate) async fn serve(world: &Arc<World>, doors: &[Door], port: Option<u16>) -> Result<TwoDesks, Fault> {
    let seats = seats(world).await?;
    let nodes = doors.iter().map(|door| {
        let url = format!("http://{}", door.http);
        json!({ "party": door.node.party.as_str(), "node": door.node.node.as_str(), "login": door.login, "url": url })
    });
    let nodes = Json::Array(nodes.collect());
    let buttons = Arc::new(Buttons { world: world.clone(), nodes, out: Arc::default() });
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match two_desks::listen(at(port.unwrap_or(USUAL_PORT)), seats.clone(), buttons.clone()).await {
        Err(TwoDesksFault::Serve(ServeFault::PortTaken { .. })) if port.is_none() => {
            Ok(two_desks::listen(at(0), seats, buttons).await.map_err(refused)?)
        }
        outcome => outcome.map_err(refused),
    }
}

fn refused(fault: TwoDesksFault) -> Fault {
    match fault {
        TwoDesksFault::Serve(fault) => Fault::operator(fault.to_string()).next("choose another port with --port"),
        TwoDesksFault::Login(fault) => fault.into(),
    }
}

/// One-time login links, one for each node.
pub(crate) async fn doors(world: &World) -> Result<Vec<Door>, Fault> {
    let mut doors = Vec::new();
    for (id, process) in world.processes.iter() {
        let http = process.http();
        let login = format!("http://{http}/login#token={}", login_token(world, id).await?);
        doors.push(Door { node: id.clone(), http, login });
    }
    Ok(doors)
}

async fn seats(world: &World) -> Result<Vec<Seat>, Fault> {
    let mut seats = Vec::new();
    for (id, process) in world.processes.iter() {
        seats.push(Seat { node: id.clone(), http: process.http(), login: login_token(world, id).await? });
    }
    Ok(seats)
}

async fn login_token(world: &World, id: &NodeId) -> Result<String, Fault> {
    let officer = world.played.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default();
    let link = world.client(id)?.post_json("/api/login-tokens", &json!({ "officer": officer })).await?;
    let token = link["token"].as_str().map(str::to_owned);
    token.ok_or_else(|| Fault::us(format!("{id} gave no login")))
}

impl DemoHooks for Buttons {
    fn info(&self) -> Json {
        let scenario = &self.world.scenario;
        let out = self.out.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let id = |id: &NodeId| json!({ "party": id.party.as_str(), "node": id.node.as_str() });
        let centre = |key: &String| scenario.desks(key).map(|(a, b)| json!({ "key": key, "a": id(&a), "b": id(&b) }));
        let centres: Vec<Json> = scenario.centres().iter().filter_map(centre).collect();
        let row = |row: &crate::scenario::Row| json!({ "row": row.id, "claim": row.must, "works": row.works(), "how": row.command });
        let rows: Vec<Json> = scenario.rows.iter().map(row).collect();
        json!({
            "now": self.world.now(), "title": scenario.title, "centres": centres, "nodes": self.nodes, "rows": rows,
            "plug": out,
        })
    }

    fn plug(&self, centre: String, out: bool) -> Outcome {
        let (world, plugs) = (self.world.clone(), self.out.clone());
        in_turn(async move {
            let _turn = world.turn.lock().await;
            cut(&world, &centre, out).await?;
            plugs.lock().unwrap_or_else(PoisonError::into_inner).insert(centre.clone(), out);
            Ok(json!({ "centre": centre, "out": out }))
        })
    }

    fn stick(&self, centre: String) -> Outcome {
        let (world, plugs) = (self.world.clone(), self.out.clone());
        in_turn(async move {
            let _turn = world.turn.lock().await;
            let carried = stick::carry(&world, &[(&centre, Carrier::Bundle)]).await?;
            plugs.lock().unwrap_or_else(PoisonError::into_inner).insert(centre, true);
            let carried = carried.first().map(stick::Carried::to_json);
            carried.ok_or_else(|| Fault::us("nothing was carried"))
        })
    }
}

async fn cut(world: &World, centre: &str, out: bool) -> Result<(), Fault> {
    let (a, b) = world.scenario.desks(centre).ok_or_else(|| {
        Fault::you(
            format!("there is no centre {centre}"),
            format!("name one of {}", world.scenario.centres().join(", ")),
        )
    })?;
    world.cut(&[&a, &b], out).await
}

fn in_turn(work: impl Future<Output = Result<Json, Fault>> + Send + 'static) -> Outcome {
    Box::pin(async move { work.await.map_err(|fault| fault.to_json()["error"].clone()) })
}
