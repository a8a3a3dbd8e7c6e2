//! Officers: they record, release whole or in part and later more, correct, acknowledge, link, agree, and look things up.
//!
//! Every text that they type is unique letters, so that it is recognised wherever it turns up.

use seamline_node::{NewRecord, NodeFault, Officer, ReleaseRequest};
use seamline_record::{Kind, Label, Level, Onward, RecordId, Ref, Rel, SlotType};
use serde_json::{Map, Value as Json, json};

use crate::{
    broken::Broken,
    canary::Secret,
    clock::{DAY_MS, START_MS},
    founding::CAVEAT,
    intent::Intent,
    prng::Prng,
    world::World,
};

/// Letters in a text that is a canary.
pub(crate) const CANARY_LETTERS: usize = 12;
const KINDS: [&str; 10] = [
    "log-entry",
    "log-entry",
    "incident",
    "meeting",
    "estimate",
    "strength",
    "commitment",
    "place",
    "source-item",
    "line",
];

pub(crate) fn text(prng: &mut Prng) -> String {
    prng.letters(CANARY_LETTERS)
}

impl World {
    pub(crate) fn officer_acts(&mut self, prng: &mut Prng) -> Result<(), Broken> {
        let Some(host) = self.running(prng) else { return Ok(()) };
        match prng.below(100) {
            0..32 => self.record_new(host, prng)?,
            32..49 => self.release_more(host, prng)?,
            49..58 => self.correct(host, prng),
            58..65 => self.acknowledge(host, prng),
            65..70 => self.link(host, prng)?,
            70..73 => self.withdraw(host, prng),
            73..97 => self.agree(host, prng)?,
            _ => self.look_up(host, prng)?,
        }
        self.intent = None;
        self.say_all(host);
        self.sweep();
        Ok(())
    }

    /// An officer whose name is a canary: who wrote something is known only inside the party.
    pub(crate) fn officer(prng: &mut Prng) -> Officer {
        Officer::holder_of_the_folder(&text(prng))
    }

    fn record_new(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let kind = prng.pick(&KINDS).copied().unwrap_or("log-entry");
        let matter = if prng.chance(25) { self.some_record(host, prng, false) } else { None };
        let refs = match self.some_record(host, prng, false).filter(|_| prng.chance(20)) {
            Some(id) => {
                vec![Ref { rel: *prng.pick(&[Rel::About, Rel::Cites, Rel::PartOf]).unwrap_or(&Rel::Cites), id }]
            }
            None => Vec::new(),
        };
        let new = NewRecord {
            kind: kind.to_owned(),
            matter: matter.map(|id| self.matter_of(host, id)),
            label: label(prng),
            fields: fields(prng, kind),
            refs,
            release: self.requests(host, prng, kind)?,
            ..NewRecord::default()
        };
        self.write(host, prng, &new);
        Ok(())
    }

    fn matter_of(&self, host: usize, id: RecordId) -> RecordId {
        let statement = self.hosts[host].node.as_ref().and_then(|node| node.statement(id).ok());
        statement.map_or(id, |s| s.matter())
    }

    /// Records something; the oracle learns of it from what is then on the disk.
    pub(crate) fn write(&mut self, host: usize, prng: &mut Prng, new: &NewRecord) {
        let officer = Self::officer(prng);
        let releases = new.release.iter().map(|r| (r.to.clone(), r.slots.clone())).collect();
        self.asides(host, &new.release);
        self.intent = Some(Intent { of: None, releases });
        self.trace.note(|| {
            let to: Vec<_> = new.release.iter().map(|r| format!("{}{:?}", r.to, r.slots)).collect();
            format!("{} records a {} {:?} for {to:?}", self.hosts[host].id, new.kind, new.label.level)
        });
        let outcome = self.at(host, |node| node.record(&officer, new));
        match outcome {
            Some(Ok(recorded)) => self.was_recorded(host, recorded.id),
            Some(Err(fault)) => self.trace.note(|| format!("    refused: {fault}")),
            None => {}
        }
    }

    /// What is typed around an act and never part of it.
    fn asides(&mut self, host: usize, requests: &[ReleaseRequest]) {
        let member = self.hosts[host].member;
        for request in requests {
            self.canaries.add(request.purpose.as_bytes(), Secret::Aside(member));
        }
    }

