//! What every request passes first and every answer last: no other site can act here, whatever the browser allows.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method,
        header::{
            CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
            TRANSFER_ENCODING, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use tokio::time::timeout;

use crate::fault::{Fault, FaultCode};

/// For a request with a body, from its head to its answer: the largest bundle over a slow line fits.
const PATIENCE: Duration = Duration::from_mins(5);

/// The page's map starts its worker from a file of the page, so that no script is ever made from text.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Names by which a listener may be called.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// The names of this machine to itself, and these.
    pub(crate) fn with(more: &[String]) -> Self {
        let own = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        Self { names: own.into_iter().chain(more.iter().map(|name| name.to_lowercase())).collect() }
    }

    /// Whether a `Host` header names this listener. Any other name is somebody else's, resolved to this address so that
    /// the browser takes both for one site.
    fn know(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|c| c.is_ascii_digit()) => name,
            _ => &host,
        };
        self.names.iter().any(|known| known == name)
    }
}

/// Checks before, headers after.
pub(crate) async fn guard(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut response = match check(&hosts, &request) {
        // Events go on for as long as the page listens; everything else that sends a body has to come to an end.
        Ok(()) if *request.method() == Method::GET => next.run(request).await,
        Ok(()) => match timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Fault::too_slow().into_response(),
        },
        Err(fault) => fault.into_response(),
    };
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(CONTENT_SECURITY_POLICY, POLICY);
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(X_FRAME_OPTIONS, "DENY");
    put(REFERRER_POLICY, "no-referrer");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    // The page's own files say otherwise themselves.
    put(CACHE_CONTROL, "no-store");
    response
}

fn check(hosts: &Hosts, request: &Request) -> Result<(), Fault> {
    let headers = request.headers();
    let host = text(headers, &HOST).ok_or_else(Fault::misdirected)?;
    let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
    if !hosts.know(host) || authority.is_some_and(|authority| !hosts.know(authority)) {
        return Err(Fault::misdirected());
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(());
    }
    let (what, next) = ("The request comes from another site.", "Use this node's own page.");
    let foreign = || Fault::forbidden(FaultCode::SiteForeign, what, next);
    if text(headers, &ORIGIN).is_some_and(|origin| origin.split_once("://").is_none_or(|(_, from)| from != host)) {
        return Err(foreign());
    }
    let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(foreign());
    }
    // Forms of other sites can send neither of these types, and scripts only after asking, which is refused.
    let kind = text(headers, &CONTENT_TYPE).map(|t| t.split(';').next().unwrap_or_default().trim().to_lowercase());
    let empty = headers.get(TRANSFER_ENCODING).is_none() && text(headers, &CONTENT_LENGTH).is_none_or(|n| n == "0");
    match kind.as_deref() {
        Some("application/json" | "application/octet-stream") => Ok(()),
        None if empty => Ok(()),
        _ => Err(Fault::form("The content type must be application/json or application/octet-stream.")),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_known() {
        let hosts = Hosts::with(&["Desk.example".to_owned()]);
        for host in ["localhost", "127.0.0.1:8080", "[::1]:8080", "[::1]", "desk.example:443", "LOCALHOST:1"] {
            assert!(hosts.know(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.", "", ":80", "localhost:80:80", "localhost:"]
        {
            assert!(!hosts.know(host), "{host}");
        }
    }
}
