//! Rows at rest: XChaCha20-Poly1305 under keys derived from one [`RowKey`].
//!
//! Invariants:
//! - every sealed value is bound to its place (table and identity of its row): a value moved to another row does not open;
//! - the nonce is a keyed hash of the place and the plaintext. Under one key it comes again only for the same plaintext
//!   in the same place, whose ciphertext is then the same too. So nothing has to be drawn, counted or remembered, and
//!   neither a backup that was restored nor a folder that was copied and started twice can use a nonce for two texts.
//!   What it shows to one who compares two copies of the file: which rows did not change.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInPlace, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::StoreFault;

const NONCE: usize = 24;
const TAG: usize = 16;

/// The key under which rows are sealed; forgotten from memory when dropped. Losing it is losing the rows.
#[derive(Clone)]
pub struct RowKey(Zeroizing<[u8; 32]>);

impl RowKey {
    /// The key of 32 bytes, which must be random and used for nothing else.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed(&self.0).chain_update(purpose.as_bytes()).finalize().into_bytes().into())
    }
}

impl std::fmt::Debug for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RowKey(…)")
    }
}

/// HMAC-SHA-256 under a key, which its own rule (RFC 2104, section 2) fills up with zeroes to one block.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as KeyInit>::new((&*block).into())
}

/// Where a value stands: its table and what identifies its row and column there. Two places never have equal bytes.
pub(crate) struct Place(Vec<u8>);

impl Place {
    pub(crate) fn new(table: &str, row: &[&[u8]]) -> Self {
        let mut place = Vec::with_capacity(96);
        for part in std::iter::once(&table.as_bytes()).chain(row) {
            place.extend_from_slice(&(part.len() as u32).to_be_bytes());
            place.extend_from_slice(part);
        }
        Self(place)
    }
}

/// Seals and opens values.
pub(crate) struct Sealer {
    aead: XChaCha20Poly1305,
    nonces: Hmac<Sha256>,
    names: Hmac<Sha256>,
}

impl Sealer {
    pub(crate) fn new(key: &RowKey) -> Self {
        let sealing = key.derive("seamline/rows/1/seal");
        Self {
            aead: XChaCha20Poly1305::new((&*sealing).into()),
            nonces: keyed(&key.derive("seamline/rows/1/nonce")),
            names: keyed(&key.derive("seamline/rows/1/name")),
        }
    }

    /// Nonce, ciphertext and tag: 40 bytes longer than `plain`.
    pub(crate) fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, StoreFault> {
        let length = (place.0.len() as u64).to_be_bytes();
        let mac = self.nonces.clone().chain_update(length).chain_update(&place.0).chain_update(plain).finalize();
        let mac = mac.into_bytes();
        let nonce = XNonce::from_slice(&mac[..NONCE]);
        let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
        sealed.extend_from_slice(nonce);
        sealed.extend_from_slice(plain);
        let tag = self.aead.encrypt_in_place_detached(nonce, &place.0, &mut sealed[NONCE..]);
        sealed.extend_from_slice(&tag.map_err(|_| StoreFault::Io("a row is too large to be sealed".to_owned()))?);
        Ok(sealed)
    }

    pub(crate) fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, StoreFault> {
        let damaged = || StoreFault::Damaged("a sealed row does not open".to_owned());
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or_else(damaged)?;
        let opened = self.aead.decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: &place.0 });
        opened.map_err(|_| damaged())
    }

    /// Stands for a name that must be matched and not be read: a keyed hash, 16 bytes.
    pub(crate) fn name(&self, space: &str, name: &str) -> [u8; 16] {
        let place = Place::new(space, &[name.as_bytes()]);
        let mac = self.names.clone().chain_update(&place.0).finalize().into_bytes();
        let mut short = [0; 16];
        short.copy_from_slice(&mac[..16]);
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_in_its_own_place_under_its_own_key_and_unchanged_only() {
        let (ours, other) = (Sealer::new(&RowKey::from_bytes([1; 32])), Sealer::new(&RowKey::from_bytes([2; 32])));
        let (here, there) = (Place::new("view", &[b"ab", b"c"]), Place::new("view", &[b"a", b"bc"]));
        let sealed = ours.seal(&here, b"two vehicles").unwrap();
        assert_eq!(ours.open(&here, &sealed).unwrap(), b"two vehicles");
        assert!(ours.open(&there, &sealed).is_err() && other.open(&here, &sealed).is_err());
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1;
            assert!(ours.open(&here, &flipped).is_err(), "byte {at}");
        }
        assert!(ours.open(&here, &sealed[..20]).is_err());
    }

    #[test]
    fn a_nonce_is_never_used_for_two_texts() {
        let sealer = Sealer::new(&RowKey::from_bytes([1; 32]));
        let place = |n: u8| Place::new("view", &[&[n]]);
        let nonce = |n: u8, text: &[u8]| sealer.seal(&place(n), text).unwrap()[..NONCE].to_vec();
        assert_ne!(nonce(1, b"a"), nonce(1, b"b"));
        assert_ne!(nonce(1, b"a"), nonce(2, b"a"));
        assert_eq!(nonce(1, b"a"), nonce(1, b"a"), "what is written again is the same, so that it says nothing new");
    }

    #[test]
    fn the_key_is_not_printed() {
        assert_eq!(format!("{:?}", RowKey::from_bytes([7; 32])), "RowKey(…)");
    }
}
