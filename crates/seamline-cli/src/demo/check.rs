//! `demo --check`: the whole scenario with real processes, held against its own files.

mod delivered;
mod leaks;

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use seamline_record::Name;
use serde_json::Value as Json;

use super::{
    canary::{self, Planted},
    expected::Expected,
    rows,
    stick::{self, Carrier},
    verified::Documents,
    world::{Beginning, World},
};
use crate::{
    fault::Fault,
    scenario::{Fact, Scenario},
    told::line,
};

/// Centres whose desks are cut off for 21 days, and what brings them together again.
const CUT: [(&str, Carrier); 2] = [("makhmour", Carrier::Bundle), ("khanaqin", Carrier::Line)];
/// Rows in the order in which they are looked at: S1 after the stick was carried, which S1 then describes.
const ROWS: [&str; 18] = [
    "S2", "S4", "S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14", "S18", "S25", "S26", "S15", "S19", "S5", "S6",
    "S1",
];

/// What was found.
struct Found {
    records: usize,
    delivered: delivered::Delivered,
    leaks: leaks::Leaks,
    /// Rows in the order of the table, each "works", "planned" or what is wrong with it.
    rows: Vec<(String, &'static str)>,
    all_rows_work: bool,
    nodes: usize,
}

impl Found {
    fn holds(&self) -> bool {
        let released = self.delivered.released;
        let arrived = self.delivered.received == released && self.delivered.receipts_verified == released;
        self.leaks.found.is_empty() && self.lost() == 0 && arrived && self.all_rows_work
    }

    fn lost(&self) -> usize {
        self.delivered.missing.len() + self.leaks.lacking.len()
    }

