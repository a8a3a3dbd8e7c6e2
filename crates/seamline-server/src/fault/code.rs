//! The codes of refusals: one for each thing that a person can do something about.

use serde::Serialize;
use utoipa::ToSchema;

/// What was refused or failed. Stable: pages and programs choose their words by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// The request is not of the form of the API's description.
    Form,
    /// No such address.
    AddressUnknown,
    /// The address does not take that method.
    MethodWrong,
    /// Called by a name that is not one of this node's.
    HostWrong,
    /// Comes from a page of another site.
    SiteForeign,
    /// The request is too large.
    TooLarge,
    /// The request did not come to an end in time.
    TooSlow,
    /// Too many pages follow the node.
    TooManyPages,

    /// Nobody is logged in.
    NotLoggedIn,
    /// Name and password do not fit.
    LoginWrong,
    /// The one-time link was used, or is too old.
    LoginLinkSpent,
    /// Too many wrong passwords; wait.
    LoginWait,
    /// The officer is disabled.
    OfficerDisabled,
    /// The officer's roles do not allow it. `args`: `permission`, `roles`.
    RoleMissing,
    /// Only whoever holds the data folder may.
    HolderOnly,
    /// The officer's delegated limits do not allow it. `field`: the slot, or `to`. `args`: `limit`.
    BeyondLimits,
    /// A second officer has to approve. `args`: `level`.
    SecondOfficerNeeded,
    /// The second officer is the first.
    SameOfficer,
    /// A sitrep is a draft until another officer of its party approves it.
    NotApproved,

    /// No officer has that name.
    OfficerUnknown,
    /// Not a name for an officer.
    OfficerName,
    /// Not a password.
    PasswordForm,
    /// No such role. `args`: `role`, `known`.
    RoleUnknown,
    /// Limits that cannot be.
    LimitsForm,

    /// No record of that id is held here.
    RecordUnknown,
    /// No such party, group, node or link.
    PartyUnknown,
    /// No such kind. `args`: `kind`.
    KindUnknown,
    /// The kind has no such slot. `field`: the slot.
    SlotUnknown,
    /// The value does not fit the slot. `field`: the slot.
    SlotValue,
    /// The value is of the slot's form and does not hold together. `field`: the slot. `args`: `why`.
    SlotFlawed,
    /// The record is larger than a record may be. `args`: `bytes`.
    RecordTooLarge,
    /// A label's word is unknown. `field`: `level` or `onward`.
    LabelUnknown,
    /// A reference's word is unknown.
    ReferenceUnknown,
    /// A correction refers to something else too.
    CorrectsAlone,
    /// A withdrawal refers to something else too, or to another party's record.
    WithdrawsAlone,
    /// A purpose is too long.
    PurposeTooLong,
    /// A reason is missing or too long.
    ReasonForm,
    /// Too many releases at once.
    TooManyReleases,

    /// The label is above what the recipient may hold. `args`: `level`, `clearance`.
    LabelAboveClearance,
    /// The recipient does not hold a caveat. `args`: `caveat`.
    CaveatNotHeld,
    /// The label's review date has passed.
    LabelExpired,
    /// Another party's record.
    NotOriginator,
    /// Nobody has said what the recipient may hold.
    ClearanceMissing,
    /// The slot points at a record that the recipient was not given. `field`: the slot.
    ReferenceNotGiven,
    /// The author stays inside the party.
    AuthorStays,
    /// A joint act is released whole. `args`: `kind`.
    ReleasedWhole,
    /// The slot is not held here.
    SlotNotHeld,
    /// A meeting without a day has no place in a calendar.
    NoDay,
    /// What parties agree to is neither corrected nor withdrawn.
    JointStays,
    /// A joint act names nobody who has to concur.
    RequiredNobody,
    /// A joint act names a party that is not known. `args`: `party`.
    RequiredUnknownParty,
    /// The facilitator would decide. `args`: `party`.
    RequiredFacilitator,
    /// Due before it was agreed.
    DueBeforeAgreed,
    /// Not a joint act.
    NotJoint,
    /// The own party is not asked for its word. `args`: `party`.
    PositionNotRequired,
    /// The own party hosts and cannot decide. `args`: `party`.
    PositionFacilitator,
    /// Another text takes its place. `args`: `newer`.
    PositionOutdated,
    /// The own party has concurred, which is not taken back.
    PositionAlready,
    /// The proposal has lapsed.
    PositionLapsed,
    /// The officer's key does not bind the party to this kind.
    PositionNotBinding,
    /// No key of the officer's is kept here.
    PositionKeyMissing,
    /// The passphrase does not open the officer's key.
    PositionKeyLocked,
    /// Not a file with an officer's key under a passphrase.
    OfficerKeyForm,
    /// Who does not concur says why.
    PositionReasonNeeded,
    /// The text has no such clause. `args`: `clause`.
    NoSuchClause,
    /// A position is an answer to one joint act.
    PositionForm,
    /// Another party's word on a commitment. `args`: `who`.
    StepNotTheirs,

    /// Its own party withdrew it.
    Withdrawn,
    /// Its own party repudiated it.
    Repudiated,
    /// Nothing of the record may go there.
    NothingToRelease,

    /// No such proposal.
    ProposalUnknown,
    /// The proposal was decided already. `args`: `state`.
    ProposalDecided,
    /// Too many proposals wait.
    TooManyProposals,
    /// No such entry of the roster.
    RosterUnknown,
    /// A duty that ends before it begins, or too long a note.
    RosterForm,

    /// No file of that hash is held here.
    FileUnknown,
    /// A file is too long, or empty.
    FileLength,
    /// A file ended before its time.
    FileBrokeOff,
    /// The stretch of the journal has too many rows, or too much evidence, for one file.
    StretchTooLong,
    /// No receipt yet, or nothing passed.
    EvidenceMissing,
    /// A bundle, a document, evidence or a peer's words are not right.
    SentWrong,
    /// A party document was refused.
    DocumentRefused,
    /// A link of a node to itself.
    LinkToItself,
    /// Not `host:port`.
    AddressForm,
    /// The node is not in an exercise.
    NotAnExercise,

    /// The node does not stand in its party's document.
    NodeNotInDocument,
    /// The keys in the folder are not those in the party's document.
    NodeKeysDiffer,
    /// The disk is full.
    DiskFull,
    /// Another process uses the folder.
    FolderInUse,
    /// The disk or the data file failed.
    StoreFailed,
    /// Another node does not answer.
    NodeUnreached,
    /// A fault of the software.
    Internal,
}
