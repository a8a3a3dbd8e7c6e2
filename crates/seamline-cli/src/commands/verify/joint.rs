//! What a joint act's file, or the short id on a print, shows.

use seamline_node::JointFile;
use seamline_record::{Directory, Name};
use serde_json::{Value as Json, json};

use super::Verify;
use crate::{
    access::Access,
    fault::Fault,
    told::{instant, tell},
};

/// A file with a joint act: who has signed it, and whether that is enough.
pub(super) fn file(joint: &JointFile, directory: &Directory, file: &str, as_json: bool) -> Result<(), Fault> {
    let item = joint.verify(directory).map_err(|fault| {
        let what = format!("{file} proves nothing: {fault}");
        Fault::peer(what, "ask whoever gave you the file for it again, or add --document of every party that signed")
    })?;
    let item = serde_json::to_value(item).map_err(|_| Fault::us("an item that is no JSON"))?;
    let json = shown(&item, directory);
    tell(as_json, &json, || in_words(&json, "It verifies."));
    Ok(())
}

/// The short id of a print, at a node: by its word, or by the documents where those are given.
pub(super) async fn short_id(command: &Verify, directory: &Directory, as_json: bool) -> Result<(), Fault> {
    let Some(data) = &command.data else {
        let what = format!("{} is neither a file nor, without --data, an id that could be looked up", command.file);
        return Err(Fault::you(what, "name the file, or add --data with a node's folder"));
    };
    let mut access = Access::to(data, None, &command.unlock).await?;
    let digits: String = command.file.chars().filter(|c| !c.is_whitespace()).collect();
    let id = access.find(&digits).await?;
    let item = access.item(&id).await?;
    if item["joint"].is_null() {
        let json = json!({"record": id, "kind": item["kind"], "by": item["party"], "title": item["title"], "state": item["state"]});
        tell(as_json, &json, || {
            let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
            format!(
                "record {id}\n{} of {}: {}\nthis node holds it as: {}",
                text("kind"),
                text("by"),
                text("title"),
                text("state")
            )
        });
        return Ok(());
    }
    let bytes = access.joint(&id).await?;
    if command.document.is_empty() {
        let json = shown(&item, directory);
        tell(as_json, &json, || {
            in_words(&json, "As this node holds it; with --document it is verified without trusting the node.")
        });
        return Ok(());
    }
    let joint = JointFile::decode(&bytes).map_err(|fault| Fault::us(fault.to_string()))?;
    file(&joint, directory, &command.file, as_json)
}

/// What matters of an item, in the form of the core or of the API.
fn shown(item: &Json, directory: &Directory) -> Json {
    let fingerprint = |party: &Name| json!({"party": party.as_str(), "fingerprint": directory.fingerprint(party)});
    json!({
        "record": item["id"], "kind": item["kind"], "by": item["party"], "title": item["title"], "state": item["state"],
        "required": item["joint"]["required"], "pending": item["joint"]["pending"], "positions": item["positions"],
        "documents": directory.parties().map(fingerprint).collect::<Vec<_>>(),
    })
}

fn in_words(json: &Json, first: &str) -> String {
    let text = |json: &Json, name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
    let names = |name: &str| list(name).iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", ");
    let state = match text(json, "state").as_str() {
        "in-force" => "It is in force: all that it requires have signed exactly this text.".to_owned(),
        _ => format!("It is not in force: {} not signed it ({}).", names("pending"), text(json, "state"))
            .replace(" not signed", " has not signed"),
    };
    let mut lines = vec![
        first.to_owned(),
        format!("record {}, {} by {}", text(json, "record"), text(json, "kind"), text(json, "by")),
        text(json, "title"),
        format!("required: {}", names("required")),
    ];
    for position in list("positions") {
        let by = position["officer"].as_str().map_or_else(String::new, |officer| format!(" by {officer}"));
        let at = position["at"].as_i64().map_or_else(String::new, |at| format!(", {}", instant(at)));
        let why = position["reason"].as_str().map_or_else(String::new, |reason| format!(": {reason}"));
        let counts = position["fault"].as_str().map_or_else(String::new, |fault| format!(" (does not count: {fault})"));
        lines.push(format!("  {} {}{by}{at}{why}{counts}", text(&position, "party"), text(&position, "answer")));
    }
    lines.push(state);
    for party in list("documents") {
        lines.push(format!(
            "by the document of {}, fingerprint {}",
            text(&party, "party"),
            text(&party, "fingerprint")
        ));
    }
    lines.push("Times are the claims of whoever signed.".into());
    lines.join("\n")
}
