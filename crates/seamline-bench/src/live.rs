//! Two real processes on loopback: how soon a record is on the other side, and what an idle node weighs.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use seamline_node::Peer;
use seamline_server::Client;
use serde_json::{Value as Json, json};
use tokio::time::sleep;

use crate::{
    Outcome,
    parties::{A, B, found, holder, open},
    processes::Serving,
    report::{Goal, Report, quantile},
};

const SECTION: &str = "live";
const RECORDS: usize = 300;

pub(crate) fn line(text: &str, to: &[&str]) -> Json {
    let release: Vec<_> = to.iter().map(|to| json!({ "to": to })).collect();
    let slots = json!({ "provenance": "synthetic", "centre": "makhmour", "text": text, "told": [], "done": false });
    json!({ "kind": "log-entry", "slots": slots, "release": release })
}

pub(crate) async fn record(client: &Client, draft: &Json) -> Outcome<String> {
    let told = client.post_json("/api/records", draft).await?;
    Ok(told["id"].as_str().ok_or("no id")?.to_owned())
}

/// B takes calls, A calls it.
pub(crate) fn pair(program: &Path, folder: &Path) -> Outcome<(Serving, Serving)> {
    let (a, b) = (found(&folder.join("a"), A)?, found(&folder.join("b"), B)?);
    let b = Serving::start(program, b.path())?;
    let peer = Peer { address: Some(b.peers.to_string()), paused: false };
    open(&a)?.put_peer(&holder(), &B.parse()?, &peer)?;
    Ok((Serving::start(program, a.path())?, b))
}

pub(crate) async fn visible(client: &Client, id: &str) -> Outcome<()> {
    let begun = Instant::now();
    while client.get_json(&format!("/api/records/{id}")).await.is_err() {
        if begun.elapsed() > Duration::from_secs(20) {
            return Err("a record did not arrive".into());
        }
        sleep(Duration::from_millis(1)).await;
    }
    Ok(())
}

pub(crate) async fn measure(report: &mut Report, program: &Path, folder: &Path) -> Outcome<()> {
    let (a, b) = pair(program, folder)?;
    visible(&b.client, &record(&a.client, &line("first", &["kurdistan"])).await?).await?;
    sleep(Duration::from_secs(1)).await;
    report.judge(SECTION, "memory of an idle node", b.memory()?.0, "MB", Goal::AtMost(60.0));
    let (mut signed, mut seen) = (Vec::new(), Vec::new());
    for n in 0..RECORDS {
        let begun = Instant::now();
        let id = record(&a.client, &line(&format!("entry {n}"), &["kurdistan"])).await?;
        signed.push(begun.elapsed().as_secs_f64() * 1000.0);
        visible(&b.client, &id).await?;
        seen.push(begun.elapsed().as_secs_f64() * 1000.0);
        sleep(Duration::from_millis(5)).await;
    }
    report.put(SECTION, "recorded and durable at A, median", quantile(&mut signed, 0.5), "ms");
    report.put(SECTION, "asked for at A → visible at B, median", quantile(&mut seen, 0.5), "ms");
    report.judge(SECTION, "asked for at A → visible at B, p99", quantile(&mut seen, 0.99), "ms", Goal::AtMost(50.0));
    a.stop()?;
    b.stop()
}
