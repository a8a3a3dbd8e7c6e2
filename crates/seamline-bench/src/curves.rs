//! What grows with the number of records: 10 thousand, 100 thousand, a million.

use std::{path::Path, time::Instant};

use seamline_feed::{Bye, Frame, Session};
use seamline_node::Node;

use crate::{
    Outcome, ingest,
    live::{line, record},
    parties::{A, B, found, open},
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

async fn timed<T, E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    asked: impl Future<Output = Result<T, E>>,
) -> Outcome<f64> {
    let begun = Instant::now();
    asked.await.map_err(Into::into)?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// 100,000 records, three weeks apart: one conversation between two nodes on real files, until both fall silent.
pub(crate) fn catch_up(report: &mut Report, folder: &Path, count: u64) -> Outcome<()> {
    let (a, b) = (found(&folder.join("a"), A)?, found(&folder.join("b"), B)?);
    let (mut a, mut b) = (open(&a)?, open(&b)?);
    // A holds its own old feed as a restored node does: given back by others, byte for byte.
    let mut writer = Writer::new(A, "kurdistan", Content::Lines)?;
    let mut left = count;
    while left > 0 {
        let now = left.min(AT_A_TIME);
        let from = B.parse()?;
        for leaves in writer.stretches(now)? {
            seamline_feed::Intake::take_leaves(&mut a, &from, &leaves).map_err(|bye| format!("A refused: {bye}"))?;
        }
        left -= now;
    }
    let begun = Instant::now();
    let rounds = talk(&mut a, &mut b)?;
    let seconds = begun.elapsed().as_secs_f64();
    if b.record_count()? != count - 1 {
        return Err(format!("{} of {count} arrived", b.record_count()?).into());
    }
    report.judge("catch-up", format!("{count} entries in one conversation"), seconds, "s", Goal::AtMost(8.0));
    report.put("catch-up", "conversations needed", f64::from(rounds), "");
    Ok(())
}

/// One conversation; frames go through their bytes.
fn talk(a: &mut Node, b: &mut Node) -> Outcome<u32> {
    let (mut left, mut right) = (Session::new(b.id().clone()), Session::new(a.id().clone()));
    let (hello, reply) = (left.start(a)?, right.start(b)?);
    let ended = |bye: Bye| format!("the conversation ended: {bye}");
    right.handle(&hello, b).map_err(ended)?;
    left.handle(&reply, a).map_err(ended)?;
    loop {
        let mut silent = true;
        while let Some(frame) = left.poll(a)? {
            silent = false;
            right.handle(&Frame::decode(&frame.encode())?, b).map_err(ended)?;
        }
        while let Some(frame) = right.poll(b)? {
            silent = false;
            left.handle(&Frame::decode(&frame.encode())?, a).map_err(ended)?;
        }
        if silent {
            return Ok(1);
        }
    }
}
