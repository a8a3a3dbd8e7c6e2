//! The fixed world: Iraq (roots 2 of 3; nodes `makhmour`, `baghdad` and, until version 2 closed its key, `kirkuk`) and
//! Kurdistan (root 1 of 1, then 2 of 2 others; nodes `makhmour` and `erbil`); records of several kinds; and two feeds to
//! the audience `kurdistan`, one of which is cut.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use seamline_feed::{
    Chunk, Equivocation, Evidence, FeedId, Frame, Handover, Head, Hello, Lane, Leaf, Origin, Parcel, frame::VERSIONS,
};
use seamline_record::{
    Audience, BindingOfficer, Clearance, Closure, Composed, Cut, Directory, DocumentBody, Endorsed, Hash, Level, Name,
    NodeId, RecordId, Statement, Verified, hash_of,
};

use crate::{
    keys, spoken,
    told::{Releaser, Step, Told},
};

/// 2026-01-15T02:31:00+03:00 in ms since 1970 UTC: when the first record was written.
pub const FIRST_MS: i64 = 1_768_433_460_000;
/// Leaves of the feed of `kirkuk` that stand.
const CUT: u64 = 2;

/// The one world, made at first use.
pub static WORLD: LazyLock<World> = LazyLock::new(World::new);

/// Two parties, what one told the other, and the proof of it.
#[derive(Debug)]
pub struct World {
    /// All documents, admitted.
    pub directory: Directory,
    /// As it was when each party had one document.
    pub founding: Directory,
    /// The documents with the signatures of their roots, in the order in which they are admitted.
    pub documents: Vec<Endorsed>,
    /// Records by a short name.
    pub records: BTreeMap<&'static str, Composed>,
    /// The feed of `iraq/makhmour`: ten leaves.
    pub told: Told,
    /// The feed of `iraq/kirkuk`: three leaves, of which the newest document of Iraq lets two stand.
    pub cut: Told,
}

/// A node by `party/node`.
pub fn node(text: &str) -> NodeId {
    text.parse().expect("a node's name")
}

/// A party, a node or a group by its name.
pub fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

/// A level and the caveat of the deployment's desks.
fn clearance(level: Level) -> Clearance {
    Clearance { level, caveats: BTreeSet::from(["OWN POSITIONS".to_owned()]) }
}

fn roots(party: &str, numbers: &[u8]) -> Vec<ed25519_dalek::VerifyingKey> {
    let mut roots: Vec<_> = numbers.iter().map(|n| keys::key(&format!("{party} root {n}")).verifying_key()).collect();
    roots.sort_by_key(ed25519_dalek::VerifyingKey::to_bytes);
    roots
}

/// A first document; `names` are the party's in English and Arabic, `nodes` begins with the one that commands.
pub(crate) fn first(party: &str, names: [&str; 2], signers: &[u8], threshold: usize, nodes: &[&str]) -> DocumentBody {
    let ids = nodes.iter().map(|n| node(&format!("{party}/{n}")));
    let [english, arabic] = names.map(str::to_owned);
    DocumentBody {
        party: name(party),
        version: 1,
        previous: None,
        names: BTreeMap::from([("en".to_owned(), english), ("ar".to_owned(), arabic)]),
        threshold,
        roots: roots(party, signers),
        clearance: clearance(Level::Confidential),
        audiences: vec![Audience {
            name: name("command"),
            nodes: BTreeSet::from([name(nodes[0])]),
            clearance: clearance(Level::Secret),
        }],
        nodes: ids.map(|id| keys::entry(&id)).collect(),
        officers: vec![],
        closed: vec![],
        void: BTreeSet::new(),
    }
}

/// A document signed by the roots of these numbers.
pub fn endorsed(body: DocumentBody, roots: &[u8]) -> Endorsed {
    let party = body.party.clone();
    let mut endorsed = Endorsed::unsigned(body).expect("a document that does not contradict itself");
    for n in roots {
        let root = format!("{party} root {n}");
        endorsed.sign(&keys::key(&root).verifying_key(), &|message| keys::sign(&root, message));
    }
    endorsed
}

