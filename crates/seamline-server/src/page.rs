//! The built page, carried in the program.

use axum::{
    body::Body,
    http::{
        HeaderMap, Method, StatusCode, Uri,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use seamline_record::Hash;

use crate::fault::{Fault, FaultCode};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

const MARK: &str = "name=\"seamline-page\" content=\"";
const NOT_BUILT: &str = "The page is not built into this program: run `make web`, then build it again. \
                         The API answers all the same, under /api.\n";

/// A file of the page; for an address without a file the page itself, which shows it. `kind` says which page.
pub(crate) fn file(kind: &str, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    if *method != Method::GET && *method != Method::HEAD {
        return Fault::wrong_method().into_response();
    }
    let path = uri.path().trim_start_matches('/');
    match Built::get(path) {
        Some(file) if path != "index.html" => found(path, &file, headers),
        None if path.starts_with("assets/") || path.contains('.') => {
            Fault::not_found(FaultCode::AddressUnknown, "The page has no such file.").into_response()
        }
        _ => index(kind),
    }
}

fn found(path: &str, file: &EmbeddedFile, headers: &HeaderMap) -> Response {
    let smaller = Built::get(&format!("{path}.br")).filter(|_| takes_brotli(headers));
    let sent = smaller.as_ref().unwrap_or(file);
    let tag = format!("\"{}\"", Hash(sent.metadata.sha256_hash()));
    // The names of built assets change with their contents.
    let caching = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let own = [(ETAG, tag.clone()), (CACHE_CONTROL, caching.to_owned()), (VARY, "accept-encoding".to_owned())];
    if headers.get(IF_NONE_MATCH).is_some_and(|held| held.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, own).into_response();
    }
    let kind = file.metadata.mimetype().to_owned();
    let encoding = smaller.is_some().then_some([(CONTENT_ENCODING, "br")]);
    let body = Body::from(sent.data.to_vec());
    match encoding {
        Some(encoding) => (own, [(CONTENT_TYPE, kind)], encoding, body).into_response(),
        None => (own, [(CONTENT_TYPE, kind)], body).into_response(),
    }
}

/// Whether the browser says that it reads Brotli (RFC 7932); one that refuses it by a weight of 0 does not.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let all = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let weight = |part: &str| part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        parts.next() == Some("br") && parts.filter_map(weight).all(|weight| weight > 0.0)
    })
}

fn index(kind: &str) -> Response {
    let Some(file) = Built::get("index.html") else {
        return (StatusCode::NOT_FOUND, NOT_BUILT).into_response();
    };
    let html = marked(&String::from_utf8_lossy(&file.data), kind);
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")], html).into_response()
}

/// The page with its mark set to `kind`.
fn marked(html: &str, kind: &str) -> String {
    let parts = html.split_once(MARK).and_then(|(before, rest)| Some((before, rest.split_once('"')?.1)));
    parts.map_or_else(|| html.to_owned(), |(before, after)| format!("{before}{MARK}{kind}\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_goes_to_those_who_take_it() {
        let takes = |value: &str| takes_brotli(&HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().unwrap())]));
        assert!(takes("gzip, deflate, br, zstd") && takes("br;q=0.5"));
        assert!(!takes("gzip") && !takes("br; q=0.0") && !takes("brotli") && !takes_brotli(&HeaderMap::new()));
    }

    #[test]
    fn the_page_learns_where_it_is() {
        let html = "<head><meta name=\"seamline-page\" content=\"demo\" /></head>";
        assert_eq!(marked(html, "node"), "<head><meta name=\"seamline-page\" content=\"node\" /></head>");
        assert_eq!(marked("<head></head>", "node"), "<head></head>");
    }
}
