//! A feed prepared before it is measured: real records, releases through the gate, signed checkpoints, in stretches as a
//! session sends them.

use ed25519_dalek::{Signer, SigningKey};
use seamline_feed::{Checkpoint, Entry, FeedId, Frontier, Lane, Leaf, Leaves, Origin};
use seamline_node::Random;
use seamline_record::{AudienceId, Clearance, Directory, Draft, KeyId, Label, NodeId, RecordId, Ref, Rel, Statement};
use seamline_release::{Audit, Before, Chosen, Gate, Release};
use seamline_server::SystemRandom;
use serde_json::{Value as Json, json};

use crate::{Outcome, parties};

/// As in a session: most leaves and bytes in one stretch.
const STRETCH_LEAVES: usize = 1024;
const STRETCH_BYTES: usize = 768 * 1024;
/// Claimed times start here, ms since 1970 UTC.
const START_MS: i64 = 1_768_000_000_000;

/// What the records of a feed are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Log entries of one line, released as a whole.
    Lines,
    /// Log entries, incidents released in part, later releases of the rest, corrections.
    Mix,
    /// Incidents over a region and two years, released as a whole.
    Incidents,
}

/// Writes a feed from one node to a party.
pub(crate) struct Writer {
    origin: Origin,
    audience: AudienceId,
    key: SigningKey,
    directory: Directory,
    clearance: Clearance,
    frontier: Frontier,
    content: Content,
    written: u64,
    last_incident: Option<Statement>,
    held_back: Option<Entry>,
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom.fill(&mut bytes);
    bytes
}

impl Writer {
    pub(crate) fn new(node: &str, to: &str, content: Content) -> Outcome<Self> {
        let audience: AudienceId = to.parse()?;
        let id: NodeId = node.parse()?;
        let origin = Origin { node: id, audience: audience.clone(), lane: Lane::Records, feed: FeedId(random()) };
        let (key, directory, clearance) = (parties::sign_key(node), parties::directory()?, parties::cleared());
        let (frontier, written) = (Frontier::default(), 0);
        let (last_incident, held_back) = (None, None);
        Ok(Self { origin, audience, key, directory, clearance, frontier, content, written, last_incident, held_back })
    }

    /// The next stretch with at most `most` entries.
    pub(crate) fn stretch(&mut self, most: usize) -> Outcome<Leaves> {
        let start = self.frontier.size();
        let (mut entries, mut bytes) = (Vec::new(), 0);
        if start == 0 {
            entries.push(Entry { leaf: Leaf::Open(None).encode(), payload: None });
        }
        while entries.len() < STRETCH_LEAVES.min(most) {
            let entry = match self.held_back.take() {
                Some(entry) => entry,
                None => self.entry()?,
            };
            bytes += entry.bytes();
            if bytes > STRETCH_BYTES {
                self.held_back = Some(entry);
                break;
            }
            entries.push(entry);
        }
        for entry in &entries {
            self.frontier.push(&entry.leaf)?;
        }
        let checkpoint = Checkpoint::new(self.origin.clone(), &self.frontier).sign(&self.key);
        Ok(Leaves { origin: self.origin.clone(), start, entries, checkpoint })
    }

    /// Stretches of `count` entries in all.
    pub(crate) fn stretches(&mut self, count: u64) -> Outcome<Vec<Leaves>> {
        let mut all = Vec::new();
        let mut left = count as usize;
        while left > 0 {
            let leaves = self.stretch(left)?;
            left -= leaves.entries.len();
            all.push(leaves);
        }
        Ok(all)
    }

