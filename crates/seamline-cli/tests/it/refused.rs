//! Mistakes: each its own clear error, and nothing else disturbed.

use std::net::TcpListener;

use crate::desk::{Place, done, refused, two};

fn says(arguments: &[&str], blame: &str, part: &str) {
    let (_, error) = refused(arguments);
    assert_eq!(error["blame"], blame, "{arguments:?}: {error}");
    assert!(error["what"].as_str().unwrap().contains(part), "{arguments:?}: {error}");
    assert!(!error["kept"].as_str().unwrap().is_empty() && !error["next"].as_str().unwrap().is_empty(), "{error}");
}

#[test]
fn every_mistake_has_its_own_answer() {
    let place = Place::new();
    let (mut a, b) = two(&place);
    let data = ["--data", a.data.as_str()];
    let on = |command: &[&'static str]| -> Vec<String> {
        [command, &data[..]].concat().iter().map(|s| (*s).to_owned()).collect()
    };
    let say = |command: &[&'static str], blame: &str, part: &str| {
        let arguments = on(command);
        says(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), blame, part);
    };
    say(&["record", "add", "rumour", "--field", "text=x"], "you", "no kind is called");
    say(&["record", "add", "log-entry", "--field", "plaice=x"], "you", "has no slot \"plaice\"");
    say(&["record", "add", "incident", "--field", "observed=last week"], "you", "EDTF");
    say(&["record", "add", "log-entry", "--field", "text=x", "--release", "mars"], "you", "mars");
    say(
        &["record", "add", "log-entry", "--field", "text=x", "--label", "secret", "--release", "kurdistan"],
        "you",
        "cleared to",
    );
    say(&["record", "show", "00000000"], "you", "00000000");
    assert_eq!(done(&["record", "list", "--data", &a.data])["total"], 0, "something refused was kept");

    done(&["officer", "add", "--data", &a.data, "--name", "night", "--role", "duty-officer"]);
    let release = ["record", "add", "log-entry", "--field", "text=x", "--release", "kurdistan", "--officer", "night"];
    say(&release, "you", "releasing-officer or chief");
    let liaison = ["officer", "add", "--data", &a.data, "--name", "dilan", "--role", "liaison-officer"];
    done(&liaison);
    let release = ["record", "add", "log-entry", "--field", "text=x", "--release", "kurdistan", "--officer", "dilan"];
    say(&release, "you", "no release was delegated");
    done(&[&liaison[..], &["--limit-to", "kurdistan", "--limit-never", "text", "--limit-finest", "1000"]].concat());
    say(&release, "you", "\"text\" may not go");
    says(&[&liaison[..], &["--limit-never", "sourse"]].concat(), "you", "no kind has a slot");
    done(&[&liaison[..], &["--disabled"]].concat());
    say(&release, "you", "dilan is disabled here");

    let twin = ["node", "init", "--party", "iraq", "--name", "twin", "--data", &a.data];
    assert!(!refused(&twin).1["what"].as_str().unwrap().is_empty());
    says(&["record", "list", "--data", &place.path("nowhere")], "you", "nowhere");
    let nonsense = place.path("nonsense");
    std::fs::write(&nonsense, b"not a file of ours").unwrap();
    says(&["bundle", "import", &nonsense, "--data", &a.data], "peer", "");
    says(&["verify", &nonsense, "--document", &a.document], "peer", "not an evidence file");
    says(&["verify", &nonsense, "--document", &nonsense], "peer", "");

    // A stranger's folder under the name of a node that the document gives other keys.
    let thief = place.path("thief");
    done(&["node", "init", "--party", "iraq", "--name", "makhmour", "--data", &thief, "--effort", "least"]);
    done(&["peer", "add", "--data", &thief, "--document", &a.document]);
    says(&["record", "add", "log-entry", "--data", &thief, "--field", "text=x"], "operator", "keys");

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    says(&["serve", "--data", &a.data, "--http", &address, "--peers", "127.0.0.1:0"], "operator", "is taken");
    says(&["serve", "--data", &a.data, "--http", "0.0.0.0:0", "--peers", "127.0.0.1:0"], "you", "loopback");
    a.start();
    says(&["serve", "--data", &a.data, "--http", "127.0.0.1:0", "--peers", "127.0.0.1:0"], "operator", "in use");
    assert_eq!(a.running().unwrap().http, a.http(), "the node that runs was disturbed");
    done(&["record", "add", "log-entry", "--data", &a.data, "--field", "text=still here"]);
    drop(b);
}
