//! `seamline party show`.

use seamline_record::{Hash, Name};
use serde_json::{Value as Json, json};

use crate::{
    party_file::{Due, PartyFile},
    party_words::{clearance_words, closure_words, kind_words, short},
    told::tell,
};

/// Prints the last version, what it changes, and where its signatures stand.
pub(crate) fn print(document: &PartyFile, as_json: bool) {
    let body = document.last().body();
    let groups: Vec<Json> = body
        .audiences
        .iter()
        .map(|group| {
            let nodes: Vec<_> = group.nodes.iter().map(Name::as_str).collect();
            json!({"name": group.name.as_str(), "nodes": nodes, "clearance": clearance_words(&group.clearance)})
        })
        .collect();
    let closed = body.closed.iter().map(|closure| {
        json!({"node": closure.node.as_str(), "key": Hash(closure.key.to_bytes()).to_string(),
            "feeds": closure.feeds.len(), "kept": closure.keep.len()})
    });
    let officers = body.officers.iter().map(|officer| {
        json!({"name": officer.name, "key": Hash(officer.key.to_bytes()).to_string(), "kinds": kind_words(&officer.kinds)})
    });
    let due = document.due();
    let old_roots = due.iter().find(|due| due.previous);
    let json = json!({
        "party": body.party.as_str(), "names": body.names, "version": body.version,
        "complete": document.last_is_complete(), "fingerprint": document.fingerprint(),
        "clearance": clearance_words(&body.clearance), "threshold": body.threshold,
        "roots": due.iter().find(|due| !due.previous).map(roots), "previous_roots": old_roots.map(roots),
        "nodes": body.nodes.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), "groups": groups,
        "officers": officers.collect::<Vec<_>>(), "closed": closed.collect::<Vec<_>>(),
        "void": body.void.iter().map(ToString::to_string).collect::<Vec<_>>(), "changes": document.changes(),
    });
    tell(as_json, &json, || in_words(document, &due));
}

fn roots(due: &Due) -> Vec<Json> {
    let root = |(key, signed): &(ed25519_dalek::VerifyingKey, Option<bool>)| json!({"key": Hash(key.to_bytes()).to_string(), "signed": *signed == Some(true)});
    due.roots.iter().map(root).collect()
}

/// One line for each set of roots that must sign: who has, and who is missing.
pub(crate) fn due_words(due: &Due) -> String {
    let whose = if due.previous { "roots before " } else { "roots        " };
    let named = |wanted: Option<bool>| {
        let roots = due.roots.iter().filter(|(_, signed)| *signed == wanted);
        roots.map(|(key, _)| short(key)).collect::<Vec<_>>().join(", ")
    };
    let have = due.roots.iter().filter(|(_, signed)| *signed == Some(true)).count();
    let mut parts = vec![format!("{whose}{have} of {} have signed, {} must", due.roots.len(), due.threshold)];
    for (word, wanted) in [("signed", Some(true)), ("missing", None), ("SIGNATURE DOES NOT HOLD", Some(false))] {
        let names = named(wanted);
        if !names.is_empty() {
            parts.push(format!("{word}: {names}"));
        }
    }
    parts.join("; ")
}

fn in_words(document: &PartyFile, due: &[Due]) -> String {
    let body = document.last().body();
    let names = body.names.values().cloned().collect::<Vec<_>>().join(" / ");
    let nodes = body.nodes.iter().map(|n| n.name.to_string()).collect::<Vec<_>>().join(", ");
    let state = if document.last_is_complete() { "complete" } else { "incomplete: nodes do not admit it yet" };
    let mut lines =
        vec![format!("party        {} ({names})", body.party), format!("version      {}, {state}", body.version)];
    lines.extend(due.iter().map(due_words));
    let fingerprint = document.fingerprint().unwrap_or_else(|| "none before version 1 is complete".into());
    lines.push(format!("fingerprint  {fingerprint}"));
    lines.push(format!("may hold     {}", clearance_words(&body.clearance)));
    lines.push(format!("nodes        {}", if nodes.is_empty() { "none yet" } else { &nodes }));
    for group in &body.audiences {
        let nodes = group.nodes.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
        lines.push(format!("group        {}: {nodes} ({})", group.name, clearance_words(&group.clearance)));
    }
    for officer in &body.officers {
        lines.push(format!("officer      {}: {}", officer.name, kind_words(&officer.kinds)));
    }
    for closure in &body.closed {
        lines.push(format!("closed key   {} of {}: {}", short(&closure.key), closure.node, closure_words(closure)));
    }
    lines.extend(body.void.iter().map(|id| format!("repudiated   {id}")));
    lines.extend(document.changes().iter().map(|change| format!("changes      {change}")));
    lines.join("\n")
}
