//! Records made by hand, around every check of the crates under test: what an author who lies can sign.

use ed25519_dalek::{Signer as _, SigningKey};
use seamline_record::{Hash, KeyId, Opening, Salt, Value, hash_of};

/// COSE header `{1: -8, 4: kid}`: algorithm EdDSA and the key id (RFC 9052, section 3.1).
pub fn protected_header(key: KeyId) -> Vec<u8> {
    [&[0xa2, 0x01, 0x27, 0x04, 0x48][..], &key.0].concat()
}

/// `Sig_structure` of COSE_Sign1 (RFC 9052, section 4.4) with the protocol's `external_aad`: what is signed, and hashed
/// for the record's id.
pub fn sig_structure(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    Value::Array(vec![
        Value::text("Signature1"),
        Value::from(protected),
        Value::from(&b"seamline/record/1"[..]),
        Value::from(payload),
    ])
    .encode()
}

/// Tag 18 and the four fields of COSE_Sign1; `unprotected` is an encoded map.
pub fn envelope(protected: &[u8], unprotected: &[u8], payload: &[u8], signature: &[u8]) -> Vec<u8> {
    let bytes = |b: &[u8]| Value::from(b).encode();
    [&[0xd2, 0x84], &bytes(protected)[..], unprotected, &bytes(payload), &bytes(signature)].concat()
}

/// A record with this payload, whatever it is, signed by `key`.
pub fn record(key: &SigningKey, payload: &[u8]) -> Vec<u8> {
    let protected = protected_header(KeyId::of(&key.verifying_key()));
    let signature = key.sign(&sig_structure(&protected, payload)).to_bytes();
    envelope(&protected, &[0xa0], payload, &signature)
}

/// `[1, kind, kind version, party, document version, [commitment…]]`.
pub fn payload(kind: u8, version: u8, party: &str, document: u64, commitments: &[Hash]) -> Value {
    Value::Array(vec![
        Value::Int(1),
        Value::Int(kind.into()),
        Value::Int(version.into()),
        Value::from(party),
        Value::from(document),
        Value::Array(commitments.iter().map(|c| Value::from(&c.0[..])).collect()),
    ])
}

/// Commitment to one slot, written here once more so that the one under test has a witness.
pub fn commitment(party: &str, kind: u8, index: u8, salt: &Salt, value: &Value) -> Hash {
    let preimage = Value::Array(vec![
        Value::text("seamline/slot/1"),
        Value::text(party),
        Value::Int(kind.into()),
        Value::Int(index.into()),
        Value::from(&salt[..]),
        value.clone(),
    ]);
    hash_of(&preimage.encode())
}

/// Commitments of a record of `kind` to these values, and the openings that go with them. The salts are of no secret.
pub fn committed(party: &str, kind: u8, values: Vec<Value>) -> (Vec<Hash>, Vec<Opening>) {
    let salted = |(index, value): (u8, Value)| {
        let salt = [index; 16];
        (commitment(party, kind, index, &salt, &value), Opening { index, salt, value })
    };
    (0u8..).zip(values).map(salted).unzip()
}
