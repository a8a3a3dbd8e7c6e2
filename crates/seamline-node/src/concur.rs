//! Concurrences: an officer's own signature, by which a party is bound to a proposal.

use ed25519_dalek::{Signer, SigningKey};
use seamline_record::{BindingOfficer, Directory, Kind, Name, RecordId, verify_signature};

const DOMAIN: &[u8] = b"seamline/concur/1";

/// Why a signature binds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConcurFault {
    /// No document of that party is held.
    #[error("no document of that party is held")]
    NoSuchParty,
    /// By nobody who can bind the party, or not of this proposal.
    #[error("it is no signature on this proposal by an officer who can bind the party")]
    NotBinding,
    /// The officer may bind the party, and not to this.
    #[error("the officer who signed may not bind the party to this kind of record")]
    OtherKinds,
}

/// `"seamline/concur/1" ‖ id of the proposal`: what an officer signs.
fn message(proposal: RecordId) -> Vec<u8> {
    [DOMAIN, &proposal.0.0].concat()
}

/// Signs a proposal with an officer's unlocked key.
pub fn concur(key: &SigningKey, proposal: RecordId) -> [u8; 64] {
    key.sign(&message(proposal)).to_bytes()
}

/// Who has bound the party by this signature: an officer of its newest document who may bind it to this kind.
///
/// # Errors
/// [`ConcurFault`].
pub fn concurred<'a>(
    directory: &'a Directory,
    party: &Name,
    kind: Kind,
    proposal: RecordId,
    signature: &[u8],
) -> Result<&'a BindingOfficer, ConcurFault> {
    let document = directory.newest(party).ok_or(ConcurFault::NoSuchParty)?;
    let message = message(proposal);
    let signed = |officer: &&BindingOfficer| verify_signature(&officer.key, &message, signature).is_ok();
    let officer = document.body().officers.iter().find(signed).ok_or(ConcurFault::NotBinding)?;
    if officer.kinds.contains(&kind.number()) { Ok(officer) } else { Err(ConcurFault::OtherKinds) }
}
