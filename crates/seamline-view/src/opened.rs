//! What a record says by itself, slot by slot, as far as it is open.

use seamline_record::{FIRST_CONTENT, PROVENANCE, SlotType, Span, Statement, Value, to_json};
use serde_json::Value as Json;

use crate::item::{Change, ItemRef, ItemSlot, ItemSpan};

/// Name of a slot type in the interface.
pub(crate) fn type_name(slot_type: SlotType) -> &'static str {
    match slot_type {
        SlotType::Label => "Label",
        SlotType::Id => "Id",
        SlotType::Refs => "Refs",
        SlotType::Text => "Text",
        SlotType::Texts => "Texts",
        SlotType::Names => "Names",
        SlotType::Bool => "Bool",
        SlotType::Word(_) => "Enum",
        SlotType::When => "When",
        SlotType::Time => "Time",
        SlotType::Place => "Place",
        SlotType::Points => "Points",
        SlotType::Range => "Range",
        SlotType::Casualties => "Casualties",
        SlotType::Attendees => "Attendees",
        SlotType::Files => "Files",
        SlotType::Portion => "Portion",
        SlotType::Clauses => "Clauses",
        SlotType::Duties => "Duties",
        SlotType::Milestones => "Milestones",
        SlotType::Judgements => "Judgements",
        SlotType::Signature => "Signature",
    }
}

/// Text of the slot at `index`, if it is open and not empty.
pub(crate) fn text_at(statement: &Statement, index: u8) -> Option<&str> {
    statement.value(index)?.as_text().filter(|text| !text.is_empty())
}

/// Text of the slot called `name`, if it is open and not empty.
pub(crate) fn text<'a>(statement: &'a Statement, name: &str) -> Option<&'a str> {
    text_at(statement, statement.kind().index_of(name)?)
}

/// The record in one line: its English name where its kind has names, its headline slot otherwise.
pub(crate) fn title(statement: &Statement) -> Option<String> {
    english(statement).or_else(|| text_at(statement, statement.kind().headline()?)).map(str::to_owned)
}

/// A correction of a centre has `names` too, but they are not its own.
fn english(statement: &Statement) -> Option<&str> {
    if statement.kind().target().is_some() {
        return None;
    }
    let pairs = statement.value_of("names")?.as_array()?.iter().filter_map(Value::as_array);
    let mut english = pairs.filter(|pair| pair.first().and_then(Value::as_text) == Some("en"));
    english.next()?.get(1)?.as_text().filter(|name| !name.is_empty())
}

/// The slots after provenance.
pub(crate) fn slots(statement: &Statement) -> Vec<ItemSlot> {
    let content = statement.kind().slots().filter(|(index, _)| *index > PROVENANCE);
    content
        .map(|(index, slot)| {
            let value = statement.value(index);
            ItemSlot {
                index,
                name: slot.name.to_owned(),
                slot_type: type_name(slot.slot_type).to_owned(),
                open: value.is_some(),
                value: value.map_or(Json::Null, |value| to_json(slot.slot_type, value)),
            }
        })
        .collect()
}

/// The first date that is open.
pub(crate) fn span(statement: &Statement) -> Option<ItemSpan> {
    let dates = statement.kind().slots().filter(|(_, slot)| slot.slot_type == SlotType::When);
    span_of(dates.filter_map(|(index, _)| text_at(statement, index)).find_map(Span::parse))
}

/// A date in the form of the interface.
pub(crate) fn span_of(span: Option<Span>) -> Option<ItemSpan> {
    let span = span?;
    Some(ItemSpan { open: span.open(), edtf: span.edtf, from: span.from, to: span.to, approximate: span.approximate })
}

/// References that are open.
pub(crate) fn refs(statement: &Statement) -> Vec<ItemRef> {
    statement.refs().into_iter().map(|r| ItemRef { rel: r.rel.as_str().to_owned(), id: r.id }).collect()
}

/// What a correction puts in place of its target's slots, as far as it is open.
pub(crate) fn changes(correction: &Statement) -> Vec<Change> {
    let kind = correction.kind();
    let Some(target) = kind.target() else { return Vec::new() };
    let content = target.slots().filter(|(index, _)| *index >= FIRST_CONTENT);
    content
        .filter_map(|(index, slot)| {
            let value = correction.value(kind.replacement_of(index)?).filter(|value| **value != Value::Null)?;
            Some(Change { name: slot.name.to_owned(), value: to_json(slot.slot_type, value) })
        })
        .collect()
}
