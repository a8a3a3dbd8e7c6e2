//! Does a value fit its slot? Null always does, except for the label.

use crate::{
    attachment::Attachment,
    cbor::Value,
    deliberation::{Clause, Duty, Judgement, Listed, Milestone},
    edtf::Span,
    figures::{Casualty, Place, Range, point_from_values},
    label::{Label, Portion},
    schema::SlotType,
    statement::Ref,
};

/// Longest encoded value of one slot, in bytes.
pub(crate) const MAX_VALUE: usize = 128 * 1024;
/// Most references of one record.
pub(crate) const MAX_REFS: usize = 64;
/// Languages that names come in.
pub(crate) const LANGUAGES: [&str; 4] = ["ar", "ckb", "en", "kmr"];

impl SlotType {
    /// Whether `value` is one of this type.
    pub fn fits(self, value: &Value) -> bool {
        if *value == Value::Null {
            return self != Self::Label;
        }
        match self {
            Self::Label => Label::from_value(value).is_some(),
            Self::Id => value.as_bytes().is_some_and(|b| b.len() == 32),
            Self::Refs => list(value, MAX_REFS, |item| Ref::from_value(item).is_some()) && ascending(value),
            Self::Text => value.as_text().is_some(),
            Self::Texts => list(value, 64, |item| item.as_text().is_some()),
            Self::Names => list(value, LANGUAGES.len(), is_named) && one_per_language(value),
            Self::Bool => matches!(value, Value::Bool(_)),
            Self::Word(words) => value.as_text().is_some_and(|word| words.contains(&word)),
            Self::When => value.as_text().is_some_and(|text| Span::parse(text).is_some()),
            Self::Time => value.as_int().is_some(),
            Self::Place => Place::from_value(value).is_some(),
            Self::Points => value.as_array().is_some_and(|p| p.len() >= 2) && list(value, 2048, is_point),
            Self::Range => Range::from_value(value).is_some(),
            Self::Casualties => list(value, 16, |item| Casualty::from_value(item).is_some()),
            Self::Attendees => list(value, 64, is_attendee),
            Self::Files => list(value, 16, |item| Attachment::from_value(item).is_some()),
            Self::Portion => Portion::from_value(value).is_some(),
            Self::Clauses => Clause::fits(value),
            Self::Duties => Duty::fits(value),
            Self::Milestones => Milestone::fits(value),
            Self::Judgements => Judgement::fits(value),
            Self::Signature => value.as_bytes().is_some_and(|b| b.len() == 64),
        }
    }

    /// What fits, in words for the person who typed something else.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Label => "a label: level and caveats",
            Self::Id => "the id of a record",
            Self::Refs => "a list of references {rel, id}",
            Self::Text => "text",
            Self::Texts => "a list of texts",
            Self::Names => "names by language: en, ar, ckb, kmr",
            Self::Bool => "true or false",
            Self::Word(_) => "one of the words of its list",
            Self::When => "a date as EDTF, for example 2021-07-26, 2024-12/2025, 2026/.. or 2026-01-15T02:31:00+03:00",
            Self::Time => "an instant in milliseconds since 1970",
            Self::Place => "a place {lat, lon, precision_m, name}",
            Self::Points => "a list of [lat, lon], two or more",
            Self::Range => "a range {min, best, max, qualifier}, in order",
            Self::Casualties => "a list of {group, harm, min, best, max}",
            Self::Attendees => "a list of {name, title, party}",
            Self::Files => "a list of {hash, length, type, name}, each file at most 64 MiB",
            Self::Portion => "a paragraph {level, text}",
            Self::Clauses => "a list of clauses {number, field, texts}",
            Self::Duties => "a list of duties {task, does, answers, told, within_min}",
            Self::Milestones => "a list of milestones {key, names, phase, due, after}",
            Self::Judgements => "a list of judgements {part, texts, likelihood, confidence, sources}",
            Self::Signature => "a signature of 128 hexadecimal digits",
        }
    }
}

fn list(value: &Value, most: usize, each: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.len() <= most && items.iter().all(each))
}

fn ascending(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.windows(2).all(|pair| pair[0] < pair[1]))
}

/// Sorted, and no language twice: interfaces show names by language, and one of two would vanish.
fn one_per_language(value: &Value) -> bool {
    let language = |item: &Value| item.as_array().and_then(<[Value]>::first).cloned();
    value.as_array().is_some_and(|items| items.windows(2).all(|pair| language(&pair[0]) < language(&pair[1])))
}

fn is_named(item: &Value) -> bool {
    matches!(item.as_array(), Some([language, name])
        if language.as_text().is_some_and(|l| LANGUAGES.contains(&l)) && name.as_text().is_some())
}

fn is_point(item: &Value) -> bool {
    matches!(item.as_array(), Some([lat, lon]) if point_from_values(lat, lon).is_some())
}

fn is_attendee(item: &Value) -> bool {
    item.as_array().is_some_and(|fields| fields.len() == 3 && fields.iter().all(|f| f.as_text().is_some()))
}
