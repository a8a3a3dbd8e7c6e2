//! Five thousand commitments and five hundred meetings at one secretariat: the board and the agendas it asks for, and how
//! soon a word on one of them shows.

use std::{path::Path, time::Instant};

use seamline_node::{NewRecord, Node};
use seamline_record::{RecordId, Ref, Rel};
use seamline_server::Client;
use serde_json::{Value as Json, json};

use crate::{
    Outcome,
    curves::timed,
    live::record,
    parties::{A, found, holder, open},
    processes::Serving,
    report::{Goal, Report, quantile},
};

const SECTION: &str = "board";
const COMMITMENTS: u64 = 5_000;
const MEETINGS: u64 = 500;
const REQUESTS: usize = 100;
/// What the board may take: the users' own limit.
const BOARD_MS: f64 = 200.0;

fn written(node: &mut Node, kind: &str, fields: &Json, refs: Vec<Ref>, matter: Option<RecordId>) -> Outcome<RecordId> {
    let fields = fields.as_object().cloned().unwrap_or_default();
    let new = NewRecord { kind: kind.into(), fields, refs, matter, ..NewRecord::default() };
    Ok(node.record(&holder(), &new)?.id)
}

/// Own and owed, dated and open, some put off three times, some agreed, claimed and accepted.
fn fill(node: &mut Node) -> Outcome<()> {
    let mut before = None;
    for n in 0..COMMITMENTS {
        let (owner, beneficiary) = if n / 4 % 2 == 0 { ("iraq", "kurdistan") } else { ("kurdistan", "iraq") };
        let due = format!("2026-{:02}-{:02}", 1 + n % 12, 1 + n % 28);
        let text = format!("Promise {n}: radio plan, map sheets and lists for the centre");
        let fields = json!({ "text": text, "owner": owner, "beneficiary": beneficiary, "due": due, "agreed": "2025" });
        let put_off = before.filter(|_| n % 4 != 0).map(|id| Ref { rel: Rel::Supersedes, id });
        let id = written(node, "commitment", &fields, put_off.into_iter().collect(), None)?;
        let about = || vec![Ref { rel: Rel::About, id }];
        if owner == "kurdistan" && n % 3 == 0 {
            written(node, "progress", &json!({ "what": "agreed", "on": "2025-12" }), about(), None)?;
        }
        before = Some(id);
    }
    for n in 0..MEETINGS {
        let day = format!("20{:02}-{:02}-{:02}", 20 + n % 7, 1 + n % 12, 1 + n % 28);
        let series = format!("Series {}", n % 20);
        let meeting = json!({ "title": format!("Meeting {n}"), "when": day, "series": series });
        let meeting = written(node, "meeting", &meeting, Vec::new(), None)?;
        for item in 0..6 {
            let about = vec![Ref { rel: Rel::About, id: meeting }];
            let id = written(node, "agenda-item", &json!({ "text": format!("Item {item}") }), about, Some(meeting))?;
            let what = if item < 5 { "decided" } else { "carried" };
            let about = vec![Ref { rel: Rel::About, id }];
            written(node, "meeting-note", &json!({ "what": what, "text": "so" }), about, Some(meeting))?;
        }
    }
    Ok(())
}

pub(crate) async fn measure(report: &mut Report, program: &Path, folder: &Path) -> Outcome<()> {
    let a = found(&folder.join("board"), A)?;
    fill(&mut open(&a)?)?;
    let a = Serving::start(program, a.path())?;
    let meetings = a.client.get_json("/api/meetings").await?;
    let last = meetings["series"][0]["meetings"][0]["id"].as_str().ok_or("no meeting")?.to_owned();
    let asked = [
        ("the board, 100 rows", "/api/commitments?limit=100".to_owned()),
        ("the board, 500 rows", "/api/commitments?limit=500".to_owned()),
        ("its overdue ones of one party", "/api/commitments?state=overdue&party=iraq&limit=100".to_owned()),
        ("its last page", format!("/api/commitments?limit=100&after={}", COMMITMENTS - 100)),
        ("all meetings", "/api/meetings".to_owned()),
        ("the last meeting of a series of 25", format!("/api/meetings/{last}")),
    ];
    for (name, path) in asked {
        let mut times = Vec::new();
        for _ in 0..REQUESTS {
            times.push(timed(a.client.get_json(&path)).await?);
        }
        report.judge(SECTION, format!("{name}, p95"), quantile(&mut times, 0.95), "ms", Goal::AtMost(BOARD_MS));
    }
    shows(report, &a.client).await?;
    report.put(SECTION, "highest memory of the node", a.memory()?.1, "MB");
    a.stop()
}

/// From a commitment that is recorded to the board that has it.
async fn shows(report: &mut Report, client: &Client) -> Outcome<()> {
    let mut times = Vec::new();
    let mut known = client.get_json("/api/commitments?limit=1").await?["total"].as_u64().ok_or("no total")?;
    for n in 0..REQUESTS {
        let slots =
            json!({ "text": format!("One more, {n}"), "owner": "iraq", "beneficiary": "kurdistan", "due": "2026-06" });
        let begun = Instant::now();
        record(client, &json!({ "kind": "commitment", "slots": slots })).await?;
        let total = client.get_json("/api/commitments?limit=100").await?["total"].as_u64().ok_or("no total")?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        if total <= known {
            return Err("the board does not have what was recorded".into());
        }
        known = total;
    }
    let p95 = quantile(&mut times, 0.95);
    report.judge(SECTION, "a commitment recorded and the board that has it, p95", p95, "ms", Goal::AtMost(BOARD_MS));
    Ok(())
}