    fn release_more(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let Some(id) = self.some_record(host, prng, true) else { return Ok(()) };
        let Some(number) = self.oracle.by_id.get(&id).copied() else { return Ok(()) };
        let kind = self.oracle.records[number].kind;
        let Some(request) = self.request(host, prng, kind)? else { return Ok(()) };
        let officer = Self::officer(prng);
        self.canaries.add(officer.name.as_bytes(), Secret::Aside(self.hosts[host].member));
        self.asides(host, std::slice::from_ref(&request));
        self.intent = Some(Intent { of: Some(id), releases: vec![(request.to.clone(), request.slots.clone())] });
        self.trace
            .note(|| format!("{} releases record {number} to {} {:?}", self.hosts[host].id, request.to, request.slots));
        let outcome = self.at(host, |node| node.release(&officer, id, &request));
        if let Some(Err(fault)) = outcome {
            self.trace.note(|| format!("    refused: {fault}"));
        }
        Ok(())
    }

    fn correct(&mut self, host: usize, prng: &mut Prng) {
        let Some(id) = self.some_record(host, prng, true) else { return };
        let Some(number) = self.oracle.by_id.get(&id).copied() else { return };
        let kind = self.oracle.records[number].kind;
        if kind.correction().is_none() {
            return;
        }
        let mut changed = fields(prng, kind.name());
        changed.remove("provenance");
        if prng.chance(60) {
            changed.insert("reason".to_owned(), json!(text(prng)));
        }
        let new = NewRecord {
            kind: "correction".to_owned(),
            fields: changed,
            refs: vec![Ref { rel: Rel::Corrects, id }],
            ..NewRecord::default()
        };
        self.write(host, prng, &new);
    }

    fn withdraw(&mut self, host: usize, prng: &mut Prng) {
        let Some(id) = self.some_record(host, prng, true) else { return };
        let mut said = Map::new();
        said.insert("reason".to_owned(), json!(text(prng)));
        let refs = vec![Ref { rel: Rel::Withdraws, id }];
        let new = NewRecord { kind: "withdrawal".to_owned(), fields: said, refs, ..NewRecord::default() };
        self.write(host, prng, &new);
    }

    fn acknowledge(&mut self, host: usize, prng: &mut Prng) {
        let Some(id) = self.some_record(host, prng, false) else { return };
        let what = if prng.chance(50) { "opened" } else { "acknowledged" };
        let mut said = Map::new();
        said.insert("what".to_owned(), json!(what));
        if prng.chance(40) {
            said.insert("note".to_owned(), json!(text(prng)));
        }
        let refs = vec![Ref { rel: Rel::Acknowledges, id }];
        let new = NewRecord { kind: "acknowledgement".to_owned(), fields: said, refs, ..NewRecord::default() };
        self.write(host, prng, &new);
    }

    fn link(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let ends = [self.some_record(host, prng, false), self.some_record(host, prng, false)];
        let [Some(a), Some(b)] = ends else { return Ok(()) };
        let mut said = Map::new();
        said.insert("relation".to_owned(), json!("same-event"));
        said.insert("note".to_owned(), json!(text(prng)));
        let refs = vec![Ref { rel: Rel::Links, id: a }, Ref { rel: Rel::Links, id: b }];
        let release = self.requests(host, prng, "link")?;
        let new = NewRecord { kind: "link".to_owned(), fields: said, refs, release, ..NewRecord::default() };
        self.write(host, prng, &new);
        Ok(())
    }

    /// Reads that an officer makes: none of them may change or tell anything.
    fn look_up(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let Some(id) = self.some_record(host, prng, false) else { return Ok(()) };
        let party = prng.below(self.parties.len());
        let (name, audience) = (self.parties[party].name.clone(), self.audience(party, None)?);
        let written = self.hosts[host].disk.written();
        let reads = |node: &mut seamline_node::Node| -> Result<(), NodeFault> {
            node.item(id)?;
            node.traffic(&name)?;
            let _refused = node.preview(&crate::world::holder(), id, &audience);
            node.evidence(&crate::world::holder(), id, &name).map(|_| ())
        };
        let _outcome = self.at(host, reads);
        if self.hosts[host].disk.written() != written {
            self.fail("durability", format!("a read wrote something at {}", self.hosts[host].id));
        }
        Ok(())
    }

