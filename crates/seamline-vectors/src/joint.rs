//! What the parties of the fixed world agree to: later documents that name officers, texts, and positions on them. It is a
//! world of its own, so that the bytes of the first one stay as they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use seamline_record::{
    BindingOfficer, Closure, Composed, Directory, Draft, Endorsed, Kind, Label, Opening, Record, RecordId, Ref, Rel,
    Value,
};
use seamline_release::Payload;
use serde_json::{Value as Json, json};

use crate::{
    keys,
    vectors::hex,
    world::{FIRST_MS, WORLD, endorsed, first, name, next_version, node},
};

/// The one world, made at first use.
pub static JOINT: LazyLock<JointWorld> = LazyLock::new(JointWorld::new);

const DAY_MS: i64 = 86_400_000;
/// Officers as documents name them: party and name.
const MAJOR: [&str; 2] = ["iraq", "Maj. B. Example"];
const BRIGADIER: [&str; 2] = ["iraq", "Brig. C. Example"];
const DOCTOR: [&str; 2] = ["kurdistan", "Dr. D. Example"];
const COLONEL: [&str; 2] = ["usa", "Col. E. Example"];

/// Documents and records about what is agreed.
#[derive(Debug)]
pub struct JointWorld {
    /// All documents of the parties, admitted.
    pub directory: Directory,
    /// The `.party` files by party.
    pub documents: BTreeMap<&'static str, Vec<Endorsed>>,
    /// Records by a short name.
    records: BTreeMap<&'static str, Composed>,
    /// Files about one act each.
    pub cases: Vec<Case>,
}

/// A file about one act, and what it shows.
#[derive(Debug, Clone)]
pub struct Case {
    /// Name of the file without ending.
    pub name: &'static str,
    /// What it is there for.
    pub why: &'static str,
    /// Short name of its act.
    pub act: &'static str,
    /// Short names of the positions on it.
    pub positions: Vec<&'static str>,
    /// State of the act.
    pub state: &'static str,
    /// Parties that have not concurred.
    pub pending: Vec<&'static str>,
    /// Why positions do not count, by short name.
    pub faults: BTreeMap<&'static str, &'static str>,
}

