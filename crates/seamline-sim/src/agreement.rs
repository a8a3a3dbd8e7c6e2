//! What officers do to agree: they propose texts and amend them, concur or say why not, promise, and say how far it is.

use seamline_node::{Answer, NewRecord, ReleaseRequest, Signs};
use seamline_record::{Kind, Label, Level, RecordId, Ref, Rel, Statement, Value};
use serde_json::{Map, Value as Json, json};

use crate::{
    broken::Broken,
    clock::{DAY_MS, day_of},
    intent::Intent,
    officers::text,
    prng::Prng,
    world::World,
};

const JOINT: [&str; 8] =
    ["minutes", "decision", "joint-statement", "charter", "agreement", "roadmap", "unit", "assessment"];
const STEPS: [&str; 5] = ["agreed", "claimed", "accepted", "disputed", "support"];
/// Among so many of the last acts or commitments an officer picks one.
const RECENT: usize = 6;

impl World {
    pub(crate) fn agree(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        match prng.below(100) {
            0..14 => self.propose(host, prng)?,
            14..70 => self.answer(host, prng),
            70..76 => self.promise(host, prng)?,
            _ => self.step(host, prng),
        }
        Ok(())
    }

    /// One of the last records of a nature that the node holds.
    fn recent(&self, host: usize, prng: &mut Prng, fits: impl Fn(Kind) -> bool) -> Option<Statement> {
        let node = self.hosts[host].node.as_ref()?;
        let all = self.oracle.records.iter().rev().filter(|truth| fits(truth.kind)).take(RECENT);
        let held: Vec<RecordId> = all.map(|truth| truth.id).filter(|id| node.statement(*id).is_ok()).collect();
        node.statement(*prng.pick(&held)?).ok()
    }

    /// Names of some parties, each with this chance.
    pub(crate) fn some_parties(&self, prng: &mut Prng, percent: usize) -> Vec<String> {
        let names = self.parties.iter().map(|party| party.name.to_string());
        names.filter(|_| prng.chance(percent)).collect()
    }

    fn propose(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let earlier = if prng.chance(35) { self.recent(host, prng, Kind::is_joint) } else { None };
        let kind = earlier.as_ref().map_or_else(|| prng.pick(&JOINT).copied(), |act| Some(act.kind().name()));
        let kind = kind.unwrap_or("decision");
        let mut required = self.some_parties(prng, 75);
        if let Some(act) = earlier.as_ref().filter(|_| prng.chance(70)) {
            required = named(act, "required");
        }
        let others = |party: &String| !required.contains(party);
        let facilitator = self.some_parties(prng, 30).into_iter().find(others);
        let lapses = prng.chance(33).then(|| day_of(self.truth.now_ms() + (prng.below(12) as i64 - 1) * DAY_MS));
        let mut fields = act_fields(prng, &required, facilitator.as_deref(), lapses.as_deref());
        let informed = self.some_parties(prng, 20);
        fields.insert("informed".to_owned(), json!(informed));
        // Now and then to one whom nobody asks and nobody means to inform.
        let also = self.some_parties(prng, 15);
        let told: Vec<String> = required.into_iter().chain(facilitator).chain(informed).chain(also).collect();
        let new = NewRecord {
            kind: kind.to_owned(),
            label: mild(prng),
            fields,
            refs: earlier.iter().map(|act| Ref { rel: Rel::Supersedes, id: act.id() }).collect(),
            matter: self.some_record(host, prng, false).filter(|_| prng.chance(30)),
            release: self.to_parties(host, &told, prng)?,
            ..NewRecord::default()
        };
        self.write(host, prng, &new);
        Ok(())
    }

    /// Requests to release the whole of a record to these parties: mostly to all of them, and now and then to a group only,
    /// or to the own party too.
    fn to_parties(&self, host: usize, told: &[String], prng: &mut Prng) -> Result<Vec<ReleaseRequest>, Broken> {
        let mut requests = Vec::new();
        for party in 0..self.parties.len() {
            let own = party == self.hosts[host].party;
            let wanted = if own { 40 } else { 92 };
            if (own || told.contains(&self.parties[party].name.to_string())) && prng.chance(wanted) {
                let group = prng.chance(10).then_some("command");
                requests.push(ReleaseRequest { to: self.audience(party, group)?, slots: vec![], purpose: text(prng) });
            }
        }
        Ok(requests)
    }

