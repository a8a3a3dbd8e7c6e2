//! Logging in and out.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use seamline_node::{JournalAct, Node, NodeFault, Officer, StoredOfficer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{Acting, NOBODY, cookie_name, holder, session_token},
    input::Input,
    shapes::Limits,
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    officers::Bearer,
    served::Served,
};

/// Name and password, or the token of a one-time link.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Login {
    /// By password.
    Password {
        /// Name.
        officer: String,
        /// Password.
        password: String,
    },
    /// By one-time link.
    Token {
        /// 64 hexadecimal digits, from behind `#token=`.
        token: String,
    },
}

/// Who is logged in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    officer: String,
    roles: Vec<String>,
    /// read, record, release, administer, audit
    may: Vec<String>,
    /// How far this officer's releases reach; null where they are not limited.
    #[schema(required = true)]
    limits: Option<Limits>,
}

impl From<&Officer> for Me {
    fn from(officer: &Officer) -> Self {
        let word = |p| serde_json::to_value(p).ok().and_then(|v| v.as_str().map(str::to_owned));
        Self {
            officer: officer.name.clone(),
            roles: officer.roles.iter().map(|role| role.word()).collect(),
            may: officer.permissions().into_iter().filter_map(word).collect(),
            limits: officer.limits.clone().map(Limits::from),
        }
    }
}

/// Log in; the answer sets the session cookie.
#[utoipa::path(post, path = "/api/login", tag = "officers", request_body = Login,
    responses((status = 200, body = Me), (status = 401, body = ErrorAnswer), (status = 429, body = ErrorAnswer)))]
pub(crate) async fn login(State(served): State<Arc<Served>>, Input(login): Input<Login>) -> Result<Response, Fault> {
    let shown = match login {
        Login::Token { token } => match served.logins.redeem(&token) {
            Some(Bearer::Holder) => Shown::Folder,
            Some(Bearer::Officer(name)) => Shown::Link(name),
            None => {
                note_refusal(&served, None, "link").await;
                let what = "The one-time link was used already, or is older than ten minutes.";
                return Err(Fault::wrong_login(FaultCode::LoginLinkSpent, what));
            }
        },
        Login::Password { officer, password } => Shown::Password(by_password(&served, officer, password).await?),
    };
    let around = served.clone();
    let (token, me) = served.with_node(move |node| let_in(node, &around, shown)).await??;
    Ok(with_cookie(&served, &token, Json(me)))
}

/// What somebody at the door has shown.
enum Shown {
    /// A link that the holder of the folder was given.
    Folder,
    /// A link for the officer of this name.
    Link(String),
    /// The password of this officer, as stored when it was looked at.
    Password(StoredOfficer),
}

/// Starts the session. Under the node's lock, like the ending of sessions when an officer is changed: one who was changed
/// or disabled while the password was looked at must not come in as they were before.
fn let_in(node: &mut Node, served: &Served, shown: Shown) -> Result<(String, Me), Fault> {
    let officer = match shown {
        Shown::Folder => holder(),
        Shown::Link(name) => node.acting_officer(&name)?,
        Shown::Password(officer) => {
            if node.officer(&officer.name)?.as_ref() != Some(&officer) {
                return Err(Fault::wrong_login(FaultCode::LoginWrong, "The officer was changed at this moment."));
            }
            officer.acting()?
        }
    };
    tracing::info!(officer = %officer.name, "logged in");
    noted(node.note(&officer.name, JournalAct::LoggedIn, &[]));
    let me = Me::from(&officer);
    Ok((served.sessions.start(officer), me))
}

async fn by_password(served: &Arc<Served>, name: String, password: String) -> Result<StoredOfficer, Fault> {
    served.logins.may_try(&name)?;
    let wanted = name.clone();
    let stored = served.ask(move |node| node.officer(&wanted)).await?;
    let known = stored.is_some();
    let hash = stored.as_ref().and_then(|officer| officer.password.clone());
    let fits = served.logins.fits(hash, password).await?;
    let Some(officer) = stored.filter(|_| fits) else {
        tracing::warn!("a login was refused");
        note_refusal(served, known.then_some(name), "password").await;
        return Err(Fault::wrong_login(FaultCode::LoginWrong, "Name and password do not fit."));
    };
    served.logins.succeeded(&name);
    if officer.disabled {
        note_refusal(served, Some(name), "disabled").await;
    }
    Ok(officer)
}

/// A full disk must not keep those out who could make room.
fn noted(outcome: Result<(), NodeFault>) {
    if let Err(fault) = outcome {
        tracing::error!(%fault, "a login could not be noted in the journal");
    }
}

/// Notes that somebody was not let in. A name that nobody has is not noted: it may be a password typed into the wrong
/// field.
async fn note_refusal(served: &Arc<Served>, name: Option<String>, why: &'static str) {
    let Some(unnoted) = served.logins.may_note() else { return };
    let more = if unnoted > 0 { unnoted.to_string() } else { String::new() };
    let name = name.unwrap_or_else(|| NOBODY.to_owned());
    let detail = [("why", why.to_owned()), ("unnoted", more)];
    let _ = served.with_node(move |node| noted(node.note(&name, JournalAct::LoginRefused, &detail))).await;
}

fn with_cookie(served: &Served, token: &str, body: impl IntoResponse) -> Response {
    let secure = if served.secure { "; Secure" } else { "" };
    let over = if token.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{over}", cookie_name(served));
    ([(SET_COOKIE, cookie)], body).into_response()
}

/// Log out.
#[utoipa::path(post, path = "/api/logout", tag = "officers", responses((status = 204)))]
pub(crate) async fn logout(State(served): State<Arc<Served>>, headers: HeaderMap) -> Response {
    if let Some(token) = session_token(&headers, &served) {
        served.sessions.end(&token);
    }
    with_cookie(&served, "", StatusCode::NO_CONTENT)
}

/// Who is logged in, and what they may do.
#[utoipa::path(get, path = "/api/me", tag = "officers",
    responses((status = 200, body = Me), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn me(acting: Acting) -> Json<Me> {
    Json(Me::from(&acting.officer))
}