/// What a position says beside its answer.
#[derive(Default)]
struct Says<'a> {
    /// Who signs, and which act where it is another one.
    signed: Option<([&'a str; 2], Option<RecordId>)>,
    /// Days after the first record.
    day: i64,
    fields: Json,
}

fn numbers(kinds: &[&str]) -> Vec<u8> {
    kinds.iter().map(|kind| Kind::named(kind).expect("a kind").number()).collect()
}

fn officer_key([party, name]: [&str; 2]) -> String {
    format!("{party} officer {name}")
}

fn officer(who: [&str; 2], kinds: &[&str]) -> BindingOfficer {
    let mut kinds = numbers(kinds);
    kinds.sort_unstable();
    BindingOfficer { name: who[1].to_owned(), key: keys::key(&officer_key(who)).verifying_key(), kinds }
}

/// Documents up to the one that names the officers.
fn named_officers() -> (Directory, BTreeMap<&'static str, Vec<Endorsed>>) {
    let mut directory = WORLD.directory.clone();
    let of = |party: &str| WORLD.documents.iter().filter(|d| d.body().party.as_str() == party).cloned().collect();
    let mut documents: BTreeMap<&str, Vec<Endorsed>> =
        BTreeMap::from([("iraq", of("iraq")), ("kurdistan", of("kurdistan"))]);
    let mut iraq = next_version(&directory, "iraq");
    iraq.officers.push(officer(BRIGADIER, &["decision", "agreement"]));
    let mut kurdistan = next_version(&directory, "kurdistan");
    kurdistan.officers = vec![officer(DOCTOR, &["minutes", "decision", "charter", "agreement", "roadmap"])];
    let mut usa = first("usa", ["United States", "الولايات المتحدة"], &[1], 1, &["camp"]);
    usa.officers = vec![officer(COLONEL, &["decision"])];
    for (party, body, roots) in [("iraq", iraq, &[1, 2][..]), ("kurdistan", kurdistan, &[2, 3]), ("usa", usa, &[1])] {
        let document = endorsed(body, roots);
        assert_eq!(directory.admit(document.clone()), Ok(true));
        documents.entry(party).or_default().push(document);
    }
    (directory, documents)
}

/// Version 4 of both: the brigadier has left Iraq's service; Kurdistan closes the key of `erbil`, keeps one position that it
/// signed, and repudiates another.
fn later(directory: &Directory, kept: RecordId, void: RecordId) -> [(&'static str, Endorsed); 2] {
    let mut iraq = next_version(directory, "iraq");
    iraq.officers.retain(|officer| officer.name != BRIGADIER[1]);
    let mut kurdistan = next_version(directory, "kurdistan");
    kurdistan.nodes.retain(|entry| entry.name != name("erbil"));
    kurdistan.audiences.clear();
    kurdistan.closed = vec![Closure {
        key: keys::sign_key(&node("kurdistan/erbil")).verifying_key(),
        node: name("erbil"),
        feeds: BTreeMap::new(),
        keep: BTreeSet::from([kept]),
    }];
    kurdistan.void = BTreeSet::from([void]);
    [("iraq", endorsed(iraq, &[1, 3])), ("kurdistan", endorsed(kurdistan, &[2, 3]))]
}

/// A record signed at a node under a version of its party's document.
fn written(id: &str, by: &str, version: u64, (kind, fields): (&str, &Json), refs: &[Ref], at_ms: i64) -> Composed {
    let (by, label) = (node(by), Label::default());
    let draft = Draft::from_fields(kind, &label, fields.as_object().expect("fields by name")).expect("fields that fit");
    let draft = draft.about(None, refs, "Capt. A. Example", at_ms).expect("few references");
    let mut n = 0;
    let mut salt = || {
        n += 1;
        keys::octets16(&format!("salt {n} of {id}"))
    };
    let signed = |message: &[u8]| keys::sign(&format!("{by} sign"), message);
    draft.sign(&by.party, version, keys::key_id(&by), &mut salt, &signed).expect("a record within bounds")
}

/// What an officer signs of a text.
pub fn over(text: RecordId) -> Vec<u8> {
    [&b"seamline/concur/1"[..], &text.0.0].concat()
}

fn said_clauses() -> Json {
    json!([
        {"number": "1", "field": "defence", "texts": {"ar": "لواءان مشتركان", "en": "Two joint brigades"}},
        {"number": "1.1", "texts": {"ar": "لواء في كركوك", "en": "One brigade at Kirkuk"}},
        {"number": "2", "texts": {"ar": "قيادة مشتركة", "en": "A joint command"}},
    ])
}

fn text(required: &[&str]) -> Json {
    json!({
        "provenance": "synthetic", "centre": "makhmour", "required": required, "facilitator": "usa", "informed": [],
        "names": {"ar": "قرار", "ckb": "بڕیار", "en": "Two joint brigades", "kmr": "Biryar"}, "clauses": said_clauses(),
    })
}

fn with(mut fields: Json, name: &str, value: Json) -> Json {
    fields[name] = value;
    fields
}

impl JointWorld {
    fn new() -> Self {
        let (mut directory, mut documents) = named_officers();
        let mut records = acts();
        positions(&mut records);
        let id = |name: &str| records[name].record.id();
        for (party, document) in later(&directory, id("kurdistan, at erbil, kept"), id("kurdistan, repudiated")) {
            assert_eq!(directory.admit(document.clone()), Ok(true));
            documents.entry(party).or_default().push(document);
        }
        Self { directory, documents, records, cases: cases() }
    }

    /// A record and all that opens it.
    pub fn composed(&self, name: &str) -> &Composed {
        &self.records[name]
    }

    /// A record as a file carries it: all slots open but matter and author, less those left closed.
    pub fn carried(&self, name: &str, closed: &[u8]) -> Vec<u8> {
        let composed = self.composed(name);
        let open = |o: &&Opening| ![1, 3].contains(&o.index) && !closed.contains(&o.index);
        let openings = composed.openings.iter().filter(open).cloned().collect();
        Payload { record: Some(composed.record.bytes().to_vec()), openings }.encode()
    }

    /// The file about an act with these positions, by id.
    pub fn file(&self, act: &str, positions: &[&str]) -> Vec<u8> {
        let mut sorted = positions.to_vec();
        sorted.sort_by_key(|name| self.composed(name).record.id());
        let carried = |name: &&str| self.carried(name, &[]);
        file_of("seamline/joint/1", &self.carried(act, &[]), &sorted.iter().map(carried).collect::<Vec<_>>())
    }

    /// Whether a record is one of the texts here.
    pub fn is_act(&self, id: RecordId) -> bool {
        self.cases.iter().any(|case| self.composed(case.act).record.id() == id)
    }

    /// Of a position on this text: why it does not count, if it does not. None of any other record.
    pub fn known(&self, act: RecordId, position: RecordId) -> Option<Option<&'static str>> {
        let on_it = self.cases.iter().filter(|case| self.composed(case.act).record.id() == act);
        let mut named =
            on_it.flat_map(|case| case.positions.iter().map(|name| (*name, case.faults.get(name).copied())));
        named.find(|(name, _)| self.composed(name).record.id() == position).map(|(_, fault)| fault)
    }

    /// The keys of officers that documents here name.
    pub fn officers(&self) -> Json {
        let one = |who: [&str; 2]| {
            let name = officer_key(who);
            let public = keys::key(&name).verifying_key();
            json!({"name": name, "seed": hex(&keys::seed(&name)), "public": hex(public.as_bytes())})
        };
        Json::Array([MAJOR, BRIGADIER, DOCTOR, COLONEL].map(one).into())
    }
}

/// `[format, act, [position…]]`, whatever they are.
pub fn file_of(format: &str, act: &[u8], positions: &[Vec<u8>]) -> Vec<u8> {
    let positions = positions.iter().map(|position| Value::from(&position[..])).collect();
    Value::Array(vec![Value::text(format), Value::from(act), Value::Array(positions)]).encode()
}

/// Texts by a short name.
fn acts() -> BTreeMap<&'static str, Composed> {
    let mut acts = BTreeMap::new();
    let mut act = |id: &'static str, by: &str, kind: &str, fields: &Json| {
        let version = if by.starts_with("usa") { 1 } else { 3 };
        acts.insert(id, written(id, by, version, (kind, fields), &[], FIRST_MS));
    };
    let both = text(&["iraq", "kurdistan"]);
    act("decision", "usa/camp", "decision", &with(both.clone(), "from", json!("2026-03")));
    act("another decision", "iraq/makhmour", "decision", &both);
    act("lapsing decision", "iraq/makhmour", "decision", &with(both.clone(), "lapses", json!("2026-01-20")));
    act("facilitator among those required", "usa/camp", "decision", &text(&["iraq", "kurdistan", "usa"]));
    act("agreement", "kurdistan/makhmour", "agreement", &both);
    let duties = json!([
        {"task": {"ar": "يفحص", "en": "Checks the crossing"}, "does": "iraq", "answers": "duty officer",
            "told": ["kurdistan", "usa"], "within_min": 60},
        {"task": {"ar": "يبلغ", "en": "Reports"}, "does": "kurdistan", "answers": "watch", "told": [], "within_min": null},
    ]);
    act("charter", "iraq/makhmour", "charter", &with(both.clone(), "duties", duties));
    let milestones = json!([
        {"key": "m0", "names": {"ar": "أسماء", "en": "Names agreed"}, "phase": "1", "due": "2026-02", "after": []},
        {"key": "m1", "names": {"ar": "قوة", "en": "Formed"}, "phase": "2", "due": null, "after": ["m0"]},
    ]);
    act("roadmap", "iraq/makhmour", "roadmap", &with(both.clone(), "milestones", milestones));
    let judgements = json!([
        {"part": "threat", "texts": {"ar": "مرجح", "en": "It will try again"}, "likelihood": "likely",
            "confidence": "moderate", "sources": ["report 001", "own patrol"]},
        {"part": "requirements", "texts": {"ar": "مطلوب", "en": "A second road"}, "likelihood": null,
            "confidence": "high", "sources": ["report 002"]},
    ]);
    act("assessment", "iraq/makhmour", "assessment", &with(both, "judgements", judgements));
    acts
}

