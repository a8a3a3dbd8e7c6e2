//! What can be wrong with a record, split by who is at fault.

use crate::{deliberation::Flaw, schema::SlotType};

/// Bytes that are not a record, or not one that its party could have signed: the sender's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Not decodable as what it should be.
    #[error("malformed {0}")]
    Malformed(&'static str),
    /// Decodable, but another encoding of the same content exists.
    #[error("not canonical: the bytes are not the one encoding of their content")]
    NotCanonical,
    /// Longer than its bound.
    #[error("{what} larger than {limit} bytes")]
    TooLarge {
        /// The thing that is too large.
        what: &'static str,
        /// Its bound in bytes.
        limit: usize,
    },
    /// The roots have signed two documents of one version.
    #[error(
        "party document refused: another document of the same version is held: neither side of this is trustworthy until the roots explain"
    )]
    TwoDocuments,
    /// A party document in a form that a later version gave it.
    #[error("a party document in a form that this version does not know")]
    LaterForm,
    /// A key of small order or not on the curve.
    #[error("weak or invalid key")]
    WeakKey,
    /// The signature does not verify under the named key.
    #[error("forged: the signature does not verify")]
    BadSignature,
    /// The party's document of the named version has no such node key.
    #[error("unknown key: no node of the party's document signs with it")]
    UnknownKey,
    /// The named party document is not held; it may still arrive.
    #[error("the party document that the record names is not here yet")]
    UnknownDocument,
    /// A party document that contradicts one already held, or skips its predecessor.
    #[error("party document refused: {0}")]
    Document(&'static str),
}

/// A well-signed record whose content must not be folded. It is stored, quarantined and shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentFault {
    /// A kind or kind version from a later release of the software.
    #[error("unknown kind {0} version {1}")]
    UnknownKind(u8, u8),
    /// A correction that does not say, or not by a word that is known, of which kind its target is.
    #[error("a correction of no kind")]
    NoTargetKind,
    /// The number of slots is not that of the kind.
    #[error("a record of this kind has another number of slots")]
    SlotCount,
    /// An opening for a slot that the kind does not have, or twice for one slot.
    #[error("slot {0} does not exist or is opened twice")]
    NoSuchSlot(u8),
    /// The opened value is not the one committed to.
    #[error("slot {0} is opened with another value than the one signed")]
    WrongOpening(u8),
    /// The opened value is not of the slot's type.
    #[error("slot {index} is not a valid {expected:?}")]
    WrongType {
        /// Index of the slot.
        index: u8,
        /// Type that the kind demands.
        expected: SlotType,
    },
    /// Slot 0 is always open.
    #[error("the label is not opened")]
    NoLabel,
    /// A kind of which every slot must be open was opened in part.
    #[error("this kind counts only when all its slots are open")]
    NotWhole,
    /// Not openable yet: a document is missing.
    #[error(transparent)]
    Record(#[from] RecordFault),
}

/// What an officer asked to be recorded and cannot be: the officer's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftFault {
    /// No such kind.
    #[error("no kind is called \"{0}\"")]
    NoSuchKind(String),
    /// No such slot in this kind.
    #[error("{kind} has no slot \"{slot}\"; it has {known}")]
    NoSuchSlot {
        /// Kind of the draft.
        kind: &'static str,
        /// What was asked for.
        slot: String,
        /// Names of the slots there are.
        known: String,
    },
    /// The value does not fit the slot.
    #[error("\"{slot}\" wants {expected}")]
    WrongValue {
        /// Name of the slot.
        slot: String,
        /// What would fit, in words.
        expected: &'static str,
    },
    /// The value is of the slot's form, and does not hold together.
    #[error("\"{slot}\": {flaw}")]
    Flawed {
        /// Name of the slot.
        slot: String,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The record would exceed a bound.
    #[error("the record is larger than {0} bytes")]
    TooLarge(usize),
}
