//! The demo: a scenario played through real nodes, which then run as processes of their own.

mod canary;
mod check;
mod expected;
mod founding;
mod page;
mod play;
mod processes;
mod rows;
mod stage;
mod stick;
mod verified;
mod world;

use std::{path::PathBuf, sync::Arc, time::Instant};

use seamline_record::NodeId;
use seamline_server::Running;
use serde_json::json;

use crate::{commands::Demo, ending, fault::Fault, scenario::Scenario};
use world::{Beginning, World};

pub(crate) async fn run(demo: Demo, as_json: bool) -> Result<(), Fault> {
    let scenario = Scenario::read(&crate::scenario::folder(demo.scenario)?)?;
    let passing = demo.dir.is_none();
    let unique = format!("seamline-demo-{}", std::process::id());
    let dir = demo.dir.unwrap_or_else(|| std::env::temp_dir().join(unique));
    founding::clear(&dir)?;
    let outcome = match demo.row {
        _ if demo.check => check::run(dir.clone(), scenario).await,
        Some(row) => one_row(dir.clone(), scenario, &row, as_json).await,
        None => stay(dir.clone(), scenario, demo.port, as_json).await,
    };
    // What was found wanting stays, to be looked at.
    if passing && outcome.is_ok() {
        founding::clear(&dir)?;
    }
    outcome
}

fn beginning(dir: PathBuf, scenario: Scenario) -> Beginning {
    Beginning { dir, scenario, capture: false, suffix: String::new() }
}

/// Shows one row and ends.
async fn one_row(dir: PathBuf, scenario: Scenario, row: &str, as_json: bool) -> Result<(), Fault> {
    let Some(known) = scenario.rows.iter().find(|known| known.id.eq_ignore_ascii_case(row)).cloned() else {
        return Err(Fault::you(format!("there is no row {row}"), "`seamline demo` prints the table of all rows"));
    };
    let world = World::begin(beginning(dir, scenario), &mut |_, _| {}).await?;
    world.processes.all_up(&world.scenario.lines).await?;
    let documents = verified::Documents::of(&world.played.founded.documents)?;
    let shown = rows::show(&known.id, &rows::Scene { world: &world, documents: &documents }).await;
    world.end().await?;
    let Some(said) = shown.transpose()? else {
        return Err(Fault::you(format!("{} is planned, not built: {}", known.id, known.must), "try S2"));
    };
    if as_json {
        println!("{}", json!({ "row": known.id, "claim": known.must, "works": true, "said": said }));
    } else {
        println!("{}  {}", known.id, known.must);
        said.iter().for_each(|line| println!("   {line}"));
    }
    Ok(())
}

/// Runs the nodes and the page until asked to stop.
async fn stay(dir: PathBuf, scenario: Scenario, port: Option<u16>, as_json: bool) -> Result<(), Fault> {
    let start = Instant::now();
    let mut said = |id: &NodeId, running: &Running| {
        if !as_json {
            println!("{:5.1} s  {id:<20} http://{}", start.elapsed().as_secs_f64(), running.http);
        }
    };
    let world = Arc::new(World::begin(beginning(dir, scenario), &mut said).await?);
    world.processes.all_up(&world.scenario.lines).await?;
    let doors = page::doors(&world).await?;
    let page = page::serve(&world, &doors, port).await?;
    let address = format!("http://{}/", page.address);
    if as_json {
        let nodes: Vec<_> =
            doors.iter().map(|door| json!({ "node": door.node.to_string(), "login": door.login })).collect();
        println!("{}", json!({ "page": address, "nodes": nodes, "seconds": start.elapsed().as_secs_f64() }));
    } else {
        println!("\n{}", rows::listed(&world.scenario.rows));
        println!("\nEach desk by itself, with a link that logs its officer in once:");
        doors.iter().for_each(|door| println!("   {:<20} {}", door.node.to_string(), door.login));
        println!("\nTwo desks side by side: {address}");
        println!("Ready after {:.1} s. Ctrl-C ends it.", start.elapsed().as_secs_f64());
    }
    ending::asked_to_stop().await;
    page.stop().await;
    match Arc::try_unwrap(world) {
        Ok(world) => world.end().await.map(|_| ()),
        // A request of the page is still under way; the nodes end with this process, whose pipe they watch.
        Err(_) => Ok(()),
    }
}
