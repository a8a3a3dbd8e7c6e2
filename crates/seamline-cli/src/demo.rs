//! The demo: a scenario played through real nodes, which then run as processes of their own.

mod canary;
mod check;
mod expected;
mod founding;
mod play;
mod processes;
mod rows;
mod stage;
mod stick;
mod verified;
mod world;

use seamline_record::NodeId;
use seamline_server::Running;

use crate::{commands::Demo, ending, fault::Fault, scenario::Scenario};
use world::{Beginning, World};

pub(crate) async fn run(demo: Demo, _as_json: bool) -> Result<(), Fault> {
    let scenario = Scenario::read(&crate::scenario::folder(demo.scenario)?)?;
    let dir = demo.dir.unwrap_or_else(|| std::env::temp_dir().join("seamline-demo"));
    founding::clear(&dir)?;
    if demo.check {
        return check::run(dir, scenario).await;
    }
    let start = std::time::Instant::now();
    let mut said = |id: &NodeId, running: &Running| println!("{id} http://{}  {:?}", running.http, start.elapsed());
    let world = World::begin(Beginning { dir, scenario, capture: false, suffix: String::new() }, &mut said).await?;
    world.processes.all_up(&world.scenario.lines).await?;
    println!("all links up {:?}", start.elapsed());
    let documents = verified::Documents::of(&world.played.founded.documents)?;
    let scene = rows::Scene { world: &world, documents: &documents };
    for row in ["S1", "S2", "S4", "S7", "S13", "S19"] {
        println!("{row}");
        match rows::show(row, &scene).await {
            Some(Ok(said)) => said.iter().for_each(|line| println!("   {line}")),
            Some(Err(fault)) => fault.print(false),
            None => {}
        }
    }
    println!("{:?}", start.elapsed());
    ending::asked_to_stop().await;
    world.end().await?;
    Ok(())
}
