//! `seamline doctor`: whether a node is well, what is not, at whose door, and what to do.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;
use seamline_node::{Blame as Door, Finding, NodeFault};
use seamline_server::{Folder, FolderFault, SystemClock, Unlocked};
use serde_json::{Value as Json, json};

use crate::{
    access::Access,
    fault::{Blame, Fault},
    passphrase::Unlock,
    told::tell,
};

/// Less room than this is worth a word, KiB.
const ROOM_KIB: u64 = 1024 * 1024;

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline doctor --data makhmour\n\nEnds with 0 where nothing has to be mended, else with \
                        the code of who has to: 1 a peer, 3 the operator, 4 the program."
)]
pub(crate) struct Doctor {
    /// The data folder; its node may run meanwhile.
    #[arg(long)]
    data: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

pub(crate) async fn run(command: Doctor, as_json: bool) -> Result<(), Fault> {
    let folder = Folder::at(&command.data)?;
    let mut findings = of_the_folder(&folder)?;
    let running = Access::running(&folder, None).await?;
    let runs = running.is_some();
    match running {
        Some(node) => {
            let told = node.get("/api/doctor").await?;
            findings.extend(told["findings"].as_array().cloned().unwrap_or_default());
        }
        None => findings.extend(of_the_rows(&command.unlock.open(&folder)?)?),
    }
    let json = json!({"node": folder.id().to_string(), "runs": runs, "findings": findings});
    tell(as_json, &json, || in_words(&folder, runs, &findings));
    verdict(&findings)
}

fn json_of(findings: &[Finding]) -> Result<Vec<Json>, Fault> {
    let json = |finding: &Finding| serde_json::to_value(finding);
    findings.iter().map(json).collect::<Result<_, _>>().map_err(|error| Fault::us(format!("a finding: {error}")))
}

/// Permissions, protection, room.
fn of_the_folder(folder: &Folder) -> Result<Vec<Json>, Fault> {
    let mut found = Vec::new();
    let path = folder.path();
    for (path, most) in [(path.to_owned(), 0o700), (folder.keys_path(), 0o600)] {
        let mode = std::fs::metadata(&path).map(|file| file.permissions().mode() & 0o777).unwrap_or_default();
        if mode & !most != 0 {
            let what = format!("others on this machine may open {} (mode {mode:o})", path.display());
            found.push(Finding::fault(Door::Operator, what, format!("chmod {most:o} {}", path.display())));
        }
    }
    match folder.protection()? {
        None => found.push(Finding::note(
            Door::Operator,
            "the keys are in clear: whoever reads keys.json is this node and reads its rows",
            format!("outside of demos, tests and exercises: seamline node passphrase --data {}", path.display()),
        )),
        Some(effort) if effort.is_weak() => found.push(Finding::note(
            Door::Operator,
            format!(
                "a passphrase is tried in {} MiB and {} passes, less than usual",
                effort.memory_kib / 1024,
                effort.passes
            ),
            format!("seamline node passphrase --data {}", path.display()),
        )),
        Some(_) => {}
    }
    // A folder that cannot be listed is told of by whoever opens its files.
    let names = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.file_name());
    for name in names.filter_map(|name| name.into_string().ok()) {
        if name == "keys.new" || name.starts_with("node.db.copy") {
            let what = format!("{name} was left behind by something that was interrupted");
            found.push(Finding::note(
                Door::Operator,
                what,
                format!("remove it while nothing works on {}", path.display()),
            ));
        }
    }
    if let Some(free) = room_kib(path).filter(|free| *free < ROOM_KIB) {
        let what = format!("{} MiB are free on the disk of {}", free / 1024, path.display());
        found.push(Finding::fault(Door::Operator, what, "make room: a full disk records nothing more"));
    }
    json_of(&found)
}

/// Free room by `df`, where there is one.
fn room_kib(path: &Path) -> Option<u64> {
    let output = Command::new("df").arg("-Pk").arg(path).output().ok()?;
    String::from_utf8(output.stdout).ok()?.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}

/// Everything in the rows. A node that does not start is a finding, not a failure of the examination.
fn of_the_rows(folder: &Unlocked) -> Result<Vec<Json>, Fault> {
    let mut found = Vec::new();
    match folder.open_node(Box::new(SystemClock)).and_then(|node| {
        let examined = node.examine();
        examined.map_err(|fault| FolderFault::Node { path: folder.path().to_owned(), fault })
    }) {
        Ok(findings) => found.extend(findings),
        Err(FolderFault::InUse(path)) => return Err(FolderFault::InUse(path).into()),
        // What was stored decoded when it was: the disk has changed it.
        Err(FolderFault::Node { fault: fault @ NodeFault::Row(_), .. }) => {
            let what = format!("the node does not start: {fault}");
            let next = "look at the disk, and restore the folder from a backup: others hold what came later";
            found.push(Finding::fault(Door::Operator, what, next));
        }
        Err(fault) => {
            let fault = Fault::from(fault);
            let door = if fault.blame == Blame::Us { Door::Us } else { Door::Operator };
            found.push(Finding::fault(door, fault.what, fault.next));
        }
    }
    if folder.next_card().is_some() {
        found.push(Finding::note(
            Door::Operator,
            "new keys wait for the document that gives them to this node; what it writes until then will be void",
            "have the draft signed and give it to the node with `peer add`",
        ));
    }
    json_of(&found)
}

fn in_words(folder: &Folder, runs: bool, findings: &[Json]) -> String {
    let state = if runs { "runs" } else { "is stopped" };
    if findings.is_empty() {
        return format!("{} {state} and is well.", folder.id());
    }
    let mut lines = vec![format!("{} {state}. Found:", folder.id())];
    for finding in findings {
        let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        lines.push(format!(
            "{:<5}  {}\n       at the door of: {}\n       next: {}",
            text("weight"),
            text("what"),
            text("blame"),
            text("next")
        ));
    }
    lines.join("\n")
}

/// The gravest door decides the exit code.
fn verdict(findings: &[Json]) -> Result<(), Fault> {
    let faults: Vec<&Json> = findings.iter().filter(|finding| finding["weight"] == "fault").collect();
    let at = |door: &str| faults.iter().any(|finding| finding["blame"] == door);
    let blame = match (at("us"), at("operator"), at("peer")) {
        (true, ..) => Blame::Us,
        (_, true, _) => Blame::Operator,
        (_, _, true) => Blame::Peer,
        _ => return Ok(()),
    };
    let fault = Fault::you(format!("{} things have to be mended", faults.len()), "do what is said beside each");
    Err(Fault { blame, ..fault })
}
