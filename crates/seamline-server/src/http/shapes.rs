//! What the API shows, as its description names it. Times are ms since 1970 UTC, ids 64 hexadecimal digits.

mod agreed;

use std::collections::BTreeMap;

use seamline_node::{Listed, Listing, ReleaseState};
use seamline_record::{AudienceId, RecordId};
use seamline_view::Item as View;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

pub(crate) use agreed::{Joint, Position, Step};

use super::input::{level, parsed};
use crate::fault::Fault;

/// Names by language: `en`, and any of `ar`, `ckb`, `kmr`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Names {
    en: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ckb: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    kmr: Option<String>,
}

impl Names {
    /// From names by language; `otherwise` stands in where English is missing.
    pub(crate) fn new(by_language: &BTreeMap<String, String>, otherwise: &str) -> Self {
        let name = |language: &str| by_language.get(language).cloned();
        let en = name("en").unwrap_or_else(|| otherwise.to_owned());
        Self { en, ar: name("ar"), ckb: name("ckb"), kmr: name("kmr") }
    }

    /// From the JSON value of a slot of names.
    pub(crate) fn from_slot(value: Option<&Json>, otherwise: &str) -> Self {
        let by_language = value.and_then(|v| serde_json::from_value(v.clone()).ok()).unwrap_or_default();
        Self::new(&by_language, otherwise)
    }
}

/// A place of a record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub(crate) struct Place {
    /// Degrees, WGS 84.
    pub(crate) lat: f64,
    /// Degrees, WGS 84.
    pub(crate) lon: f64,
    /// Radius within which the place lies.
    precision_m: i64,
    #[serde(default)]
    name: Option<String>,
}

/// Handling marks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Label {
    /// open, restricted, confidential, secret
    level: String,
    caveats: Vec<String>,
    /// originator, free
    onward: String,
}

impl From<seamline_view::Marks> for Label {
    fn from(marks: seamline_view::Marks) -> Self {
        Self { level: word(marks.level), caveats: marks.caveats, onward: word(marks.onward) }
    }
}

/// How far an officer's releases reach.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    /// Parties that may be told.
    to: Vec<String>,
    /// The highest level that may go: open, restricted, confidential, secret
    level: String,
    /// Names of slots that never go.
    #[serde(default)]
    never: Vec<String>,
    /// Smallest precision of a place that may go, metres; any where null.
    finest_m: Option<u32>,
}

impl Limits {
    pub(crate) fn parse(self) -> Result<seamline_node::Limits, Fault> {
        let to = self.to.iter().map(|party| parsed("limits", party)).collect::<Result<_, _>>()?;
        let level = level("limits", &self.level)?;
        let never = self.never.into_iter().collect();
        Ok(seamline_node::Limits { to, level, never, finest_m: self.finest_m })
    }
}

impl From<seamline_node::Limits> for Limits {
    fn from(limits: seamline_node::Limits) -> Self {
        Self {
            to: limits.to.iter().map(ToString::to_string).collect(),
            level: word(limits.level),
            never: limits.never.into_iter().collect(),
            finest_m: limits.finest_m,
        }
    }
}

/// One slot after provenance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Slot {
    index: u8,
    pub(crate) name: String,
    r#type: String,
    /// Opened to this reader; without it `value` is null and says nothing.
    pub(crate) open: bool,
    pub(crate) value: Json,
}

/// A date as a stretch of time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Span {
    /// EDTF (ISO 8601-2).
    edtf: String,
    #[schema(required = true)]
    from: Option<i64>,
    #[schema(required = true)]
    to: Option<i64>,
    open: bool,
    approximate: bool,
}

impl From<seamline_view::ItemSpan> for Span {
    fn from(s: seamline_view::ItemSpan) -> Self {
        Self { edtf: s.edtf, from: s.from, to: s.to, open: s.open, approximate: s.approximate }
    }
}

/// A reference to another record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ref {
    /// about, corrects, acknowledges, supersedes, part-of, cites, links
    pub(crate) rel: String,
    pub(crate) id: String,
}

