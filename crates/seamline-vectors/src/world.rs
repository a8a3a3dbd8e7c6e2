//! The fixed world: Iraq (roots 2 of 3, nodes `makhmour` and `baghdad`) and Kurdistan (root 1 of 1, nodes `makhmour` and
//! `erbil`); records of several kinds, and the feed of `iraq/makhmour` to the audience `kurdistan` that carries them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use seamline_feed::{
    Checkpoint, Cosig, Cosignature, Entry, Evidence, FeedId, Frame, Frontier, Head, Hello, Lane, Leaf, Leaves, Origin,
    ProvenAct, Seen, SignedCheckpoint, TlogProof, TreeHash, UnverifiedCheckpoint, frame::VERSIONS, merkle,
};
use seamline_record::{
    Audience, AudienceId, Clearance, Composed, Directory, DocumentBody, Draft, Endorsed, Label, Level, Name, NodeId,
    RecordId, Ref, Rel, Statement, Value, Verified,
};
use seamline_release::{Audit, Before, Chosen, Gate, Release};
use serde_json::{Value as Json, json};

use crate::keys;

/// 2026-01-15T02:31:00+03:00 in ms since 1970 UTC: when the first record was written.
pub const FIRST_MS: i64 = 1_768_433_460_000;
/// When the receipt was made, Unix seconds.
pub const RECEIPT_S: u64 = 1_768_433_700;

/// The one world, made at first use.
pub static WORLD: LazyLock<World> = LazyLock::new(World::new);

/// One leaf of the feed, with what it carries.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is, in words.
    pub what: &'static str,
    /// Leaf and payload.
    pub entry: Entry,
    /// The release, where it is one.
    pub release: Option<Release>,
}

/// Two parties, what one told the other, and the proof of it.
#[derive(Debug)]
pub struct World {
    /// Both parties' documents, admitted.
    pub directory: Directory,
    /// The documents, encoded with their signatures, in the order in which they are admitted.
    pub documents: Vec<(&'static str, Vec<u8>)>,
    /// Records by a short name.
    pub records: BTreeMap<&'static str, Composed>,
    /// The feed's origin.
    pub origin: Origin,
    /// Its leaves.
    pub steps: Vec<Step>,
    /// Hashes stored for the tree, by index.
    pub stored: Vec<TreeHash>,
    /// The checkpoint over all leaves.
    pub checkpoint: SignedCheckpoint,
    /// The receipt by `kurdistan/makhmour`.
    pub receipt: Cosignature,
}

/// A node by `party/node`.
pub fn node(text: &str) -> NodeId {
    text.parse().expect("a node's name")
}

/// A party, a node or a group by its name.
pub fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

/// Highest level and caveats of the deployment's desks.
fn clearance(level: Level) -> Clearance {
    Clearance { level, caveats: BTreeSet::from(["OWN POSITIONS".to_owned()]) }
}

fn body(party: &str, english: &str, roots: u8, threshold: usize, nodes: &[&str], command: &str) -> DocumentBody {
    let ids = nodes.iter().map(|n| node(&format!("{party}/{n}")));
    let mut roots: Vec<_> = (1..=roots).map(|n| keys::key(&format!("{party} root {n}")).verifying_key()).collect();
    roots.sort_by_key(ed25519_dalek::VerifyingKey::to_bytes);
    DocumentBody {
        party: name(party),
        version: 1,
        previous: None,
        names: BTreeMap::from([("en".to_owned(), english.to_owned())]),
        threshold,
        roots,
        clearance: clearance(Level::Confidential),
        audiences: vec![Audience {
            name: name("command"),
            nodes: BTreeSet::from([name(command)]),
            clearance: clearance(Level::Secret),
        }],
        nodes: ids.map(|id| keys::entry(&id)).collect(),
        officers: vec![],
        closed: vec![],
        void: BTreeSet::new(),
    }
}

/// Signs a document with the roots of these numbers.
pub fn endorsed(body: DocumentBody, roots: &[u8]) -> Endorsed {
    let party = body.party.clone();
    let mut endorsed = Endorsed::unsigned(body).expect("a document that does not contradict itself");
    for n in roots {
        let root = format!("{party} root {n}");
        endorsed.sign(&keys::key(&root).verifying_key(), &|message| keys::sign(&root, message));
    }
    endorsed
}

fn compose(id: &str, by: &str, draft: Draft) -> Composed {
    let by = node(by);
    let mut n = 0;
    let mut salt = || {
        n += 1;
        keys::octets16(&format!("salt {n} of {id}"))
    };
    let sign = |message: &[u8]| keys::sign(&format!("{by} sign"), message);
    draft.sign(&by.party, 1, keys::key_id(&by), &mut salt, &sign).expect("a record within bounds")
}

fn draft(kind: &str, label: &Label, fields: &Json) -> Draft {
    let fields = fields.as_object().expect("fields by name");
    Draft::from_fields(kind, label, fields).expect("fields that fit")
}

impl World {
    fn new() -> Self {
        let (documents, directory) = documents();
        let records = records();
        let origin = Origin {
            node: node("iraq/makhmour"),
            audience: "kurdistan".parse().expect("an audience"),
            lane: Lane::Records,
            feed: FeedId(keys::octets16("feed")),
        };
        let steps = steps(&directory, &records, &origin.audience);
        let (mut frontier, mut stored) = (Frontier::default(), Vec::new());
        for step in &steps {
            stored.extend(frontier.push(&step.entry.leaf).expect("a short tree").into_iter().map(|(_, hash)| hash));
        }
        let signing = keys::sign_key(&origin.node);
        let note = Checkpoint::new(origin.clone(), &frontier).sign(&signing);
        let unverified = UnverifiedCheckpoint::parse(&note).expect("an own note");
        let checkpoint = unverified.verify(&signing.verifying_key()).expect("an own signature");
        let cosigner = node("kurdistan/makhmour");
        let receipt = Cosignature::sign(&checkpoint, cosigner.clone(), RECEIPT_S, &keys::cosign_key(&cosigner));
        let receipt = receipt.expect("a receipt by the audience");
        Self { directory, documents, records, origin, steps, stored, checkpoint, receipt }
    }

