//! Records of several kinds, from what their authors say to the bytes that are signed.

use seamline_record::{
    Composed, FIRST_CONTENT, Kind, KindSpec, Nature, Opening, SlotSpec, SlotType, Value, all_kinds, to_json,
};
use serde_json::{Value as Json, json};

use super::hex;
use crate::{forge, world::World};

/// The table of kinds.
pub(super) fn kinds() -> Json {
    let slot = |s: &SlotSpec| match s.slot_type {
        SlotType::Word(words) => json!({"name": s.name, "type": "Word", "words": words}),
        other => json!({"name": s.name, "type": format!("{other:?}")}),
    };
    let kind = |k: &KindSpec| {
        let mut kind = json!({"number": k.number, "version": k.version, "name": k.name,
            "followed_by_target": k.extends_target, "slots": k.content.iter().map(slot).collect::<Vec<_>>()});
        // Said only where it is so: what stands of the others stays as it was written.
        match k.nature {
            Nature::Joint => kind["opened"] = json!("whole, and agreed to"),
            Nature::Position => kind["opened"] = json!("whole"),
            Nature::Plain | Nature::Promise => {}
        }
        kind
    };
    let some = Kind::named("log-entry").expect("a kind");
    let common: Vec<Json> = some.slots().take(FIRST_CONTENT.into()).map(|(_, spec)| slot(&spec)).collect();
    json!({
        "common": common,
        "kinds": all_kinds().map(kind).collect::<Vec<_>>(),
    })
}

/// Values and their only encoding.
pub(super) fn cbor() -> Json {
    let values = [
        ("null", Value::Null),
        ("false", Value::Bool(false)),
        ("true", Value::Bool(true)),
        ("0", Value::Int(0)),
        ("23", Value::Int(23)),
        ("24", Value::Int(24)),
        ("-1", Value::Int(-1)),
        ("-256", Value::Int(-256)),
        ("1099511627775", Value::Int((1 << 40) - 1)),
        ("9223372036854775807", Value::Int(i64::MAX)),
        ("-9223372036854775808", Value::Int(i64::MIN)),
        ("h''", Value::Bytes(vec![])),
        ("h'00ff'", Value::Bytes(vec![0, 255])),
        ("\"\"", Value::text("")),
        ("\"مخمور\"", Value::text("مخمور")),
        ("[]", Value::Array(vec![])),
        ("[1, [null, \"a\"]]", {
            Value::Array(vec![Value::Int(1), Value::Array(vec![Value::Null, Value::text("a")])])
        }),
    ];
    let one = |(diagnostic, value): &(&str, Value)| json!({"diagnostic": diagnostic, "hex": hex(&value.encode())});
    Json::Array(values.iter().map(one).collect())
}

/// Every record of the world.
pub(super) fn records(world: &World) -> Json {
    let one = |(name, composed): (&&str, &Composed)| {
        let statement = world.statement(name);
        let kind = statement.kind();
        let slot = |opening: &Opening| {
            let spec = kind.slot(opening.index).expect("a slot of the kind");
            json!({"index": opening.index, "name": spec.name, "salt": hex(&opening.salt),
                "value": hex(&opening.value.encode()), "shown": to_json(spec.slot_type, &opening.value),
                "commitment": hex(&statement.record().commitments()[usize::from(opening.index)].0)})
        };
        let author = statement.record().author();
        let (protected, payload, signature) = parts(composed.record.bytes());
        json!({
            "name": name, "kind": kind.name(), "kind_number": kind.number(), "kind_version": kind.version(),
            "by": author.to_string(), "document_version": 1,
            "slots": composed.openings.iter().map(slot).collect::<Vec<_>>(),
            "protected": hex(&protected), "payload": hex(&payload),
            "to_be_signed": hex(&forge::sig_structure(&protected, &payload)),
            "id": composed.record.id().to_string(), "signature": hex(&signature),
            "bytes": hex(composed.record.bytes()),
        })
    };
    Json::Array(world.records.iter().map(one).collect())
}

/// Protected header, payload and signature of a COSE_Sign1 whose unprotected header is empty.
pub(super) fn parts(record: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    // Without tag and with null for the empty map it is an array of our subset.
    let plain: Vec<u8> = [&[0x84], &record[2..16], &[0xf6], &record[17..]].concat();
    let value = Value::decode(&plain).expect("an own record");
    let [protected, _, payload, signature] = value.as_array().expect("four fields") else { panic!("four fields") };
    let bytes = |v: &Value| v.as_bytes().expect("a byte string").to_vec();
    (bytes(protected), bytes(payload), bytes(signature))
}
