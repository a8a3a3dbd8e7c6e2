//! A file named in a slot: the bytes travel beside the records, on a lane of their own.

use serde::{Deserialize, Serialize};

use crate::{cbor::Value, id::Hash};

/// Longest attached file in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// A file: what its bytes hash to, how many there are, what they are said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub hash: String,
    /// Number of bytes, 1 to [`MAX_FILE_BYTES`].
    pub length: u64,
    /// Media type as its author claims it, for example `image/jpeg`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Name of the file, without folders.
    pub name: String,
}

impl Attachment {
    /// Hash of the bytes.
    pub fn digest(&self) -> Option<Hash> {
        self.hash.parse().ok()
    }

    /// `[hash, length, media type, name]`; `None` where a field is out of bounds.
    pub fn to_value(&self) -> Option<Value> {
        let value = Value::Array(vec![
            Value::from(&self.digest()?.0[..]),
            Value::from(self.length),
            Value::from(self.media_type.as_str()),
            Value::from(self.name.as_str()),
        ]);
        Self::from_value(&value).map(|_| value)
    }

    /// The attachment in a value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [hash, length, media_type, name] = value.as_array()? else { return None };
        let one_line = |text: &str, most: usize| (1..=most).contains(&text.len()) && !text.contains(char::is_control);
        let (media_type, name) = (media_type.as_text()?, name.as_text()?);
        let fits = one_line(media_type, 127) && one_line(name, 255) && !name.contains(['/', '\\']);
        let length = u64::try_from(length.as_int()?).ok().filter(|n| (1..=MAX_FILE_BYTES).contains(n))?;
        let hash = Hash(hash.as_bytes()?.try_into().ok()?).to_string();
        fits.then(|| Self { hash, length, media_type: media_type.to_owned(), name: name.to_owned() })
    }
}
