//! What the node refuses, as answers.

use axum::http::StatusCode;
use seamline_node::{AgreementFault, BeyondLimits, DutyFault, NodeFault};
use seamline_record::DraftFault;
use seamline_release::Refusal;
use seamline_store::StoreFault;

use super::{Blame, Fault, FaultCode as C};

/// A word of the core as it stands in JSON.
pub(super) fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl From<NodeFault> for Fault {
    fn from(fault: NodeFault) -> Self {
        use NodeFault as N;
        let what = fault.to_string();
        let operator = |code, status, next| Self::new(code, status, Blame::Operator, what.clone(), next);
        match fault {
            N::Draft(fault) => of_draft(&fault, what),
            N::CorrectsAlone => Self::content(C::CorrectsAlone, what),
            N::JointStays(_) => {
                let next = "Propose another text that takes its place; nothing was recorded.";
                Self::conflict(C::JointStays, what, next)
            }
            N::Agreement(fault) => of_agreement(fault, what),
            N::WithdrawsAlone => Self::content(C::WithdrawsAlone, what),
            N::FileLength => Self::content(C::FileLength, what),
            N::Document(_) => Self::content(C::DocumentRefused, what),
            N::Withdrawn(_) => Self::conflict(C::Withdrawn, what, "Write a new record if it is to be told after all."),
            N::Repudiated(..) => {
                Self::conflict(C::Repudiated, what, "Write a new record if it is to be told after all.")
            }
            N::Refused { refusal, to } => of_gate(refusal, what).with("to", to),
            N::Role { permission, roles, .. } => {
                let refused = Self::forbidden(C::RoleMissing, what, "Ask someone with such a role.");
                refused.with("permission", word(permission)).with("roles", roles)
            }
            officers @ (N::OfficerDisabled(_)
            | N::NoSuchOfficer(_)
            | N::BeyondLimits { .. }
            | N::Limits(_)
            | N::Duty(_)
            | N::NoSuchDuty(_)
            | N::NotApproved(_)
            | N::SecondOfficerNeeded(_)
            | N::SameOfficer(_)
            | N::NoSuchProposal(_)
            | N::ProposalDecided(_)
            | N::TooManyProposals
            | N::NothingNew(_)) => of_officers(officers, what),
            N::NoSuchRecord(_) => Self::not_found(C::RecordUnknown, what),
            N::NoSuchParty(name) => Self::not_found(C::PartyUnknown, what).with("party", name),
            N::NoSuchFile(_) => Self::not_found(C::FileUnknown, what),
            N::NotInDocument(_) => {
                let next = "Have the party's roots sign a document that names this node's card.";
                operator(C::NodeNotInDocument, StatusCode::CONFLICT, next)
            }
            N::OtherKeys(_) => {
                let next = "Have the party's roots sign a document that names this node's card.";
                operator(C::NodeKeysDiffer, StatusCode::CONFLICT, next)
            }
            N::NoEvidence(_) => Self::conflict(C::EvidenceMissing, what, "Wait for the receipt, then ask again."),
            N::Evidence(_) | N::Peer(_) | N::Bundle(_) => {
                let next = "Ask whoever made the file for a new one; what came before the fault in it is kept.";
                Self::new(C::SentWrong, StatusCode::UNPROCESSABLE_ENTITY, Blame::Peer, what, next)
            }
            N::Store(StoreFault::DiskFull) => {
                let next = "Make room on the disk and send it again.";
                operator(C::DiskFull, StatusCode::INSUFFICIENT_STORAGE, next)
            }
            N::Store(StoreFault::InUse) => {
                let next = "End the other process that uses the folder.";
                operator(C::FolderInUse, StatusCode::SERVICE_UNAVAILABLE, next)
            }
            N::Store(_) => {
                let next = "Look at the disk and the log of this node.";
                operator(C::StoreFailed, StatusCode::INTERNAL_SERVER_ERROR, next)
            }
            N::Ours(_) | N::Row(_) => {
                tracing::error!(fault = %what, "a fault of the software or of the disk");
                Self::ours(&what)
            }
        }
    }
}

/// What parties agree to.
fn of_agreement(fault: AgreementFault, what: String) -> Fault {
    use AgreementFault as A;
    let conflict = |code, next| Fault::conflict(code, what.clone(), next);
    match fault {
        A::NobodyRequired => Fault::content(C::RequiredNobody, what).at("required"),
        A::UnknownParty(party) => Fault::content(C::RequiredUnknownParty, what).at("required").with("party", party),
        // Of a proposal the field is at fault; to a position there is no field.
        A::Facilitator(party) => Fault::content(C::RequiredFacilitator, what).at("required").with("party", party),
        A::Hosts(party) => {
            conflict(C::PositionFacilitator, "Leave it to the parties that the act requires.").with("party", party)
        }
        A::DueBeforeAgreed => Fault::content(C::DueBeforeAgreed, what).at("due"),
        A::NotJoint(_) => conflict(C::NotJoint, "Look at the list of joint acts."),
        A::NotRequired(party) => {
            conflict(C::PositionNotRequired, "Leave it to the parties that the act requires.").with("party", party)
        }
        A::Outdated(newer) => {
            conflict(C::PositionOutdated, "Read the newer text and answer that one.").with("newer", newer.to_string())
        }
        A::Already => conflict(C::PositionAlready, "Propose another text that takes its place."),
        A::Lapsed => conflict(C::PositionLapsed, "Ask its author to propose it anew."),
        A::NotBinding(_) => {
            let next = "Ask an officer whose key stands in the party's document for this kind.";
            Fault::forbidden(C::PositionNotBinding, what, next)
        }
        A::NoReason => Fault::content(C::PositionReasonNeeded, what).at("reason"),
        A::NoSuchClause(clause) => Fault::content(C::NoSuchClause, what).at("clauses").with("clause", clause),
        A::Form => Fault::content(C::PositionForm, what),
        A::NotTheirs { who, .. } => conflict(C::StepNotTheirs, "Ask them to say so.").with("who", who),
    }
}

