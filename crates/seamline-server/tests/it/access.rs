//! Who gets in, who may do what, and what other sites cannot.

use std::{sync::Arc, time::Duration};

use base64::Engine;
use seamline_server::{Client, ServeConfig, ServeFault, serve};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::world::{A, B, TestNode, entry, raw, record, refusal};

async fn one_node() -> TestNode {
    let mut node = TestNode::new(A, B, None);
    node.start().await;
    node
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_decide_and_the_refusal_names_those_that_would_do() {
    let mut node = one_node().await;
    let duty = node.officer("Sara", &["duty-officer"]).await;
    let id = record(&duty, &entry("by Sara", &[])).await;
    let body = json!({ "to": "kurdistan" });
    let (status, error) = refusal(duty.post_json(&format!("/api/records/{id}/release"), &body).await);
    assert_eq!((status, &error["blame"]), (403, &json!("you")));
    assert!(error["what"].as_str().unwrap().contains("releasing-officer or chief"), "{error}");
    let (status, _) = refusal(duty.post_json("/api/records", &entry("told at once", &["kurdistan"])).await);
    assert_eq!(status, 403);
    let auditor = node.officer("Azad", &["auditor"]).await;
    assert_eq!(refusal(auditor.post_json("/api/records", &entry("no", &[])).await).0, 403);
    assert!(auditor.get_json("/api/records").await.unwrap()["total"].as_u64() == Some(1));
    for path in ["/api/stop", "/api/rebuild", "/api/documents"] {
        assert_eq!(refusal(duty.post_json(path, &json!({})).await).0, 403, "{path}");
    }
    let peer = json!({ "node": B, "address": "127.0.0.1:1" });
    assert_eq!(refusal(duty.post_json("/api/peers", &peer).await).0, 403);
    assert_eq!(refusal(duty.post_json("/api/links/kurdistan/makhmour", &json!({ "paused": true })).await).0, 403);
    assert_eq!(refusal(duty.post_json("/api/login-tokens", &json!({ "officer": "Azad" })).await).0, 403);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_in_by_password_and_by_link() {
    let mut node = one_node().await;
    node.officer("Sara", &["duty-officer"]).await;
    let nobody = Client::new(node.http());
    assert_eq!(refusal(nobody.get_json("/api/records").await).0, 401);
    assert_eq!(refusal(nobody.clone().with_token("0".repeat(64)).get_json("/api/me").await).0, 401);
    let wrong = json!({ "officer": "Sara", "password": "wrong horse" });
    assert_eq!(refusal(nobody.post_json("/api/login", &wrong).await).0, 401);
    let right = json!({ "officer": "Sara", "password": "correct horse" });
    assert_eq!(nobody.post_json("/api/login", &right).await.unwrap()["may"], json!(["read", "record", "audit"]));
    for _ in 0..5 {
        refusal(nobody.post_json("/api/login", &wrong).await);
    }
    assert_eq!(refusal(nobody.post_json("/api/login", &right).await).0, 429);

    let link = node.client().post_json("/api/login-tokens", &json!({ "officer": "Sara" })).await.unwrap();
    let mut by_link = Client::new(node.http());
    let me = by_link.login_token(link["token"].as_str().unwrap()).await.unwrap();
    assert_eq!(me["officer"], "Sara");
    assert_eq!(by_link.get_json("/api/me").await.unwrap(), me);
    let again = Client::new(node.http()).login_token(link["token"].as_str().unwrap()).await.map(|_| Json::Null);
    assert_eq!(refusal(again).0, 401);
    node.officer("Sara", &["auditor"]).await;
    assert_eq!(refusal(by_link.get_json("/api/me").await).0, 401, "changed roles end the session");

    let mut holder = Client::new(node.http());
    let login_link = node.serving.as_ref().unwrap().login_link.clone();
    holder.login_token(&login_link).await.unwrap();
    holder.post_json("/api/logout", &json!({})).await.unwrap();
    assert_eq!(refusal(holder.get_json("/api/me").await).0, 401);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_cannot_act_here() {
    let mut node = one_node().await;
    let token = node.folder.running().unwrap().token;
    let ask = |method: &'static str, headers: String, body: &'static str| {
        let length = body.len();
        let auth = format!("Authorization: Bearer {token}\r\nConnection: close\r\nContent-Length: {length}\r\n");
        let address = node.http();
        let path = if method == "GET" { "/api/node" } else { "/api/rebuild" };
        async move { raw(address, &format!("{method} {path} HTTP/1.1\r\n{headers}{auth}\r\n{body}")).await }
    };
    let host = format!("Host: {}\r\n", node.http());
    let json = "Content-Type: application/json\r\n";
    let cases = [
        ("GET", host.clone(), "200"),
        ("GET", "Host: localhost\r\n".to_owned(), "200"),
        ("GET", "Host: evil.example\r\n".to_owned(), "421"),
        ("GET", String::new(), "400"),
        ("POST", format!("{host}{json}"), "200"),
        ("POST", format!("{host}{json}Origin: http://{}\r\n", node.http()), "200"),
        ("POST", format!("{host}{json}Origin: http://evil.example\r\n"), "403"),
        ("POST", format!("{host}{json}Origin: null\r\n"), "403"),
        ("POST", format!("{host}{json}Sec-Fetch-Site: cross-site\r\n"), "403"),
        ("POST", format!("{host}Content-Type: text/plain\r\n"), "400"),
        ("POST", host.clone(), "400"),
        ("POST", format!("{json}Host: evil.example\r\n"), "421"),
    ];
    for (method, headers, status) in cases {
        let body = if method == "GET" { "" } else { "{}" };
        let answer = ask(method, headers.clone(), body).await;
        let expected = format!("HTTP/1.1 {status}");
        // A request without a host never gets as far as the API.
        assert!(
            answer.starts_with(&expected) || (headers.is_empty() && !answer.starts_with("HTTP/1.1 200")),
            "{method} {headers}: {answer}"
        );
    }
    let answer = ask("GET", host, "").await.to_lowercase();
    for header in [
        "content-security-policy: default-src 'self';",
        " worker-src 'self';",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
    ] {
        assert!(answer.contains(header), "{header} is missing: {answer}");
    }
    let link = node.serving.as_ref().unwrap().login_link.clone();
    let body = format!("{{ \"token\": \"{}\" }}", link.rsplit('=').next().unwrap());
    let head = format!("POST /api/login HTTP/1.1\r\nHost: localhost\r\n{json}Connection: close");
    let login = raw(node.http(), &format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len())).await;
    assert!(login.contains("HttpOnly; SameSite=Strict"), "{login}");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_ids_and_words_are_bounded_and_strict() {
    let mut node = one_node().await;
    let holder = node.client();
    let (status, error) = refusal(holder.post_json("/api/records", &entry(&"x".repeat(2 << 20), &[])).await);
    assert_eq!((status, &error["blame"]), (413, &json!("you")));
    assert_eq!(refusal(holder.post_json("/api/records", &entry(&"x".repeat(200_000), &[])).await).0, 422);
    assert_eq!(refusal(holder.post_json("/api/records", &json!({ "kind": "rumour", "slots": {} })).await).0, 422);
    assert_eq!(refusal(holder.post_json("/api/records", &json!({ "kin": "log-entry", "slots": {} })).await).0, 400);
    for id in ["x".repeat(64), "AB".repeat(32), "ab".repeat(31), "..%2f".to_owned()] {
        assert_eq!(refusal(holder.get_json(&format!("/api/records/{id}")).await).0, 400, "{id}");
    }
    assert_eq!(refusal(holder.get_json(&format!("/api/records/{}", "ab".repeat(32))).await).0, 404);
    assert_eq!(refusal(holder.get_json("/api/records?limit=many").await).0, 400);
    assert_eq!(refusal(holder.get_json("/api/nothing").await).0, 404);
    assert_eq!(refusal(holder.post_json("/api/me", &json!({})).await).0, 405);
    assert_eq!(refusal(holder.post_json("/api/exercise/clock", &json!({ "offset_ms": 1 })).await).0, 409);
    let unknown = json!({ "name": "Sara", "roles": ["commander"] });
    assert_eq!(refusal(holder.post_json("/api/officers", &unknown).await).0, 422);
    let id = record(&holder, &json!({ "kind": "log-entry", "label": { "level": "secret" }, "slots": { "text": "x" } }))
        .await;
    let (status, error) =
        refusal(holder.post_json(&format!("/api/records/{id}/release"), &json!({ "to": "kurdistan" })).await);
    assert_eq!(status, 409, "{error}");
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_served_once_and_a_taken_port_is_named() {
    let mut node = one_node().await;
    let again = serve(ServeConfig::new(node.config.folder.clone())).await.err().unwrap();
    assert!(again.to_string().contains("in use by another seamline process"), "{again}");
    let mut other = TestNode::new(B, A, None);
    other.config.http = node.http();
    let taken = serve(other.config.clone()).await.err().unwrap();
    assert!(matches!(taken, ServeFault::PortTaken { .. }));
    assert!(taken.to_string().contains(&node.http().port().to_string()), "{taken}");
    other.config.http = ([0, 0, 0, 0], 0).into();
    let clear = serve(other.config.clone()).await.err().unwrap();
    assert!(matches!(clear, ServeFault::ClearText(_)), "{clear}");
    assert!(node.folder.running().is_some());
    let client = node.client();
    client.post_json("/api/stop", &json!({})).await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), node.serving.as_ref().unwrap().wait()).await.unwrap();
    node.stop().await;
    assert_eq!(node.folder.running(), None);
    node.start().await;
    node.stop().await;
}

#[test]
fn the_description_in_the_tree_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == seamline_server::openapi_json(), "docs/openapi.json is stale: run `make openapi`");
}

