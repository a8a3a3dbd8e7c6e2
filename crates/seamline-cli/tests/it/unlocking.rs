//! Keys at rest: wrapped, unlocked at every command, each mistake with its own answer.

use std::{ffi::OsStr, fmt::Debug, os::unix::fs::PermissionsExt, path::Path, process::Stdio};

use serde_json::Value as Json;

use crate::desk::{Place, done, passphrase_file, program, refused, write_passphrase};

/// What a command says that has no passphrase from its environment.
fn bare<S: AsRef<OsStr> + Debug>(arguments: &[S]) -> (bool, Json) {
    let mut command = program();
    command.env_remove("SEAMLINE_PASSPHRASE_FILE").args(arguments).arg("--json").stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), serde_json::from_slice(&text).unwrap_or_default())
}

fn says<S: AsRef<OsStr> + Debug>(arguments: &[S], what: &str, next: &str) {
    let (succeeded, answer) = bare(arguments);
    let error = &answer["error"];
    assert!(!succeeded && error["what"].as_str().is_some_and(|text| text.contains(what)), "{arguments:?}: {answer}");
    assert!(error["next"].as_str().unwrap().contains(next), "{arguments:?}: {answer}");
}

fn node(place: &Place) -> String {
    let data = place.path("node");
    done(&["node", "init", "--party", "iraq", "--name", "makhmour", "--data", &data, "--effort", "least"]);
    data
}

fn other(place: &Place, name: &str, passphrase: &str) -> String {
    let path = place.path(name);
    write_passphrase(Path::new(&path), passphrase);
    path
}

#[test]
fn a_stopped_folder_opens_with_its_passphrase_and_nothing_else() {
    let place = Place::new();
    let data = node(&place);
    let list = ["record", "list", "--data", &data];
    assert_eq!(done(&list)["total"], 0);
    says(&list, "none was given", "--passphrase-file");
    says(&["serve", "--data", &data], "none was given", "--passphrase-file");
    let wrong = other(&place, "wrong", "another passphrase");
    says(&[&list[..], &["--passphrase-file", &wrong]].concat(), "does not fit", "try again");
    let (succeeded, _) = bare(&[&list[..], &["--passphrase-file", passphrase_file()]].concat());
    assert!(succeeded);

    let open = other(&place, "open", "a passphrase of the tests");
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).unwrap();
    says(&[&list[..], &["--passphrase-file", &open]].concat(), "everybody on this machine may read", "chmod 600");

    let keys = format!("{data}/keys.json");
    let whole = std::fs::read_to_string(&keys).unwrap();
    std::fs::write(&keys, whole.replacen("\"secret\": \"", "\"secret\": \"0", 1)).unwrap();
    says(&[&list[..], &["--passphrase-file", passphrase_file()]].concat(), "damaged", "backup");
    std::fs::remove_file(&keys).unwrap();
    says(&list, "not a Seamline folder", "node init");
}

#[test]
fn a_passphrase_comes_through_a_descriptor_and_never_without_being_asked_for() {
    let place = Place::new();
    let data = node(&place);
    let program = env!("CARGO_BIN_EXE_seamline");
    let script = format!("exec {program} record list --data {data} --json --passphrase-fd 7 7< {}", passphrase_file());
    let output = std::process::Command::new("sh").args(["-c", &script]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let second = place.path("second");
    let init = ["node", "init", "--party", "iraq", "--name", "dibis", "--data", &second];
    says(&init, "needs a passphrase", "--unprotected");
    let short = other(&place, "short", "too short");
    says(&[&init[..], &["--passphrase-file", &short]].concat(), "at least 12 characters", "choose another");
    let dir = place.path("root");
    says(
        &["party", "new", "--party", "iraq", "--name-en", "Iraq", "--dir", &dir],
        "needs a passphrase",
        "--unprotected",
    );
    assert!(!Path::new(&second).exists(), "a refused node left a folder behind");

    let (succeeded, answer) = bare(&[&init[..], &["--unprotected"]].concat());
    assert!(succeeded && answer["protected"] == false, "{answer}");
    assert!(bare(&["record", "list", "--data", &second]).0);
}

#[test]
fn a_changed_passphrase_leaves_the_old_file_nowhere() {
    let place = Place::new();
    let data = node(&place);
    let keys = format!("{data}/keys.json");
    let before = std::fs::read_to_string(&keys).unwrap();
    let new = other(&place, "new", "the passphrase from tomorrow");
    let change = ["node", "passphrase", "--data", &data, "--new-passphrase-file", &new, "--effort", "least"];
    done(&change);
    let (_, error) = refused(&["record", "list", "--data", &data]);
    assert!(error["what"].as_str().unwrap().contains("does not fit"), "{error}");
    done(&["record", "list", "--data", &data, "--passphrase-file", &new]);
    let sealed = |text: &str| text.split("\"secret\"").nth(1).unwrap().to_owned();
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(&sealed(&before)), "{} keeps the old keys", path.display());
    }
    assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_root_key_is_wrapped_too_and_is_no_nodes_key() {
    let place = Place::new();
    let (dir, data) = (place.path("root"), node(&place));
    done(&["party", "new", "--party", "iraq", "--name-en", "Iraq", "--dir", &dir, "--effort", "least"]);
    let (document, card) = (format!("{dir}/iraq.party"), format!("{data}/node.card"));
    let with = |root: &str, passphrase: Option<&str>| {
        let mut arguments = vec!["party", "sign", "--document", &document, "--root", root, "--add-node", &card];
        arguments.extend(passphrase.into_iter().flat_map(|path| ["--passphrase-file", path]));
        arguments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let root = format!("{dir}/root-1.key");
    says(&with(&root, None), "none was given", "--passphrase-file");
    let wrong = other(&place, "wrong", "another passphrase");
    says(&with(&root, Some(&wrong)), "does not fit", "try again");
    says(&with(&format!("{data}/keys.json"), Some(passphrase_file())), "another kind", "meant");
    let (succeeded, answer) = bare(&with(&root, Some(passphrase_file())));
    assert!(succeeded && answer["complete"] == true, "{answer}");
}
