//! What grows with the number of records: 10 thousand, 100 thousand, a million.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use seamline_feed::Intake;
use seamline_node::Peer;
use tokio::time::sleep;

use crate::{
    Outcome, ingest,
    live::{line, record},
    parties::{A, B, found, holder, open},
    prepared::{Content, Writer},
    processes::Serving,
    report::{Goal, Report, quantile},
};

/// Most entries prepared at a time: more would be this process's own memory.
const AT_A_TIME: u64 = 20_000;
/// Requests of one kind.
const REQUESTS: usize = 60;

pub(crate) async fn measure(report: &mut Report, program: &Path, folder: &Path, sizes: &[u64]) -> Outcome<()> {
    for size in sizes {
        let data = folder.join("curve");
        let unlocked = found(&data, B)?;
        let mut node = open(&unlocked)?;
        let mut writer = Writer::new(A, "kurdistan", Content::Lines)?;
        let (mut left, mut seconds, mut last) = (*size, 0.0, 0.0);
        while left > 0 {
            let now = left.min(AT_A_TIME);
            let stretches = writer.stretches(now)?;
            last = ingest::take(&mut node, &stretches)?;
            seconds += last;
            left -= now;
        }
        drop(node);
        let of = |what: &str| format!("{size} records: {what}");
        report.put("curves", of("taken in"), *size as f64 / seconds, "entries/s");
        report.put("curves", of("taken in, the last of them"), AT_A_TIME.min(*size) as f64 / last, "entries/s");
        report.put(
            "curves",
            of("bytes on disk"),
            std::fs::metadata(data.join("node.db"))?.len() as f64 / *size as f64,
            "B/record",
        );
        let node = Serving::start(program, &data)?;
        let (mut page, mut append, mut search) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..REQUESTS {
            page.push(timed(node.client.get_json("/api/records?limit=100")).await?);
            append.push(timed(record_one(&node, n)).await?);
        }
        search.push(timed(node.client.get_json("/api/records?q=qarachogh+vehicles&limit=20")).await?);
        let memory = node.memory()?;
        let largest = *size >= 1_000_000;
        if largest {
            report.judge("curves", of("start"), node.started, "s", Goal::AtMost(1.0));
            report.judge("curves", of("memory, highest"), memory.1, "MB", Goal::AtMost(300.0));
        } else {
            report.put("curves", of("start"), node.started, "s");
            report.put("curves", of("memory, highest"), memory.1, "MB");
        }
        report.put("curves", of("a page of 100, median"), quantile(&mut page, 0.5), "ms");
        report.put("curves", of("one entry recorded, median"), quantile(&mut append, 0.5), "ms");
        report.put("curves", of("a search over all"), quantile(&mut search, 0.5), "ms");
        node.stop()?;
        std::fs::remove_dir_all(&data)?;
    }
    Ok(())
}

async fn record_one(node: &Serving, n: usize) -> Outcome<String> {
    record(&node.client, &line(&format!("entry {n}"), &["iraq"])).await
}

pub(crate) async fn timed<T, E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    asked: impl Future<Output = Result<T, E>>,
) -> Outcome<f64> {
    let begun = Instant::now();
    asked.await.map_err(Into::into)?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// So many records after three weeks apart: two real processes, from the start of the second until the first has all.
pub(crate) async fn catch_up(report: &mut Report, program: &Path, folder: &Path, count: u64) -> Outcome<()> {
    let (a, b) = (found(&folder.join("a"), A)?, found(&folder.join("b"), B)?);
    // A holds its own old feed as a restored node does: given back by others, byte for byte.
    let mut writer = Writer::new(A, "kurdistan", Content::Lines)?;
    let mut node = open(&a)?;
    let (mut left, from) = (count, B.parse()?);
    while left > 0 {
        let now = left.min(AT_A_TIME);
        for leaves in writer.stretches(now)? {
            node.take_leaves(&from, &leaves).map_err(|bye| format!("A refused: {bye}"))?;
        }
        left -= now;
    }
    let b = Serving::start(program, b.path())?;
    node.put_peer(&holder(), &from, &Peer { address: Some(b.peers.to_string()), paused: false })?;
    drop(node);
    let begun = Instant::now();
    let a = Serving::start(program, a.path())?;
    let mut arrived = 0;
    while arrived < count - 1 && begun.elapsed() < Duration::from_mins(2) {
        sleep(Duration::from_millis(50)).await;
        arrived = b.client.get_json("/api/records?limit=1").await?["total"].as_u64().unwrap_or_default();
    }
    let seconds = begun.elapsed().as_secs_f64();
    if arrived < count - 1 {
        return Err(format!("{arrived} of {count} arrived").into());
    }
    report.judge("catch-up", format!("{count} entries, two processes"), seconds, "s", Goal::AtMost(8.0));
    report.put("catch-up", "highest memory of the receiver", b.memory()?.1, "MB");
    a.stop()?;
    b.stop()
}