/// Adds the positions on them.
fn positions(records: &mut BTreeMap<&'static str, Composed>) {
    let ids: BTreeMap<&str, RecordId> = records.iter().map(|(name, composed)| (*name, composed.record.id())).collect();
    let mut say = |name: &'static str, (by, version): (&str, u64), on: &str, says: Says<'_>| {
        let act = ids[on];
        let mut fields = says.fields.clone();
        if fields.is_null() {
            fields = json!({"answer": "concurred"});
        }
        fields["provenance"] = json!("synthetic");
        if let Some((who, text)) = says.signed {
            let signature = keys::sign(&officer_key(who), &over(text.unwrap_or(act)));
            fields["officer"] = json!(who[1]);
            fields["signature"] = json!(hex(&signature));
        }
        let refs = [Ref { rel: Rel::About, id: act }];
        let at = FIRST_MS + says.day * DAY_MS + 3_600_000;
        records.insert(name, written(name, by, version, ("position", &fields), &refs, at));
    };
    let signs = |who| Says { signed: Some((who, None)), ..Says::default() };
    let not = |reason: &str, clauses: &[&str]| Says {
        fields: json!({"answer": "not-concurred", "reason": reason, "clauses": clauses}),
        day: 1,
        ..Says::default()
    };
    let (iraq, kurdistan, erbil, usa) =
        (("iraq/makhmour", 3), ("kurdistan/makhmour", 3), ("kurdistan/erbil", 3), ("usa/camp", 1));
    say("iraq", iraq, "decision", signs(BRIGADIER));
    say("kurdistan", kurdistan, "decision", Says { day: 2, ..signs(DOCTOR) });
    say("kurdistan does not", kurdistan, "decision", not("the second clause", &["2"]));
    say("iraq, by the major", iraq, "decision", signs(MAJOR));
    let other = Some(ids["another decision"]);
    say("iraq, over another text", iraq, "decision", Says { signed: Some((BRIGADIER, other)), ..Says::default() });
    say("iraq, under version 2", ("iraq/makhmour", 2), "decision", signs(BRIGADIER));
    say("usa", usa, "decision", signs(COLONEL));
    say("kurdistan, unsigned", kurdistan, "decision", Says::default());
    say("kurdistan, with iraq's signature", kurdistan, "decision", signs(BRIGADIER));
    say("kurdistan, at erbil", erbil, "decision", signs(DOCTOR));
    say("kurdistan, at erbil, kept", erbil, "decision", Says { day: 3, ..signs(DOCTOR) });
    say("kurdistan, repudiated", kurdistan, "decision", Says { day: 4, ..signs(DOCTOR) });
    say("iraq, in time", iraq, "lapsing decision", signs(BRIGADIER));
    say("kurdistan, too late", kurdistan, "lapsing decision", Says { day: 6, ..signs(DOCTOR) });
    say("iraq, asked with the host", iraq, "facilitator among those required", signs(BRIGADIER));
    say("kurdistan, asked with the host", kurdistan, "facilitator among those required", signs(DOCTOR));
    say("usa, that hosts", usa, "facilitator among those required", signs(COLONEL));
    say("iraq, to the agreement", iraq, "agreement", signs(BRIGADIER));
    let dissent = json!({"answer": "concurred", "dissent": "The date stands for us only"});
    let beside = Says { fields: dissent, day: 1, ..signs(DOCTOR) };
    say("kurdistan, with a dissent", kurdistan, "agreement", beside);
}