/// A correction of the record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Corrected {
    id: String,
    #[schema(required = true)]
    at: Option<i64>,
    #[schema(required = true)]
    reason: Option<String>,
    /// Slots that `changes` replaces.
    slots: Vec<String>,
    changes: Vec<Change>,
}

/// A value in place of another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Change {
    name: String,
    value: Json,
}

/// A link to another record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Linked {
    id: String,
    /// same-event, disputed, related, not stated
    relation: String,
    other: String,
}

/// An acknowledgement by another party, or of a handover or sitrep by another officer of its own.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Acknowledged {
    party: String,
    /// The officer; own party's acknowledgements only.
    #[schema(required = true)]
    officer: Option<String>,
    /// opened, acknowledged, not stated
    what: String,
    #[schema(required = true)]
    at: Option<i64>,
    id: String,
}

/// How far a release to one audience has come.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Release {
    pub(crate) to: String,
    slots: Vec<String>,
    whole: bool,
    /// So many content slots crossed,
    crossed: usize,
    /// of so many.
    of: usize,
    queued: i64,
    #[schema(required = true)]
    delivered: Option<i64>,
    #[schema(required = true)]
    opened: Option<i64>,
    #[schema(required = true)]
    acknowledged: Option<i64>,
    /// Where it was shown and no copy sent: id of the record that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    disclosure: Option<String>,
}

impl Release {
    /// Nothing crossed; it was shown.
    pub(crate) fn shown(to: &AudienceId, listed: &Listed, now: i64, disclosure: RecordId) -> Self {
        let of = listed.item.slots.iter().filter(|slot| slot.open && !slot.value.is_null()).count();
        let (delivered, opened, acknowledged) = (None, None, None);
        let (slots, whole, crossed, disclosure) = (Vec::new(), false, 0, Some(disclosure.to_string()));
        Self { to: to.to_string(), slots, whole, crossed, of, queued: now, delivered, opened, acknowledged, disclosure }
    }
}

/// A record as this node's officers see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Item {
    pub(crate) id: String,
    matter: String,
    kind: String,
    pub(crate) party: String,
    node: String,
    pub(crate) own: bool,
    /// The officer who wrote it; own records only.
    #[schema(required = true)]
    author: Option<String>,
    #[schema(required = true)]
    pub(crate) at: Option<i64>,
    /// When this node stored it; null for its own.
    #[schema(required = true)]
    received: Option<i64>,
    #[schema(required = true)]
    title: Option<String>,
    #[schema(required = true)]
    provenance: Option<String>,
    /// Invented for the exercise.
    synthetic: bool,
    label: Label,
    pub(crate) slots: Vec<Slot>,
    #[schema(required = true)]
    span: Option<Span>,
    state: String,
    refs: Vec<Ref>,
    #[schema(required = true)]
    pub(crate) superseded_by: Option<String>,
    /// Version of its party's document that takes it back: said in its name by one who had no right to.
    #[schema(required = true)]
    repudiated: Option<u64>,
    /// Its party has asked to use it no more; its content is then shown to its own officers only.
    #[schema(required = true)]
    withdrawn: Option<Withdrawal>,
    corrected: Vec<Corrected>,
    links: Vec<Linked>,
    acknowledgements: Vec<Acknowledged>,
    /// First twelve digits of the id in groups of four, as prints show them.
    short: String,
    /// Joint acts only.
    #[schema(required = true)]
    joint: Option<Joint>,
    /// Where parties stand on a joint act, earliest first, those that do not count too.
    positions: Vec<Position>,
    /// What its parties said of a commitment or programme, earliest first.
    steps: Vec<Step>,
    /// Own records only; empty for what was withheld from everyone.
    pub(crate) releases: Vec<Release>,
}

/// A withdrawal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Withdrawal {
    id: String,
    #[schema(required = true)]
    at: Option<i64>,
    #[schema(required = true)]
    reason: Option<String>,
}

