//! Keys of the fixed world: each is made from its name, and is therefore no secret.

use ed25519_dalek::SigningKey;
use seamline_feed::{SealPublic, SealSecret};
use seamline_record::{KeyId, NodeEntry, NodeId, hash_of};

/// SHA-256 of `seamline test vectors: <name>`: the seed of the key with this name.
pub fn seed(name: &str) -> [u8; 32] {
    hash_of(format!("seamline test vectors: {name}").as_bytes()).0
}

/// The Ed25519 key of this name, for example `iraq/makhmour sign` or `iraq root 1`.
pub fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(&seed(name))
}

/// Signs with the Ed25519 key of this name.
pub fn sign(name: &str, message: &[u8]) -> [u8; 64] {
    use ed25519_dalek::Signer as _;
    key(name).sign(message).to_bytes()
}

/// The `sign` key of a node.
pub fn sign_key(node: &NodeId) -> SigningKey {
    key(&format!("{node} sign"))
}

/// The `cosign` key of a node.
pub fn cosign_key(node: &NodeId) -> SigningKey {
    key(&format!("{node} cosign"))
}

/// The secret `seal` key of a node.
pub fn seal_secret(node: &NodeId) -> SealSecret {
    SealSecret::from_seed(&seed(&format!("{node} seal")))
}

/// The public `seal` key of a node.
pub fn seal_public(node: &NodeId) -> SealPublic {
    seal_secret(node).public()
}

/// Key id under which a node's records are signed.
pub fn key_id(node: &NodeId) -> KeyId {
    KeyId::of(&sign_key(node).verifying_key())
}

/// The node's entry in its party's document.
pub fn entry(node: &NodeId) -> NodeEntry {
    NodeEntry {
        name: node.node.clone(),
        sign: sign_key(node).verifying_key(),
        cosign: cosign_key(node).verifying_key(),
        tls: key(&format!("{node} tls")).verifying_key(),
        seal: seal_public(node).to_bytes(),
    }
}

/// 16 octets that stand for random ones: the beginning of [`seed`].
pub fn octets16(name: &str) -> [u8; 16] {
    let mut octets = [0; 16];
    octets.copy_from_slice(&seed(name)[..16]);
    octets
}

/// A source of octets that are the same in every run: SHA-256 of name and counter.
pub fn stream(name: &str) -> impl FnMut(&mut [u8]) {
    let name = name.to_owned();
    let mut counter = 0u64;
    move |octets: &mut [u8]| {
        for chunk in octets.chunks_mut(32) {
            let block = seed(&format!("{name} {counter}"));
            counter += 1;
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
