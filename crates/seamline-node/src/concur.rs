//! Concurrences: an officer's own signature, by which a party is bound to a proposal.

use ed25519_dalek::{Signer, SigningKey};
use seamline_record::{
    BindingOfficer, Directory, Kind, Name, RecordId, Rel, Statement, Value, planted, verify_signature,
};

const DOMAIN: &[u8] = b"seamline/concur/1";

/// Why a signature binds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConcurFault {
    /// The document of that party is not held.
    #[error("the document of that party is not held")]
    NoSuchParty,
    /// By nobody who can bind the party, or not of this proposal.
    #[error("it is no signature on this proposal by an officer who can bind the party")]
    NotBinding,
    /// The officer may bind the party, and not to this.
    #[error("the officer who signed may not bind the party to this kind of record")]
    OtherKinds,
}

/// `"seamline/concur/1" ‖ id of the proposal`: what an officer signs. The id commits to every slot of the proposal, in
/// every language.
fn message(proposal: RecordId) -> Vec<u8> {
    [DOMAIN, &proposal.0.0].concat()
}

/// Signs a proposal with an officer's unlocked key.
pub fn concur(key: &SigningKey, proposal: RecordId) -> [u8; 64] {
    key.sign(&message(proposal)).to_bytes()
}

/// Who has bound the party by this signature: an officer of this version of its document who may bind it to this kind.
/// The version is the one that the record which carries the signature names: an officer who leaves later has bound the
/// party all the same.
///
/// # Errors
/// [`ConcurFault`].
pub fn concurred<'a>(
    directory: &'a Directory,
    (party, version): (&Name, u64),
    kind: Kind,
    proposal: RecordId,
    signature: &[u8],
) -> Result<&'a BindingOfficer, ConcurFault> {
    let newest = || directory.newest(party).filter(|_| planted::is(planted::Fault::BindByNewest));
    let document = newest().or_else(|| directory.document(party, version)).ok_or(ConcurFault::NoSuchParty)?;
    let message = message(proposal);
    let signed = |officer: &&BindingOfficer| verify_signature(&officer.key, &message, signature).is_ok();
    let officer = document.body().officers.iter().find(signed).ok_or(ConcurFault::NotBinding)?;
    let may = officer.kinds.contains(&kind.number()) || planted::is(planted::Fault::SkipOfficerKinds);
    if may { Ok(officer) } else { Err(ConcurFault::OtherKinds) }
}

/// The act that a position is about: the one record that it refers to.
pub(crate) fn act_of(position: &Statement) -> Option<RecordId> {
    let [reference] = position.refs()[..] else { return None };
    (position.kind().name() == "position" && reference.rel == Rel::About).then_some(reference.id)
}

/// The officer whose signature on `act` a position carries, where it binds the position's party.
pub(crate) fn bound_by(directory: &Directory, position: &Statement, act: &Statement) -> Option<String> {
    let signature = position.value_of("signature").and_then(Value::as_bytes)?;
    let record = position.record();
    let of = (&record.author().party, record.document_version());
    let officer = concurred(directory, of, act.kind(), act.id(), signature).ok()?;
    (act_of(position) == Some(act.id())).then(|| officer.name.clone())
}