    /// An officer says where the party stands; mostly on something that waits for it.
    fn answer(&mut self, host: usize, prng: &mut Prng) {
        let party = self.hosts[host].party;
        let waits = |world: &Self, act: &Statement| {
            let item = world.hosts[host].node.as_ref().and_then(|node| node.item(act.id()).ok());
            let own = world.hosts[host].id.party.as_str();
            item.and_then(|listed| listed.item.joint).is_some_and(|joint| joint.pending.iter().any(|p| p == own))
        };
        let mut act = self.recent(host, prng, Kind::is_joint);
        for _ in 0..4 {
            if act.as_ref().is_some_and(|act| waits(self, act)) {
                break;
            }
            act = self.recent(host, prng, Kind::is_joint);
        }
        let Some(act) = act else { return };
        let concurs = prng.chance(80);
        let key = self.minister(party, act.kind().number(), prng).filter(|_| concurs);
        let answer = Answer {
            reason: (!concurs).then(|| text(prng)),
            dissent: prng.chance(15).then(|| text(prng)),
            ..Answer::default()
        };
        let officer = Self::officer(prng);
        let number = self.oracle.by_id.get(&act.id()).copied();
        let word = if key.is_some() { "concurs with" } else { "does not concur with" };
        self.trace.note(|| format!("{} {word} record {number:?}", self.hosts[host].id));
        // Whatever becomes of the record: from here on the officer has signed.
        if let Some(key) = &key {
            self.has_signed(act.id(), party, key);
        }
        self.intent = Some(Intent::default());
        let outcome = self.at(host, |node| {
            let signs = key.as_ref().map_or(Signs::Not, Signs::With);
            node.answer(&officer, act.id(), &signs, &answer)
        });
        match outcome {
            Some(Ok(recorded)) => self.was_recorded(host, recorded.id),
            Some(Err(fault)) => self.trace.note(|| format!("    refused: {fault}")),
            None => {}
        }
    }

    fn promise(&mut self, host: usize, prng: &mut Prng) -> Result<(), Broken> {
        let earlier = if prng.chance(40) { self.recent(host, prng, Kind::is_promise) } else { None };
        let party = |prng: &mut Prng| self.parties[prng.below(self.parties.len())].name.to_string();
        let mut owed = [party(prng), party(prng)];
        if let Some(promise) = &earlier
            && let (Some(owner), Some(beneficiary)) = (promise.text_of("owner"), promise.text_of("beneficiary"))
            && [owner, beneficiary].iter().all(|named| self.parties.iter().any(|party| party.name.as_str() == *named))
        {
            owed = [owner, beneficiary].map(str::to_owned);
        }
        let mut fields = Map::new();
        fields.insert("text".to_owned(), json!(text(prng)));
        fields.insert("owner".to_owned(), json!(owed[0]));
        fields.insert("beneficiary".to_owned(), json!(owed[1]));
        fields.insert("due".to_owned(), json!(day_of(self.truth.now_ms() + 30 * DAY_MS)));
        let informed = self.some_parties(prng, 20);
        fields.insert("informed".to_owned(), json!(informed));
        let told: Vec<String> = owed.into_iter().chain(informed).collect();
        let new = NewRecord {
            kind: "commitment".to_owned(),
            label: mild(prng),
            fields,
            refs: earlier.iter().map(|promise| Ref { rel: Rel::Supersedes, id: promise.id() }).collect(),
            matter: self.some_record(host, prng, false).filter(|_| prng.chance(30)),
            release: self.to_parties(host, &told, prng)?,
            ..NewRecord::default()
        };
        self.write(host, prng, &new);
        Ok(())
    }

    fn step(&mut self, host: usize, prng: &mut Prng) {
        let Some(promise) = self.recent(host, prng, Kind::is_promise) else { return };
        let mut refs = vec![Ref { rel: Rel::About, id: promise.id() }];
        refs.extend(
            self.some_record(host, prng, false).filter(|_| prng.chance(15)).map(|id| Ref { rel: Rel::Cites, id }),
        );
        let mut fields = Map::new();
        let own = |slot: &str| promise.text_of(slot) == Some(self.hosts[host].id.party.as_str());
        // Mostly what is theirs to say.
        let theirs: &[&str] = match (own("owner"), own("beneficiary")) {
            (true, _) if prng.chance(80) => &["agreed", "claimed"],
            (_, true) if prng.chance(80) => &["agreed", "accepted", "disputed"],
            _ => &STEPS,
        };
        fields.insert("what".to_owned(), json!(prng.pick(theirs)));
        if prng.chance(50) {
            fields.insert("note".to_owned(), json!(text(prng)));
        }
        let label = mild(prng);
        let new = NewRecord { kind: "progress".to_owned(), label, fields, refs, ..NewRecord::default() };
        self.write(host, prng, &new);
    }
}

/// What a joint act says, in one clause or two.
pub(crate) fn act_fields(
    prng: &mut Prng,
    required: &[String],
    facilitator: Option<&str>,
    lapses: Option<&str>,
) -> Map<String, Json> {
    let clauses: Vec<Json> =
        (1..=1 + prng.below(2)).map(|n| json!({"number": n.to_string(), "texts": {"en": text(prng)}})).collect();
    let mut fields = Map::new();
    fields.insert("names".to_owned(), json!({"en": text(prng)}));
    fields.insert("required".to_owned(), json!(required));
    fields.insert("facilitator".to_owned(), json!(facilitator));
    fields.insert("lapses".to_owned(), json!(lapses));
    fields.insert("clauses".to_owned(), json!(clauses));
    fields
}

/// Parties in a slot of a record.
pub(crate) fn named(of: &Statement, slot: &str) -> Vec<String> {
    let list = of.value_of(slot).and_then(Value::as_array).unwrap_or_default();
    list.iter().filter_map(Value::as_text).map(str::to_owned).collect()
}

/// What may mostly be told.
fn mild(prng: &mut Prng) -> Label {
    Label { level: if prng.chance(75) { Level::Open } else { Level::Restricted }, ..Label::default() }
}
