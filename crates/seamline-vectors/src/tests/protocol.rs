//! `docs/protocol.md` says what the program does: its tables, numbers and names are held against the code, so that the
//! page cannot grow stale unseen.

use std::{
    fs,
    path::{Path, PathBuf},
};

use seamline_feed::{Frame, note, session};
use seamline_record::{AUTHOR, Kind, KindSpec, MATTER, Nature, Rel, SlotType, Value, all_kinds, from_json};
use serde_json::json;

use crate::{vectors, world::WORLD};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The page, with single spaces and without line ends.
fn page() -> String {
    let text = fs::read_to_string(root().join("docs/protocol.md")).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(page: &str, what: &str) {
    assert!(page.contains(what), "docs/protocol.md does not say: {what}");
}

#[test]
fn kinds_slots_and_words_are_those_of_the_table() {
    let page = page();
    for kind in all_kinds() {
        let type_of = |t: SlotType| if let SlotType::Word(_) = t { "Word".to_owned() } else { format!("{t:?}") };
        let slots = kind.content.iter().map(|s| format!("{} {}", s.name, type_of(s.slot_type)));
        let then = if kind.extends_target { ", then the slots of the kind it corrects" } else { "" };
        let list = slots.collect::<Vec<_>>().join(", ");
        let word = word(kind);
        says(&page, &format!("- **{} {word}**: {list}{then} ", kind.number));
        for slot in kind.content {
            if let SlotType::Word(words) = slot.slot_type {
                says(&page, &format!("| {word} | {} | {} |", slot.name, words.join(", ")));
            }
        }
    }
    assert_eq!(page.matches("- **").count(), all_kinds().count(), "the page has a kind that the program has not");
}

/// What `target_kind` calls a kind: version 1 by its name alone.
fn word(kind: &KindSpec) -> String {
    if kind.version == 1 { kind.name.to_owned() } else { format!("{}/{}", kind.name, kind.version) }
}

#[test]
fn kinds_are_opened_and_corrected_as_the_page_says() {
    let page = page();
    let with = |nature: Nature| {
        let kinds = all_kinds().filter(|kind| kind.nature == nature);
        kinds.map(|kind| format!("{} {}", kind.number, word(kind))).collect::<Vec<_>>().join(", ")
    };
    says(&page, &format!("*Joint acts* are {}.", with(Nature::Joint)));
    says(&page, &format!("A *position* is {}.", with(Nature::Position)));
    says(&page, &format!("A *promise* is {}.", with(Nature::Promise)));
    for kind in all_kinds().filter(|kind| !kind.extends_target) {
        let known = Kind::of_word(&word(kind)).unwrap();
        assert_eq!((known.number(), known.version()), (kind.number, kind.version));
        assert_eq!(known.correction().is_some(), kind.nature == Nature::Plain, "{}", word(kind));
        let closed: Vec<u8> =
            known.slots().map(|(i, _)| i).filter(|i| !known.open_together().any(|o| o == *i)).collect();
        assert!(!known.is_whole() || closed == [MATTER, AUTHOR]);
    }
    for (slot, words) in [("part", 3), ("likelihood", 7), ("confidence", 3)] {
        let list = page.split(&format!("`{slot}`: 0 ")).nth(1).and_then(|rest| rest.split(['.', ';']).next()).unwrap();
        assert_eq!(list.split(", ").count(), words, "{slot}");
        for (number, item) in list.split(", ").enumerate() {
            let word = if number == 0 { item } else { item.split_once(' ').unwrap().1 };
            let judged = |word: &str| {
                let mut judgement = json!({"part": "threat", "texts": {"en": "x"}, "likelihood": null, "confidence": "low", "sources": ["a"]});
                judgement[slot] = json!(word);
                from_json(SlotType::Judgements, &json!([judgement]))
            };
            let value = judged(word).expect(word);
            let at = ["part", "texts", "likelihood", "confidence"].iter().position(|name| *name == slot).unwrap();
            assert_eq!(value.as_array().unwrap()[0].as_array().unwrap()[at], Value::Int(number as i64), "{word}");
        }
    }
}

#[test]
fn the_version_is_the_one_that_hello_says() {
    let [version] = seamline_feed::frame::VERSIONS;
    says(&page(), &format!("This is **protocol version {version}**"));
}

#[test]
fn relations_have_their_numbers() {
    let page = page();
    let list = page.split("`rel`: ").nth(1).and_then(|rest| rest.split(". ").next()).unwrap();
    for (number, item) in list.split(", ").enumerate() {
        let (told, word) = item.split_once(' ').unwrap();
        assert_eq!((told.parse(), Rel::from_word(word).map(|rel| rel as usize)), (Ok(number), Some(number)), "{item}");
    }
    assert_eq!(list.split(", ").count(), Rel::Withdraws as usize + 1);
}

#[test]
fn frames_and_goodbyes_have_their_numbers() {
    let page = page();
    let row = page.split("| frame |").nth(1).and_then(|rest| rest.split(" | ## ").next()).unwrap();
    let names: Vec<&str> = row.split('|').map(str::trim).take(9).collect();
    for (name, frame) in WORLD.frames() {
        let value = Value::decode(&frame.encode()).unwrap();
        let number = value.as_array().unwrap()[0].as_int().unwrap() as usize;
        assert_eq!(names[number], name.to_uppercase());
    }
    assert_eq!(names.len(), WORLD.frames().len(), "the vectors have every frame of the page");
    let goodbye = |code: i64| Frame::decode(&Value::Array(vec![Value::Int(7), Value::Int(code)]).encode());
    let words = |name: String| {
        let apart = |c: char| if c.is_uppercase() { format!(" {}", c.to_lowercase()) } else { c.to_string() };
        name.chars().map(apart).collect::<String>().trim().to_owned()
    };
    let codes = (0..).map_while(|code| match goodbye(code) {
        Ok(Frame::Bye(bye)) => Some(format!("{code} {}", words(format!("{bye:?}")))),
        _ => None,
    });
    says(&page, &format!("BYE: {}.", codes.collect::<Vec<_>>().join(", ")));
}

/// A constant of the program by file and name, also one that no other crate sees: numbers joined by `*`, `<<` or `-`.
#[track_caller]
fn constant(file: &str, name: &str) -> u64 {
    let text = fs::read_to_string(root().join("crates").join(file)).unwrap();
    let line = text.lines().find(|line| line.contains(&format!("const {name}: "))).expect(name);
    let expression = line.split_once(" = ").unwrap().1.trim_end_matches(';');
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().expect(expression);
    let pair = |sign: &str| expression.split_once(sign).map(|(a, b)| (number(a), number(b)));
    match (pair("*"), pair("<<")) {
        (Some((a, b)), _) => a * b,
        (_, Some((a, b))) => a << b,
        _ => number(expression),
    }
}

fn amount(octets: u64) -> String {
    match octets {
        n if n % (1 << 20) == 0 => format!("{} MiB", n >> 20),
        n => format!("{} KiB", n >> 10),
    }
}

fn grouped(n: u64) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) }
}

