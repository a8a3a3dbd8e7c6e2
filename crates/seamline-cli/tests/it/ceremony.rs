//! The signing ceremony: roots that meet nowhere, and a file that is carried between them.

use serde_json::Value as Json;

use crate::desk::{Place, done, refused, seamline};

struct Party<'a> {
    place: &'a Place,
    document: String,
}

impl<'a> Party<'a> {
    /// Three roots, of which two must sign, and a node, not yet drafted in.
    fn found(place: &'a Place) -> Self {
        let (dir, data) = (place.path("roots"), place.path("node"));
        let two_of_three = ["--roots", "3", "--threshold", "2", "--effort", "least"];
        done(&[&["party", "new", "--party", "iraq", "--name-en", "Iraq", "--dir", &dir], &two_of_three[..]].concat());
        done(&["node", "init", "--party", "iraq", "--name", "makhmour", "--data", &data, "--effort", "least"]);
        Self { place, document: format!("{dir}/iraq.party") }
    }

    fn root(&self, number: u32) -> String {
        self.place.path(&format!("roots/root-{number}.key"))
    }

    fn draft(&self, changes: &[&str]) -> Json {
        done(&[&["party", "draft", "--document", &self.document], changes].concat())
    }

    /// A root signs a copy that was carried to it; the original stays as it is.
    fn signs_a_copy(&self, number: u32) -> String {
        let copy = self.place.path(&format!("copy-{number}.party"));
        std::fs::copy(&self.document, &copy).unwrap();
        done(&["party", "sign", "--document", &copy, "--root", &self.root(number)]);
        copy
    }

    fn signs(&self, number: u32) -> Json {
        done(&["party", "sign", "--document", &self.document, "--root", &self.root(number)])
    }

    fn show(&self) -> Json {
        done(&["party", "show", &self.document])
    }

    /// The node takes the document, or says why it does not.
    fn admitted(&self) -> Result<(), String> {
        let data = self.place.path("node");
        let output = seamline(&["peer", "add", "--data", &data, "--document", &self.document, "--json"]);
        let error = || String::from_utf8_lossy(&output.stderr).into_owned();
        output.status.success().then_some(()).ok_or_else(error)
    }
}

fn signed(roots: &Json) -> usize {
    roots.as_array().unwrap().iter().filter(|root| root["signed"] == true).count()
}

fn says(json: &Json, part: &str) -> bool {
    json["changes"].as_array().unwrap().iter().any(|change| change.as_str().unwrap().contains(part))
}

#[test]
fn two_of_three_sign_copies_that_are_merged() {
    let place = Place::new();
    let party = Party::found(&place);
    let card = place.path("node/node.card");
    let drafted = party.draft(&["--add-node", &card]);
    assert!(drafted["complete"] == false && says(&drafted, "node makhmour is added"), "{drafted}");
    let copies = [party.signs_a_copy(1), party.signs_a_copy(3)];
    let one = done(&["party", "merge", "--document", &party.document, &copies[0]]);
    assert!(one["complete"] == false && signed(&one["roots"]) == 1, "{one}");
    let words = String::from_utf8(seamline(&["party", "show", &party.document]).stdout).unwrap();
    assert!(words.contains("1 of 3 have signed, 2 must") && words.contains("missing: "), "{words}");
    assert!(party.admitted().unwrap_err().contains("too few of its roots"));
    let two = done(&["party", "merge", "--document", &party.document, &copies[1], &copies[0]]);
    assert!(two["complete"] == true && signed(&two["roots"]) == 2, "{two}");
    party.admitted().unwrap();

    // A draft that follows has nobody's signature yet, and a copy of another draft brings none.
    party.draft(&["--clearance", "secret"]);
    let (_, error) = refused(&["party", "merge", "--document", &party.document, &copies[0]]);
    assert!(error["what"].as_str().unwrap().contains("not a copy of the same draft"), "{error}");
    assert_eq!(signed(&party.show()["roots"]), 0);
}

