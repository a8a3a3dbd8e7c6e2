//! Structured texts of joint acts: clauses in several languages, duties, milestones, judgements.
//!
//! A list with a [`Flaw`] is no value of its slot: what two parties sign must be read in one way only.

mod clause;
mod duty;
mod judgement;
mod milestone;

use std::collections::BTreeMap;

pub use clause::Clause;
pub use duty::Duty;
pub use judgement::Judgement;
pub use milestone::Milestone;
use serde_json::Value as Json;

use crate::{cbor::Value, schema::SlotType, shape::LANGUAGES};

/// Why a list of them cannot stand, in words for the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// No items, or more than the slot takes.
    #[error("an empty list, or one that is too long")]
    Count,
    /// A number other than 1, 2.3, 2.3.1 and so on, each part 1 to 999, at most four of them.
    #[error("a clause's number has the form 1, 2.3 or 2.3.1")]
    Number,
    /// Two clauses have one number.
    #[error("two clauses have the same number")]
    ClauseTwice,
    /// Clauses out of order.
    #[error("the clauses are not in the order of their numbers")]
    ClauseOrder,
    /// A clause below one that is not there.
    #[error("a clause stands below one that is not there")]
    ClauseParent,
    /// The languages are not the same in every item, there is none, or a text is empty.
    #[error("a text is missing in one of the languages")]
    Languages,
    /// A duty that nobody does or nobody answers for.
    #[error("a duty needs someone who does it and someone who answers for it")]
    Nobody,
    /// Two milestones have one key, or a key is empty.
    #[error("two milestones have the same key, or one has none")]
    MilestoneTwice,
    /// It comes after a milestone that is not there.
    #[error("a milestone comes after one that is not there")]
    MilestoneUnknown,
    /// It comes after itself, by way of others.
    #[error("milestones wait for each other in a circle")]
    MilestoneLoop,
    /// A date that is none.
    #[error("a date is not of the calendar")]
    Date,
    /// A judgement without a source.
    #[error("a judgement needs at least one source")]
    Unsourced,
}

impl Flaw {
    /// The word by which interfaces look up its sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Number => "clause-number",
            Self::ClauseTwice => "clause-twice",
            Self::ClauseOrder => "clause-order",
            Self::ClauseParent => "clause-parent",
            Self::Languages => "languages",
            Self::Nobody => "nobody",
            Self::MilestoneTwice => "milestone-twice",
            Self::MilestoneUnknown => "milestone-unknown",
            Self::MilestoneLoop => "milestone-loop",
            Self::Date => "date",
            Self::Unsourced => "unsourced",
        }
    }
}

/// A text in each language.
pub(crate) type Texts = BTreeMap<String, String>;

fn texts_value(texts: &Texts) -> Value {
    Value::Array(texts.iter().map(|(l, t)| Value::Array(vec![Value::text(l), Value::text(t)])).collect())
}

fn texts_from(value: &Value) -> Option<Texts> {
    let mut texts = Texts::new();
    for pair in value.as_array()? {
        let [language, text] = pair.as_array()? else { return None };
        let language = language.as_text()?.to_owned();
        // Ascending, each once: another order would be another encoding of the same.
        if texts.last_key_value().is_some_and(|(last, _)| *last >= language) {
            return None;
        }
        texts.insert(language, text.as_text()?.to_owned());
    }
    Some(texts)
}

/// Each in the same languages, and something said in each.
fn aligned<'a>(mut each: impl Iterator<Item = &'a Texts>) -> Result<(), Flaw> {
    let Some(first) = each.next() else { return Err(Flaw::Count) };
    let known = first.keys().all(|language| LANGUAGES.contains(&language.as_str()));
    let said = |texts: &Texts| !texts.is_empty() && texts.values().all(|text| !text.trim().is_empty());
    let same = |texts: &Texts| said(texts) && texts.keys().eq(first.keys());
    if known && said(first) && each.all(same) { Ok(()) } else { Err(Flaw::Languages) }
}

fn words(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_text().map(str::to_owned)).collect()
}

fn words_value(words: &[String]) -> Value {
    Value::Array(words.iter().map(Value::text).collect())
}

/// A list of one of these as a slot's value.
pub(crate) trait Listed: Sized + serde::Serialize + for<'a> serde::Deserialize<'a> {
    fn to_value(&self) -> Value;
    fn from_value(value: &Value) -> Option<Self>;
    /// What keeps a list of them from being a value of its slot.
    fn check(list: &[Self]) -> Result<(), Flaw>;

    fn list(value: &Value) -> Option<Vec<Self>> {
        value.as_array()?.iter().map(Self::from_value).collect()
    }

    fn fits(value: &Value) -> bool {
        Self::list(value).is_some_and(|list| Self::check(&list).is_ok())
    }

    fn from_json(json: &Json) -> Result<Value, Option<Flaw>> {
        let list: Vec<Self> = serde_json::from_value(json.clone()).map_err(|_| None)?;
        Self::check(&list).map_err(Some)?;
        Ok(Value::Array(list.iter().map(Self::to_value).collect()))
    }

    fn to_json(value: &Value) -> Json {
        Self::list(value).and_then(|list| serde_json::to_value(list).ok()).unwrap_or(Json::Null)
    }
}

/// Why a value is none of its slot, where more can be said than its form.
pub(crate) fn flaw(slot_type: SlotType, json: &Json) -> Option<Flaw> {
    let said = match slot_type {
        SlotType::Clauses => Clause::from_json(json),
        SlotType::Duties => Duty::from_json(json),
        SlotType::Milestones => Milestone::from_json(json),
        SlotType::Judgements => Judgement::from_json(json),
        _ => return None,
    };
    said.err().flatten()
}
