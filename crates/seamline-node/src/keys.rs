//! A node's four keys, from four seeds of 32 bytes.

use ed25519_dalek::{Signer, SigningKey};
use seamline_feed::SealSecret;
use seamline_record::{KeyId, Name, NodeEntry};

use crate::ports::Random;

/// The keys: `sign`, `cosign`, `tls` (Ed25519) and `seal` (X25519).
pub struct NodeKeys {
    seeds: [[u8; 32]; 4],
    pub(crate) sign: SigningKey,
    pub(crate) cosign: SigningKey,
    pub(crate) seal: SealSecret,
}

/// The public half, by which a node is proposed to its party's roots.
pub type PublicCard = NodeEntry;

impl NodeKeys {
    /// Fresh keys.
    pub fn generate(random: &mut dyn Random) -> Self {
        let mut seeds = [[0; 32]; 4];
        for seed in &mut seeds {
            random.fill(seed);
        }
        Self::from_seeds(seeds)
    }

    /// The keys of these seeds, in the order sign, cosign, tls, seal.
    pub fn from_seeds(seeds: [[u8; 32]; 4]) -> Self {
        let [sign, cosign, _, seal] = &seeds;
        Self {
            sign: SigningKey::from_bytes(sign),
            cosign: SigningKey::from_bytes(cosign),
            seal: SealSecret::from_seed(seal),
            seeds,
        }
    }

    /// The seeds: secret.
    pub fn seeds(&self) -> &[[u8; 32]; 4] {
        &self.seeds
    }

    /// The key for TLS.
    pub fn tls(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seeds[2])
    }

    /// The public card of a node of this name.
    pub fn card(&self, name: Name) -> PublicCard {
        NodeEntry {
            name,
            sign: self.sign.verifying_key(),
            cosign: self.cosign.verifying_key(),
            tls: self.tls().verifying_key(),
            seal: self.seal.public().to_bytes(),
        }
    }

    pub(crate) fn key_id(&self) -> KeyId {
        KeyId::of(&self.sign.verifying_key())
    }

    pub(crate) fn sign_record(&self, message: &[u8]) -> [u8; 64] {
        self.sign.sign(message).to_bytes()
    }
}
