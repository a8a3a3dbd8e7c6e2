//! The drill of a stolen node: `docs/drill-stolen-node.md`, every command of it, with the thief at work meanwhile.

use std::{
    path::Path,
    process::Stdio,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value as Json;

use crate::desk::{Desk, Place, done, program, seamline, until};

/// Iraq with a desk and a ministry, and the other side's desk, all linked.
struct Scene {
    place: Place,
    desk: Desk,
    ministry: Desk,
    kurdistan: Desk,
}

impl Scene {
    fn found() -> Self {
        let place = Place::new();
        let p = |name: &str| place.path(name);
        let least = ["--effort", "least"];
        let of_three = ["--roots", "3", "--threshold", "2"];
        done(
            &[&["party", "new", "--party", "iraq", "--name-en", "I", "--dir", &p("roots")], &of_three[..], &least]
                .concat(),
        );
        done(
            &[&["party", "new", "--party", "kurdistan", "--name-en", "K", "--dir", &p("theirs")], &least[..]].concat(),
        );
        for (party, name, data) in
            [("iraq", "makhmour", "makhmour"), ("iraq", "ministry", "ministry"), ("kurdistan", "makhmour", "kurdistan")]
        {
            done(&[&["node", "init", "--party", party, "--name", name, "--data", &p(data)], &least[..]].concat());
        }
        let (iraq, kurdistan) = (p("iraq.party"), p("kurdistan.party"));
        let cards = ["--add-node", &p("makhmour/node.card"), "--add-node", &p("ministry/node.card")];
        let command = ["--audience", "command:ministry:secret", "--out", &iraq];
        let roots = ["--root", &p("roots/root-1.key"), "--root", &p("roots/root-2.key")];
        done(&[&["party", "sign", "--document", &p("roots/iraq.party")], &roots[..], &cards, &command].concat());
        let card = ["--add-node", &p("kurdistan/node.card"), "--out", &kurdistan];
        let theirs = ["--document", &p("theirs/kurdistan.party"), "--root", &p("theirs/root-1.key")];
        done(&[&["party", "sign"], &theirs[..], &card].concat());
        let at = |party, data: &str, document: &String| Desk::at(party, p(data), document.clone());
        let (desk, ministry) = (at("iraq", "makhmour", &iraq), at("iraq", "ministry", &iraq));
        let kurdistan = at("kurdistan", "kurdistan", &kurdistan);
        let scene = Self { place, desk, ministry, kurdistan };
        scene.link();
        scene
    }

    /// The desk calls both, the ministry calls the other side.
    fn link(&self) {
        let knows = |desk: &Desk, document: &str, more: &[&str]| {
            done(&[&["peer", "add", "--data", &desk.data, "--document", document], more].concat());
        };
        let (iraq, theirs) = (self.desk.document.as_str(), self.kurdistan.document.as_str());
        let there = self.kurdistan.address();
        let call = ["--node", "kurdistan/makhmour", "--address", &there, "--clearance", "restricted"];
        for desk in [&self.desk, &self.ministry] {
            knows(desk, iraq, &[]);
            knows(desk, theirs, &call);
        }
        knows(&self.desk, iraq, &["--node", "iraq/ministry", "--address", &self.ministry.address()]);
        knows(&self.ministry, iraq, &["--node", "iraq/makhmour"]);
        knows(&self.kurdistan, theirs, &[]);
        for node in ["iraq/makhmour", "iraq/ministry"] {
            knows(&self.kurdistan, iraq, &["--node", node, "--clearance", "restricted"]);
        }
    }

    /// A line of the page as this scene has it.
    fn put(&self, line: &str, stolen_at: u128) -> String {
        line.replace("2026-01-15T02:00:00+03:00", &stolen_at.to_string())
            .replace("192.0.2.10:7800", &self.ministry.address())
            .replace("192.0.2.20:7800", &self.kurdistan.address())
    }

    fn run(&self, line: &str) {
        let path = Path::new(env!("CARGO_BIN_EXE_seamline")).parent().unwrap().to_str().unwrap();
        let mut shell = std::process::Command::new("sh");
        let passphrase =
            program().get_envs().find(|(name, _)| *name == "SEAMLINE_PASSPHRASE_FILE").unwrap().1.unwrap().to_owned();
        shell
            .env("SEAMLINE_PASSPHRASE_FILE", passphrase)
            .env("PATH", format!("{path}:{}", std::env::var("PATH").unwrap()));
        let output = shell.args(["-c", line]).current_dir(&self.place.0).stdin(Stdio::null()).output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        assert!(output.status.success(), "{line}\n{}\n{}", said[0], said[1]);
    }
}

/// The commands of the page, in its order.
fn page() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/drill-stolen-node.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut inside = false;
    let mut commands = Vec::new();
    for line in text.lines().map(str::trim) {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            command if inside => commands.push(command.to_owned()),
            _ => {}
        }
    }
    commands
}