/// Items, ascending by time, and how many match without the limit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Items {
    items: Vec<Item>,
    total: u64,
}

impl Item {
    /// The value of an opened slot.
    pub(crate) fn value(&self, name: &str) -> Option<&Json> {
        self.slots.iter().find(|s| s.name == name && s.open).map(|s| &s.value).filter(|v| !v.is_null())
    }

    /// The value of an opened slot of text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.value(name).and_then(Json::as_str).map(str::to_owned)
    }

    /// The value of an opened slot of texts.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let list = self.value(name).and_then(Json::as_array);
        list.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
    }

    /// The value of an opened slot of a place.
    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        self.value(name).and_then(|v| serde_json::from_value(v.clone()).ok())
    }
}

impl From<ReleaseState> for Release {
    fn from(state: ReleaseState) -> Self {
        let ReleaseState { to, slots, whole, crossed, of, queued, delivered, opened, acknowledged } = state;
        Self { to, slots, whole, crossed, of, queued, delivered, opened, acknowledged, disclosure: None }
    }
}

impl From<Listing> for Items {
    fn from(listing: Listing) -> Self {
        Self { items: listing.items.into_iter().map(Item::from).collect(), total: listing.total }
    }
}

pub(crate) fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl From<Listed> for Item {
    fn from(listed: Listed) -> Self {
        let releases = listed.releases.into_iter().map(Release::from).collect();
        let item: View = listed.item;
        let slots = item.slots.into_iter().map(|s| Slot {
            index: s.index,
            name: s.name,
            r#type: s.slot_type,
            open: s.open,
            value: s.value,
        });
        let span = item.span.map(Span::from);
        let corrected = item.corrected.into_iter().map(|c| Corrected {
            id: c.id.to_string(),
            at: c.at,
            reason: c.reason,
            slots: c.slots,
            changes: c.changes.into_iter().map(|c| Change { name: c.name, value: c.value }).collect(),
        });
        let links = item.links.into_iter();
        let told = item.acknowledgements.into_iter();
        Self {
            id: item.id.to_string(),
            matter: item.matter.to_string(),
            kind: item.kind,
            party: item.party.to_string(),
            node: item.node.to_string(),
            own: item.own,
            author: item.author,
            at: item.at,
            received: item.received,
            title: item.title,
            provenance: item.provenance,
            synthetic: item.synthetic,
            label: Label::from(item.label),
            slots: slots.collect(),
            span,
            state: item.state,
            refs: item.refs.into_iter().map(|r| Ref { rel: r.rel, id: r.id.to_string() }).collect(),
            superseded_by: item.superseded_by.map(|id| id.to_string()),
            repudiated: item.repudiated,
            withdrawn: item.withdrawn.map(|w| Withdrawal { id: w.id.to_string(), at: w.at, reason: w.reason }),
            corrected: corrected.collect(),
            links: links
                .map(|l| Linked { id: l.id.to_string(), relation: l.relation, other: l.other.to_string() })
                .collect(),
            acknowledgements: told
                .map(|a| Acknowledged {
                    party: a.party.to_string(),
                    officer: a.officer,
                    what: a.what,
                    at: a.at,
                    id: a.id.to_string(),
                })
                .collect(),
            short: short_id(item.id),
            joint: item.joint.map(Joint::from),
            positions: item.positions.into_iter().map(Position::from).collect(),
            steps: item.steps.into_iter().map(Step::from).collect(),
            releases,
        }
    }
}

/// The beginning of an id as prints show it: three groups of four digits.
pub(crate) fn short_id(id: RecordId) -> String {
    let digits = id.to_string();
    [&digits[..4], &digits[4..8], &digits[8..12]].join(" ")
}

/// Words with commas between them, as queries carry them.
pub(crate) fn listed(words: Option<&str>) -> impl Iterator<Item = String> {
    let words = words.into_iter().flat_map(|words| words.split(','));
    words.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned)
}
