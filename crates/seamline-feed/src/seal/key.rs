//! `seal` keys, and the header that wraps a content key for them.

use std::fmt;

use hpke::{
    Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _,
    aead::ChaCha20Poly1305,
    kdf::HkdfSha256,
    kem::X25519HkdfSha256 as Kem,
    rand_core::{CryptoRng, RngCore},
};

use super::{MAX_RECIPIENTS, Random};
use crate::error::{Misuse, PeerFault};

const INFO: &[u8] = b"seamline/bundle/1";
const MAGIC: &[u8; 18] = b"seamline/bundle/1\n";
const ENCAPSULATED: usize = 32;
const WRAPPED: usize = 32 + 16;
const KEY_BYTES: usize = ENCAPSULATED + WRAPPED;
const PREFIX_BYTES: usize = MAGIC.len() + 1 + NONCE_BYTES;

pub(super) const NONCE_BYTES: usize = 7;

type PublicKey = <Kem as hpke::Kem>::PublicKey;
type PrivateKey = <Kem as hpke::Kem>::PrivateKey;
type EncappedKey = <Kem as hpke::Kem>::EncappedKey;

/// The public half of a node's `seal` key: X25519 (RFC 7748), never of small order.
#[derive(Clone, PartialEq, Eq)]
pub struct SealPublic(PublicKey);

impl SealPublic {
    /// Takes 32 octets of a party's document for a key.
    ///
    /// # Errors
    /// [`PeerFault::KeyWeak`] for a point of small order: everyone could open what is sealed for it.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, PeerFault> {
        let weak = PeerFault::KeyWeak;
        // With any secret at all, the exchange with a small-order point yields zero, which HPKE refuses
        // (RFC 9180, section 7.1.4).
        let point = EncappedKey::from_bytes(&bytes).map_err(|_| weak)?;
        let (probe, _) = Kem::derive_keypair(&[0; 32]);
        hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, Kem>(&OpModeR::Base, &probe, &point, INFO)
            .map_err(|_| weak)?;
        PublicKey::from_bytes(&bytes).map(Self).map_err(|_| weak)
    }

    /// The 32 octets for a party's document.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }
}

impl fmt::Debug for SealPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealPublic(")?;
        self.to_bytes().iter().try_for_each(|octet| write!(f, "{octet:02x}"))?;
        f.write_str(")")
    }
}

/// The secret half of a node's `seal` key. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SealSecret(PrivateKey);

impl SealSecret {
    /// The key of 32 random octets, which the key store keeps (`DeriveKeyPair`, RFC 9180, section 7.1.3).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Kem::derive_keypair(seed).0)
    }

    /// The public half.
    pub fn public(&self) -> SealPublic {
        SealPublic(Kem::sk_to_pk(&self.0))
    }
}

impl fmt::Debug for SealSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealSecret")
    }
}

/// A header in its octets, and what its reader or writer got from it.
pub(super) struct Header {
    pub(super) bytes: Vec<u8>,
    pub(super) content_key: [u8; 32],
    pub(super) nonce: [u8; NONCE_BYTES],
}

impl Header {
    /// Draws a content key and wraps it for every recipient.
    pub(super) fn draw(recipients: &[SealPublic], random: &mut Random<'_>) -> Result<Self, Misuse> {
        let count = u8::try_from(recipients.len()).unwrap_or_default();
        if count == 0 {
            return Err(Misuse::RecipientsOutOfBounds);
        }
        let repeated = |(n, key): (usize, &SealPublic)| recipients[..n].contains(key);
        if recipients.iter().enumerate().any(repeated) {
            return Err(Misuse::RecipientRepeated);
        }
        let (mut content_key, mut nonce) = ([0; 32], [0; NONCE_BYTES]);
        random(&mut content_key);
        random(&mut nonce);
        let mut bytes = [&MAGIC[..], &[count], &nonce].concat();
        let mut keys = Vec::with_capacity(recipients.len());
        for recipient in recipients {
            keys.push(wrap(recipient, &content_key, &bytes, random)?);
        }
        keys.sort_unstable();
        bytes.extend(keys.concat());
        Ok(Self { bytes, content_key, nonce })
    }

    /// Takes a header off the front of `input`; `None` if more octets are needed to know.
    pub(super) fn take(secret: &SealSecret, input: &[u8]) -> Result<Option<Self>, PeerFault> {
        let malformed = PeerFault::SealHeaderMalformed;
        let known = input.len().min(MAGIC.len());
        if input[..known] != MAGIC[..known] {
            return Err(malformed);
        }
        let Some((prefix, rest)) = input.split_at_checked(PREFIX_BYTES) else {
            return Ok(None);
        };
        let (count, nonce) = (prefix[MAGIC.len()], &prefix[MAGIC.len() + 1..]);
        let Some((keys, _)) = rest.split_at_checked(usize::from(count) * KEY_BYTES) else {
            return Ok(None);
        };
        let (keys, _) = keys.as_chunks::<KEY_BYTES>();
        if count == 0 || !keys.is_sorted_by(|one, next| one < next) {
            return Err(malformed);
        }
        let content_key = keys.iter().find_map(|key| unwrap(secret, key, prefix));
        Ok(Some(Self {
            bytes: [prefix, keys.as_flattened()].concat(),
            content_key: content_key.ok_or(PeerFault::SealNotForThisKey)?,
            nonce: nonce.try_into().map_err(|_| malformed)?,
        }))
    }
}

/// How many wrapped keys the file says it has, whether or not it is one.
pub(crate) fn recipients(sealed: &[u8]) -> usize {
    sealed.get(MAGIC.len()).copied().unwrap_or_default().into()
}

const _: () = assert!(MAX_RECIPIENTS == u8::MAX as usize, "the count is one octet");

fn wrap(
    recipient: &SealPublic,
    content_key: &[u8; 32],
    prefix: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<u8>, Misuse> {
    let (encapsulated, wrapped) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem, _>(
        &OpModeS::Base,
        &recipient.0,
        INFO,
        content_key,
        prefix,
        &mut RandomPort(random),
    )
    .map_err(|_| Misuse::SealRefused)?;
    Ok([&encapsulated.to_bytes()[..], &wrapped].concat())
}

fn unwrap(secret: &SealSecret, key: &[u8; KEY_BYTES], prefix: &[u8]) -> Option<[u8; 32]> {
    let (encapsulated, wrapped) = key.split_at(ENCAPSULATED);
    let encapsulated = EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &secret.0,
        &encapsulated,
        INFO,
        wrapped,
        prefix,
    )
    .ok()?
    .try_into()
    .ok()
}

/// Lends the caller's source of randomness to HPKE.
struct RandomPort<'a, 'b>(&'a mut Random<'b>);

impl RngCore for RandomPort<'_, '_> {
    fn next_u32(&mut self) -> u32 {
        let mut octets = [0; 4];
        self.fill_bytes(&mut octets);
        u32::from_le_bytes(octets)
    }

    fn next_u64(&mut self) -> u64 {
        let mut octets = [0; 8];
        self.fill_bytes(&mut octets);
        u64::from_le_bytes(octets)
    }

    fn fill_bytes(&mut self, octets: &mut [u8]) {
        (self.0)(octets);
    }
}

impl CryptoRng for RandomPort<'_, '_> {}
