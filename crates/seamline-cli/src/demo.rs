//! The demo: a scenario played through real nodes, which then run as processes of their own.

mod canary;
mod expected;
mod founding;
mod play;
mod stage;

use crate::{commands::Demo, fault::Fault, scenario::Scenario};

pub(crate) async fn run(demo: Demo, _as_json: bool) -> Result<(), Fault> {
    let scenario = Scenario::read(&crate::scenario::folder(demo.scenario)?)?;
    let dir = demo.dir.unwrap_or_else(|| std::env::temp_dir().join("seamline-demo"));
    founding::clear(&dir)?;
    let start = std::time::Instant::now();
    let played = play::play(&dir, &scenario, "")?;
    println!("{} records in {:?}", played.ids.len(), start.elapsed());
    Ok(())
}
