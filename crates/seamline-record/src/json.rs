//! Slot values to and from JSON, the form of interfaces and scenario files.

use serde_json::{Map, Value as Json, json};

use crate::{
    attachment::Attachment,
    cbor::Value,
    deliberation::{Clause, Duty, Judgement, Listed, Milestone},
    figures::{Casualty, Place, Range, degrees_to_value, point_from_values},
    label::{Label, Portion},
    schema::SlotType,
    statement::Ref,
};

/// The value of a slot of this type in a JSON value; `None` if it does not fit.
pub fn from_json(slot_type: SlotType, json: &Json) -> Option<Value> {
    if json.is_null() {
        return (slot_type != SlotType::Label).then_some(Value::Null);
    }
    let value = match slot_type {
        SlotType::Label => serde_json::from_value::<Label>(json.clone()).ok()?.to_value(),
        SlotType::Id => Value::from(&json.as_str()?.parse::<crate::Hash>().ok()?.0[..]),
        SlotType::Refs => sorted(json, Ref::from_json)?,
        SlotType::Text | SlotType::Word(_) | SlotType::When => Value::from(json.as_str()?),
        SlotType::Texts => array(json, |item| item.as_str().map(Value::from))?,
        SlotType::Names => names(json.as_object()?)?,
        SlotType::Bool => Value::Bool(json.as_bool()?),
        SlotType::Time => Value::Int(json.as_i64()?),
        SlotType::Place => serde_json::from_value::<Place>(json.clone()).ok()?.to_value(),
        SlotType::Points => array(json, |point| {
            let [lat, lon] = point.as_array()?.as_slice() else { return None };
            Some(Value::Array(vec![degrees_to_value(lat.as_f64()?), degrees_to_value(lon.as_f64()?)]))
        })?,
        SlotType::Range => serde_json::from_value::<Range>(json.clone()).ok()?.to_value()?,
        SlotType::Casualties => array(json, |item| serde_json::from_value::<Casualty>(item.clone()).ok()?.to_value())?,
        SlotType::Files => array(json, |item| serde_json::from_value::<Attachment>(item.clone()).ok()?.to_value())?,
        SlotType::Portion => serde_json::from_value::<Portion>(json.clone()).ok()?.to_value(),
        SlotType::Clauses => Clause::from_json(json).ok()?,
        SlotType::Duties => Duty::from_json(json).ok()?,
        SlotType::Milestones => Milestone::from_json(json).ok()?,
        SlotType::Judgements => Judgement::from_json(json).ok()?,
        SlotType::Signature => Value::from(&from_hex(json.as_str()?)?[..]),
        SlotType::Attendees => array(json, |item| {
            let field = |name: &str| item.get(name).and_then(Json::as_str).unwrap_or_default();
            item.is_object().then(|| Value::Array(["name", "title", "party"].map(field).map(Value::from).to_vec()))
        })?,
    };
    slot_type.fits(&value).then_some(value)
}

/// The JSON form of a value that fits the type; null for one that does not.
pub fn to_json(slot_type: SlotType, value: &Value) -> Json {
    match slot_type {
        SlotType::Label => Label::from_value(value).map_or(Json::Null, |label| json!(label)),
        SlotType::Refs => list(value, |item| Ref::from_value(item).map(Ref::to_json)),
        SlotType::Names => value.as_array().map_or(Json::Null, |items| {
            let pair = |item: &Value| match item.as_array()? {
                [language, name] => Some((language.as_text()?.to_owned(), Json::from(name.as_text()?))),
                _ => None,
            };
            Json::Object(items.iter().filter_map(pair).collect())
        }),
        SlotType::Place => Place::from_value(value).map_or(Json::Null, |place| json!(place)),
        SlotType::Points => list(value, |item| match item.as_array()? {
            [lat, lon] => point_from_values(lat, lon).map(|(lat, lon)| json!([lat, lon])),
            _ => None,
        }),
        SlotType::Range => Range::from_value(value).map_or(Json::Null, |range| json!(range)),
        SlotType::Casualties => list(value, |item| Casualty::from_value(item).map(|c| json!(c))),
        SlotType::Files => list(value, |item| Attachment::from_value(item).map(|file| json!(file))),
        SlotType::Portion => Portion::from_value(value).map_or(Json::Null, |portion| json!(portion)),
        SlotType::Clauses => Clause::to_json(value),
        SlotType::Duties => Duty::to_json(value),
        SlotType::Milestones => Milestone::to_json(value),
        SlotType::Judgements => Judgement::to_json(value),
        SlotType::Attendees => list(value, |item| match item.as_array()? {
            [name, title, party] => {
                Some(json!({"name": name.as_text(), "title": title.as_text(), "party": party.as_text()}))
            }
            _ => None,
        }),
        _ => plain(value),
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(i) => json!(i),
        Value::Bytes(bytes) => json!(hex(bytes)),
        Value::Text(text) => json!(text),
        Value::Array(items) => items.iter().map(plain).collect(),
    }
}

/// Lower-case hexadecimal digits of some bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
}

/// Bytes of hexadecimal digits; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: &u8| char::from(*c).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(high)? << 4 | digit(low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

fn list(value: &Value, each: impl Fn(&Value) -> Option<Json>) -> Json {
    value.as_array().map_or(Json::Null, |items| items.iter().filter_map(each).collect())
}

fn array(json: &Json, each: impl Fn(&Json) -> Option<Value>) -> Option<Value> {
    json.as_array()?.iter().map(each).collect::<Option<_>>().map(Value::Array)
}

fn sorted(json: &Json, each: impl Fn(&Json) -> Option<Value>) -> Option<Value> {
    let Value::Array(mut items) = array(json, each)? else { return None };
    items.sort();
    items.dedup();
    Some(Value::Array(items))
}

fn names(object: &Map<String, Json>) -> Option<Value> {
    let pair = |(language, name): (&String, &Json)| {
        Some(Value::Array(vec![Value::text(language), Value::from(name.as_str()?)]))
    };
    let mut items: Vec<Value> = object.iter().map(pair).collect::<Option<_>>()?;
    items.sort();
    Some(Value::Array(items))
}