/// The body of the version after the newest that is held, otherwise the same.
pub fn next_version(directory: &Directory, party: &str) -> DocumentBody {
    let held = directory.newest(&name(party)).expect("a document");
    DocumentBody { version: held.body().version + 1, previous: Some(held.hash()), ..held.body().clone() }
}

impl World {
    fn new() -> Self {
        let (mut directory, mut documents) = (Directory::default(), Vec::new());
        let mut admit = |directory: &mut Directory, document: Endorsed| {
            assert_eq!(directory.admit(document.clone()), Ok(true));
            documents.push(document);
        };
        let iraq = first("iraq", ["Federal Iraq", "العراق"], &[1, 2, 3], 2, &["baghdad", "makhmour", "kirkuk"]);
        admit(&mut directory, endorsed(iraq, &[1, 3]));
        let kurdistan = first("kurdistan", ["Kurdistan Region", "إقليم كردستان"], &[1], 1, &["erbil", "makhmour"]);
        admit(&mut directory, endorsed(kurdistan, &[1]));
        let records = spoken::records();
        let told = told(&directory, &records);
        let cut = cut(&directory, &records);
        let founding = directory.clone();
        let closing = closing_kirkuk(&directory, &cut, &records);
        admit(&mut directory, endorsed(closing, &[2, 3]));
        let mut rotated = next_version(&directory, "kurdistan");
        (rotated.roots, rotated.threshold) = (roots("kurdistan", &[2, 3]), 2);
        admit(&mut directory, endorsed(rotated, &[1, 2, 3]));
        Self { directory, founding, documents, records, told, cut }
    }

    /// A record, its signature verified.
    pub fn verified(&self, id: &str) -> Verified {
        self.records[id].record.clone().verify(&self.directory).expect("an own record")
    }

    /// A record with all slots open.
    pub fn statement(&self, id: &str) -> Statement {
        Statement::open(self.verified(id), self.records[id].openings.clone()).expect("own openings")
    }

    /// The evidence file on a record: every act on it.
    pub fn evidence(&self, id: RecordId) -> Evidence {
        Evidence { acts: [self.told.acts_on(id, None), self.cut.acts_on(id, Some(CUT))].concat() }
    }

    /// Names of the records that were told, and so can be proved.
    pub fn provable(&self) -> impl Iterator<Item = &'static str> {
        self.records.iter().filter(|(_, c)| !self.evidence(c.record.id()).acts.is_empty()).map(|(id, _)| *id)
    }

    /// One frame of every type.
    pub fn frames(&self) -> Vec<(&'static str, Frame)> {
        let checkpoint = self.told.checkpoint.checkpoint();
        let head = Head {
            origin: self.origin().clone(),
            size: checkpoint.size(),
            tip: checkpoint.root(),
            receipted: checkpoint.size(),
        };
        let hello = Hello {
            versions: VERSIONS.to_vec(),
            node: self.origin().node.clone(),
            documents: vec![(name("iraq"), 2), (name("kurdistan"), 2)],
            heads: vec![head],
        };
        vec![
            ("hello", Frame::Hello(hello)),
            ("doc", Frame::Doc(self.documents[0].encode())),
            ("leaves", Frame::Leaves(self.told.leaves())),
            ("chunk", Frame::Chunk(self.chunk())),
            ("cosig", Frame::Cosig(self.told.cosig())),
            (
                "parcel",
                Frame::Parcel(Parcel {
                    to: node("kurdistan/erbil"),
                    sealed: b"sealed, and read by nobody on its way".to_vec(),
                }),
            ),
            ("live", Frame::Live),
            ("bye", Frame::Bye(seamline_feed::Bye::Closing)),
            ("taken", Frame::Taken(hash_of(b"sealed, and read by nobody on its way"), Handover::Taken)),
        ]
    }

    /// The only piece of a small file, on the lane of files.
    fn chunk(&self) -> Chunk {
        let origin =
            Origin { lane: Lane::Files, feed: FeedId(keys::octets16("feed of files")), ..self.origin().clone() };
        let bytes = b"the bytes of a picture".to_vec();
        Chunk { origin, hash: hash_of(&bytes), length: bytes.len() as u64, offset: 0, bytes }
    }

    /// The longer feed as its writer told it to somebody else: the fourth leaf is another one.
    pub fn forked(&self) -> Told {
        let mut steps = self.told.steps.clone();
        steps[3] = Step::plain("another leaf at this place", Leaf::Seen(Hash([3; 32])).encode());
        Told::new(&self.origin().node, &self.origin().audience, self.origin().feed, steps, self.told.receipt.cosigner())
    }

    /// What the thief of `kirkuk` wrote below the cut, for one who had nothing of that feed: another history.
    pub fn below_the_cut(&self) -> Told {
        let steps = vec![self.cut.steps[0].clone(), self.cut.steps[2].clone()];
        let Origin { node, audience, feed, .. } = &self.cut.origin;
        Told::new(node, audience, *feed, steps, self.cut.receipt.cosigner())
    }

    /// Proofs that the feed has two histories: by two leaves at one place, and by two roots at one size.
    pub fn equivocations(&self) -> [(&'static str, Equivocation); 2] {
        let other = self.forked();
        let leaf = |told: &Told| (told.bare_proof(3).to_bytes(), told.steps[3].entry.leaf.clone());
        let heads = Equivocation::Heads([self.told.checkpoint.to_bytes(), other.checkpoint.to_bytes()]);
        [
            ("two-leaves", Equivocation::Leaves([leaf(&self.told), leaf(&other)]).in_order()),
            ("two-heads", heads.in_order()),
        ]
    }

    /// Origin of the longer feed.
    pub fn origin(&self) -> &Origin {
        &self.told.origin
    }
}