fn add(desk: &Desk, text: &str) -> String {
    let field = format!("text={text}");
    let what = ["record", "add", "log-entry", "--data", &desk.data, "--field", "centre=makhmour", "--field", &field];
    done(&[&what[..], &["--release", "kurdistan"]].concat())["id"].as_str().unwrap().to_owned()
}

fn shown(desk: &Desk, id: &str) -> Option<Json> {
    let output = seamline(&["record", "show", id, "--data", &desk.data, "--json"]);
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

fn state(desk: &Desk, id: &str) -> Option<String> {
    Some(shown(desk, id)?["state"].as_str().unwrap().to_owned())
}

fn link_state(desk: &Desk, node: &str) -> String {
    let links = done(&["links", "--data", &desk.data]);
    let party_and_node =
        |link: &&Json| format!("{}/{}", link["party"].as_str().unwrap(), link["node"].as_str().unwrap()) == node;
    links["links"].as_array().unwrap().iter().find(party_and_node).unwrap()["state"].as_str().unwrap().to_owned()
}

fn copy_folder(from: &str, to: &str) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), Path::new(to).join(entry.file_name())).unwrap();
    }
}

/// The ministry's file of what stands names every entry that the desk has written.
fn all_is_receipted(scene: &Scene) -> Option<()> {
    let out = scene.place.path("probe.cuts");
    let cuts = done(&["node", "cuts", "--data", &scene.ministry.data, "--node", "iraq/makhmour", "--out", &out]);
    let feeds = cuts["feeds"].as_array().unwrap();
    let all = feeds.len() >= 2 && feeds.iter().all(|feed| feed["held"] == feed["size"]);
    all.then_some(())
}

#[test]
fn every_command_of_the_page_with_the_thief_at_work() {
    let mut scene = Scene::found();
    scene.ministry.start();
    scene.kurdistan.start();
    scene.desk.start();
    let early = add(&scene.desk, "before the theft");
    until("it to arrive", || state(&scene.kurdistan, &early));
    until("its receipt to reach the ministry", || all_is_receipted(&scene));

    // The worst case: the thief has the folder and its passphrase.
    scene.desk.kill();
    std::thread::sleep(Duration::from_millis(1100));
    let stolen_at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    std::thread::sleep(Duration::from_millis(1100));
    // Twice: the program on the first copy will hear of the closing and refuse to sign; a thief would not let it hear.
    let [mut thief, mut deaf] = ["thief", "deaf"].map(|name| {
        let data = scene.place.path(name);
        copy_folder(&scene.desk.data, &data);
        Desk::at("iraq", data, scene.desk.document.clone())
    });
    thief.start();
    let forged = add(&thief, "written by the thief");
    until("the other side to believe the thief", || (state(&scene.kurdistan, &forged)? == "entry").then_some(()));

    let mut replaced = None;
    let commands = page();
    assert!(commands.len() > 15, "the page has no commands");
    for command in commands {
        if command.starts_with("seamline serve") {
            assert_eq!(link_state(&scene.kurdistan, "iraq/makhmour"), "down", "the thief is let in");
            let data = scene.place.path("makhmour-new");
            replaced = Some(Desk::at("iraq", data, scene.place.path("iraq-new.party")));
            replaced.as_mut().unwrap().start();
            continue;
        }
        if command.starts_with("seamline record list") {
            let desk = replaced.as_ref().unwrap();
            until("what others hold to come back", || state(desk, &early));
        }
        scene.run(&scene.put(&command, stolen_at));
        if command.ends_with("--document closing.party") {
            until("the thief's record to be repudiated", || {
                (state(&scene.kurdistan, &forged)? == "repudiated").then_some(())
            });
            let item = shown(&scene.kurdistan, &forged).unwrap();
            assert_eq!(item["repudiated"], 2, "the version that says so is not told: {item}");
            assert!(item.to_string().contains("written by the thief"), "what was repudiated is gone");
            assert_eq!(state(&scene.kurdistan, &early).as_deref(), Some("entry"), "what stood fell");
        }
        if command.starts_with("seamline peer resume") {
            thief.kill();
            let late = add(&deaf, "again by the thief");
            deaf.start();
            std::thread::sleep(Duration::from_secs(2));
            assert_eq!(link_state(&scene.kurdistan, "iraq/makhmour"), "down", "the thief is let in");
            assert_eq!(state(&scene.kurdistan, &late), None);
        }
    }
    let desk = replaced.unwrap();
    let back = done(&["record", "list", "--data", &desk.data, "--find", "Back on the line"]);
    let id = back["items"][0]["id"].as_str().unwrap().to_owned();
    until("the first record of the new keys to arrive", || (state(&scene.kurdistan, &id)? == "entry").then_some(()));
    assert_ne!(state(&desk, &forged).as_deref(), Some("entry"), "the new machine believes the thief");
    assert_eq!(state(&scene.kurdistan, &early).as_deref(), Some("entry"));
}
