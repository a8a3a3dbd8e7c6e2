//! `seamline verify`: what an evidence file, a joint act's file or a proof of two histories proves, with nothing but the
//! file and the party documents; and what a short id on a print stands for.

mod joint;

use std::path::{Path, PathBuf};

use clap::Args;
use seamline_feed::{Arrived, Equivocation, Evidence, EvidenceFault, Finding, NoEquivocation, Proven};
use seamline_node::JointFile;
use seamline_record::{Directory, FIRST_CONTENT, Opening, TIME, to_json};
use serde_json::{Value as Json, json};

use crate::{
    fault::Fault,
    files,
    party_file::PartyFile,
    passphrase::Unlock,
    told::{instant, table, tell},
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  seamline verify told.evidence --document iraq.party --document kurdistan.party\n  seamline verify '3f2a 91bc 04d7' --data makhmour"
)]
pub(crate) struct Verify {
    /// The evidence, the joint act or the proof of two histories; or, with --data, the short id of a print.
    file: String,
    /// A party's document; give those of all parties concerned.
    #[arg(long, required_unless_present = "data")]
    document: Vec<PathBuf>,
    /// A node's data folder, to look up a short id.
    #[arg(long)]
    data: Option<PathBuf>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(crate) async fn run(command: Verify, as_json: bool) -> Result<(), Fault> {
    let mut directory = Directory::default();
    for path in &command.document {
        PartyFile::read(path)?.admit_into(&mut directory)?;
    }
    let path = Path::new(&command.file);
    if command.data.is_some() && !path.is_file() {
        return joint::short_id(&command, &directory, as_json).await;
    }
    let bytes = files::read(path)?;
    if let Ok(two) = Equivocation::decode(&bytes) {
        return two_histories(&two, &directory, &command.file, as_json);
    }
    if let Ok(act) = JointFile::decode(&bytes) {
        return joint::file(&act, &directory, &command.file, as_json);
    }
    let finding = proven(&bytes, &directory).map_err(|fault| refused(&command.file, &fault))?;
    let json = in_json(&finding, &directory);
    tell(as_json, &json, || in_words(&json));
    Ok(())
}

fn two_histories(two: &Equivocation, directory: &Directory, file: &str, as_json: bool) -> Result<(), Fault> {
    let origin = two.verify(directory).map_err(|fault| {
        let what = format!("{file} proves nothing: {fault}");
        match fault {
            NoEquivocation::NoDocument => Fault::you(what, "add --document with the .party file of who signed it"),
            _ => Fault::peer(what, "ask whoever gave you the file for it again"),
        }
    })?;
    let (node, audience) = (origin.node.to_string(), origin.audience.to_string());
    let json = json!({"two_histories_by": node, "to": audience, "feed": origin.to_string()});
    let words = format!(
        "It verifies.\n{node} has signed two histories of one feed to {audience}: they cannot both be.\nWhat it told one \
         reader is not what it told another, or its keys are in other hands. Ask its party in person."
    );
    tell(as_json, &json, || words);
    Ok(())
}

/// What the file proves.
pub(crate) fn proven(bytes: &[u8], directory: &Directory) -> Result<Finding, EvidenceFault> {
    Evidence::decode(bytes)?.verify(directory)
}

fn refused(file: &str, fault: &EvidenceFault) -> Fault {
    let what = format!("{file} proves nothing: {fault}");
    match fault {
        EvidenceFault::NoDocument(node) => {
            Fault::you(what, format!("add --document with the .party file of {}", node.party))
        }
        _ => Fault::peer(what, "ask whoever gave you the file for it again"),
    }
}

fn in_json(finding: &Finding, directory: &Directory) -> Json {
    let statement = finding.statement();
    let author = statement.record().author();
    let slot = |opening: &Opening| {
        let slot = statement.kind().slot(opening.index)?;
        let shown = opening.index >= FIRST_CONTENT && opening.value != seamline_record::Value::Null;
        shown.then(|| json!({"name": slot.name, "value": to_json(slot.slot_type, &opening.value)}))
    };
    let acts: Vec<Json> = finding.acts().iter().map(act).collect();
    let parties: Vec<Json> = directory
        .parties()
        .map(|party| json!({"party": party.as_str(), "fingerprint": directory.fingerprint(party)}))
        .collect();
    json!({
        "record": statement.id().to_string(), "kind": statement.kind().name(),
        "by": format!("{}/{}", author.party, author.node),
        "time": statement.opening(TIME).and_then(|o| o.value.as_int()),
        "slots": statement.openings().filter_map(slot).collect::<Vec<_>>(),
        "acts": acts, "documents": parties,
    })
}

fn act(proven: &Proven) -> Json {
    let receipt =
        |one: &Arrived| json!({"by": one.by.to_string(), "at": one.time_s.saturating_mul(1000), "stands": one.stands});
    json!({
        "from": proven.origin.node.to_string(), "to": proven.origin.audience.to_string(), "position": proven.index,
        "claimed": proven.act.claimed_time, "receipts": proven.receipts.iter().map(receipt).collect::<Vec<_>>(),
        "repudiated": proven.repudiated.map(|r| r.version),
        "unshown": proven.unshown.map(|r| r.version),
    })
}

fn in_words(json: &Json) -> String {
    let text = |json: &Json, name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let at = |json: &Json, name: &str| json[name].as_i64().map_or_else(|| "not opened".to_owned(), instant);
    let list = |json: &Json, name: &str| json[name].as_array().cloned().unwrap_or_default();
    let mut lines = vec![
        "It verifies.".to_owned(),
        format!(
            "record {}, {} by {}, written {}",
            text(json, "record"),
            text(json, "kind"),
            text(json, "by"),
            at(json, "time")
        ),
    ];
    for act in list(json, "acts") {
        lines.push(format!("{} released it to {} ({})", text(&act, "from"), text(&act, "to"), at(&act, "claimed")));
        if let Some(version) = act["repudiated"].as_u64() {
            lines
                .push(format!("  taken back since by version {version} of its party's document: told, and repudiated"));
        }
        if let Some(version) = act["unshown"].as_u64() {
            lines.push(format!(
                "  its key was closed since by version {version}: this file does not show that the act is among those that stand"
            ));
        }
        for receipt in list(&act, "receipts") {
            let key = if receipt["stands"] == true { "" } else { ", with a key that stands no more" };
            lines.push(format!("  {} has signed that it arrived ({}){key}", text(&receipt, "by"), at(&receipt, "at")));
        }
    }
    lines.push("opened:".into());
    let rows: Vec<Vec<String>> = list(json, "slots")
        .iter()
        .map(|slot| {
            let value = slot["value"].as_str().map_or_else(|| slot["value"].to_string(), str::to_owned);
            vec![format!("  {}", text(slot, "name")), value]
        })
        .collect();
    lines.push(table(&rows));
    for party in list(json, "documents") {
        lines.push(format!(
            "by the document of {}, fingerprint {}",
            text(&party, "party"),
            text(&party, "fingerprint")
        ));
    }
    lines.push("Times are the claims of whoever signed; the order of a feed is proved.".into());
    lines.join("\n")
}