    /// One line, in this order of names.
    fn to_line(&self, seconds: f64) -> String {
        let numbers = [
            ("nodes", self.nodes),
            ("records", self.records),
            ("released", self.delivered.released),
            ("received", self.delivered.received),
            ("receipts_verified", self.delivered.receipts_verified),
            ("withheld", self.leaks.withheld),
            ("leaks", self.leaks.found.len()),
            ("lost", self.lost()),
        ];
        let numbers: Vec<String> = numbers.iter().map(|(name, number)| format!("\"{name}\":{number}")).collect();
        let rows: Vec<String> = self.rows.iter().map(|(row, word)| format!("\"{row}\":\"{word}\"")).collect();
        format!("{{{},\"rows\":{{{}}},\"seconds\":{seconds:.1}}}", numbers.join(","), rows.join(","))
    }
}

/// Plays and checks; the last line printed is the JSON of what was found.
pub(crate) async fn run(dir: PathBuf, mut scenario: Scenario) -> Result<(), Fault> {
    let start = Instant::now();
    mirror_days(&mut scenario)?;
    let planted = canary::plant(&mut scenario)?;
    // The author's name stays inside the party: it carries a canary too.
    let suffix = format!("-{}", canary::fresh()?);
    let said = &mut |_: &_, _: &_| {};
    let world = World::begin(Beginning { dir, scenario, capture: true, suffix: suffix.clone() }, said).await?;
    tell(start, &format!("{} nodes run, {} records are written", world.all_nodes().len(), world.played.ids.len()));
    let found = look(world, &planted, &suffix, start).await?;
    for what in found.delivered.missing.iter().chain(&found.leaks.lacking) {
        line(&format!("lost: {what}"));
    }
    for what in &found.leaks.found {
        line(&format!("leak: {what}"));
    }
    line(&found.to_line(start.elapsed().as_secs_f64()));
    if found.holds() {
        return Ok(());
    }
    Err(Fault::us("the check found what must not be, see above")
        .next("run `seamline demo --dir DIR` and look for it there"))
}

fn tell(start: Instant, what: &str) {
    line(&format!("{:6.1} s  {what}", start.elapsed().as_secs_f64()));
}

/// The 21 days of one centre, for the desks of the other one too.
fn mirror_days(scenario: &mut Scenario) -> Result<(), Fault> {
    let [(from, _), (to, _)] = CUT;
    let (Some((a, b)), Some((other_a, other_b))) = (scenario.desks(from), scenario.desks(to)) else {
        return Err(Fault::us(format!("{from} or {to} has no two desks")));
    };
    let mirrored = |fact: &Fact| {
        let by = if fact.by == a { Some(&other_a) } else { Some(&other_b).filter(|_| fact.by == b) };
        let mut fact = Fact { key: format!("{to}-{}", fact.key), by: by?.clone(), ..fact.clone() };
        if fact.slots.contains_key("centre") {
            fact.slots.insert("centre".into(), Json::from(to));
        }
        fact.matter = fact.matter.map(|key| format!("{to}-{key}"));
        fact.refs.iter_mut().for_each(|(_, key)| *key = format!("{to}-{key}"));
        Some(fact)
    };
    let more: Vec<Fact> = scenario.after.iter().filter_map(mirrored).collect();
    scenario.after.extend(more);
    scenario.after.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
    Ok(())
}

async fn look(world: World, planted: &Planted, suffix: &str, start: Instant) -> Result<Found, Fault> {
    world.processes.all_up(&world.scenario.lines).await?;
    let documents = Documents::of(&world.played.founded.documents)?;
    let (rows, all_rows_work) = play_rows(&world, &documents, start).await?;
    let scenario = with_late(&world).await;
    let written: Vec<&Fact> = scenario.facts.iter().chain(&scenario.after).collect();
    let expected = Expected::of(&scenario, &written);
    delivered::settle(&world).await?;
    tell(start, "everything has arrived that was to arrive");
    let delivered = delivered::look(&world, &expected, &documents, &written).await?;
    tell(start, &format!("{} receipts verify with the documents alone", delivered.receipts_verified));
    let (ids, nodes) = (world.ids.lock().await.clone(), world.all_nodes().len());
    let around = world.processes.around().clone();
    let logs = leaks::journals(&world)?;
    let folders = world.end().await?;
    let parties: Vec<Name> = scenario.parties.iter().map(|party| party.id.clone()).collect();
    let search = leaks::Search { around, folders, ids: &ids, written: &written, expected: &expected, planted, suffix };
    let leaks = tokio::task::block_in_place(|| search.run(&parties, &logs))?;
    tell(start, &format!("{} withheld slots looked for in {} bytes", leaks.withheld, leaks.searched));
    Ok(Found { records: ids.len(), delivered, leaks, rows, all_rows_work, nodes })
}

async fn play_rows(
    world: &World,
    documents: &Documents,
    start: Instant,
) -> Result<(Vec<(String, &'static str)>, bool), Fault> {
    let scene = rows::Scene { world, documents };
    let mut works = BTreeMap::new();
    for row in ROWS {
        if row == "S1" {
            for carried in stick::carry(world, &CUT).await? {
                let how = if carried.bytes == [0, 0] { "the mended line" } else { "a stick" };
                let (centre, took) = (&carried.centre, carried.took.as_secs_f64());
                tell(
                    start,
                    &format!(
                        "21 days at {centre}, {} records, by {how}: same state {} ({took:.2} s)",
                        carried.records,
                        carried.same()
                    ),
                );
                if !carried.same() {
                    return Err(Fault::us(format!("after 21 days the desks of {centre} do not agree")));
                }
            }
        }
        let said = rows::show(row, &scene).await;
        if let Some(Err(fault)) = &said {
            line(&format!("{row} does not work: {}", fault.what));
        }
        works.insert(row, matches!(said, Some(Ok(_))));
        tell(start, &format!("{row} {}", if works[row] { "works" } else { "fails" }));
    }
    let word = |row: &crate::scenario::Row| match works.get(row.id.as_str()) {
        Some(true) => "works",
        Some(false) => "fails",
        None if row.works() => "not asserted",
        None => "planned",
    };
    let all = world.scenario.rows.iter().filter(|row| row.works()).all(|row| word(row) == "works");
    Ok((world.scenario.rows.iter().map(|row| (row.id.clone(), word(row))).collect(), all))
}

/// The scenario with the releases that the rows made besides.
async fn with_late(world: &World) -> Scenario {
    let mut scenario = world.scenario.clone();
    for (key, release) in world.late.lock().await.iter() {
        let facts = scenario.facts.iter_mut().chain(&mut scenario.after);
        facts.filter(|fact| fact.key == *key).for_each(|fact| fact.releases.push(release.clone()));
    }
    scenario
}
