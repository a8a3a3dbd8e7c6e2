//! Ed25519 keys (RFC 8032), strictly verified.

use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};

use crate::{error::RecordFault, id::hash_of};

/// First eight bytes of SHA-256 of a public key: the `kid` of COSE headers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 8]);

impl KeyId {
    /// Key id of `key`.
    pub fn of(key: &VerifyingKey) -> Self {
        let mut id = [0; 8];
        id.copy_from_slice(&hash_of(key.as_bytes()).0[..8]);
        Self(id)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// A public key from its 32 bytes.
///
/// # Errors
/// [`RecordFault::WeakKey`] for keys off the curve, of small order (under those, one signature verifies for many
/// messages), or in a second encoding: two documents could list one key as two.
pub fn decode_verifying_key(bytes: &[u8]) -> Result<VerifyingKey, RecordFault> {
    let bytes: &[u8; 32] = bytes.try_into().map_err(|_| RecordFault::Malformed("key"))?;
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| RecordFault::WeakKey)?;
    if key.is_weak() || !is_reduced(bytes) { Err(RecordFault::WeakKey) } else { Ok(key) }
}

/// Whether the y coordinate is below the field's prime, 2²⁵⁵ − 19 (RFC 8032 §5.1.3, step 1): the library reads it either
/// way.
fn is_reduced(key: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = key;
    *low < 0xed || middle.iter().any(|octet| *octet != 0xff) || high & 0x7f != 0x7f
}

/// Strict verification (no cofactor, canonical S and R).
///
/// # Errors
/// [`RecordFault::BadSignature`].
pub fn verify_signature(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), RecordFault> {
    let signature = Signature::from_slice(signature).map_err(|_| RecordFault::BadSignature)?;
    key.verify_strict(message, &signature).map_err(|_| RecordFault::BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_encoding_and_is_not_weak() {
        let mut key = [0xff; 32];
        key[31] = 0x7f;
        let read = |low: u8| {
            let mut key = key;
            key[0] = low;
            (VerifyingKey::from_bytes(&key).is_ok(), decode_verifying_key(&key).is_ok())
        };
        // The field's prime plus 3, plus 4 and so on: points for the library, second encodings for us.
        let points = (0xed..=0xff).map(read).filter(|(library, _)| *library).count();
        assert!(points > 0, "the case exists");
        assert!((0xed..=0xff).map(read).all(|(_, ours)| !ours));
        let below = (0x00..0xed).map(read);
        assert!(below.clone().any(|(_, ours)| ours) && below.filter(|(library, ours)| library != ours).count() <= 1);
        let identity = [&[1][..], &[0; 31]].concat();
        assert_eq!(decode_verifying_key(&identity), Err(RecordFault::WeakKey));
    }
}