    /// A record, its signature verified.
    pub fn verified(&self, id: &str) -> Verified {
        self.records[id].record.clone().verify(&self.directory).expect("an own record")
    }

    /// A record with all slots open.
    pub fn statement(&self, id: &str) -> Statement {
        Statement::open(self.verified(id), self.records[id].openings.clone()).expect("own openings")
    }

    /// The C2SP proof of the leaf at `index`, with the receipt.
    pub fn proof(&self, index: u64) -> TlogProof {
        let read = |n: u64| self.stored.get(n as usize).copied();
        let hashes = merkle::prove(self.steps.len() as u64, index, &read).expect("a leaf of the tree");
        let cosigned = self.checkpoint.with_cosignatures(std::slice::from_ref(&self.receipt));
        TlogProof::new(index, hashes, cosigned.expect("one receipt"), None).expect("a proof within bounds")
    }

    /// The evidence file on a record: every act on it.
    pub fn evidence(&self, id: RecordId) -> Evidence {
        let of_record = |step: &&Step| step.release.as_ref().is_some_and(|r| r.act.record == id);
        let act = |(index, step): (u64, &Step)| ProvenAct {
            proof: self.proof(index).to_bytes(),
            leaf: step.entry.leaf.clone(),
            payload: step.entry.payload.clone().expect("an act has a payload"),
        };
        let steps = (0u64..).zip(&self.steps).filter(|(_, step)| of_record(step));
        Evidence { acts: steps.map(act).collect() }
    }

