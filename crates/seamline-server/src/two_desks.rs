//! The demo's own listener: one page over two nodes, which nobody in real life has. It logs in at the nodes as one of
//! their officers and passes requests on to the same API that anyone uses; it holds nothing itself.

use std::{collections::BTreeMap, future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, HOST},
    },
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{any, get, post},
};
use seamline_record::NodeId;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{sync::watch, task::JoinHandle};

use crate::{
    client::{Client, ClientFault, send_to},
    fault::{Fault, FaultCode},
    http::guard::{Hosts, guard},
    listener, page,
    serve::{ServeFault, bind},
};

/// What a hook gives: JSON, or the error object `{code, blame, what, kept, next}`.
pub type Outcome = Pin<Box<dyn Future<Output = Result<Value, Value>> + Send>>;

/// What the page's buttons do, besides what a node's API offers.
pub trait DemoHooks: Send + Sync + 'static {
    /// What `/demo/info` tells: time, centres, nodes, rows, plugs.
    fn info(&self) -> Value;
    /// Cuts the desks of a centre off from everyone, or lets them back.
    fn plug(&self, centre: String, out: bool) -> Outcome;
    /// Lets 21 days pass at a centre that is cut off and carries what was written by bundles.
    fn stick(&self, centre: String) -> Outcome;
}

/// A node that the page may look into.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The node.
    pub node: NodeId,
    /// Its API.
    pub http: SocketAddr,
    /// Token of a one-time login link of the officer to log in as.
    pub login: String,
}

/// The listener, answering.
pub struct TwoDesks {
    /// Where the page is.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl TwoDesks {
    /// Ends the listener.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let _ = self.task.await;
    }
}

/// Why the listener does not answer.
#[derive(Debug, thiserror::Error)]
pub enum TwoDesksFault {
    /// The address cannot be used.
    #[error(transparent)]
    Serve(#[from] ServeFault),
    /// A node did not let the officer in.
    #[error(transparent)]
    Login(#[from] ClientFault),
}

struct Session {
    http: SocketAddr,
    cookie: HeaderValue,
}

struct Shared {
    sessions: BTreeMap<NodeId, Session>,
    hooks: Arc<dyn DemoHooks>,
}

/// Logs in at each node and serves the page until stopped.
///
/// # Errors
/// [`TwoDesksFault`]; nothing listens then.
pub async fn listen(
    address: SocketAddr,
    seats: Vec<Seat>,
    hooks: Arc<dyn DemoHooks>,
) -> Result<TwoDesks, TwoDesksFault> {
    let listener = bind("the page of two desks", address).await?;
    let address = listener.local_addr().unwrap_or(address);
    let mut sessions = BTreeMap::new();
    for seat in seats {
        sessions.insert(seat.node.clone(), login(seat).await?);
    }
    let router = router(Arc::new(Shared { sessions, hooks }), Hosts::with(&[address.ip().to_string()]));
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(listener::answer(listener, router, None, stopped));
    Ok(TwoDesks { address, stop, task })
}

async fn login(seat: Seat) -> Result<Session, ClientFault> {
    let strange = || ClientFault::Strange(seat.http);
    let mut officer = Client::new(seat.http);
    officer.login_token(&seat.login).await?;
    let cookie = officer.cookie().and_then(|cookie| HeaderValue::from_str(cookie).ok()).ok_or_else(strange)?;
    Ok(Session { http: seat.http, cookie })
}

fn router(shared: Arc<Shared>, hosts: Hosts) -> Router {
    Router::new()
        .route("/demo/info", get(async |State(shared): State<Arc<Shared>>| Json(shared.hooks.info())))
        .route("/demo/plug", post(plug))
        .route("/demo/stick", post(stick))
        .route("/demo/at/{party}/{node}/api/{*path}", any(pass_on))
        .fallback(async |method: Method, uri: Uri, headers: HeaderMap| page::file("demo", &method, &uri, &headers))
        .layer(from_fn_with_state(hosts, guard))
        .with_state(shared)
}

#[derive(Deserialize)]
struct Plug {
    centre: String,
    out: bool,
}

#[derive(Deserialize)]
struct Stick {
    centre: String,
}

async fn plug(State(shared): State<Arc<Shared>>, Json(wanted): Json<Plug>) -> Response {
    told(shared.hooks.plug(wanted.centre, wanted.out).await)
}

async fn stick(State(shared): State<Arc<Shared>>, Json(wanted): Json<Stick>) -> Response {
    told(shared.hooks.stick(wanted.centre).await)
}

fn told(outcome: Result<Value, Value>) -> Response {
    match outcome {
        Ok(value) => Json(value).into_response(),
        Err(error) => (StatusCode::CONFLICT, Json(json!({ "error": error }))).into_response(),
    }
}

/// One request to one node's API, in both directions as it comes: events go on for as long as the page listens.
async fn pass_on(
    State(shared): State<Arc<Shared>>,
    Path((party, node, _)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, Fault> {
    let nobody = || Fault::not_found(FaultCode::PartyUnknown, "The demo has no such node.");
    let id: NodeId = format!("{party}/{node}").parse().map_err(|_| nobody())?;
    let session = shared.sessions.get(&id).ok_or_else(nobody)?;
    // As it was written: decoding a path and encoding it again can turn it into another.
    let path = request.uri().path_and_query().and_then(|all| all.as_str().splitn(6, '/').nth(5)).ok_or_else(nobody)?;
    let path = format!("/{path}");
    if path.starts_with("/api/log") {
        let next = "Open the node's own page.";
        let what = "The demo's own login is not for the page to change.";
        return Err(Fault::forbidden(FaultCode::SiteForeign, what, next));
    }
    let (parts, body) = request.into_parts();
    let mut onward = hyper::Request::builder()
        .method(parts.method)
        .uri(path)
        .header(HOST, session.http.to_string())
        .header(COOKIE, &session.cookie);
    for name in [CONTENT_TYPE, ACCEPT] {
        if let Some(value) = parts.headers.get(&name) {
            onward = onward.header(name, value);
        }
    }
    let onward = onward.body(body).map_err(|_| nobody())?;
    let answer = send_to(session.http, onward)
        .await
        .map_err(|_| Fault::unreached(&format!("The node {id} does not answer.")))?;
    let (parts, body) = answer.into_parts();
    let mut passed = Response::new(Body::new(body));
    *passed.status_mut() = parts.status;
    for name in [CONTENT_TYPE, CACHE_CONTROL, CONTENT_DISPOSITION] {
        if let Some(value) = parts.headers.get(&name) {
            passed.headers_mut().insert(name, value.clone());
        }
    }
    Ok(passed)
}
