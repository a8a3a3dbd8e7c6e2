//! A scenario: parties, nodes, lines and facts, read from a folder of TOML files; see the README of `scenarios/kcl`.

mod forms;
mod year;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use seamline_record::{Clearance, Label, Name, NodeId, Rel};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::{fault::Fault, files, words};
use forms::{FactsForm, HeadForm, RowsForm};

/// A party of the scenario.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    pub(crate) id: Name,
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) clearance: Clearance,
    /// The officer whose key binds the party to joint acts.
    pub(crate) binds: String,
}

/// A node of the scenario.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) id: NodeId,
    /// Of the group that receives what the party's desks write.
    pub(crate) is_command: bool,
    pub(crate) centre: Option<String>,
}

/// A record to be written by a node at its time. Others are named by their keys.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) by: NodeId,
    /// Another officer than the one at the desk, of the same roles.
    pub(crate) officer: Option<String>,
    /// Claimed time, ms since 1970 UTC.
    pub(crate) at: i64,
    pub(crate) label: Label,
    pub(crate) matter: Option<String>,
    pub(crate) refs: Vec<(Rel, String)>,
    /// Slots by name, provenance among them.
    pub(crate) slots: Map<String, Json>,
    pub(crate) releases: Vec<FactRelease>,
    /// Rows of the table that it serves.
    pub(crate) rows: Vec<String>,
}

/// A release of a fact.
#[derive(Debug, Clone)]
pub(crate) struct FactRelease {
    pub(crate) to: Name,
    /// Slots by name; empty for the whole record.
    pub(crate) slots: Vec<String>,
    /// When it is released, where that is not when it is written; ms since 1970 UTC.
    pub(crate) later_at: Option<i64>,
}

/// A row of the table "what the reports describe".
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) describes: String,
    pub(crate) must: String,
    pub(crate) command: String,
    pub(crate) status: String,
}

impl Row {
    pub(crate) fn works(&self) -> bool {
        self.status == "works"
    }
}

/// All of it. Facts are in the order of their times.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) title: String,
    /// Where it starts, ms since 1970 UTC.
    pub(crate) now: i64,
    pub(crate) parties: Vec<Party>,
    pub(crate) posts: Vec<Post>,
    pub(crate) lines: Vec<(NodeId, NodeId)>,
    /// Written before `now`.
    pub(crate) facts: Vec<Fact>,
    /// Written in the weeks after `now`, while a line is cut.
    pub(crate) after: Vec<Fact>,
    pub(crate) rows: Vec<Row>,
}