    /// One frame of every type.
    pub fn frames(&self) -> Vec<(&'static str, Frame)> {
        let checkpoint = self.checkpoint.checkpoint();
        let head = Head {
            origin: self.origin.clone(),
            size: checkpoint.size(),
            tip: checkpoint.root(),
            receipted: checkpoint.size(),
        };
        let hello = Hello {
            versions: VERSIONS.to_vec(),
            node: self.origin.node.clone(),
            documents: vec![(name("iraq"), 1), (name("kurdistan"), 1)],
            heads: vec![head],
        };
        vec![
            ("hello", Frame::Hello(hello)),
            ("doc", Frame::Doc(self.documents[0].1.clone())),
            ("leaves", Frame::Leaves(self.leaves())),
            (
                "cosig",
                Frame::Cosig(Cosig {
                    origin: self.origin.clone(),
                    size: checkpoint.size(),
                    line: self.receipt.line().to_string(),
                }),
            ),
            ("live", Frame::Live),
            ("bye", Frame::Bye(seamline_feed::Bye::Closing)),
        ]
    }

    /// The whole feed as one stretch.
    pub fn leaves(&self) -> Leaves {
        Leaves {
            origin: self.origin.clone(),
            start: 0,
            entries: self.steps.iter().map(|step| step.entry.clone()).collect(),
            checkpoint: self.checkpoint.to_bytes(),
        }
    }
}

fn documents() -> (Vec<(&'static str, Vec<u8>)>, Directory) {
    let mut directory = Directory::default();
    let iraq = endorsed(body("iraq", "Federal Iraq", 3, 2, &["makhmour", "baghdad"], "baghdad"), &[1, 3]);
    let kurdistan = endorsed(body("kurdistan", "Kurdistan Region", 1, 1, &["makhmour", "erbil"], "erbil"), &[1]);
    let mut encoded = Vec::new();
    for (party, document) in [("iraq", iraq), ("kurdistan", kurdistan)] {
        encoded.push((party, document.encode()));
        assert_eq!(directory.admit(document), Ok(true));
    }
    (encoded, directory)
}

fn records() -> BTreeMap<&'static str, Composed> {
    let label = Label::default();
    let officer = |draft: Draft, matter, refs: &[Ref], minutes: i64| {
        draft.about(matter, refs, "Capt. A. Example", FIRST_MS + minutes * 60_000).expect("few references")
    };
    let mut records = BTreeMap::new();
    let log = json!({"provenance": "synthetic", "centre": "makhmour",
        "text": "Two vehicles, no lights, east below Qarachogh", "told": ["company commander"], "done": false});
    records.insert(
        "log-entry",
        compose("log-entry", "iraq/makhmour", officer(draft("log-entry", &label, &log), None, &[], 0)),
    );

    let marked = Label { level: Level::Confidential, caveats: vec!["OWN POSITIONS".into()], ..Label::default() };
    let incident = json!({"provenance": "synthetic", "centre": "makhmour", "observed": "2026-01-15T02:31:00+03:00",
        "type": "movement", "summary": "Two vehicles halted at the wadi",
        "place": {"lat": 35.7712, "lon": 43.5801, "precision_m": 1000, "name": "east of Makhmour"},
        "place_exact": {"lat": 35.771_234_5, "lon": 43.580_123_4, "precision_m": 10},
        "casualties": [{"group": "civilians", "harm": "wounded", "min": 1, "best": 2}],
        "narrative": ["Seen from the northern post.", "Lost from sight at 02:50."], "source": "own patrol"});
    records.insert(
        "incident",
        compose("incident", "iraq/makhmour", officer(draft("incident", &marked, &incident), None, &[], 9)),
    );
    let incident_id = records["incident"].record.id();

    let mut correction = Draft::new(seamline_record::Kind::named("correction of incident").expect("a kind"), &marked);
    correction.set_named("target_kind", &json!("incident")).expect("a text");
    correction.set_named("reason", &json!("counted again")).expect("a text");
    correction.set_named("summary", &json!("Three vehicles halted at the wadi")).expect("a text");
    let refs = [Ref { rel: Rel::Corrects, id: incident_id }];
    records.insert(
        "correction",
        compose("correction", "iraq/makhmour", officer(correction, Some(incident_id), &refs, 20)),
    );

    let estimate = json!({"provenance": "synthetic", "of": "vehicles", "as_of": "2026-01~", "area": "Qarachogh",
        "quantity": {"min": 2, "max": 5, "qualifier": "about"}, "by": "makhmour", "definition": "seen at night"});
    records.insert(
        "estimate",
        compose("estimate", "iraq/makhmour", officer(draft("estimate", &label, &estimate), None, &[], 30)),
    );

    let line = json!({"provenance": "synthetic", "names": {"ar": "خط", "en": "Line of posts", "kmr": "Xet"},
        "role": "line", "geometry": [[35.70, 43.50], [35.71, 43.60], [-0.000_000_1, 180.0]], "note": "not authoritative"});
    records.insert("line", compose("line", "iraq/makhmour", officer(draft("line", &label, &line), None, &[], 31)));

    let meeting = json!({"provenance": "synthetic", "title": "Weekly", "when": "2026-01-20/..", "where": "Makhmour",
        "attendees": [{"name": "A. Example", "title": "Capt.", "party": "iraq"}], "topics": ["roads"]});
    records.insert(
        "meeting",
        compose("meeting", "iraq/makhmour", officer(draft("meeting", &label, &meeting), None, &[], 32)),
    );

    let opened = json!({"provenance": "synthetic", "what": "acknowledged", "note": "on the way"});
    let refs = [Ref { rel: Rel::Acknowledges, id: incident_id }];
    records.insert(
        "acknowledgement",
        compose(
            "acknowledgement",
            "kurdistan/makhmour",
            officer(draft("acknowledgement", &label, &opened), Some(incident_id), &refs, 40),
        ),
    );
    records
}

fn steps(directory: &Directory, records: &BTreeMap<&'static str, Composed>, audience: &AudienceId) -> Vec<Step> {
    let seen = Seen { heads: vec![], documents: vec![(name("iraq"), 1), (name("kurdistan"), 1)] };
    let inert = Value::Array(vec![Value::Int(99), Value::text("of a later version")]).encode();
    let plain = |what, leaf: Vec<u8>| Step { what, entry: Entry { leaf, payload: None }, release: None };
    let mut steps = vec![
        plain("open: the first feed, nothing before it", Leaf::Open(None).encode()),
        plain("seen: documents held, salted", seen.leaf(&keys::octets16("salt of seen")).encode()),
    ];
    let mut before: BTreeMap<&str, Before> = BTreeMap::new();
    for (what, id, slots) in [
        ("act: a log entry, whole", "log-entry", &[][..]),
        ("act: an incident, its summary only", "incident", &["summary"][..]),
        ("act: the same incident later, its place", "incident", &["place", "observed"][..]),
        ("act: a correction of the incident, its summary only", "correction", &["summary"][..]),
        ("act: an estimate, whole", "estimate", &[][..]),
        ("act: a line on the map, whole", "line", &[][..]),
        ("act: a meeting, its title and time", "meeting", &["title", "when"][..]),
    ] {
        let verified = records[id].record.clone().verify(directory).expect("an own record");
        let statement = Statement::open(verified, records[id].openings.clone()).expect("own openings");
        let given = |target: RecordId| records.values().any(|c| c.record.id() == target);
        let gate = Gate {
            party: &name("iraq"),
            audience,
            clearance: directory.clearance(audience),
            given: &given,
            now: FIRST_MS + 60_000 * steps.len() as i64,
        };
        let names: Vec<String> = slots.iter().map(|slot| (*slot).to_owned()).collect();
        let chosen = Chosen::named(&statement, &names).expect("slots of the kind");
        let sent = before.entry(id).or_default();
        let audit = Audit { by: "Capt. A. Example".into(), purpose: "agreed exchange".into(), ..Audit::default() };
        let released = gate.release(&statement, &chosen, sent, &audit, keys::octets16(what)).expect("permitted");
        let (release, _) = released.into_parts();
        sent.sent = true;
        sent.opened.extend(release.payload.openings.iter().map(|o| o.index));
        let entry = Entry { leaf: Leaf::Act(release.act.clone()).encode(), payload: Some(release.payload.encode()) };
        steps.push(Step { what, entry, release: Some(release) });
    }
    steps.push(plain("of a later version: stored, receipted, inert", inert));
    steps
}
