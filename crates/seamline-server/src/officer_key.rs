//! Keys of officers who can bind their party, kept at the node under each officer's own passphrase: the node can show
//! whose they are, and not use them.

use ed25519_dalek::SigningKey;
use seamline_node::{Node, NodeFault};
use seamline_record::hex;
use serde::{Deserialize, Serialize};

use crate::wrapping::{Passphrase, Purpose, WrapFault, Wrapped};

/// A wrapped key with its public half beside it, so that it can be shown without being opened.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptKey {
    /// 64 hexadecimal digits.
    pub(crate) public: String,
    wrapped: Vec<u8>,
}

fn setting(officer: &str) -> String {
    format!("officer-key/{officer}")
}

/// The key kept for an officer; none where there is none.
pub(crate) fn kept(node: &Node, officer: &str) -> Result<Option<KeptKey>, NodeFault> {
    let bytes = node.shell_setting(&setting(officer))?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// Keeps a key for an officer, in place of one kept before, as the bytes of a file that holds it wrapped. Whether the file
/// holds that key is the caller's to see.
///
/// # Errors
/// [`NodeFault::Store`].
pub fn keep_officer_key(node: &mut Node, officer: &str, key: &SigningKey, file: &[u8]) -> Result<(), NodeFault> {
    let kept = KeptKey { public: hex(key.verifying_key().as_bytes()), wrapped: file.to_vec() };
    let bytes = serde_json::to_vec(&kept).map_err(|_| NodeFault::Row("officer's key"))?;
    node.put_shell_setting(&setting(officer), Some(bytes))
}

impl KeptKey {
    /// Opens it: about half a second of work.
    pub(crate) fn open(&self, words: String) -> Result<SigningKey, WrapFault> {
        open(&self.wrapped, words)
    }
}

/// Opens a file with an officer's key; one in clear is refused, since whoever copies it could bind the party.
pub(crate) fn open(file: &[u8], words: String) -> Result<SigningKey, WrapFault> {
    let wrapped = Wrapped::from_bytes(file)?;
    if wrapped.effort().is_none() {
        return Err(WrapFault::OtherPurpose);
    }
    let passphrase = Passphrase::given(words)?;
    let (seed, _) = wrapped.unwrap_with(Purpose::OfficerKey, Some(&passphrase))?;
    <[u8; 32]>::try_from(&seed[..]).map(|seed| SigningKey::from_bytes(&seed)).map_err(|_| WrapFault::Damaged)
}