/// RFC 7468.
fn pem(what: &str, der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {what}-----\n{}\n-----END {what}-----\n", lines.join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_the_page_is_reached_by_tls_and_its_cookie_only_so() {
    let mut node = TestNode::new(A, B, None);
    let pair = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(vec!["desk.example".to_owned()]).unwrap();
    let certificate = certificate.self_signed(&pair).unwrap();
    let (chain, key) = (node.place.0.join("chain.pem"), node.place.0.join("key.pem"));
    std::fs::write(&chain, pem("CERTIFICATE", certificate.der())).unwrap();
    std::fs::write(&key, pem("PRIVATE KEY", &pair.serialize_der())).unwrap();
    node.config.http_tls = Some((chain.clone(), chain));
    assert!(matches!(serve(node.config.clone()).await.err().unwrap(), ServeFault::HttpTls { .. }));
    node.config.http_tls = Some((node.place.0.join("chain.pem"), key));
    node.config.hosts = vec!["desk.example".to_owned()];
    node.start().await;
    let link = node.serving.as_ref().unwrap().login_link.clone();
    assert!(link.starts_with("https://"));

    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate.der().clone()).unwrap();
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = tokio::net::TcpStream::connect(node.http()).await.unwrap();
    let name = rustls::pki_types::ServerName::try_from("desk.example").unwrap();
    let mut stream = tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap();
    let body = format!("{{ \"token\": \"{}\" }}", link.rsplit('=').next().unwrap());
    let head = "POST /api/login HTTP/1.1\r\nHost: desk.example\r\nContent-Type: application/json\r\nConnection: close";
    let request = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("; Secure"), "{answer}");
    assert!(!raw(node.http(), "GET /healthz HTTP/1.1\r\nHost: desk.example\r\n\r\n").await.contains("status"));
    node.stop().await;
}
