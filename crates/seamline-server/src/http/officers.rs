//! Officers of this node and their roles.

use std::sync::Arc;

use axum::{Json, extract::State};
use seamline_node::{JournalAct, Permission, Role, StoredOfficer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{Acting, stored},
    input::{Input, officer_name},
    shapes::Limits,
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    officers::Bearer,
    served::Served,
};

/// An officer to keep, or to change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOfficer {
    name: String,
    /// Words of `/api/roles`.
    roles: Vec<String>,
    /// At least 8 characters; without one the officer logs in by one-time links. One who has a password keeps it where
    /// this is absent.
    password: Option<String>,
    /// May neither log in nor act; sessions end at once.
    #[serde(default)]
    disabled: bool,
    /// How far this officer's releases reach; absent where they are not limited. A liaison officer without limits
    /// releases nothing.
    limits: Option<Limits>,
}

/// What a new officer logs in with the first time.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficerKept {
    /// Token of a one-time link, for one without a password.
    #[schema(required = true)]
    login_token: Option<String>,
}

/// An officer as listed.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficerListed {
    name: String,
    roles: Vec<String>,
    has_password: bool,
    disabled: bool,
    #[schema(required = true)]
    limits: Option<Limits>,
}

/// Officers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Officers {
    officers: Vec<OfficerListed>,
}

/// A role and what it permits.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoleRow {
    role: String,
    may: Vec<String>,
}

/// The table of roles.
#[derive(Serialize, ToSchema)]
pub(crate) struct Roles {
    roles: Vec<RoleRow>,
}

/// For whom a one-time link is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkFor {
    officer: String,
}

/// A one-time link's token; good for ten minutes, once.
#[derive(Serialize, ToSchema)]
pub(crate) struct LoginToken {
    token: String,
}

pub(crate) fn role(field: &'static str, word: &str) -> Result<Role, Fault> {
    let known = || Role::all().map(Role::word).collect::<Vec<_>>().join(", ");
    let found = Role::all().find(|role| role.word() == word);
    found.ok_or_else(|| {
        let what = format!("No role is called \"{word}\"; there are {}.", known());
        Fault::content(FaultCode::RoleUnknown, what).at(field).with("role", word).with("known", known())
    })
}

/// Keep or change an officer; whoever was logged in as that officer has to log in again.
#[utoipa::path(post, path = "/api/officers", tag = "officers", request_body = NewOfficer,
    responses((status = 200, body = OfficerKept), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn put(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(new): Input<NewOfficer>,
) -> Result<Json<OfficerKept>, Fault> {
    acting.must(Permission::Administer)?;
    officer_name(&new.name)?;
    let roles = new.roles.iter().map(|word| role("roles", word)).collect::<Result<Vec<_>, _>>()?;
    let password = match new.password {
        Some(password) => Some(served.logins.hash(password).await?),
        None => None,
    };
    let (name, disabled, around) = (new.name.clone(), new.disabled, served.clone());
    let limits = new.limits.map(Limits::parse).transpose()?;
    let mut officer = StoredOfficer { name: new.name, roles, password, disabled, limits };
    let by_link = served.ask(move |node| {
        if officer.password.is_none() {
            officer.password = node.officer(&officer.name)?.and_then(|stored| stored.password);
        }
        node.put_officer(&acting.officer, &officer)?;
        // Under the node's lock: nobody acts on what was allowed before.
        around.sessions.end_all_of(&officer.name);
        Ok(officer.password.is_none() && !officer.disabled)
    });
    let login_token = by_link.await?.then(|| served.logins.link(Bearer::Officer(name)));
    Ok(Json(OfficerKept { login_token }))
}

/// Officers of this node.
#[utoipa::path(get, path = "/api/officers", tag = "officers",
    responses((status = 200, body = Officers), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn list(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<Officers>, Fault> {
    acting.must(Permission::Administer)?;
    let officers = served.ask(|node| node.officers()).await?;
    let row = |o: StoredOfficer| OfficerListed {
        roles: o.roles.iter().map(|role| role.word()).collect(),
        has_password: o.password.is_some(),
        disabled: o.disabled,
        limits: o.limits.map(Limits::from),
        name: o.name,
    };
    Ok(Json(Officers { officers: officers.into_iter().map(row).collect() }))
}

/// What each role permits.
#[utoipa::path(get, path = "/api/roles", tag = "officers",
    responses((status = 200, body = Roles), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn roles(_: Acting) -> Json<Roles> {
    let word = |p: &Permission| serde_json::to_value(p).ok().and_then(|v| v.as_str().map(str::to_owned));
    let row = |role: Role| RoleRow { role: role.word(), may: role.permits().iter().filter_map(word).collect() };
    Json(Roles { roles: Role::all().map(row).collect() })
}

/// Make a one-time link for an officer.
#[utoipa::path(post, path = "/api/login-tokens", tag = "officers", request_body = LinkFor,
    responses((status = 200, body = LoginToken), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn link(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(wanted): Input<LinkFor>,
) -> Result<Json<LoginToken>, Fault> {
    acting.must(Permission::Administer)?;
    let officer = stored(&served, wanted.officer).await?;
    let (by, of) = (acting.officer.name, officer.name.clone());
    let detail = [("officer", of), ("link", true.to_string())];
    served.ask(move |node| node.note(&by, JournalAct::OfficerChanged, &detail)).await?;
    Ok(Json(LoginToken { token: served.logins.link(Bearer::Officer(officer.name)) }))
}