const RECORD: &str = "seamline-record/src";
const FEED: &str = "seamline-feed/src";
const NODE: &str = "seamline-node/src";

#[track_caller]
fn of(folder: &str, file: &str, name: &str) -> u64 {
    constant(&format!("{folder}/{file}.rs"), name)
}

#[test]
fn bounds_of_what_is_said_are_those_of_the_program() {
    let page = page();
    let (record, document) = (of(RECORD, "record", "MAX_RECORD"), of(RECORD, "document/endorsed", "MAX_DOCUMENT"));
    says(&page, &format!("| record; party document | {}; {} |", amount(record), amount(document)));
    let value = amount(of(RECORD, "shape", "MAX_VALUE"));
    let (slots, refs) = (of(RECORD, "record", "MAX_SLOTS"), of(RECORD, "shape", "MAX_REFS"));
    says(&page, &format!("| value; slots; refs | {value}; {slots}; {refs} |"));
    let leaf = grouped(of(FEED, "leaf", "MAX_LEAF_BYTES"));
    let (note, signatures) = (amount(note::MAX_NOTE_BYTES as u64), note::MAX_SIGNATURES);
    says(&page, &format!("| leaf; note; signatures | {leaf} octets; {note}; {signatures} |"));
    let (depth, items) = (of(RECORD, "cbor", "MAX_DEPTH"), grouped(seamline_record::MAX_ITEMS));
    says(&page, &format!("at most {depth} arrays around it, and one message at most {items} items"));
    let file = amount(of(RECORD, "attachment", "MAX_FILE_BYTES"));
    says(&page, &format!("| file; chunk | {file}; {} |", amount(of(FEED, "frame", "CHUNK_BYTES"))));
    let evidence = amount(of(FEED, "evidence", "MAX_EVIDENCE_BYTES"));
    let equivocation = amount(of(FEED, "equivocation", "MAX_EQUIVOCATION_BYTES"));
    says(&page, &format!("| evidence; equivocation | {evidence}; {equivocation} |"));
    let (joint, positions) = (amount(of(NODE, "joint_file", "MAX_JOINT_BYTES")), of(NODE, "joint_file", "MOST"));
    says(&page, &format!("| joint act as a file; positions in it | {joint}; {positions} |"));
    let text = |file: &str| of(RECORD, &format!("deliberation/{file}"), "MOST");
    for (list, file) in
        [("Clauses", "clause"), ("Duties", "duty"), ("Milestones", "milestone"), ("Judgements", "judgement")]
    {
        says(&page, &format!("{list} = [1*{} [", text(file)));
    }
}