    /// A record that the node really holds; of its own party only where that is asked for.
    pub(crate) fn some_record(&self, host: usize, prng: &mut Prng, own_party: bool) -> Option<RecordId> {
        let (member, node) = (self.hosts[host].member, self.hosts[host].node.as_ref()?);
        let known = self.oracle.records.len();
        for _ in 0..8 {
            // Recent ones more often: that is where things are still moving.
            let back = if prng.chance(60) { prng.below(known.min(20)) } else { prng.below(known) };
            let number = known.checked_sub(back + 1)?;
            let truth = &self.oracle.records[number];
            let party = &self.oracle.members[truth.author].party;
            if self.oracle.holds(member, number)
                && (!own_party || *party == self.hosts[host].id.party)
                && node.statement(truth.id).is_ok()
            {
                return Some(truth.id);
            }
        }
        None
    }

    fn requests(&self, host: usize, prng: &mut Prng, kind: &str) -> Result<Vec<ReleaseRequest>, Broken> {
        let Some(kind) = Kind::named(kind) else { return Ok(Vec::new()) };
        let mut requests = Vec::new();
        for _ in 0..prng.below(3) {
            requests.extend(self.request(host, prng, kind)?);
        }
        Ok(requests)
    }

    fn request(&self, host: usize, prng: &mut Prng, kind: Kind) -> Result<Option<ReleaseRequest>, Broken> {
        let own = self.hosts[host].party;
        let to = if prng.chance(15) { own } else { (own + 1 + prng.below(2)) % self.parties.len() };
        let group = prng.chance(25).then_some("command");
        let mut slots = Vec::new();
        if prng.chance(60) {
            let named = kind.slots().filter(|(index, _)| *index > seamline_record::FIRST_CONTENT);
            slots = named.filter(|_| prng.chance(35)).map(|(_, slot)| slot.name.to_owned()).collect();
        }
        Ok(Some(ReleaseRequest { to: self.audience(to, group)?, slots, purpose: text(prng) }))
    }
}

fn label(prng: &mut Prng) -> Label {
    let levels =
        [Level::Open, Level::Restricted, Level::Restricted, Level::Restricted, Level::Confidential, Level::Secret];
    let level = prng.pick(&levels).copied().unwrap_or_default();
    let caveats = if prng.chance(15) { vec![CAVEAT.to_owned()] } else { Vec::new() };
    // Long past, by every clock of the world.
    let review = prng.chance(4).then_some(START_MS - 1000 * DAY_MS);
    Label { level, caveats, onward: Onward::default(), review }
}

/// Some slots of a kind with something in them.
fn fields(prng: &mut Prng, kind: &str) -> Map<String, Json> {
    let Some(kind) = Kind::named(kind) else { return Map::new() };
    let content = kind.slots().filter(|(index, _)| *index >= seamline_record::FIRST_CONTENT);
    let mut fields = Map::new();
    for (_, slot) in content {
        if prng.chance(55)
            && let Some(value) = value(prng, slot.slot_type)
        {
            fields.insert(slot.name.to_owned(), value);
        }
    }
    fields
}

fn value(prng: &mut Prng, of: SlotType) -> Option<Json> {
    let degrees = |prng: &mut Prng| 30.0 + prng.below(100_000) as f64 / 10_000.0;
    Some(match of {
        SlotType::Text => json!(text(prng)),
        SlotType::Texts => json!([text(prng), text(prng)]),
        SlotType::Names => json!({"en": text(prng)}),
        SlotType::Bool => json!(prng.chance(50)),
        SlotType::Word(words) => json!(prng.pick(words)?),
        SlotType::When => json!(format!("2026-01-{:02}", 1 + prng.below(28))),
        SlotType::Time => json!(START_MS),
        SlotType::Place => json!({"lat": degrees(prng), "lon": degrees(prng), "precision_m": 100, "name": text(prng)}),
        SlotType::Points => json!([[degrees(prng), degrees(prng)], [degrees(prng), degrees(prng)]]),
        SlotType::Range => json!({"min": 1, "best": 2, "max": 3, "qualifier": "about"}),
        SlotType::Casualties => json!([{"group": text(prng), "harm": "killed", "min": 1, "best": 1, "max": 2}]),
        SlotType::Portion => json!({"level": prng.pick(&["open", "restricted", "confidential"])?, "text": text(prng)}),
        SlotType::Attendees => json!([{"name": text(prng), "title": text(prng), "party": text(prng)}]),
        _ => return None,
    })
}