fn told(directory: &Directory, records: &BTreeMap<&'static str, Composed>) -> Told {
    let (by, audience) = (node("iraq/makhmour"), "kurdistan".parse().expect("an audience"));
    let mut release = Releaser { directory, records, by: &by, audience: &audience, before: BTreeMap::new() };
    let steps = vec![
        Step::open(),
        Step::seen(),
        release.act("a log entry, whole", "log-entry", &[], 2),
        release.act("an incident, its summary only", "incident", &["summary"], 12),
        release.act("the same incident later, its place", "incident", &["place", "observed"], 18),
        release.act("a correction of the incident, its summary only", "correction", &["summary"], 21),
        release.act("an estimate, whole", "estimate", &[], 31),
        release.act("a line on the map, whole", "line", &[], 32),
        release.act("a meeting, its title and time", "meeting", &["title", "when"], 33),
        Step::inert(),
    ];
    let feed = FeedId(keys::octets16("feed of iraq/makhmour"));
    Told::new(&by, &audience, feed, steps, &node("kurdistan/makhmour"))
}

fn cut(directory: &Directory, records: &BTreeMap<&'static str, Composed>) -> Told {
    let (by, audience) = (node("iraq/kirkuk"), "kurdistan".parse().expect("an audience"));
    let mut release = Releaser { directory, records, by: &by, audience: &audience, before: BTreeMap::new() };
    let steps = vec![
        Step::open(),
        release.act("a log entry before the theft", "before-the-theft", &[], 35),
        release.act("a log entry by the thief", "by-the-thief", &[], 45),
    ];
    let feed = FeedId(keys::octets16("feed of iraq/kirkuk"));
    Told::new(&by, &audience, feed, steps, &node("kurdistan/erbil"))
}

/// Version 2 of Iraq: `kirkuk` was stolen; a meeting is taken back; an officer can bind the party to commitments.
fn closing_kirkuk(directory: &Directory, told: &Told, records: &BTreeMap<&'static str, Composed>) -> DocumentBody {
    let mut body = next_version(directory, "iraq");
    body.nodes.retain(|entry| entry.name != name("kirkuk"));
    body.officers = vec![BindingOfficer {
        name: "Maj. B. Example".into(),
        key: keys::key("iraq officer Maj. B. Example").verifying_key(),
        kinds: vec![9],
    }];
    let stands = Cut { size: CUT, root: Hash(told.root(CUT).0) };
    body.closed = vec![Closure {
        key: keys::sign_key(&told.origin.node).verifying_key(),
        node: name("kirkuk"),
        feeds: BTreeMap::from([(told.origin.feed.0, stands)]),
        keep: BTreeSet::new(),
    }];
    body.void = BTreeSet::from([records["meeting"].record.id()]);
    body
}
