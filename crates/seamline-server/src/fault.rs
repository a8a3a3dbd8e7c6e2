//! What an answer says when something went wrong: who is to blame, what is kept, what to do next.

use axum::{
    Json,
    extract::rejection::BytesRejection,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use seamline_node::NodeFault;
use seamline_store::StoreFault;
use serde::Serialize;
use utoipa::ToSchema;

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Blame {
    /// Whoever asked.
    You,
    /// Another party's node.
    Peer,
    /// Whoever runs this node.
    Operator,
    /// The software.
    Us,
}

/// Sentences for a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Explanation {
    blame: Blame,
    what: String,
    kept: String,
    next: String,
}

/// The body of every answer of 4xx and 5xx.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ErrorAnswer {
    error: Explanation,
}

/// A refused or failed request.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    status: StatusCode,
    explanation: Explanation,
}

const NOTHING: &str = "Nothing was changed.";

impl Fault {
    fn new(status: StatusCode, blame: Blame, what: impl Into<String>, next: &str) -> Self {
        let explanation = Explanation { blame, what: what.into(), kept: NOTHING.to_owned(), next: next.to_owned() };
        Self { status, explanation }
    }

    /// The request is not of its form.
    pub(crate) fn form(what: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Blame::You, what, "Send it in the form of /api/openapi.json.")
    }

    /// The request would be understood and cannot be followed: a draft, a name, a file.
    pub(crate) fn content(what: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Blame::You, what, "Correct it and send it again.")
    }

    pub(crate) fn not_logged_in() -> Self {
        let next = "Log in with name and password, or ask an administrator for a one-time link.";
        Self::new(StatusCode::UNAUTHORIZED, Blame::You, "Nobody is logged in.", next)
    }

    pub(crate) fn wrong_login(what: &str) -> Self {
        let next = "Try again, or ask an administrator for a one-time link.";
        Self::new(StatusCode::UNAUTHORIZED, Blame::You, what, next)
    }

    pub(crate) fn too_many(what: &str, next: &str) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, Blame::You, what, next)
    }

    pub(crate) fn forbidden(what: impl Into<String>, next: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, Blame::You, what, next)
    }

    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            Blame::You,
            what,
            "Look for it in the list; what is not there is not held here.",
        )
    }

    pub(crate) fn conflict(what: impl Into<String>, next: &str) -> Self {
        Self::new(StatusCode::CONFLICT, Blame::You, what, next)
    }

    pub(crate) fn wrong_method() -> Self {
        let next = "Use a method that /api/openapi.json names.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, Blame::You, "This address does not take that method.", next)
    }

    pub(crate) fn too_large(what: &str, next: &str) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Blame::You, what, next)
    }

    pub(crate) fn misdirected() -> Self {
        let what = "The name in the address bar is not one of this node's names.";
        Self::new(
            StatusCode::MISDIRECTED_REQUEST,
            Blame::You,
            what,
            "Use the address that the node printed at its start.",
        )
    }

    pub(crate) fn too_slow() -> Self {
        let what = "The request did not come to an end in time.";
        Self::new(StatusCode::REQUEST_TIMEOUT, Blame::You, what, "Try again on a better line.")
    }

    pub(crate) fn unreached(what: &str) -> Self {
        let next = "See whether its process runs; then try again.";
        Self::new(StatusCode::BAD_GATEWAY, Blame::Operator, what, next)
    }

    pub(crate) fn operator(what: &str, next: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Blame::Operator, what, next)
    }

    pub(crate) fn ours(what: &str) -> Self {
        let next = "Try again; if it stays, keep the log and report it.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Blame::Us, what, next)
    }
}

impl From<NodeFault> for Fault {
    fn from(fault: NodeFault) -> Self {
        use NodeFault as N;
        let what = fault.to_string();
        let operator = |status, next| Self::new(status, Blame::Operator, what.clone(), next);
        match fault {
            N::Draft(_) | N::CorrectsAlone | N::WithdrawsAlone | N::FileLength | N::Document(_) => Self::content(what),
            N::Withdrawn(_) | N::Repudiated(..) => {
                Self::conflict(what, "Write a new record if it is to be told after all.")
            }
            N::Refused { .. } => Self::conflict(
                what,
                "Release other slots, or have the clearance or the label looked at; nothing left this node.",
            ),
            N::Role { .. } => Self::forbidden(what, "Ask someone with such a role."),
            N::NoSuchRecord(_) | N::NoSuchParty(_) | N::NoSuchFile(_) => Self::not_found(what),
            N::NotInDocument(_) | N::OtherKeys(_) => {
                operator(StatusCode::CONFLICT, "Have the party's roots sign a document that names this node's card.")
            }
            N::NoEvidence(_) => Self::conflict(what, "Wait for the receipt, then ask again."),
            N::Evidence(_) | N::Peer(_) | N::Bundle(_) => {
                let next = "Ask whoever made the file for a new one; what came before the fault in it is kept.";
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, Blame::Peer, what, next)
            }
            N::Store(StoreFault::DiskFull) => {
                operator(StatusCode::INSUFFICIENT_STORAGE, "Make room on the disk and send it again.")
            }
            N::Store(StoreFault::InUse) => {
                operator(StatusCode::SERVICE_UNAVAILABLE, "End the other process that uses the folder.")
            }
            N::Store(_) => operator(StatusCode::INTERNAL_SERVER_ERROR, "Look at the disk and the log of this node."),
            N::Ours(_) | N::Row(_) => {
                tracing::error!(fault = %what, "a fault of the software or of the disk");
                Self::ours(&what)
            }
        }
    }
}

impl From<BytesRejection> for Fault {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::too_large("The request is larger than this address takes.", "Send less at once.")
        } else {
            Self::form("The request broke off.")
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        (self.status, Json(ErrorAnswer { error: self.explanation })).into_response()
    }
}
