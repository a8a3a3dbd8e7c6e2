//! `seamline record add | list | show`.

use clap::{Args, Subcommand};
use seamline_node::{NewRecord, ReleaseRequest};
use seamline_record::{Kind, Label, Ref, Rel, SlotType, from_json};
use serde_json::Value as Json;

use crate::{
    access::{Access, At, Wanted},
    fault::Fault,
    told::{instant, table, tell},
    words,
};

#[derive(Subcommand)]
pub(crate) enum Record {
    /// Write a record, and release it at once where asked to.
    Add(Add),
    /// List records, newest last.
    List(List),
    /// Show one record: slots, references, releases with their receipts.
    Show(Show),
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline record add incident --data makhmour --field centre=makhmour --field summary='Two lights on the ridge' \\\n    --field 'place={\"lat\":35.73,\"lon\":43.62,\"precision_m\":5000}' --release kurdistan:summary,place"
)]
pub(crate) struct Add {
    /// centre, line, place, log-entry, incident, meeting, estimate, strength, commitment, source-item, acknowledgement,
    /// link, correction or withdrawal.
    kind: String,
    #[command(flatten)]
    at: At,
    /// A slot, `name=value`: text, or JSON where the slot is no text.
    #[arg(long, value_name = "NAME=VALUE", value_parser = words::field)]
    field: Vec<(String, String)>,
    /// When it is said to have been written; now where absent.
    #[arg(long = "at", value_name = "TIME", value_parser = words::time)]
    time: Option<i64>,
    /// The record that opened the matter it belongs to.
    #[arg(long, value_name = "ID")]
    matter: Option<String>,
    /// A reference, `rel:ID`.
    #[arg(long = "ref", value_name = "REL:ID", value_parser = words::reference)]
    refs: Vec<(String, String)>,
    /// Handling marks, `level[,caveat…]`.
    #[arg(long, default_value = "restricted", value_parser = words::label)]
    label: Label,
    /// Release at once, `PARTY[:slot,slot]`; whole where no slot is named.
    #[arg(long, value_name = "PARTY[:SLOTS]", value_parser = words::release)]
    release: Vec<ReleaseRequest>,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline record list --data makhmour --kind incident --find ridge")]
pub(crate) struct List {
    #[command(flatten)]
    at: At,
    /// Only this kind.
    #[arg(long)]
    kind: Option<String>,
    /// Only with these words, in any spelling that folds to them.
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// At most so many, the newest.
    #[arg(long, default_value_t = 200)]
    limit: usize,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline record show 1f0c22aa --data makhmour")]
pub(crate) struct Show {
    /// The record's id, or its first 8 digits or more.
    record: String,
    #[command(flatten)]
    at: At,
}

pub(crate) async fn run(command: Record, as_json: bool) -> Result<(), Fault> {
    match command {
        Record::Add(add) => run_add(add, as_json).await,
        Record::List(list) => run_list(list, as_json).await,
        Record::Show(show) => run_show(&show, as_json).await,
    }
}

async fn run_add(add: Add, as_json: bool) -> Result<(), Fault> {
    let mut access = add.at.access().await?;
    let mut refs = Vec::new();
    for (rel, id) in &add.refs {
        let id = access.find(id).await?;
        let pair = Rel::from_word(rel).zip(id.parse().ok());
        refs.extend(pair.map(|(rel, id)| Ref { rel, id }));
    }
    let matter = match &add.matter {
        Some(start) => access.find(start).await?.parse().ok(),
        None => None,
    };
    let kind = shaped_like(&access, &add.kind, &refs).await?;
    let fields = add.field.iter().map(|(name, value)| (name.clone(), field_value(kind, name, value))).collect();
    let Add { kind, time: at, label, release, .. } = add;
    let said = access.record(&NewRecord { kind, at, matter, label, fields, refs, release }).await?;
    tell(as_json, &said, || {
        let released: Vec<_> = said["releases"].as_array().into_iter().flatten().map(release_line).collect();
        let id = said["id"].as_str().unwrap_or_default();
        if released.is_empty() {
            format!("{id}\nwithheld from everyone")
        } else {
            format!("{id}\n{}", released.join("\n"))
        }
    });
    Ok(())
}

/// The kind whose slots the fields name: for a correction that of its target.
async fn shaped_like(access: &Access, kind: &str, refs: &[Ref]) -> Result<Option<Kind>, Fault> {
    let corrected = refs.iter().find(|r| r.rel == Rel::Corrects && kind == "correction");
    let Some(corrected) = corrected else { return Ok(Kind::named(kind)) };
    let target = access.item(&corrected.id.to_string()).await?;
    Ok(target["kind"].as_str().and_then(Kind::named))
}

/// JSON where it is a value of the slot's type, else text.
fn field_value(kind: Option<Kind>, name: &str, text: &str) -> Json {
    let slot = kind.and_then(|kind| kind.slot(kind.index_of(name)?));
    let fits = |json: &Json| slot.is_some_and(|slot| !json.is_null() && from_json(slot.slot_type, json).is_some());
    if slot.is_some_and(|slot| slot.slot_type == SlotType::Text) {
        return Json::from(text);
    }
    serde_json::from_str(text).ok().filter(fits).unwrap_or_else(|| Json::from(text))
}

async fn run_list(list: List, as_json: bool) -> Result<(), Fault> {
    let access = list.at.access().await?;
    let listing = access.list(&Wanted { kind: list.kind, words: list.find, limit: list.limit }).await?;
    tell(as_json, &listing, || {
        let items = listing["items"].as_array().cloned().unwrap_or_default();
        let rows: Vec<Vec<String>> = items.iter().map(row).collect();
        format!("{}\n{} of {}", table(&rows), items.len(), listing["total"])
    });
    Ok(())
}

fn row(item: &Json) -> Vec<String> {
    let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
    let releases: Vec<_> = item["releases"].as_array().into_iter().flatten().map(short_release).collect();
    let shared = match (item["own"].as_bool(), releases.is_empty()) {
        (Some(true), true) => "withheld".to_owned(),
        (Some(true), false) => releases.join(" "),
        _ => "received".to_owned(),
    };
    let id: String = text("id").chars().take(12).collect();
    let at = item["at"].as_i64().map_or_else(|| "time not opened".to_owned(), instant);
    let title: String = item["title"].as_str().unwrap_or("not opened").chars().take(64).collect();
    vec![id, at, text("kind"), format!("{}/{}", text("party"), text("node")), title, shared]
}

fn short_release(release: &Json) -> String {
    let part = if release["whole"].as_bool() == Some(true) { "" } else { ":part" };
    format!("{}{part}", release["to"].as_str().unwrap_or_default())
}

/// One release in words.
pub(crate) fn release_line(release: &Json) -> String {
    let to = release["to"].as_str().unwrap_or_default();
    let when = |name: &str| release[name].as_i64().map(instant);
    let stage = when("acknowledged")
        .map(|at| format!("acknowledged {at}"))
        .or_else(|| when("opened").map(|at| format!("opened {at}")))
        .or_else(|| when("delivered").map(|at| format!("delivered, receipt of {at}")))
        .unwrap_or_else(|| "queued, no receipt yet".into());
    let what = if release["whole"].as_bool() == Some(true) {
        "whole".to_owned()
    } else {
        let slots: Vec<_> = release["slots"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        slots.join(", ")
    };
    format!("released to {to}: {what}; {stage}")
}

async fn run_show(show: &Show, as_json: bool) -> Result<(), Fault> {
    let access = show.at.access().await?;
    let id = access.find(&show.record).await?;
    let item = access.item(&id).await?;
    tell(as_json, &item, || shown(&item));
    Ok(())
}

fn shown(item: &Json) -> String {
    let text = |name: &str| item[name].as_str().unwrap_or_default();
    let at = |name: &str| item[name].as_i64().map(instant);
    let caveats: Vec<_> = item["label"]["caveats"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let mut rows = vec![
        vec!["record".into(), text("id").into()],
        vec!["kind".into(), format!("{}, {}", text("kind"), text("state"))],
        vec!["by".into(), format!("{}/{}", text("party"), text("node"))],
        vec!["written".into(), at("at").unwrap_or_else(|| "not opened".into())],
        vec!["label".into(), [vec![item["label"]["level"].as_str().unwrap_or_default()], caveats].concat().join(", ")],
        vec!["source".into(), text("provenance").into()],
    ];
    rows.extend(at("received").map(|at| vec!["received".into(), at]));
    for slot in item["slots"].as_array().into_iter().flatten() {
        let name = slot["name"].as_str().unwrap_or_default().to_owned();
        match (slot["open"].as_bool(), &slot["value"]) {
            (Some(false), _) => rows.push(vec![name, "not opened".into()]),
            (_, Json::Null) => {}
            (_, Json::String(text)) => rows.push(vec![name, text.clone()]),
            (_, other) => rows.push(vec![name, other.to_string()]),
        }
    }
    let list = |name: &str| item[name].as_array().cloned().unwrap_or_default();
    rows.extend(
        list("refs")
            .iter()
            .map(|r| vec![r["rel"].as_str().unwrap_or_default().into(), r["id"].as_str().unwrap_or_default().into()]),
    );
    rows.extend(list("links").iter().map(|l| {
        vec![l["relation"].as_str().unwrap_or_default().into(), l["other"].as_str().unwrap_or_default().into()]
    }));
    rows.extend(
        list("corrected").iter().map(|c| vec!["corrected".into(), c["reason"].as_str().unwrap_or_default().into()]),
    );
    let mut lines = vec![table(&rows)];
    lines.extend(list("releases").iter().map(release_line));
    if item["own"].as_bool() == Some(true) && list("releases").is_empty() {
        lines.push("withheld from everyone".into());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_json_only_where_the_slot_is() {
        let incident = Kind::named("incident");
        assert_eq!(field_value(incident, "summary", "42"), Json::from("42"));
        assert_eq!(field_value(incident, "summary", "{\"a\":1}"), Json::from("{\"a\":1}"));
        assert_eq!(field_value(incident, "observed", "2026-01-15"), Json::from("2026-01-15"));
        assert!(field_value(incident, "place", r#"{"lat":1,"lon":2,"precision_m":3}"#).is_object());
        assert_eq!(field_value(Kind::named("log-entry"), "done", "true"), Json::from(true));
        assert_eq!(field_value(None, "done", "true"), Json::from("true"));
    }
}
