//! What can go wrong, split by who is at fault.

use seamline_feed::{EvidenceFault, Misuse, PeerFault};
use seamline_record::{DraftFault, Hash, Level, NodeId, RecordFault, RecordId};
use seamline_release::Refusal;
use seamline_store::StoreFault;

use crate::{
    agreement::AgreementFault,
    approval::ProposalState,
    limits::{BeyondLimits, LimitsFault},
    officers::Permission,
    roster::DutyFault,
};

/// Why an act was refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum NodeFault {
    /// The officer wrote something that is not a record.
    #[error(transparent)]
    Draft(#[from] DraftFault),
    /// References open together or not at all: one that may not be shown would hide what is corrected.
    #[error("only a record of kind correction corrects, and it refers to what it corrects alone")]
    CorrectsAlone,
    /// As with corrections: what is withdrawn must be clear to whoever is told of the withdrawal.
    #[error("only a record of kind withdrawal withdraws, and it refers to one record of the own party alone")]
    WithdrawsAlone,
    /// One party's word cannot undo what all have agreed to.
    #[error(
        "record {0} is agreed between parties: it is neither corrected nor withdrawn, a new proposal takes its place"
    )]
    JointStays(RecordId),
    /// Something that parties agree to, or a word on it, that cannot stand.
    #[error(transparent)]
    Agreement(#[from] AgreementFault),
    /// Taken back: nothing of it is told to anybody any more.
    #[error("record {0} was withdrawn by its own party: it is not released any more")]
    Withdrawn(RecordId),
    /// Signed with a closed key beyond its cut, or repudiated by name.
    #[error("record {0} was repudiated by its own party in version {1} of its document: it is not released any more")]
    Repudiated(RecordId, u64),
    /// A file over its bound, or an empty one.
    #[error("a file is 1 byte to 64 MiB long")]
    FileLength,
    /// No file of this hash is held, or it has another length.
    #[error("no file {0} is held here: hand it to the node before the record that names it")]
    NoSuchFile(Hash),
    /// The gate refused a release.
    #[error("not released to {to}: {refusal}")]
    Refused {
        /// The audience.
        to: String,
        /// Why.
        refusal: Refusal,
    },
    /// The officer's roles do not allow it.
    #[error("{officer} may not {permission}: it takes the role of {roles}")]
    Role {
        /// Who asked.
        officer: String,
        /// For what.
        permission: Permission,
        /// Roles that would do.
        roles: String,
    },
    /// The officer may not act any more.
    #[error("{0} is disabled here")]
    OfficerDisabled(String),
    /// No officer of this name is kept.
    #[error("no officer is called \"{0}\" here")]
    NoSuchOfficer(String),
    /// One officer's word about a whole watch: a second one reads it before it leaves.
    #[error("sitrep {0} is a draft: it leaves the party when another officer than its author has approved it")]
    NotApproved(RecordId),
    /// What was delegated to the officer does not reach so far.
    #[error("beyond what {officer} may release: {limit}")]
    BeyondLimits {
        /// Who asked.
        officer: String,
        /// What the limits do not allow.
        limit: BeyondLimits,
    },
    /// One officer is not enough.
    #[error("what is labelled {0:?} or above is released by two officers: one proposes it, another approves it")]
    SecondOfficerNeeded(Level),
    /// The second officer is the first.
    #[error("{0} proposed it: another officer has to approve it")]
    SameOfficer(String),
    /// No proposal of this id is kept.
    #[error("no proposal {0} is kept here")]
    NoSuchProposal(String),
    /// Somebody has decided before.
    #[error("the proposal is {0} already")]
    ProposalDecided(ProposalState),
    /// Too many wait for a decision.
    #[error("too many proposals wait for a second officer")]
    TooManyProposals,
    /// The audience was told all of it.
    #[error("{0} was given all of it that may go there")]
    NothingNew(String),
    /// A duty that cannot be kept.
    #[error(transparent)]
    Duty(#[from] DutyFault),
    /// No such entry on the roster.
    #[error("the roster has no entry {0}")]
    NoSuchDuty(String),
    /// Limits that cannot be.
    #[error(transparent)]
    Limits(#[from] LimitsFault),
    /// No record of this id is held.
    #[error("no record {0} is held here")]
    NoSuchRecord(RecordId),
    /// No such party, group or node in any document held.
    #[error("{0} is in no party document held here")]
    NoSuchParty(String),
    /// This node does not stand in its party's newest document.
    #[error("{0} does not stand in its party's document yet: the roots have to sign one that names it")]
    NotInDocument(NodeId),
    /// Keys on disk are not those of the document.
    #[error("the keys of {0} in its party's document are not the keys in this folder")]
    OtherKeys(NodeId),
    /// A party document was refused.
    #[error("party document: {0}")]
    Document(RecordFault),
    /// Nothing was told, so nothing can be proved.
    #[error("nothing about this record passed between us and {0}, or no receipt has arrived yet")]
    NoEvidence(String),
    /// Evidence does not verify.
    #[error(transparent)]
    Evidence(#[from] EvidenceFault),
    /// A peer or a file sent something that is not right.
    #[error("what was sent is not right: {0}")]
    Peer(#[from] PeerFault),
    /// A bundle's contents were refused.
    #[error("the bundle was refused: {0}")]
    Bundle(seamline_feed::Bye),
    /// Disk or file.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// Our own fault.
    #[error("an invariant of the node does not hold: {0}")]
    Ours(#[from] Misuse),
    /// A stored row does not decode: our own fault, or the disk's.
    #[error("a stored {0} does not decode")]
    Row(&'static str),
}