#[test]
fn what_is_signed_is_said_before_in_words() {
    let place = Place::new();
    let party = Party::found(&place);
    party.draft(&["--add-node", &place.path("node/node.card"), "--audience", "command:makhmour:secret"]);
    let output = seamline(&["party", "sign", "--document", &party.document, "--root", &party.root(1)]);
    let said = String::from_utf8(output.stderr).unwrap();
    for part in ["version 1 of the document of iraq", "node makhmour is added", "group command: makhmour (secret)"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_root_is_replaced_with_the_word_of_the_old_and_the_new() {
    let place = Place::new();
    let party = Party::found(&place);
    party.draft(&["--add-node", &place.path("node/node.card")]);
    party.signs(1);
    assert_eq!(party.signs(2)["complete"], true);
    party.admitted().unwrap();

    let fresh = place.path("roots/root-4.key");
    done(&["party", "root", "--out", &fresh, "--effort", "least"]);
    let lost = party.show()["roots"][0]["key"].as_str().unwrap().to_owned();
    let number =
        (1..=3).find(|n| std::fs::read_to_string(place.path(&format!("roots/root-{n}.pub"))).unwrap().trim() == lost);
    let lost_number = number.unwrap();
    let drafted = party.draft(&["--add-root", &place.path("roots/root-4.pub"), "--remove-root", &lost[..12]]);
    assert!(says(&drafted, "is taken out") && says(&drafted, "is added"), "{drafted}");
    let others: Vec<u32> = (1..=3).filter(|n| *n != lost_number).collect();

    // The new root and one old one are enough for the new set, and too few for the old.
    party.signs(4);
    let short = party.signs(others[0]);
    assert_eq!((signed(&short["roots"]), signed(&short["previous_roots"])), (2, 1));
    assert!(short["complete"] == false && party.admitted().unwrap_err().contains("previous roots"));
    let whole = party.signs(others[1]);
    assert_eq!(whole["complete"], true);
    party.admitted().unwrap();

    // The one that was taken out signs nothing any more.
    party.draft(&["--clearance", "secret"]);
    let (_, error) = refused(&["party", "sign", "--document", &party.document, "--root", &party.root(lost_number)]);
    assert!(error["what"].as_str().unwrap().contains("is no root of iraq"), "{error}");
}

#[test]
fn a_strangers_or_a_broken_signature_is_told_from_a_missing_one() {
    let place = Place::new();
    let party = Party::found(&place);
    party.draft(&["--add-node", &place.path("node/node.card")]);
    let stranger = place.path("stranger.key");
    done(&["party", "root", "--out", &stranger, "--effort", "least"]);
    let (code, error) = refused(&["party", "sign", "--document", &party.document, "--root", &stranger]);
    assert!(code == 1 && error["what"].as_str().unwrap().contains("is no root of iraq"), "{error}");

    // The signature is the last thing in the file.
    let copy = party.signs_a_copy(1);
    let mut bytes = std::fs::read(&copy).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&copy, bytes).unwrap();
    let (_, error) = refused(&["party", "merge", "--document", &party.document, &copy]);
    assert!(error["what"].as_str().unwrap().contains("does not hold"), "{error}");
    assert_eq!(signed(&done(&["party", "show", &copy])["roots"]), 0);
    let words = String::from_utf8(seamline(&["party", "show", &copy]).stdout).unwrap();
    assert!(words.contains("DOES NOT HOLD"), "{words}");
}

#[test]
fn a_node_is_not_dropped_without_saying_what_stands_of_it() {
    let place = Place::new();
    let party = Party::found(&place);
    party.draft(&["--add-node", &place.path("node/node.card")]);
    party.signs(1);
    party.signs(2);
    let other = place.path("other");
    done(&["node", "init", "--party", "iraq", "--name", "makhmour", "--data", &other, "--effort", "least"]);
    let card = format!("{other}/node.card");
    let draft = ["party", "draft", "--document", &party.document];
    let (_, error) = refused(&[&draft[..], &["--add-node", &card]].concat());
    assert!(error["what"].as_str().unwrap().contains("would be gone and not closed"), "{error}");
    let (_, error) = refused(&[&draft[..], &["--close", "makhmour"]].concat());
    assert!(error["next"].as_str().unwrap().contains("--nothing-stands"), "{error}");
    let drafted = party.draft(&["--close", "makhmour", "--nothing-stands", "--add-node", &card]);
    assert!(says(&drafted, "gets new keys") && says(&drafted, "nothing that it signed stands"), "{drafted}");
    party.signs(1);
    assert_eq!(party.signs(3)["complete"], true);
    party.admitted().unwrap();
}

#[test]
fn an_officer_binds_the_party_by_a_key_of_their_own_and_to_what_the_roots_allow() {
    let place = Place::new();
    let party = Party::found(&place);
    let (key, card) = (place.path("sara.key"), place.path("sara.card"));
    done(&["officer", "key", "--name", "Sara Ahmed", "--out", &key, "--card", &card, "--effort", "least"]);
    party.draft(&["--officer", &card, "--kind", "commitment"]);
    party.signs(1);
    party.signs(2);
    let proposal = "5f".repeat(32);
    let signed = done(&["officer", "sign", "--key", &key, "--proposal", &proposal]);
    let signature = signed["signature"].as_str().unwrap();
    let verify = |kind: &str, proposal: &str, signature: &str| {
        let words = ["officer", "verify", "--document", &party.document, "--kind", kind];
        let output = seamline(&[&words[..], &["--proposal", proposal, "--signature", signature, "--json"]].concat());
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (binds, by) = verify("commitment", &proposal, signature);
    assert!(binds && by.contains("Sara Ahmed"), "{by}");
    assert!(!verify("meeting", &proposal, signature).0, "a kind that the roots did not allow");
    assert!(!verify("commitment", &"60".repeat(32), signature).0, "another proposal");
    assert!(!std::fs::read_to_string(&key).unwrap().contains("\"lock\": null"), "the key is wrapped");
}
