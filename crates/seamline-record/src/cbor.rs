//! Deterministic CBOR (RFC 8949 §4.2.1): arrays, integers, byte and text strings, booleans, null.
//! No floats, no maps, no tags inside; bytes are refused unless encoding what was decoded gives them back.

use std::convert::Infallible;

use minicbor::{Decoder, Encoder, data::Type};

use crate::error::RecordFault;

/// Deepest nesting of arrays; deeper input is refused before it can exhaust the stack.
const MAX_DEPTH: usize = 8;

/// Most items of one message, nested ones counted. An item may be one byte on the wire and is some eighty in memory:
/// without this bound a frame of 1 MiB would cost its reader a hundred.
pub const MAX_ITEMS: u64 = 1 << 16;

/// Most values are shorter: one allocation each.
const USUAL_BYTES: usize = 128;

/// One CBOR item of the subset that records use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Absence: a slot that the author left empty.
    Null,
    /// True or false.
    Bool(bool),
    /// An integer; degrees are × 10⁷, times are ms since 1970 UTC.
    Int(i64),
    /// A byte string.
    Bytes(Vec<u8>),
    /// UTF-8 text.
    Text(String),
    /// An array.
    Array(Vec<Value>),
}

impl Value {
    /// Shorthand for a text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The integer, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        if let Self::Int(int) = self { Some(*int) } else { None }
    }

    /// The bytes, if they are.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// Deterministic encoding.
    pub fn encode(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::with_capacity(USUAL_BYTES));
        write(&mut encoder, self);
        encoder.into_writer()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`RecordFault::NotCanonical`] for anything that would not encode to the same bytes,
    /// trailing bytes included; [`RecordFault::Malformed`] for what is not in the subset, nested too deep, or more than
    /// [`MAX_ITEMS`].
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        let mut decoder = Decoder::new(bytes);
        let value = read(&mut decoder, 0, &mut MAX_ITEMS.saturating_sub(1))?;
        if decoder.position() == bytes.len() && is_encoding(&value, bytes) {
            Ok(value)
        } else {
            Err(RecordFault::NotCanonical)
        }
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Value {
    /// Saturates at `i64::MAX`: no counted thing in the protocol reaches 2⁴⁰.
    fn from(n: u64) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items)
    }
}

/// Whether these bytes are the encoding of the value.
fn is_encoding(value: &Value, bytes: &[u8]) -> bool {
    let mut encoder = Encoder::new(Comparison { rest: bytes, equal: true });
    write(&mut encoder, value);
    let comparison = encoder.into_writer();
    comparison.equal && comparison.rest.is_empty()
}

/// Compares what is written with what was expected, and keeps nothing.
struct Comparison<'a> {
    rest: &'a [u8],
    equal: bool,
}

impl minicbor::encode::Write for Comparison<'_> {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        match self.rest.strip_prefix(bytes) {
            Some(rest) => self.rest = rest,
            None => self.equal = false,
        }
        Ok(())
    }
}

/// `[text, text, int, int, bytes, value]`, as commitments to slots are made of; without copies, since there is one for every
/// slot of every record.
pub(crate) fn encode_preimage(texts: [&str; 2], ints: [i64; 2], bytes: &[u8], value: &Value) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(USUAL_BYTES));
    // As in `write`: a Vec takes every write.
    let _written =
        (|| encoder.array(6)?.str(texts[0])?.str(texts[1])?.i64(ints[0])?.i64(ints[1])?.bytes(bytes).map(|_| ()))();
    write(&mut encoder, value);
    encoder.into_writer()
}

fn write<W: minicbor::encode::Write<Error = Infallible>>(encoder: &mut Encoder<W>, value: &Value) {
    // These writers take every write, so the results below carry no error that could be lost.
    let _written = match value {
        Value::Null => encoder.null(),
        Value::Bool(b) => encoder.bool(*b),
        Value::Int(i) => encoder.i64(*i),
        Value::Bytes(b) => encoder.bytes(b),
        Value::Text(t) => encoder.str(t),
        Value::Array(items) => {
            let _header = encoder.array(items.len() as u64);
            return items.iter().for_each(|item| write(encoder, item));
        }
    };
}

/// `left` is how many more items the message may have.
fn read(decoder: &mut Decoder<'_>, depth: usize, left: &mut u64) -> Result<Value, RecordFault> {
    let malformed = |_| RecordFault::Malformed("CBOR");
    if depth > MAX_DEPTH {
        return Err(RecordFault::Malformed("nesting"));
    }
    Ok(match decoder.datatype().map_err(malformed)? {
        Type::Null => {
            decoder.null().map_err(malformed)?;
            Value::Null
        }
        Type::Bool => Value::Bool(decoder.bool().map_err(malformed)?),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
            Value::Int(decoder.i64().map_err(malformed)?)
        }
        Type::Bytes => Value::Bytes(decoder.bytes().map_err(malformed)?.to_vec()),
        Type::String => Value::Text(decoder.str().map_err(malformed)?.to_owned()),
        Type::Array => {
            let length = decoder.array().map_err(malformed)?.ok_or(RecordFault::NotCanonical)?;
            // Also refuses a giant length before anything is read.
            *left = left.checked_sub(length).ok_or(RecordFault::Malformed("number of items"))?;
            let items = (0..length).map(|_| read(decoder, depth + 1, left)).collect::<Result<_, _>>()?;
            Value::Array(items)
        }
        _ => return Err(RecordFault::Malformed("CBOR type")),
    })
}
