//! The README's way with two nodes: running, stopped, by stick, and what verifies afterwards.

use crate::desk::{Desk, Place, done, refused, seamline, two, until};

fn add(desk: &Desk, text: &str, release: &str) -> String {
    let field = format!("text={text}");
    let what = ["record", "add", "log-entry", "--data", &desk.data, "--field", "centre=makhmour", "--field", &field];
    let told = done(&[&what[..], &["--release", release]].concat());
    told["id"].as_str().unwrap().to_owned()
}

fn holds(desk: &Desk, id: &str) -> bool {
    seamline(&["record", "show", id, "--data", &desk.data, "--json"]).status.success()
}

#[test]
fn what_is_told_arrives_and_is_proved_with_the_file_and_the_documents_alone() {
    let place = Place::new();
    let (mut a, mut b) = two(&place);
    let early = add(&a, "written before anything ran", "kurdistan");
    a.start();
    b.start();
    let id = add(&a, "Road to Debaga open", "kurdistan:text");
    until("the record to arrive", || (holds(&b, &id) && holds(&b, &early)).then_some(()));
    until("the receipt", || (done(&["links", "--data", &a.data])["links"][0]["unreceipted"] == 0).then_some(()));

    let (ours, theirs) = (place.path("ours.evidence"), place.path("theirs.evidence"));
    done(&["evidence", &id[..12], "--data", &a.data, "--peer", "kurdistan", "--out", &ours]);
    done(&["evidence", &id, "--data", &b.data, "--peer", "iraq", "--out", &theirs]);
    let documents = ["--document", &a.document, "--document", &b.document];
    for file in [&ours, &theirs] {
        let proved = done(&[&["verify", file], &documents[..]].concat());
        assert!(proved.to_string().contains("Road to Debaga open"), "{proved}");
    }
    let (code, error) = refused(&["verify", &ours, "--document", &a.document]);
    assert!(code == 1 && error["what"].as_str().unwrap().contains("kurdistan/makhmour"), "{error}");
    flipped_bytes_are_refused(&place, &ours, &documents);
}

/// Every byte in this process, some through the program.
fn flipped_bytes_are_refused(place: &Place, evidence: &str, documents: &[&str]) {
    let bytes = std::fs::read(evidence).unwrap();
    let mut directory = seamline_record::Directory::default();
    for path in documents.iter().filter(|d| **d != "--document") {
        let versions = seamline_record::Value::decode(&std::fs::read(path).unwrap()).unwrap();
        for version in versions.as_array().unwrap() {
            directory.admit(seamline_record::Endorsed::decode(version.as_bytes().unwrap()).unwrap()).unwrap();
        }
    }
    let verifies = |bytes: &[u8]| {
        seamline_feed::Evidence::decode(bytes).and_then(|evidence| evidence.verify(&directory).map(|_| ()))
    };
    assert_eq!(verifies(&bytes), Ok(()));
    for position in 0..bytes.len() {
        for bit in [1, 0x80] {
            let mut flipped = bytes.clone();
            flipped[position] ^= bit;
            assert!(verifies(&flipped).is_err(), "byte {position} of {} was changed unnoticed", bytes.len());
        }
    }
    for position in (0..bytes.len()).step_by(bytes.len() / 8) {
        let mut flipped = bytes.clone();
        flipped[position] ^= 1;
        let path = place.path("flipped.evidence");
        std::fs::write(&path, flipped).unwrap();
        let (code, error) = refused(&[&["verify", &path], documents].concat());
        assert!(code == 1 && !error["what"].as_str().unwrap().is_empty(), "byte {position}: {error}");
    }
}

#[test]
fn a_stick_carries_what_no_line_does() {
    let place = Place::new();
    let (a, b) = two(&place);
    let (told, kept) = (add(&a, "by stick", "kurdistan"), place.path("there.bundle"));
    let back = place.path("back.bundle");
    done(&["bundle", "export", "--data", &a.data, "--to", "kurdistan", "--out", &kept]);
    let brought = done(&["bundle", "import", &kept, "--data", &b.data]);
    assert_eq!((&brought["new_records"], &brought["quarantined"]), (&1.into(), &0.into()));
    assert!(holds(&b, &told));
    let again = done(&["bundle", "import", &kept, "--data", &b.data]);
    assert_eq!((&again["new_records"], &again["state_hash"]), (&0.into(), &brought["state_hash"]));
    done(&["bundle", "export", "--data", &b.data, "--to", "iraq/makhmour", "--out", &back]);
    done(&["bundle", "import", &back, "--data", &a.data]);
    assert_eq!(done(&["links", "--data", &a.data])["links"][0]["unreceipted"], 0);
    let rebuilt = done(&["rebuild", "--data", &b.data]);
    assert!(rebuilt.to_string().contains('1'), "{rebuilt}");
}
