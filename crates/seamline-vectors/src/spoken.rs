//! What the people of the fixed world say: records of several kinds, one of them by the thief of a node.

use std::collections::BTreeMap;

use seamline_record::{Composed, Draft, Kind, Label, Level, RecordId, Ref, Rel};
use serde_json::{Value as Json, json};

use crate::{
    keys,
    world::{FIRST_MS, node},
};

/// All records by a short name.
pub(crate) fn records() -> BTreeMap<&'static str, Composed> {
    let mut records = BTreeMap::new();
    let log = |text: &str| {
        let told = ["company commander"];
        json!({"provenance": "synthetic", "centre": "makhmour", "text": text, "told": told, "done": false})
    };
    let by = "iraq/makhmour";
    let mut say = |id: &'static str, by: &str, draft: Draft| {
        let composed = sign(id, by, draft);
        let record = composed.record.id();
        records.insert(id, composed);
        record
    };
    let open = Label::default();
    let two = log("Two vehicles, no lights, east below Qarachogh");
    say("log-entry", by, about(plain("log-entry", &open, &two), None, &[], 0));
    let marked = Label { level: Level::Confidential, caveats: vec!["OWN POSITIONS".into()], ..Label::default() };
    let seen = say("incident", by, about(plain("incident", &marked, &incident()), None, &[], 9));
    let refs = [Ref { rel: Rel::Corrects, id: seen }];
    say("correction", by, about(correction(&marked), Some(seen), &refs, 20));
    say("estimate", by, about(plain("estimate", &open, &estimate()), None, &[], 30));
    say("line", by, about(plain("line", &open, &line()), None, &[], 31));
    say("meeting", by, about(plain("meeting", &open, &meeting()), None, &[], 32));
    say("commitment", by, about(of_kind("commitment", &open, &commitment()), None, &[], 33));
    let heard = json!({"provenance": "synthetic", "what": "acknowledged", "note": "on the way"});
    let refs = [Ref { rel: Rel::Acknowledges, id: seen }];
    let heard = about(plain("acknowledgement", &open, &heard), Some(seen), &refs, 40);
    say("acknowledgement", "kurdistan/makhmour", heard);
    for (id, text, minute) in
        [("before-the-theft", "All quiet at the crossing", 34), ("by-the-thief", "Road closed, send nobody", 44)]
    {
        say(id, "iraq/kirkuk", about(plain("log-entry", &open, &log(text)), None, &[], minute));
    }
    records
}

fn sign(id: &str, by: &str, draft: Draft) -> Composed {
    let by = node(by);
    let mut n = 0;
    let mut salt = || {
        n += 1;
        keys::octets16(&format!("salt {n} of {id}"))
    };
    let signed = |message: &[u8]| keys::sign(&format!("{by} sign"), message);
    draft.sign(&by.party, 1, keys::key_id(&by), &mut salt, &signed).expect("a record within bounds")
}

fn about(draft: Draft, matter: Option<RecordId>, refs: &[Ref], minute: i64) -> Draft {
    draft.about(matter, refs, "Capt. A. Example", FIRST_MS + minute * 60_000).expect("few references")
}

fn plain(kind: &str, label: &Label, fields: &Json) -> Draft {
    Draft::from_fields(kind, label, fields.as_object().expect("fields by name")).expect("fields that fit")
}

/// As [`plain`], of the version of the kind that its word names.
fn of_kind(word: &str, label: &Label, fields: &Json) -> Draft {
    let mut draft = Draft::new(Kind::of_word(word).expect("a kind"), label);
    for (field, value) in fields.as_object().expect("fields by name") {
        draft.set_named(field, value).expect("a field that fits");
    }
    draft
}

fn correction(label: &Label) -> Draft {
    let kind = Kind::named("incident").and_then(Kind::correction).expect("a kind");
    let mut draft = Draft::new(kind, label);
    for (field, text) in [
        ("target_kind", "incident"),
        ("reason", "counted again"),
        ("provenance", "synthetic"),
        ("summary", "Three vehicles halted at the wadi"),
    ] {
        draft.set_named(field, &json!(text)).expect("a text");
    }
    draft
}

fn incident() -> Json {
    json!({
        "provenance": "synthetic", "centre": "makhmour", "observed": "2026-01-15T02:31:00+03:00", "type": "movement",
        "summary": "Two vehicles halted at the wadi",
        "place": {"lat": 35.7712, "lon": 43.5801, "precision_m": 1000, "name": "east of Makhmour"},
        "place_exact": {"lat": 35.771_234_5, "lon": 43.580_123_4, "precision_m": 10},
        "casualties": [{"group": "civilians", "harm": "wounded", "min": 1, "best": 2}],
        "narrative_1": {"level": "restricted", "text": "Seen from the northern post."},
        "narrative_2": {"level": "secret", "text": "Lost from sight at 02:50."}, "source": "own patrol",
        "attachments": [{"hash": "9f".repeat(32), "length": 48_213, "type": "image/jpeg", "name": "wadi.jpg"}],
    })
}

fn estimate() -> Json {
    json!({
        "provenance": "synthetic", "of": "vehicles", "as_of": "2026-01~", "area": "Qarachogh", "by": "makhmour",
        "quantity": {"min": 2, "max": 5, "qualifier": "about"}, "definition": "seen at night",
    })
}

fn line() -> Json {
    json!({
        "provenance": "synthetic", "role": "line", "note": "not authoritative",
        "names": {"ar": "خط المواقع", "ckb": "هێڵی بنکەکان", "en": "Line of posts", "kmr": "Xeta bingehan"},
        "geometry": [[35.7, 43.5], [35.71, 43.6], [-90.0, 180.0], [0.5, -0.25]],
    })
}

fn meeting() -> Json {
    json!({
        "provenance": "synthetic", "title": "Weekly", "when": "2026-01-20/..", "where": "Makhmour",
        "attendees": [{"name": "A. Example", "title": "Capt.", "party": "iraq"}], "topics": ["roads"],
    })
}

fn commitment() -> Json {
    json!({
        "provenance": "synthetic", "text": "The road stays open for both", "owner": "iraq", "beneficiary": "kurdistan",
        "due": "2026-02", "state": "proposed", "pending": ["signature of both"],
    })
}