    fn entry(&mut self) -> Outcome<Entry> {
        self.written += 1;
        let n = self.written;
        match (self.content, n % 8, self.last_incident.clone()) {
            (Content::Incidents, ..) => {
                let incident = self.statement("incident", &incident_somewhere(n), None, &[])?;
                self.release(&incident, &Chosen::Whole, false)
            }
            (Content::Mix, 3, _) => {
                let incident = self.statement("incident", &incident(n), None, &[])?;
                self.last_incident = Some(incident.clone());
                self.release(&incident, &Chosen::named(&incident, &["observed".into(), "summary".into()])?, false)
            }
            (Content::Mix, 5, Some(incident)) => self.release(&incident, &Chosen::Whole, true),
            (Content::Mix, 7, Some(incident)) => {
                let refs = [Ref { rel: Rel::About, id: incident.id() }];
                let entry = self.statement("log-entry", &line(n), Some(incident.id()), &refs)?;
                self.release(&entry, &Chosen::Whole, false)
            }
            _ => {
                let entry = self.statement("log-entry", &line(n), None, &[])?;
                self.release(&entry, &Chosen::Whole, false)
            }
        }
    }

    fn statement(&self, kind: &str, fields: &Json, matter: Option<RecordId>, refs: &[Ref]) -> Outcome<Statement> {
        let fields = fields.as_object().cloned().unwrap_or_default();
        let draft = Draft::from_fields(kind, &Label::default(), &fields)?;
        let draft = draft.about(matter, refs, "bench", START_MS + self.written as i64 * 1000)?;
        let key = KeyId::of(&self.key.verifying_key());
        let sign = |message: &[u8]| self.key.sign(message).to_bytes();
        let composed = draft.sign(&self.origin.node.party, 1, key, &mut || random(), &sign)?;
        Ok(Statement::open(composed.record.verify(&self.directory)?, composed.openings)?)
    }

    fn release(&self, statement: &Statement, chosen: &Chosen, sent: bool) -> Outcome<Entry> {
        let gate = Gate {
            party: &self.origin.node.party,
            audience: &self.audience,
            clearance: Some(&self.clearance),
            given: &|_| true,
            now: START_MS + self.written as i64 * 1000,
        };
        let before = Before { sent, ..Before::default() };
        let released = gate.release(statement, chosen, &before, &Audit::default(), random())?;
        let (Release { act, payload }, _) = released.into_parts();
        Ok(Entry { leaf: Leaf::Act(act).encode(), payload: Some(payload.encode()) })
    }
}

fn line(n: u64) -> Json {
    let text = format!("Patrol {n}: two vehicles, no lights, east below Qarachogh; told the neighbours at once");
    json!({ "provenance": "synthetic", "centre": "makhmour", "text": text, "told": [], "done": false })
}

fn incident(n: u64) -> Json {
    json!({
        "provenance": "synthetic", "centre": "makhmour", "observed": "2026-01-15T21:40:00Z", "type": "shooting",
        "summary": format!("Shots at post {n}, nobody hurt, returned to quiet after ten minutes"),
        "activity": "small arms from the dry valley to the south", "size": "four or five", "source": "post log",
    })
}

/// The same for the same number: near a line of 300 km, within two years, as exact as reports are.
pub(crate) fn incident_somewhere(n: u64) -> Json {
    const TYPES: [&str; 4] = ["Battles", "Explosions/Remote violence", "Strategic developments", "Riots"];
    const PRECISIONS: [u32; 4] = [100, 500, 2_000, 10_000];
    const TWO_YEARS_S: i64 = 2 * 365 * 86_400;
    let mut state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed;
    let mut part = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (along, across) = (part() * 39.0, part() - 0.5);
    let seconds = START_MS / 1000 - (part() * TWO_YEARS_S as f64) as i64;
    let observed = jiff::Timestamp::from_second(seconds).map_or_else(|_| "..".to_owned(), |at| at.to_string());
    let (lat, lon) = (36.5 - along * 0.055 + across * 0.8, 41.6 + along * 0.095);
    let pick = |part: f64| (part * 4.0) as usize;
    let (kind, precision_m) = (TYPES[pick(part())], PRECISIONS[pick(part())]);
    json!({
        "provenance": "synthetic", "centre": "makhmour", "observed": observed, "type": kind,
        "summary": format!("Shots at post {n}, nobody hurt, returned to quiet after ten minutes"),
        "place": { "lat": lat, "lon": lon, "precision_m": precision_m }, "source": "post log",
    })
}