/// The folder given, or the one beside the sources that this program was built from.
pub(crate) fn folder(given: Option<PathBuf>) -> Result<PathBuf, Fault> {
    if let Some(given) = given {
        return Ok(given);
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/kcl");
    if beside.is_dir() {
        return Ok(beside);
    }
    Err(Fault::you("the scenario is not beside this program", "pass --scenario DIR with a copy of scenarios/kcl"))
}

impl Scenario {
    pub(crate) fn read(folder: &Path) -> Result<Self, Fault> {
        let head: HeadForm = parse(&folder.join("scenario.toml"))?;
        let now = words::time(&head.now).map_err(|why| wrong(&folder.join("scenario.toml"), &why))?;
        let rows: RowsForm = parse(&folder.join("rows.toml"))?;
        let mut scenario = Self {
            title: head.title,
            now,
            parties: head
                .party
                .into_iter()
                .map(Party::try_from)
                .collect::<Result<_, _>>()
                .map_err(Fault::in_scenario)?,
            posts: head.node.into_iter().map(Post::try_from).collect::<Result<_, _>>().map_err(Fault::in_scenario)?,
            lines: head.link.iter().map(forms::line).collect::<Result<_, _>>().map_err(Fault::in_scenario)?,
            facts: Vec::new(),
            after: Vec::new(),
            rows: rows.row,
        };
        for path in toml_files(folder)? {
            let facts: FactsForm = parse(&path)?;
            for form in facts.record {
                let key = form.key.clone();
                let fact = form.fact(now).map_err(|why| wrong(&path, &format!("record {key}: {why}")))?;
                if fact.at > now { &mut scenario.after } else { &mut scenario.facts }.push(fact);
            }
        }
        let year = folder.join("synthetic-year.toml");
        if year.is_file() {
            scenario.facts.extend(year::facts(&parse(&year)?, now));
        }
        scenario.give_to_own_desks();
        scenario.facts.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
        scenario.after.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
        scenario.check().map_err(Fault::in_scenario)?;
        Ok(scenario)
    }

    /// What a headquarters releases to anyone, its own desks hold whole.
    fn give_to_own_desks(&mut self) {
        for fact in &mut self.facts {
            let of_party = || self.posts.iter().filter(|post| post.id.party == fact.by.party);
            let by_command = of_party().any(|post| post.id == fact.by && post.is_command);
            if by_command && of_party().count() > 1 && !fact.releases.is_empty() {
                let own = FactRelease { to: fact.by.party.clone(), slots: Vec::new(), later_at: None };
                fact.releases.insert(0, own);
            }
        }
    }

    /// Keys are unique, and every record refers only to records written before it.
    fn check(&self) -> Result<(), String> {
        let mut written = std::collections::BTreeSet::new();
        for fact in self.facts.iter().chain(&self.after) {
            if !self.posts.iter().any(|post| post.id == fact.by) {
                return Err(format!("record {} is by {}, which is no node of scenario.toml", fact.key, fact.by));
            }
            let named = fact.refs.iter().map(|(_, key)| key).chain(&fact.matter);
            if let Some(missing) = named.into_iter().find(|key| !written.contains(key.as_str())) {
                return Err(format!("record {} refers to {missing}, which is not written before it", fact.key));
            }
            if fact.officer.is_some() && fact.at > self.now {
                return Err(format!("record {} has an officer of its own, which only those before now have", fact.key));
            }
            if !written.insert(fact.key.as_str()) {
                return Err(format!("two records have the key {}", fact.key));
            }
        }
        Ok(())
    }

    /// The two desks of a centre: nodes of different parties.
    pub(crate) fn desks(&self, centre: &str) -> Option<(NodeId, NodeId)> {
        let mut desks = self.posts.iter().filter(|post| post.centre.as_deref() == Some(centre)).map(|post| &post.id);
        Some((desks.next()?.clone(), desks.next()?.clone()))
    }

    /// Keys of the centres, in the order of their nodes.
    pub(crate) fn centres(&self) -> Vec<String> {
        let mut centres: Vec<String> = Vec::new();
        for centre in self.posts.iter().filter_map(|post| post.centre.clone()) {
            if !centres.contains(&centre) {
                centres.push(centre);
            }
        }
        centres
    }

    /// The fact with this key, of before or after `now`.
    pub(crate) fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.iter().chain(&self.after).find(|fact| fact.key == key)
    }
}

impl Fault {
    #[allow(clippy::needless_pass_by_value, reason = "given to map_err")]
    fn in_scenario(why: String) -> Self {
        Self::you(
            format!("the scenario does not hold together: {why}"),
            "correct the file; scenarios/kcl/README.md says how",
        )
    }
}

fn wrong(path: &Path, why: &str) -> Fault {
    Fault::in_scenario(format!("{}: {why}", path.display()))
}

fn parse<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T, Fault> {
    let bytes = files::read(path)?;
    let text = String::from_utf8(bytes).map_err(|_| wrong(path, "it is not UTF-8"))?;
    toml::from_str(&text).map_err(|error| wrong(path, &error.to_string()))
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = fs::read_dir(folder).map_err(|error| files::cannot("read", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_scenario_reads_and_its_year_is_the_same_each_time() {
        let folder = folder(None).unwrap();
        let (one, two) = (Scenario::read(&folder).unwrap(), Scenario::read(&folder).unwrap());
        assert_eq!((one.posts.len(), one.parties.len(), one.rows.len(), one.centres().len()), (12, 4, 26, 4));
        let told = |scenario: &Scenario| format!("{:?}", scenario.facts);
        assert_eq!(told(&one), told(&two));
        let synthetic = one.facts.iter().filter(|f| f.slots["provenance"] == "synthetic" && f.key.starts_with("year-"));
        assert!(synthetic.count() >= 400);
        assert!(one.after.len() > 50 && one.after.iter().all(|fact| fact.at > one.now));
        let withheld = one.facts.iter().filter(|fact| fact.releases.is_empty()).count();
        let later = one.facts.iter().filter(|fact| fact.releases.iter().any(|r| r.later_at.is_some())).count();
        assert!(withheld > 50 && later > 20, "{withheld} {later}");
    }
}
