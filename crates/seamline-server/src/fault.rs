//! What an answer says when something went wrong: who is to blame, what is kept, what to do next.

mod barred;
mod code;
mod of_node;

use std::{borrow::Cow, collections::BTreeMap};

use axum::{
    Json,
    extract::rejection::BytesRejection,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use self::barred::Barred;
pub use self::code::FaultCode;

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

/// A code for the page, and sentences for a person without one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Explanation {
    code: FaultCode,
    /// The slot or input at fault.
    #[schema(required = true, value_type = Option<String>)]
    field: Option<Cow<'static, str>>,
    /// What the code's words name, by its key.
    #[schema(value_type = BTreeMap<String, String>)]
    args: BTreeMap<&'static str, String>,
    blame: Blame,
    what: String,
    kept: Cow<'static, str>,
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
    explanation: Box<Explanation>,
}

const NOTHING: &str = "Nothing was changed.";

impl Fault {
    fn new(code: FaultCode, status: StatusCode, blame: Blame, what: impl Into<String>, next: &str) -> Self {
        let (field, args, kept) = (None, BTreeMap::new(), NOTHING.into());
        let explanation = Explanation { code, field, args, blame, what: what.into(), kept, next: next.to_owned() };
        Self { status, explanation: Box::new(explanation) }
    }

    /// Names the slot or input at fault.
    pub(crate) fn at(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.explanation.field = Some(field.into());
        self
    }

    /// Names something that the code's words speak of.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.explanation.args.insert(key, value.into());
        self
    }

    /// The request is not of its form.
    pub(crate) fn form(what: impl Into<String>) -> Self {
        let next = "Send it in the form of /api/openapi.json.";
        Self::new(FaultCode::Form, StatusCode::BAD_REQUEST, Blame::You, what, next)
    }

    /// The request would be understood and cannot be followed: a draft, a name, a file.
    pub(crate) fn content(code: FaultCode, what: impl Into<String>) -> Self {
        let next = "Correct it and send it again.";
        Self::new(code, StatusCode::UNPROCESSABLE_ENTITY, Blame::You, what, next)
    }

    pub(crate) fn not_logged_in() -> Self {
        let next = "Log in with name and password, or ask an administrator for a one-time link.";
        Self::new(FaultCode::NotLoggedIn, StatusCode::UNAUTHORIZED, Blame::You, "Nobody is logged in.", next)
    }

    pub(crate) fn wrong_login(code: FaultCode, what: &str) -> Self {
        let next = "Try again, or ask an administrator for a one-time link.";
        Self::new(code, StatusCode::UNAUTHORIZED, Blame::You, what, next)
    }

    pub(crate) fn too_many(code: FaultCode, what: &str, next: &str) -> Self {
        Self::new(code, StatusCode::TOO_MANY_REQUESTS, Blame::You, what, next)
    }

    pub(crate) fn forbidden(code: FaultCode, what: impl Into<String>, next: &str) -> Self {
        Self::new(code, StatusCode::FORBIDDEN, Blame::You, what, next)
    }

    pub(crate) fn not_found(code: FaultCode, what: impl Into<String>) -> Self {
        let next = "Look for it in the list; what is not there is not held here.";
        Self::new(code, StatusCode::NOT_FOUND, Blame::You, what, next)
    }

    pub(crate) fn conflict(code: FaultCode, what: impl Into<String>, next: &str) -> Self {
        Self::new(code, StatusCode::CONFLICT, Blame::You, what, next)
    }

    pub(crate) fn wrong_method() -> Self {
        let (what, next) = ("This address does not take that method.", "Use a method that /api/openapi.json names.");
        Self::new(FaultCode::MethodWrong, StatusCode::METHOD_NOT_ALLOWED, Blame::You, what, next)
    }

    pub(crate) fn misdirected() -> Self {
        let what = "The name in the address bar is not one of this node's names.";
        let next = "Use the address that the node printed at its start.";
        Self::new(FaultCode::HostWrong, StatusCode::MISDIRECTED_REQUEST, Blame::You, what, next)
    }

    pub(crate) fn too_slow() -> Self {
        let what = "The request did not come to an end in time.";
        Self::new(FaultCode::TooSlow, StatusCode::REQUEST_TIMEOUT, Blame::You, what, "Try again on a better line.")
    }

    pub(crate) fn unreached(what: &str) -> Self {
        let next = "See whether its process runs; then try again.";
        Self::new(FaultCode::NodeUnreached, StatusCode::BAD_GATEWAY, Blame::Operator, what, next)
    }

    pub(crate) fn operator(what: &str, next: &str) -> Self {
        Self::new(FaultCode::StoreFailed, StatusCode::INTERNAL_SERVER_ERROR, Blame::Operator, what, next)
    }

    pub(crate) fn ours(what: &str) -> Self {
        let next = "Try again; if it stays, keep the log and report it.";
        Self::new(FaultCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, Blame::Us, what, next)
    }
}

impl From<BytesRejection> for Fault {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            let what = "The request is larger than this address takes.";
            Self::new(FaultCode::TooLarge, StatusCode::PAYLOAD_TOO_LARGE, Blame::You, what, "Send less at once.")
        } else {
            Self::form("The request broke off.")
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        (self.status, Json(ErrorAnswer { error: *self.explanation })).into_response()
    }
}