#[test]
fn bounds_of_what_is_carried_are_those_of_the_program() {
    let page = page();
    let (leaves, bytes) = (of(NODE, "holdings", "STRETCH_LEAVES"), of(NODE, "holdings", "STRETCH_BYTES"));
    says(&page, &format!("| stretch | {} leaves, {} (or one leaf) |", grouped(leaves), amount(bytes)));
    let (frame, heads) = (of(FEED, "frame", "MAX_FRAME_BYTES"), of(FEED, "frame", "MAX_HEADS"));
    says(&page, &format!("| frame; heads; tree size | {}; {}; below 2⁴⁰ |", amount(frame), grouped(heads)));
    assert_eq!(seamline_feed::merkle::SIZE_LIMIT, 1 << 40);
    assert_eq!(of(RECORD, "document/entries", "FEED_SIZE_LIMIT"), seamline_feed::merkle::SIZE_LIMIT);
    let (bundle, parts) = (amount(of(FEED, "bundle", "MAX_BUNDLE_BYTES")), of(FEED, "bundle", "MAX_PARTS"));
    let (keys, frames) = (grouped(of(FEED, "bundle", "MAX_KEYS")), grouped(of(FEED, "frame", "MAX_FRAMES")));
    let row = format!("| bundle; parts; wrapped keys; frames a part | {bundle}; {parts}; {keys}; {frames} |");
    says(&page, &row);
    let [bad, waiting, feeds] = ["MAX_BAD", "MAX_WAITING", "MAX_FEEDS"].map(|name| grouped(of(NODE, "intake", name)));
    let row = "acts of a party quarantined since the start: bad; waiting; feeds of a node";
    says(&page, &format!("| {row} | {bad}; {waiting}; {feeds}, then BYE 10 |"));
    let (leaves, bytes) = (session::MAX_LEAVES_IN_FLIGHT, session::MAX_BYTES_IN_FLIGHT as u64);
    says(&page, &format!("number {}, or unreceipted stretches hold {}.", grouped(leaves), amount(bytes)));
    let (bytes, parcels) = (of(NODE, "parcels", "MAX_CARRIED_BYTES"), of(NODE, "parcels", "MAX_CARRIED"));
    says(&page, &format!("This program carries {} and {} parcels for each party", amount(bytes), grouped(parcels)));
}

#[test]
fn what_the_page_points_at_is_there() {
    let page = page();
    let quoted: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let mut tests = 0;
    for pair in quoted.windows(2) {
        let [file, name] = pair else { continue };
        if file.starts_with("seamline-") && Path::new(file).extension() == Some("rs".as_ref()) {
            let text = fs::read_to_string(root().join("crates").join(file)).expect(file);
            let is_test = !name.contains(['/', ' ', '.']);
            assert!(!is_test || text.contains(&format!("fn {name}(")), "{file} has no test {name}");
            tests += usize::from(is_test);
        }
    }
    assert!(tests >= 6, "only {tests} tests are named");
    let section = page.split("## 19. Test vectors").nth(1).and_then(|rest| rest.split("## ").next()).unwrap();
    let all = vectors::all();
    for file in section.split('`').skip(1).step_by(2) {
        let there = all.keys().any(|path| path.ends_with(file.trim_start_matches('*')) || path.starts_with(file));
        assert!(there, "no test vector is called {file}");
    }
    let sources = ["record/src/record.rs", "record/src/statement.rs", "record/src/document/endorsed.rs"];
    let others = [
        "release/src/act.rs",
        "feed/src/leaf.rs",
        "feed/src/seal/key.rs",
        "feed/src/origin.rs",
        "node/src/concur.rs",
        "node/src/joint_file.rs",
    ];
    let read = |file: &str| fs::read_to_string(root().join(format!("crates/seamline-{file}"))).unwrap();
    let sources: String = sources.into_iter().chain(others).map(read).collect();
    for name in quoted.iter().filter(|name| name.starts_with("seamline/") && name.ends_with("/1")) {
        assert!(sources.contains(&format!("\"{name}\"")), "nothing is called {name}");
    }
}
