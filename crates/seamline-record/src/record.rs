//! The signed envelope: COSE_Sign1 (RFC 9052 §4.2) over one salted commitment per slot.

use coset::{CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};

use crate::{
    cbor::Value,
    document::Directory,
    error::RecordFault,
    id::{Hash, Name, NodeId, RecordId, hash_of},
    keys::{KeyId, verify_signature},
    planted,
};

/// Longest record in bytes.
pub const MAX_RECORD: usize = 256 * 1024;
/// Most slots of a record.
pub(crate) const MAX_SLOTS: usize = 64;
const AAD: &[u8] = b"seamline/record/1";
const FORMAT: i64 = 1;

/// What the signature covers: `[1, kind, kind version, party, document version, [commitment…]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payload {
    pub(crate) kind: u8,
    pub(crate) kind_version: u8,
    pub(crate) party: Name,
    pub(crate) document_version: u64,
    pub(crate) commitments: Vec<Hash>,
}

impl Payload {
    fn encode(&self) -> Vec<u8> {
        let commitments = self.commitments.iter().map(|c| Value::from(&c.0[..])).collect();
        Value::Array(vec![
            Value::Int(FORMAT),
            Value::Int(i64::from(self.kind)),
            Value::Int(i64::from(self.kind_version)),
            Value::from(self.party.as_str()),
            Value::from(self.document_version),
            Value::Array(commitments),
        ])
        .encode()
    }

    fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        let malformed = RecordFault::Malformed("record payload");
        let value = Value::decode(bytes)?;
        let Some([Value::Int(FORMAT), kind, kind_version, party, version, commitments]) = value.as_array() else {
            return Err(malformed);
        };
        let small = |v: &Value| v.as_int().and_then(|i| u8::try_from(i).ok());
        let commitments = commitments.as_array().filter(|c| (1..=MAX_SLOTS).contains(&c.len())).and_then(|items| {
            items.iter().map(|c| c.as_bytes().and_then(|b| b.try_into().ok()).map(Hash)).collect::<Option<_>>()
        });
        let parsed = (|| {
            Some(Self {
                kind: small(kind)?,
                kind_version: small(kind_version)?,
                party: party.as_text()?.parse().ok()?,
                document_version: u64::try_from(version.as_int()?).ok()?,
                commitments: commitments?,
            })
        })();
        parsed.ok_or(malformed)
    }
}

/// A well-formed record whose signature was not looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    bytes: Vec<u8>,
    id: RecordId,
    key: KeyId,
    signed: Vec<u8>,
    signature: Vec<u8>,
    payload: Payload,
}

impl Record {
    /// Decodes a record strictly.
    ///
    /// # Errors
    /// [`RecordFault::TooLarge`], [`RecordFault::Malformed`] or [`RecordFault::NotCanonical`].
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordFault> {
        if bytes.len() > MAX_RECORD {
            return Err(RecordFault::TooLarge { what: "record", limit: MAX_RECORD });
        }
        let envelope = CoseSign1::from_tagged_slice(bytes).map_err(|_| RecordFault::Malformed("record envelope"))?;
        let key = match <[u8; 8]>::try_from(envelope.protected.header.key_id.as_slice()) {
            Ok(kid) => KeyId(kid),
            Err(_) => return Err(RecordFault::Malformed("key id")),
        };
        let payload = Payload::decode(envelope.payload.as_deref().ok_or(RecordFault::Malformed("payload"))?)?;
        let record = Self::assemble(key, payload, envelope.signature.clone())?;
        if record.bytes == bytes { Ok(record) } else { Err(RecordFault::NotCanonical) }
    }

    /// Bytes to be signed for a payload, and the id that follows from them.
    pub(crate) fn to_be_signed(key: KeyId, payload: &Payload) -> Vec<u8> {
        Self::envelope(key, payload).build().tbs_data(AAD)
    }

    pub(crate) fn assemble(key: KeyId, payload: Payload, signature: Vec<u8>) -> Result<Self, RecordFault> {
        let envelope = Self::envelope(key, &payload).signature(signature.clone()).build();
        let signed = envelope.tbs_data(AAD);
        let bytes = envelope.to_tagged_vec().map_err(|_| RecordFault::Malformed("record envelope"))?;
        Ok(Self { bytes, id: RecordId(hash_of(&signed)), key, signed, signature, payload })
    }

    fn envelope(key: KeyId, payload: &Payload) -> CoseSign1Builder {
        let protected = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).key_id(key.0.to_vec()).build();
        CoseSign1Builder::new().protected(protected).payload(payload.encode())
    }

    /// The record's id, which does not depend on its signature.
    pub fn id(&self) -> RecordId {
        self.id
    }

    /// The encoded record.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Checks the signature under the node key that the party's document of the named version holds.
    ///
    /// # Errors
    /// [`RecordFault::UnknownDocument`], [`RecordFault::UnknownKey`], [`RecordFault::BadSignature`].
    pub fn verify(self, directory: &Directory) -> Result<Verified, RecordFault> {
        let document = directory
            .document(&self.payload.party, self.payload.document_version)
            .ok_or(RecordFault::UnknownDocument)?;
        let node = document.node_signing_with(self.key).ok_or(RecordFault::UnknownKey)?;
        if !planted::is(planted::Fault::SkipRecordSignature) {
            verify_signature(&node.sign, &self.signed, &self.signature)?;
        }
        let author = NodeId { party: self.payload.party.clone(), node: node.name.clone() };
        Ok(Verified { record: self, author })
    }
}

/// A record signed by a node key that stands in its party's document; made only by [`Record::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    record: Record,
    author: NodeId,
}

impl Verified {
    /// The record's id.
    pub fn id(&self) -> RecordId {
        self.record.id
    }

    /// Id of the key that signed.
    pub fn key(&self) -> KeyId {
        self.record.key
    }

    /// The node that signed.
    pub fn author(&self) -> &NodeId {
        &self.author
    }

    /// The encoded record.
    pub fn bytes(&self) -> &[u8] {
        &self.record.bytes
    }

    /// Version of its party's document in which its key stood.
    pub fn document_version(&self) -> u64 {
        self.record.payload.document_version
    }

    /// Number of its kind, known to us or not.
    pub fn kind_number(&self) -> u8 {
        self.record.payload.kind
    }

    /// Version of its kind.
    pub fn kind_version(&self) -> u8 {
        self.record.payload.kind_version
    }

    /// One commitment per slot.
    pub fn commitments(&self) -> &[Hash] {
        &self.record.payload.commitments
    }
}
