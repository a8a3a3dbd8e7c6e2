//! The HTTP API: one file per resource, and the page beside it.

mod access;
mod agreement;
mod audit;
mod bundles;
mod calendar;
mod centres;
mod commitments;
mod cuts;
mod desk;
mod display;
mod doctor;
mod due;
mod events;
mod files;
pub(crate) mod guard;
mod incidents;
mod input;
mod likely;
mod links;
mod login;
mod map;
mod meetings;
mod node;
mod officers;
mod parcels;
mod proposals;
mod records;
mod roster;
mod shapes;
mod upkeep;

pub use cuts::CutsAnswer;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    http::{HeaderMap, Method, Uri},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use utoipa::OpenApi;

use crate::{
    fault::{Fault, FaultCode},
    page,
    served::Served,
};

/// Most items of one answer.
pub(crate) const MAX_ITEMS: usize = 500;
/// Longest body of JSON.
const MAX_JSON: usize = 1 << 20;
/// Longest bundle that is taken in at once.
const MAX_BUNDLE: usize = seamline_feed::bundle::MAX_BUNDLE_BYTES;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Seamline node",
        description = "The API of one node. Times are ms since 1970 UTC, ids are 64 hexadecimal digits.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(
        login::login,
        login::logout,
        login::me,
        node::show,
        node::health,
        centres::list,
        desk::desk,
        desk::timeline,
        map::show,
        incidents::map,
        incidents::list,
        incidents::bars,
        likely::likely,
        due::due,
        events::events,
        records::list,
        records::show,
        records::record,
        records::preview,
        records::release,
        records::evidence,
        agreement::position,
        agreement::joint,
        agreement::short,
        agreement::key,
        agreement::put_key,
        commitments::list,
        meetings::list,
        meetings::show,
        calendar::meeting,
        calendar::subscribe,
        calendar::unsubscribe,
        calendar::feed,
        links::list,
        links::pause,
        links::put,
        links::shared,
        bundles::export,
        bundles::import,
        files::put,
        files::get,
        parcels::send,
        parcels::list,
        officers::put,
        officers::list,
        officers::roles,
        officers::link,
        proposals::policy,
        proposals::put_policy,
        proposals::list,
        proposals::propose,
        proposals::approve,
        proposals::refuse,
        roster::list,
        roster::put,
        roster::remove,
        audit::list,
        audit::export,
        upkeep::admit,
        cuts::show,
        doctor::examine,
        doctor::copy,
        upkeep::quarantine,
        upkeep::alarms,
        upkeep::rebuild,
        upkeep::clock,
        upkeep::stop,
    )
)]
struct Description;

/// The API's description (OpenAPI 3.1), pretty, always in the same order.
pub fn openapi_json() -> String {
    // Through a value: its maps are sorted.
    let mut value = serde_json::to_value(Description::openapi()).unwrap_or_default();
    name_operations(&mut value);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Operations are named by method and path: handlers of different resources share names, operations must not.
fn name_operations(description: &mut serde_json::Value) {
    let Some(paths) = description.get_mut("paths").and_then(serde_json::Value::as_object_mut) else { return };
    for (path, methods) in paths {
        let words = path.trim_start_matches("/api").replace(|c: char| !c.is_ascii_alphanumeric(), " ");
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            let name: Vec<&str> = std::iter::once(method.as_str()).chain(words.split_whitespace()).collect();
            operation["operationId"] = name.join("_").into();
        }
    }
}

/// Everything a node answers over HTTP.
pub(crate) fn router(served: Arc<Served>, hosts: guard::Hosts) -> Router {
    let api = Router::new()
        .route("/login", post(login::login))
        .route("/logout", post(login::logout))
        .route("/me", get(login::me))
        .route("/node", get(node::show))
        .route("/centres", get(centres::list))
        .route("/desk", get(desk::desk))
        .route("/timeline", get(desk::timeline))
        .route("/map", get(map::show))
        .route("/map/incidents", get(incidents::map))
        .route("/incidents", get(incidents::list))
        .route("/incidents/bars", get(incidents::bars))
        .route("/likely", post(likely::likely))
        .route("/due", get(due::due))
        .route("/events", get(events::events))
        .route("/records", get(records::list).post(records::record))
        .route("/records/{id}", get(records::show))
        .route("/records/{id}/preview", get(records::preview))
        .route("/records/{id}/release", post(records::release))
        .route("/records/{id}/evidence", get(records::evidence))
        .route("/records/{id}/position", post(agreement::position))
        .route("/records/{id}/joint", get(agreement::joint))
        .route("/short/{short}", get(agreement::short))
        .route("/officer-key", get(agreement::key).put(agreement::put_key))
        .route("/commitments", get(commitments::list))
        .route("/meetings", get(meetings::list))
        .route("/meetings/{id}", get(meetings::show))
        .route("/meetings/{id}/ics", get(calendar::meeting))
        .route("/calendar", post(calendar::subscribe).delete(calendar::unsubscribe))
        .route("/calendar/{token}", get(calendar::feed))
        .route("/links", get(links::list))
        .route("/links/{party}/{node}", post(links::pause))
        .route("/peers", post(links::put))
        .route("/shared/{party}/{node}", get(links::shared))
        .route("/bundles/export", post(bundles::export))
        .route("/bundles/import", post(bundles::import).layer(DefaultBodyLimit::max(MAX_BUNDLE)))
        .route("/files", post(files::put).layer(DefaultBodyLimit::disable()))
        .route("/files/{hash}", get(files::get))
        .route("/parcels", get(parcels::list).post(parcels::send))
        .route("/officers", get(officers::list).post(officers::put))
        .route("/roles", get(officers::roles))
        .route("/login-tokens", post(officers::link))
        .route("/policy", get(proposals::policy).post(proposals::put_policy))
        .route("/proposals", get(proposals::list).post(proposals::propose))
        .route("/proposals/{id}/approve", post(proposals::approve))
        .route("/proposals/{id}/refuse", post(proposals::refuse))
        .route("/roster", get(roster::list).post(roster::put))
        .route("/roster/{id}", delete(roster::remove))
        .route("/audit", get(audit::list))
        .route("/audit/export", get(audit::export))
        .route("/documents", post(upkeep::admit))
        .route("/cuts/{party}/{node}", get(cuts::show))
        .route("/doctor", get(doctor::examine))
        .route("/copy", post(doctor::copy))
        .route("/quarantine", get(upkeep::quarantine))
        .route("/alarms", get(upkeep::alarms))
        .route("/rebuild", post(upkeep::rebuild))
        .route("/exercise/clock", post(upkeep::clock))
        .route("/stop", post(upkeep::stop))
        .route("/openapi.json", get(description))
        .fallback(nothing_here);
    Router::new()
        .nest("/api", api)
        .route("/healthz", get(node::health))
        .fallback(async |method: Method, uri: Uri, headers: HeaderMap| page::file("node", &method, &uri, &headers))
        .method_not_allowed_fallback(async || Fault::wrong_method())
        .layer(DefaultBodyLimit::max(MAX_JSON))
        .layer(from_fn_with_state(hosts, guard::guard))
        .with_state(served)
}

async fn nothing_here() -> Fault {
    Fault::not_found(FaultCode::AddressUnknown, "There is nothing at this address.")
}

async fn description() -> Response {
    Json(serde_json::to_value(Description::openapi()).unwrap_or_default()).into_response()
}
