//! Fifty thousand incidents on one node: what a watch asks for while it works, and how soon the other party's page hears
//! of a new one.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use http_body_util::BodyExt;
use seamline_node::{NewRecord, Node, Peer, ReleaseRequest};
use seamline_server::Client;
use serde_json::{Value as Json, json};
use tokio::time::timeout;

use crate::{
    Outcome,
    curves::timed,
    ingest,
    live::record,
    parties::{A, B, found, holder, open},
    prepared::{Content, Writer, incident_somewhere},
    processes::Serving,
    report::{Goal, Report, quantile},
};

const SECTION: &str = "incidents";
/// Incidents that the neighbour has told, and own ones.
const THEIRS: u64 = 45_000;
const OWN: u64 = 5_000;
/// Requests of one kind.
const REQUESTS: usize = 100;
/// Longest time for the other node to get all of them.
const CAUGHT_UP: Duration = Duration::from_mins(2);
/// New incidents while pages are open.
const NEW: u64 = 200;

/// Two parties' lines of forty points, 300 km.
fn lines() -> impl Iterator<Item = Json> {
    (0..2).map(|of| {
        let point = |n: u32| {
            let n = f64::from(n);
            json!([36.5 - n * 0.055 - f64::from(of) * 0.06, 41.6 + n * 0.095])
        };
        json!({ "provenance": "synthetic", "role": "line", "geometry": (0..40).map(point).collect::<Vec<_>>() })
    })
}

fn new(kind: &str, fields: &Json, to: Option<&str>) -> Outcome<NewRecord> {
    let release = match to {
        Some(to) => vec![ReleaseRequest { to: to.parse()?, slots: Vec::new(), purpose: String::new() }],
        None => Vec::new(),
    };
    let fields = fields.as_object().cloned().unwrap_or_default();
    Ok(NewRecord { kind: kind.into(), fields, release, ..NewRecord::default() })
}

fn fill(node: &mut Node) -> Outcome<()> {
    let mut writer = Writer::new(A, "kurdistan", Content::Incidents)?;
    let mut left = THEIRS;
    while left > 0 {
        let now = left.min(10_000);
        ingest::take(node, &writer.stretches(now)?)?;
        left -= now;
    }
    for fields in lines() {
        node.record(&holder(), &new("line", &fields, None)?)?;
    }
    for n in 0..OWN {
        node.record(&holder(), &new("incident", &incident_somewhere(n), Some("iraq"))?)?;
    }
    Ok(())
}

pub(crate) async fn measure(report: &mut Report, program: &Path, folder: &Path) -> Outcome<()> {
    let (a, b) = (found(&folder.join("a"), A)?, found(&folder.join("b"), B)?);
    fill(&mut open(&b)?)?;
    let b = Serving::start(program, b.path())?;
    let peer = Peer { address: Some(b.peers.to_string()), paused: false };
    open(&a)?.put_peer(&holder(), &B.parse()?, &peer)?;
    let a = Serving::start(program, a.path())?;

    caught_up(&a).await?;
    let first = timed(b.client.get_json("/api/map/incidents?zoom=6")).await?;
    report.put(SECTION, "the first question after a start", first, "ms");
    requests(report, &b.client).await?;
    heard(report, &a, &b).await?;
    report.put(SECTION, "highest memory of the node", b.memory()?.1, "MB");
    a.stop()?;
    b.stop()
}

/// What A lacks it gets first: no watch begins in the midst of that.
async fn caught_up(a: &Serving) -> Outcome<()> {
    let begun = Instant::now();
    while begun.elapsed() < CAUGHT_UP {
        if a.client.get_json("/api/incidents?limit=1").await?["total"].as_u64() >= Some(OWN) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Err("the other node did not catch up".into())
}

async fn requests(report: &mut Report, client: &Client) -> Outcome<()> {
    let page = client.get_json("/api/incidents?limit=50").await?;
    let next = page["next"].as_str().ok_or("one page only")?.to_owned();
    let asked = [
        ("all as clusters", "/api/map/incidents?zoom=6".to_owned()),
        ("a district", "/api/map/incidents?zoom=11&bbox=43.4,35.6,43.8,35.9".to_owned()),
        ("a month near the line, by cell", {
            let (from, to) = (1_760_000_000_000_i64, 1_762_600_000_000_i64);
            format!("/api/map/incidents?zoom=8&line=any&within_km=10&heat=6&from={from}&to={to}")
        }),
        ("all by cell", "/api/map/incidents?zoom=6&heat=5".to_owned()),
        ("the list", "/api/incidents?limit=50".to_owned()),
        ("its next page, of one type", format!("/api/incidents?limit=50&type=Battles&cursor={next}")),
        ("what is due", "/api/due".to_owned()),
        ("the desk's sheet", "/api/desk?centre=makhmour&limit=200".to_owned()),
    ];
    for (name, path) in asked {
        let mut times = Vec::new();
        for _ in 0..REQUESTS {
            times.push(timed(client.get_json(&path)).await?);
        }
        report.judge(SECTION, format!("{name}, p95"), quantile(&mut times, 0.95), "ms", Goal::AtMost(50.0));
    }
    let mut times = Vec::new();
    for n in 0..REQUESTS as u64 {
        let somewhere = incident_somewhere(n);
        let place = json!({ "lat": somewhere["place"]["lat"], "lon": somewhere["place"]["lon"], "precision_m": 500 });
        let draft = json!({ "observed": 1_761_000_000_000_i64, "place": place, "type": somewhere["type"] });
        times.push(timed(client.post_json("/api/likely", &draft)).await?);
    }
    report.judge(SECTION, "likely duplicates, p95", quantile(&mut times, 0.95), "ms", Goal::AtMost(50.0));
    Ok(())
}

/// From the keyboard of one desk to the open page of the other, which goes on drawing its map.
async fn heard(report: &mut Report, a: &Serving, b: &Serving) -> Outcome<()> {
    let mut events = b.client.stream("/api/events").await?.into_body();
    let (mut heard, mut drawn) = (Vec::new(), Vec::new());
    for n in 0..NEW {
        let draft = json!({ "kind": "incident", "slots": incident_somewhere(n), "release": [{ "to": "kurdistan" }] });
        let begun = Instant::now();
        let id = record(&a.client, &draft).await?;
        let mut text = String::new();
        while !text.contains(&id) {
            let frame = timeout(Duration::from_secs(20), events.frame()).await?.ok_or("the events ended")??;
            text.push_str(&String::from_utf8_lossy(frame.data_ref().ok_or("no data")?));
        }
        heard.push(begun.elapsed().as_secs_f64() * 1000.0);
        drawn.push(timed(b.client.get_json("/api/map/incidents?zoom=6")).await?);
    }
    let p99 = quantile(&mut heard, 0.99);
    report.put(SECTION, "asked for at A → told to B's open page, median", quantile(&mut heard, 0.5), "ms");
    report.judge(SECTION, "asked for at A → told to B's open page, p99", p99, "ms", Goal::AtMost(300.0));
    report.judge(SECTION, "B's map after each of them, p95", quantile(&mut drawn, 0.95), "ms", Goal::AtMost(50.0));
    Ok(())
}