/// The files, and what each shows by the documents up to version 4.
fn cases() -> Vec<Case> {
    [standing(), not_counting(), hosted_and_late(), texts()].concat()
}

fn case(
    name: &'static str,
    why: &'static str,
    act: &'static str,
    positions: &[&'static str],
    state: &'static str,
    pending: &[&'static str],
    faults: &[[&'static str; 2]],
) -> Case {
    let faults = faults.iter().map(|[name, fault]| (*name, *fault)).collect();
    Case { name, why, act, positions: positions.to_vec(), state, pending: pending.to_vec(), faults }
}

const BOTH: [&str; 2] = ["iraq", "kurdistan"];

fn standing() -> Vec<Case> {
    let on = "decision";
    let objects = ["iraq", "kurdistan does not"];
    let all = ["iraq", "kurdistan", "kurdistan does not"];
    let kept = ["iraq", "kurdistan, at erbil, kept"];
    let left = "both have concurred, one by an officer who has left the service since: the version that the position names decides";
    let beside = "an objection beside a concurrence of the same party changes nothing";
    vec![
        case("in-force", left, on, &BOTH, "in-force", &[], &[]),
        case("nobody-yet", "a text that nobody has signed", on, &[], "proposed", &BOTH, &[]),
        case("objected", "one does not concur, and says why", on, &objects, "objected", &["kurdistan"], &[]),
        case("objection-beside", beside, on, &all, "in-force", &[], &[]),
        case("kept", "the key is closed, and the position kept", on, &kept, "in-force", &[], &[]),
    ]
}

fn not_counting() -> Vec<Case> {
    let refused = |name, why, position: &'static str, fault: &'static str| {
        let (other, pending) = if position.starts_with("iraq") { ("kurdistan", "iraq") } else { ("iraq", "kurdistan") };
        case(name, why, "decision", &[position, other], "proposed", &[pending], &[[position, fault]])
    };
    let closed = "the key of the node that signed is closed, and the position not kept";
    let later = "the officer stands in a later version than the position names";
    let hosts = "who hosts is not asked, and binds nobody";
    let replayed = "the signature of another party's officer";
    let repudiated = "the party's document repudiates the position";
    vec![
        refused("wrong-officer", "the officer may bind the party to other kinds", "iraq, by the major", "not-binding"),
        refused("other-proposal", "the signature is over another text", "iraq, over another text", "not-binding"),
        refused("other-version", later, "iraq, under version 2", "not-binding"),
        refused("not-signed", "a concurrence carries a signature", "kurdistan, unsigned", "not-signed"),
        refused("replayed", replayed, "kurdistan, with iraq's signature", "not-binding"),
        refused("not-required", hosts, "usa", "not-required"),
        refused("key-closed", closed, "kurdistan, at erbil", "void"),
        refused("repudiated", repudiated, "kurdistan, repudiated", "void"),
    ]
}

fn hosted_and_late() -> Vec<Case> {
    let late = ["iraq, in time", "kurdistan, too late"];
    let after = "the second concurrence is claimed to be of a day after the last";
    let act = "facilitator among those required";
    let hosted = ["iraq, asked with the host", "kurdistan, asked with the host", "usa, that hosts"];
    let hosts = "who hosts cannot decide, though the text requires it: never in force";
    let dissent = ["iraq, to the agreement", "kurdistan, with a dissent"];
    vec![
        case("late", after, "lapsing decision", &late, "proposed", &["kurdistan"], &[[late[1], "lapsed"]]),
        case("facilitator-required", hosts, act, &hosted, "proposed", &["usa"], &[[hosted[2], "not-required"]]),
        case("dissent", "in force, with a dissent beside it", "agreement", &dissent, "in-force", &[], &[]),
    ]
}

fn texts() -> Vec<Case> {
    let text = |name, why| case(name, why, name, &[], "proposed", &BOTH, &[]);
    vec![
        text("charter", "a matrix of duties"),
        text("roadmap", "milestones, one after the other"),
        text("assessment", "judgements with their sources"),
    ]
}

/// A record of `kind` by `iraq/makhmour` in whose slots these values are committed to, whatever they are: every slot open.
pub fn forged(kind: &str, slots: &[(&str, Value)]) -> Vec<u8> {
    let kind = Kind::named(kind).expect("a kind");
    let mut values = vec![Value::Null; kind.slot_count()];
    values[0] = Label::default().to_value();
    for (slot, value) in slots {
        values[usize::from(kind.index_of(slot).expect("a slot"))] = value.clone();
    }
    let (commitments, openings) = crate::forge::committed("iraq", kind.number(), values);
    let payload = crate::forge::payload(kind.number(), kind.version(), "iraq", 1, &commitments).encode();
    let record = crate::forge::record(&keys::key("iraq/makhmour sign"), &payload);
    assert!(Record::decode(&record).is_ok());
    Payload { record: Some(record), openings }.encode()
}