/// What one officer may not do alone, or at all.
fn of_officers(fault: NodeFault, what: String) -> Fault {
    use NodeFault as N;
    match fault {
        N::OfficerDisabled(name) => {
            let next = "Ask an administrator of this node.";
            Fault::forbidden(C::OfficerDisabled, what, next).at("officer").with("officer", name)
        }
        N::NoSuchOfficer(name) => Fault::not_found(C::OfficerUnknown, what).at("officer").with("officer", name),
        N::BeyondLimits { limit, .. } => of_limits(&limit, what),
        N::NotApproved(_) => {
            let next = "Have another officer of the party read and approve it; nothing left this node.";
            Fault::conflict(C::NotApproved, what, next)
        }
        N::SecondOfficerNeeded(level) => {
            let next = "Propose it, and let another officer approve it; nothing left this node.";
            Fault::conflict(C::SecondOfficerNeeded, what, next).with("level", word(level))
        }
        N::SameOfficer(name) => {
            let next = "Ask another officer who may release.";
            Fault::conflict(C::SameOfficer, what, next).with("officer", name)
        }
        N::NoSuchProposal(_) => Fault::not_found(C::ProposalUnknown, what),
        N::ProposalDecided(state) => {
            let next = "Look at the list of proposals.";
            Fault::conflict(C::ProposalDecided, what, next).with("state", state.to_string())
        }
        N::TooManyProposals => Fault::too_many(C::TooManyProposals, &what, "Decide some of those that wait."),
        N::NothingNew(_) => {
            Fault::conflict(C::NothingToRelease, what, "Look at the preview for what was told.").at("to")
        }
        N::Duty(DutyFault::Period) => Fault::content(C::RosterForm, what).at("to"),
        N::Duty(DutyFault::Note) => Fault::content(C::RosterForm, what).at("note"),
        N::Duty(DutyFault::TooMany) => Fault::content(C::RosterForm, what),
        N::NoSuchDuty(_) => Fault::not_found(C::RosterUnknown, what),
        N::Limits(_) => Fault::content(C::LimitsForm, what).at("limits"),
        other => Fault::ours(&other.to_string()),
    }
}

fn of_draft(fault: &DraftFault, what: String) -> Fault {
    match fault {
        DraftFault::NoSuchKind(kind) => Fault::content(C::KindUnknown, what).at("kind").with("kind", kind),
        DraftFault::NoSuchSlot { slot, known, .. } => {
            Fault::content(C::SlotUnknown, what).at(slot.clone()).with("known", known)
        }
        DraftFault::WrongValue { slot, expected } => {
            Fault::content(C::SlotValue, what).at(slot.clone()).with("expected", *expected)
        }
        DraftFault::Flawed { slot, flaw } => {
            Fault::content(C::SlotFlawed, what).at(slot.clone()).with("why", flaw.word())
        }
        DraftFault::TooLarge(bytes) => Fault::content(C::RecordTooLarge, what).with("bytes", bytes.to_string()),
    }
}

fn of_limits(limit: &BeyondLimits, what: String) -> Fault {
    let next = "Release less, or ask an officer who may release it; nothing left this node.";
    Fault::forbidden(C::BeyondLimits, what, next).at(limit.field().to_owned()).with("limit", limit.to_string())
}

fn of_gate(refusal: Refusal, what: String) -> Fault {
    let refused = |code| {
        let next = "Release other slots, or have the clearance or the label looked at; nothing left this node.";
        Fault::conflict(code, what, next)
    };
    match refusal {
        Refusal::Level { level, clearance } => {
            let refused = refused(C::LabelAboveClearance).at("to");
            refused.with("level", word(level)).with("clearance", word(clearance))
        }
        Refusal::Portion { slot, level, clearance } => {
            let refused = refused(C::LabelAboveClearance).at(slot);
            refused.with("level", word(level)).with("clearance", word(clearance))
        }
        Refusal::Caveat(caveat) => refused(C::CaveatNotHeld).at("to").with("caveat", caveat),
        Refusal::Expired => refused(C::LabelExpired),
        Refusal::NotOriginator => refused(C::NotOriginator),
        Refusal::NoPolicy(_) => refused(C::ClearanceMissing).at("to"),
        Refusal::RefNotGiven(slot) => refused(C::ReferenceNotGiven).at(slot),
        Refusal::NoSuchSlot(slot) => refused(C::SlotUnknown).at(slot),
        Refusal::Author => refused(C::AuthorStays).at("author"),
        Refusal::NotWhole(kind) => refused(C::ReleasedWhole).with("kind", kind),
        Refusal::NotHeld(index) => refused(C::SlotNotHeld).with("index", index.to_string()),
    }
}
