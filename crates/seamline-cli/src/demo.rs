//! The demo: a scenario played through real nodes, which then run as processes of their own.

mod canary;
mod check;
mod expected;
mod founding;
mod hooks;
mod play;
mod processes;
mod rows;
mod stage;
mod stick;
mod verified;
mod world;

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use seamline_record::NodeId;
use seamline_server::{
    Running, ServeFault,
    two_desks::{self, Seat, TwoDesks, TwoDesksFault},
};
use serde_json::json;

use crate::{commands::Demo, ending, fault::Fault, files, scenario::Scenario, told::line};
use hooks::Hooks;
use verified::Documents;
use world::{Beginning, World};

const USUAL_PORT: u16 = 8080;
/// A link to log in with works for ten minutes.
const BETWEEN_LOGINS: Duration = Duration::from_mins(4);

pub(crate) async fn run(demo: Demo, as_json: bool) -> Result<(), Fault> {
    let scenario = Scenario::read(&crate::scenario::folder(demo.scenario)?)?;
    let (dir, passing) = match demo.dir {
        Some(dir) => (dir, false),
        None => (std::env::temp_dir().join(format!("seamline-demo-{}", std::process::id())), true),
    };
    founding::clear(&dir)?;
    let dir = dir.canonicalize().map_err(|error| files::cannot("read", &dir, &error))?;
    if demo.check {
        check::run(dir.clone(), scenario).await?;
    } else if let Some(row) = demo.row {
        show_row(&dir, scenario, &row, as_json).await?;
    } else {
        stay(&dir, scenario, demo.port, as_json).await?;
    }
    // What was not asked for by name is not left behind; after a failure it stays, to be looked at.
    if passing {
        std::fs::remove_dir_all(&dir).map_err(|error| files::cannot("remove", &dir, &error))?;
    }
    Ok(())
}

async fn show_row(dir: &Path, scenario: Scenario, wanted: &str, as_json: bool) -> Result<(), Fault> {
    let Some(row) = scenario.rows.iter().find(|row| row.id.eq_ignore_ascii_case(wanted)).cloned() else {
        return Err(Fault::you(format!("there is no row {wanted}"), "name one of S1 to S26"));
    };
    if !row.works() {
        return Err(Fault::you(format!("{} is planned: {}", row.id, row.must), "see the table of `seamline demo`"));
    }
    let beginning = Beginning { dir: dir.to_owned(), scenario, capture: false, suffix: String::new() };
    let world = World::begin(beginning, &mut |_, _| {}).await?;
    world.processes.all_up(&world.scenario.lines).await?;
    let documents = Documents::of(&world.played.founded.documents)?;
    let said = rows::show(&row.id, &rows::Scene { world: &world, documents: &documents }).await;
    world.end().await?;
    let said = said.ok_or_else(|| Fault::us(format!("{} is marked as working and nothing shows it", row.id)))??;
    let json = json!({"row": row.id, "must": row.must, "works": true, "said": said});
    crate::told::tell(as_json, &json, || {
        let lines: Vec<String> = said.iter().map(|line| format!("  {line}")).collect();
        format!("{}  {}\n{}\n\n{}\n\nIt works.", row.id, row.describes, row.must, lines.join("\n"))
    });
    Ok(())
}

/// Runs until Ctrl-C.
async fn stay(dir: &Path, scenario: Scenario, port: Option<u16>, as_json: bool) -> Result<(), Fault> {
    if !as_json {
        line(&format!("{}\nplaying it into {} …", scenario.title, dir.display()));
    }
    let beginning = Beginning { dir: dir.to_owned(), scenario, capture: false, suffix: String::new() };
    let mut said = |id: &NodeId, running: &Running| {
        if !as_json {
            line(&format!("  {:<20} http://{}", id.to_string(), running.http));
        }
    };
    let world = Arc::new(World::begin(beginning, &mut said).await?);
    let hooks = Hooks::new(world.clone());
    hooks.refresh_logins().await?;
    let desks = listen(&world, port, hooks.share()).await?;
    announce(&world, desks.address, &hooks, as_json);
    tokio::select! {
        () = ending::asked_to_stop() => {}
        () = keep_logins_fresh(&hooks) => {}
    }
    if !as_json {
        line("stopping the nodes …");
    }
    desks.stop().await;
    drop(hooks);
    // A stick that is being carried holds the world: its nodes end with this process then, as their input closes.
    match Arc::into_inner(world) {
        Some(world) => world.end().await.map(|_| ()),
        None => Ok(()),
    }
}

async fn keep_logins_fresh(hooks: &Hooks) {
    loop {
        tokio::time::sleep(BETWEEN_LOGINS).await;
        // A node that does not answer is seen on the page; its old link stays.
        let _ = hooks.refresh_logins().await;
    }
}

/// The page with both desks: on the port asked for, else on the usual one, else on a free one.
async fn listen(world: &World, port: Option<u16>, hooks: Hooks) -> Result<TwoDesks, Fault> {
    let hooks: Arc<dyn two_desks::DemoHooks> = Arc::new(hooks);
    let at = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
    match two_desks::listen(at(port.unwrap_or(USUAL_PORT)), seats(world).await?, hooks.clone()).await {
        Err(TwoDesksFault::Serve(ServeFault::PortTaken { .. })) if port.is_none() => {
            Ok(two_desks::listen(at(0), seats(world).await?, hooks).await?)
        }
        outcome => Ok(outcome?),
    }
}

async fn seats(world: &World) -> Result<Vec<Seat>, Fault> {
    let mut seats = Vec::new();
    for (id, process) in world.processes.iter() {
        seats.push(Seat { node: id.clone(), http: process.http(), login: world.login_link(id).await? });
    }
    Ok(seats)
}

fn announce(world: &World, page: SocketAddr, hooks: &Hooks, as_json: bool) {
    let info = two_desks::DemoHooks::info(hooks);
    let nodes = info["nodes"].as_array().cloned().unwrap_or_default();
    if as_json {
        for node in &nodes {
            line(&node.to_string());
        }
        line(&json!({"page": format!("http://{page}/"), "nodes": nodes.len()}).to_string());
        return;
    }
    line("\nEach node's own page; a link works once, for ten minutes:");
    for node in &nodes {
        let text = |name: &str| node[name].as_str().unwrap_or_default();
        line(&format!("  {:<20} {}", format!("{}/{}", text("party"), text("node")), text("login")));
    }
    line(&format!(
        "\nAt each headquarters an officer signs for his party: the passphrase is “{}”.",
        founding::DEMO_PASSPHRASE
    ));
    line(&format!("\n{}\n", rows::listed(&world.scenario.rows)));
    line(&format!("Two desks side by side:  http://{page}/\nCtrl-C ends it."));
}
