//! `kill -9` in the middle of ingest: nothing acknowledged is lost, no receipt is false.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use seamline_server::Client;
use serde_json::{Value as Json, json};
use tokio::runtime::Runtime;

use crate::desk::{Desk, Place, two, until};

const ROUNDS: u32 = 100;
/// Every so many rounds all records are looked at; in between those of the last round, and a few before.
const ALL_EVERY: u32 = 25;
const PAGE: usize = 500;

struct Writer {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
}

/// Writes as fast as the node acknowledges, until stopped or until the node is gone.
fn write(runtime: &Runtime, client: Client, writer: &Writer, round: u32) -> tokio::task::JoinHandle<()> {
    let (stop, acknowledged) = (writer.stop.clone(), writer.acknowledged.clone());
    runtime.spawn(async move {
        for n in 0.. {
            let slots = json!({ "provenance": "synthetic", "text": format!("round {round}, entry {n}") });
            let body = json!({ "kind": "log-entry", "slots": slots, "release": [{ "to": "kurdistan" }] });
            match client.post_json("/api/records", &body).await {
                Ok(told) => acknowledged.lock().unwrap().insert(told["id"].as_str().unwrap().to_owned()),
                Err(_) => return,
            };
            if stop.load(Ordering::Relaxed) {
                return;
            }
        }
    })
}

/// The newest records.
fn newest(runtime: &Runtime, desk: &Desk, count: usize) -> Vec<Json> {
    let count = count.min(PAGE);
    let page = runtime.block_on(desk.client().get_json(&format!("/api/records?limit={count}"))).unwrap();
    page["items"].as_array().unwrap().clone()
}

fn items(runtime: &Runtime, desk: &Desk) -> Vec<Json> {
    let mut all = Vec::new();
    let mut before = i64::MAX;
    loop {
        let path = format!("/api/records?limit={PAGE}&before={before}");
        let page = runtime.block_on(desk.client().get_json(&path)).unwrap();
        let items = page["items"].as_array().unwrap().clone();
        let Some(first) = items.iter().filter_map(|i| i["at"].as_i64()).min() else { return all };
        let last_page = items.len() < PAGE;
        all.extend(items);
        // Several records may carry the first's time: those come once more and are counted by id.
        before = first + 1;
        if last_page {
            return all;
        }
    }
}

fn ids(items: &[Json]) -> BTreeSet<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Records that the writer's node believes to have been received.
fn delivered(items: &[Json]) -> BTreeSet<String> {
    ids(&items.iter().filter(|i| i["releases"][0]["delivered"].is_i64()).cloned().collect::<Vec<_>>())
}

#[test]
fn a_hundred_times_at_either_end() {
    let place = Place::new();
    let runtime = Runtime::new().unwrap();
    let (mut a, mut b) = two(&place);
    a.start();
    b.start();
    let writer = Writer { stop: Arc::default(), acknowledged: Arc::default() };
    let (mut believed, mut before) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..ROUNDS {
        let all = round % ALL_EVERY == ALL_EVERY - 1;
        let written = || writer.acknowledged.lock().unwrap().len();
        let at_start = written();
        let look = |desk: &Desk| {
            if all { items(&runtime, desk) } else { newest(&runtime, desk, written() - at_start + 20) }
        };
        writer.stop.store(false, Ordering::Relaxed);
        let writing = write(&runtime, a.client(), &writer, round);
        std::thread::sleep(Duration::from_millis(u64::from(20 + round * 37 % 110)));
        if round % 2 == 0 {
            a.kill();
            runtime.block_on(writing).unwrap();
        } else {
            b.kill();
            std::thread::sleep(Duration::from_millis(30));
            writer.stop.store(true, Ordering::Relaxed);
            runtime.block_on(writing).unwrap();
            // What the writer has receipts for must be on the other's disk, with nobody there to send it again.
            let receipted = delivered(&look(&a));
            a.kill();
            b.start();
            let held = ids(&look(&b));
            assert!(receipted.is_subset(&held), "round {round}: a receipt for what is not held");
            believed.extend(receipted);
            b.kill();
        }
        a.start();
        b.start();
        let acknowledged = writer.acknowledged.lock().unwrap().clone();
        let kept = ids(&look(&a));
        let mut due = acknowledged.iter().filter(|id| all || !before.contains(*id));
        assert!(due.all(|id| kept.contains(id)), "round {round}: something acknowledged is lost");
        before = acknowledged;
    }
    let acknowledged = writer.acknowledged.lock().unwrap().clone();
    assert!(
        acknowledged.len() > 100 && believed.len() > 100,
        "{} written, {} receipted",
        acknowledged.len(),
        believed.len()
    );
    until("everything to arrive with a receipt", || {
        let arrived = acknowledged.is_subset(&ids(&items(&runtime, &b)));
        (arrived && acknowledged.is_subset(&delivered(&items(&runtime, &a)))).then_some(())
    });
    assert_eq!(ids(&items(&runtime, &a)), ids(&items(&runtime, &b)));
}
