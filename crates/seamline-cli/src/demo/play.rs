//! Plays a scenario up to its `now`: every record written at its own time by its own node, receipts dated by the clock of
//! the scenario, later releases really done later.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use seamline_node::{Answer, NewRecord, Officer, ReleaseRequest, Signs};
use seamline_record::{AudienceId, Name, NodeId, RecordId, Ref};

use super::{
    founding::{self, Founded},
    processes::Surroundings,
    stage::{Stage, StageClock},
};
use crate::{
    fault::Fault,
    scenario::{Fact, FactRelease, Scenario},
};

/// Acts between two rounds in which everything reaches everybody: fewer would make the play slower, more would leave
/// copies at headquarters for longer.
const ACTS_PER_ROUND: usize = 48;

/// What a play has left behind besides the folders.
pub(crate) struct Played {
    pub(crate) founded: Founded,
    /// Records by their keys.
    pub(crate) ids: BTreeMap<String, RecordId>,
    pub(crate) officers: BTreeMap<NodeId, Officer>,
}

enum Act<'a> {
    Write(&'a Fact),
    Release(&'a Fact, &'a FactRelease),
}

/// Founds the parties and plays the scenario. `suffix` marks the officers' names.
pub(crate) fn play(around: &Surroundings, scenario: &Scenario, suffix: &str) -> Result<Played, Fault> {
    let founded = founding::found(&around.dir, scenario)?;
    let clock = StageClock::default();
    clock.stand_at(scenario.facts.first().map_or(scenario.now, |fact| fact.at));
    let officers: BTreeMap<NodeId, Officer> =
        scenario.posts.iter().map(|post| (post.id.clone(), founding::officer_of(&post.id, suffix))).collect();
    let mut nodes = Vec::new();
    for folder in &founded.folders {
        let officer = &officers[folder.id()];
        let is_command = scenario.posts.iter().any(|post| post.id == *folder.id() && post.is_command);
        let binding = founded.binding.get(&folder.id().party).filter(|_| is_command);
        nodes.push(founding::open(folder, Box::new(clock.clone()), scenario, &founded.documents, officer, binding)?);
    }
    let stage = Stage::new(nodes, &scenario.lines)?;
    let binding = &founded.binding;
    let mut play = Play { stage, ids: BTreeMap::new(), officers: &officers, binding, suffix };
    if around.capture {
        play.stage.capture(|id| around.frames(id))?;
    }
    play.stage.flood()?;
    for (number, (at, act)) in acts(scenario).into_iter().enumerate() {
        clock.stand_at(at);
        match act {
            Act::Write(fact) => play.write(fact)?,
            Act::Release(fact, release) => play.release(fact, release)?,
        }
        if number % ACTS_PER_ROUND == 0 {
            play.stage.flood()?;
        }
    }
    clock.stand_at(scenario.now);
    play.stage.flood()?;
    let ids = play.ids;
    Ok(Played { founded, ids, officers })
}

/// Everything that is done, in the order of time.
fn acts(scenario: &Scenario) -> Vec<(i64, Act<'_>)> {
    let mut acts: Vec<(i64, Act<'_>)> = Vec::new();
    for fact in &scenario.facts {
        acts.push((fact.at, Act::Write(fact)));
        let later = fact.releases.iter().filter_map(|release| Some((release.later_at?, release)));
        acts.extend(later.map(|(at, release)| (at, Act::Release(fact, release))));
    }
    // Stable: a record stands before its own later release, and records of one instant in the order of the scenario.
    acts.sort_by_key(|(at, _)| *at);
    acts
}

pub(crate) fn request(release: &FactRelease) -> ReleaseRequest {
    let to = AudienceId { party: release.to.clone(), group: None };
    ReleaseRequest { to, slots: release.slots.clone(), purpose: "scenario".into() }
}

/// The record that a fact is, with the keys it names replaced by ids.
pub(crate) fn record_of(fact: &Fact, ids: &BTreeMap<String, RecordId>) -> Result<NewRecord, Fault> {
    let id = |key: &String| {
        ids.get(key).copied().ok_or_else(|| Fault::us(format!("record {} was to be written before {}", key, fact.key)))
    };
    let reference = |(rel, key): &(_, String)| Ok::<_, Fault>(Ref { rel: *rel, id: id(key)? });
    Ok(NewRecord {
        kind: fact.kind.clone(),
        at: Some(fact.at),
        matter: fact.matter.as_ref().map(id).transpose()?,
        label: fact.label.clone(),
        fields: fact.slots.clone(),
        refs: fact.refs.iter().map(reference).collect::<Result<_, _>>()?,
        release: fact.releases.iter().filter(|release| release.later_at.is_none()).map(request).collect(),
    })
}

struct Play<'a> {
    stage: Stage,
    ids: BTreeMap<String, RecordId>,
    officers: &'a BTreeMap<NodeId, Officer>,
    binding: &'a BTreeMap<Name, SigningKey>,
    suffix: &'a str,
}

impl Play<'_> {
    fn write(&mut self, fact: &Fact) -> Result<(), Fault> {
        let new = record_of(fact, &self.ids)?;
        let named = new.refs.iter().map(|r| r.id).chain(new.matter);
        let node = self.stage.node(&fact.by)?;
        if named.into_iter().any(|id| node.statement(id).is_err()) {
            self.stage.flood()?;
        }
        let mut officer = self.officers[&fact.by].clone();
        if let Some(other) = &fact.officer {
            officer.name = format!("{other}{}", self.suffix);
        }
        let binding = &self.binding[&fact.by.party];
        let node = self.stage.node(&fact.by)?;
        let recorded = match (fact.kind.as_str(), new.refs.first()) {
            ("position", Some(act)) => {
                let signs = if fact.slots["answer"] == "concurred" { Signs::With(binding) } else { Signs::Not };
                node.answer(&officer, act.id, &signs, &answer_of(fact))
            }
            _ => node.record(&officer, &new),
        };
        self.ids.insert(fact.key.clone(), recorded.map_err(|fault| of_fact(fact, fault.into()))?.id);
        let by_rule = matches!(fact.kind.as_str(), "position" | "progress");
        self.stage.carry(&fact.by, |peer| by_rule || fact.releases.iter().any(|release| release.to == peer.party))
    }

    fn release(&mut self, fact: &Fact, release: &FactRelease) -> Result<(), Fault> {
        let officer = &self.officers[&fact.by];
        let id = self.ids[&fact.key];
        let node = self.stage.node(&fact.by)?;
        node.release(officer, id, &request(release)).map_err(|fault| of_fact(fact, fault.into()))?;
        self.stage.carry(&fact.by, |peer| release.to == peer.party)
    }
}

fn answer_of(fact: &Fact) -> Answer {
    let text = |name: &str| fact.slots.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let clauses = fact.slots.get("clauses").and_then(|value| value.as_array()).cloned().unwrap_or_default();
    Answer {
        reason: text("reason"),
        dissent: text("dissent"),
        provenance: text("provenance"),
        clauses: clauses.iter().filter_map(|number| number.as_str().map(str::to_owned)).collect(),
    }
}

fn of_fact(fact: &Fact, fault: Fault) -> Fault {
    Fault { what: format!("record {} of the scenario: {}", fact.key, fault.what), ..fault }
}
