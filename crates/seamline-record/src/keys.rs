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
/// [`RecordFault::WeakKey`] for keys off the curve or of small order: under those, one signature
/// verifies for many messages.
pub fn decode_verifying_key(bytes: &[u8]) -> Result<VerifyingKey, RecordFault> {
    let bytes: &[u8; 32] = bytes.try_into().map_err(|_| RecordFault::Malformed("key"))?;
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| RecordFault::WeakKey)?;
    if key.is_weak() { Err(RecordFault::WeakKey) } else { Ok(key) }
}

/// Strict verification (no cofactor, canonical S and R).
///
/// # Errors
/// [`RecordFault::BadSignature`].
pub fn verify_signature(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), RecordFault> {
    let signature = Signature::from_slice(signature).map_err(|_| RecordFault::BadSignature)?;
    key.verify_strict(message, &signature).map_err(|_| RecordFault::BadSignature)
}
