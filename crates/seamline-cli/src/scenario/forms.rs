//! The files of a scenario as they are written.

use std::collections::BTreeMap;

use seamline_record::{Label, NodeId, Rel};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::{Fact, FactRelease, Party, Post, Row};
use crate::words;

#[derive(Deserialize)]
pub(super) struct HeadForm {
    pub(super) title: String,
    pub(super) now: String,
    pub(super) party: Vec<PartyForm>,
    pub(super) node: Vec<PostForm>,
    pub(super) link: Vec<LineForm>,
}

#[derive(Deserialize)]
pub(super) struct PartyForm {
    id: String,
    names: BTreeMap<String, String>,
    clearance: String,
    binds: String,
}

#[derive(Deserialize)]
pub(super) struct PostForm {
    party: String,
    node: String,
    role: String,
    centre: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LineForm {
    a: String,
    b: String,
}

#[derive(Deserialize)]
pub(super) struct RowsForm {
    pub(super) row: Vec<Row>,
}

#[derive(Deserialize)]
pub(super) struct FactsForm {
    #[serde(default)]
    pub(super) record: Vec<FactForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactForm {
    pub(super) key: String,
    kind: String,
    by: String,
    officer: Option<String>,
    at: String,
    report: String,
    #[serde(default)]
    rows: Vec<String>,
    #[serde(default)]
    label: Label,
    matter: Option<String>,
    #[serde(default)]
    refs: Vec<RefForm>,
    slots: Map<String, Json>,
    #[serde(default)]
    release: Vec<ReleaseForm>,
}

#[derive(Deserialize)]
struct RefForm {
    rel: String,
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseForm {
    to: String,
    #[serde(default)]
    slots: Vec<String>,
    #[serde(default)]
    later: bool,
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|fault| format!("\"{text}\": {fault}"))
}

pub(super) fn line(form: &LineForm) -> Result<(NodeId, NodeId), String> {
    Ok((parsed(&form.a)?, parsed(&form.b)?))
}

impl TryFrom<PartyForm> for Party {
    type Error = String;
    fn try_from(form: PartyForm) -> Result<Self, String> {
        let (id, clearance) = (parsed(&form.id)?, words::clearance(&form.clearance)?);
        Ok(Self { id, names: form.names, clearance, binds: form.binds })
    }
}

impl TryFrom<PostForm> for Post {
    type Error = String;
    fn try_from(form: PostForm) -> Result<Self, String> {
        let id = NodeId { party: parsed(&form.party)?, node: parsed(&form.node)? };
        Ok(Self { id, is_command: form.role == "hq", centre: form.centre })
    }
}

impl FactForm {
    pub(super) fn fact(self, now: i64) -> Result<Fact, String> {
        let at = match self.at.strip_prefix('+') {
            Some(duration) => now + duration_ms(duration)?,
            None => words::time(&self.at)?,
        };
        let mut slots = self.slots;
        // What a correction corrects is known from its reference.
        slots.remove("target_kind");
        let provenance = if self.report == "synthetic" { self.report } else { format!("report {}", self.report) };
        slots.insert("provenance".into(), Json::from(provenance));
        let release = |form: ReleaseForm| {
            let later_at = form.later.then_some(now);
            Ok(FactRelease { to: parsed(&form.to)?, slots: form.slots, later_at })
        };
        let reference = |form: RefForm| {
            let rel = Rel::from_word(&form.rel).ok_or_else(|| format!("\"{}\" is no relation", form.rel))?;
            Ok((rel, key(&form.id)?))
        };
        Ok(Fact {
            key: self.key,
            kind: self.kind,
            by: parsed(&self.by)?,
            officer: self.officer,
            at,
            label: self.label,
            matter: self.matter.as_deref().map(key).transpose()?,
            refs: self.refs.into_iter().map(reference).collect::<Result<_, String>>()?,
            slots,
            releases: self.release.into_iter().map(release).collect::<Result<_, String>>()?,
            rows: self.rows,
        })
    }
}

fn key(text: &str) -> Result<String, String> {
    text.strip_prefix('@')
        .map(str::to_owned)
        .ok_or_else(|| format!("\"{text}\" should be \"@\" and the key of a record"))
}

/// `P1DT4H10M` (ISO 8601) in ms.
fn duration_ms(text: &str) -> Result<i64, String> {
    let span: jiff::Span = text.parse().map_err(|error| format!("\"{text}\": {error}"))?;
    let minutes = (i64::from(span.get_days()) * 24 + i64::from(span.get_hours())) * 60 + span.get_minutes();
    Ok((minutes * 60 + span.get_seconds()) * 1000)
}
