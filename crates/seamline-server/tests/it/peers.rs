//! Connections between nodes: who is let in, what breaks them, how they come back.

use std::{sync::Arc, time::Duration};

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::ring,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime},
};
use seamline_feed::{Bye, Frame};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::world::{
    A, B, TestNode, document_of, document_of_two, entry, keys, link, next_document_of, record, stop, two_nodes, until,
    until_linked,
};
use seamline_server::Ended;

/// Takes any server: what is tested is whom the server takes.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }
}

/// Calls a node with the TLS key that `id` would have.
async fn call(node: &TestNode, id: &str) -> std::io::Result<TlsStream<TcpStream>> {
    let seed = keys(id).seeds()[2];
    let prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let der = PrivatePkcs8KeyDer::from([&prefix[..], &seed].concat());
    let pair = rcgen::KeyPair::try_from(&der).unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&pair).unwrap().der().clone();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anybody))
        .with_client_auth_cert(vec![certificate], der.into())
        .unwrap();
    let stream = TcpStream::connect(node.peers()).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("node").unwrap(), stream).await
}

async fn frame(stream: &mut TlsStream<TcpStream>) -> std::io::Result<Frame> {
    let mut bytes = vec![0; timeout(Duration::from_secs(10), stream.read_u32()).await?? as usize];
    stream.read_exact(&mut bytes).await?;
    Ok(Frame::decode(&bytes).unwrap())
}

/// The next frame that says something: LIVE may be on its way already.
async fn next_frame(stream: &mut TlsStream<TcpStream>) -> Frame {
    loop {
        match frame(stream).await.unwrap() {
            Frame::Live => {}
            other => return other,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_the_link_comes_back_with_what_was_missed() {
    let (a, mut b) = two_nodes().await;
    until_linked(&a).await;
    b.stop().await;
    until("the link is down", || async { (link(&a).await["state"] == "down").then_some(()) }).await;
    let id = record(&a.client(), &entry("while you were away", &["kurdistan"])).await;
    let down = link(&a).await;
    assert!(down["unreceipted"].as_u64().unwrap() > 0 && down["unreceipted_since"].is_i64(), "{down}");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    b.start().await;
    until("what was missed", || b.item(&id)).await;
    until_linked(&a).await;
    let gap = link(&a).await["gaps"].as_array().unwrap().last().unwrap().clone();
    assert!(gap["to"].as_i64().unwrap() - gap["from"].as_i64().unwrap() >= 1000, "{gap}");
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_stands_in_no_document_is_refused() {
    let mut node = TestNode::new(B, A, None);
    node.start().await;
    // TLS 1.3: the client is done before the server has judged it, so the refusal comes with the first octets.
    let refused = match call(&node, "iraq/nobody").await {
        Ok(mut stream) => frame(&mut stream).await.is_err(),
        Err(_) => true,
    };
    assert!(refused, "a stranger was answered");
    let mut known = call(&node, A).await.unwrap();
    assert!(matches!(frame(&mut known).await.unwrap(), Frame::Hello(_)));
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_link_ends_with_the_document_that_takes_its_key_away() {
    let mut b = TestNode::new(B, A, None);
    b.start().await;
    let mut thief = call(&b, A).await.unwrap();
    assert!(matches!(frame(&mut thief).await.unwrap(), Frame::Hello(_)));
    let anew = keys("iraq/makhmour anew").card("makhmour".parse().unwrap());
    b.client().post_bytes("/api/documents", next_document_of(A, anew)).await.unwrap();
    assert_eq!(next_frame(&mut thief).await, Frame::Bye(Bye::Identity));
    let mut owner = call(&b, "iraq/makhmour anew").await.unwrap();
    assert!(matches!(frame(&mut owner).await.unwrap(), Frame::Hello(_)));
    b.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_begin_anew_with_the_first_document_of_a_party_and_with_no_other() {
    let (a, b) = two_nodes().await;
    until_linked(&a).await;
    let admit = |document: Vec<u8>| async { a.client().post_bytes("/api/documents", document).await.unwrap() };
    let before = link(&a).await["since"].as_i64().unwrap();
    admit(document_of("usa/desk")).await;
    let anew = || async {
        let link = link(&a).await;
        (link["state"] == "up").then(|| link["since"].as_i64().unwrap()).filter(|since| *since > before)
    };
    let since = until("the link to begin anew", anew).await;
    let card = keys("usa/desk anew").card("desk".parse().unwrap());
    admit(next_document_of("usa/desk", card)).await;
    admit(document_of("usa/desk")).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!((link(&a).await["state"].clone(), link(&a).await["since"].as_i64()), (json!("up"), Some(since)));
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_dropped_for_want_of_a_document_comes_with_it() {
    const HQ: &str = "iraq/hq";
    let (iraq, kurdistan) = (document_of_two(A, HQ), document_of(B));
    let both = [iraq.clone(), kurdistan.clone()];
    let mut hq = TestNode::knowing(&both, HQ, B, None);
    hq.start().await;
    hq.client().post_json("/api/peers", &json!({ "node": A })).await.unwrap();
    let mut a = TestNode::knowing(&[iraq], A, HQ, Some(hq.peers()));
    let mut b = TestNode::knowing(&both, B, HQ, Some(hq.peers()));
    a.start().await;
    b.start().await;
    until_linked(&a).await;
    let id = record(&b.client(), &entry("from a stranger", &["iraq"])).await;
    let told = || async {
        let alarms = a.client().get_json("/api/alarms").await.unwrap()["alarms"].to_string();
        alarms.contains("document is not here").then_some(())
    };
    until("the stretch to be dropped", told).await;
    a.client().post_bytes("/api/documents", kurdistan).await.unwrap();
    until("the record", || a.item(&id)).await;
    b.stop().await;
    stop((a, hq)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_takes_new_keys_loses_its_link_once() {
    let (mut a, b) = two_nodes().await;
    until_linked(&b).await;
    a.stop().await;
    let card = a.config.folder.prepare_next().unwrap();
    a.start().await;
    until_linked(&b).await;
    let gaps = link(&b).await["gaps"].as_array().unwrap().len();
    a.client().post_bytes("/api/documents", next_document_of(A, card)).await.unwrap();
    assert_eq!(a.serving.as_ref().unwrap().wait().await, Ended::NewKeys);
    assert_eq!(link(&b).await["state"], "down", "a key that no document has any more is not spoken with");
    a.stop().await;
    a.start().await;
    until_linked(&b).await;
    let up = link(&b).await;
    let id = record(&a.client(), &entry("with new keys", &["kurdistan"])).await;
    until("a record after that", || b.item(&id)).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!((&link(&b).await["since"], up["gaps"].as_array().unwrap().len()), (&up["since"], gaps + 1));
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_over_its_bound_ends_the_connection_and_the_link_recovers() {
    let (mut a, b) = two_nodes().await;
    until_linked(&a).await;
    a.stop().await;
    for (octets, bye) in [(vec![0xff; 4], Bye::TooLarge), (vec![0, 0, 0, 1, 0xff], Bye::Frame)] {
        let mut stream = call(&b, A).await.unwrap();
        assert!(matches!(frame(&mut stream).await.unwrap(), Frame::Hello(_)));
        stream.write_all(&octets).await.unwrap();
        stream.write_all(&vec![0; 100_000]).await.unwrap();
        stream.flush().await.unwrap();
        assert_eq!(next_frame(&mut stream).await, Frame::Bye(bye));
    }
    a.start().await;
    until_linked(&a).await;
    let id = record(&a.client(), &entry("still here", &["kurdistan"])).await;
    until("a record after all that", || b.item(&id)).await;
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_peer_is_refused_and_comes_back_when_resumed() {
    let (a, b) = two_nodes().await;
    until_linked(&b).await;
    let pause = |paused: bool| json!({ "paused": paused });
    b.client().post_json("/api/links/iraq/makhmour", &pause(true)).await.unwrap();
    until("the link to end", || async { (link(&a).await["state"] == "down").then_some(()) }).await;
    assert_eq!(link(&b).await["state"], "paused");
    let mut stream = call(&b, A).await.unwrap();
    assert_eq!(frame(&mut stream).await.unwrap(), Frame::Bye(Bye::Closing));
    b.client().post_json("/api/links/iraq/makhmour", &pause(false)).await.unwrap();
    until_linked(&a).await;
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_both_call_one_session_lives() {
    let mut b = TestNode::new(B, A, None);
    b.start().await;
    let mut a = TestNode::new(A, B, Some(b.peers()));
    a.start().await;
    let address = json!({ "node": A, "address": a.peers().to_string() });
    b.client().post_json("/api/peers", &address).await.unwrap();
    until_linked(&a).await;
    until_linked(&b).await;
    let id = record(&b.client(), &entry("both ways", &["iraq"])).await;
    until("the record", || a.item(&id)).await;
    for node in [&a, &b] {
        assert_eq!(link(node).await["state"], "up");
    }
    stop((a, b)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_with_another_key_is_not_spoken_to() {
    // Knows iraq/makhmour and would speak with it; iraq/makhmour called for kurdistan/makhmour.
    let mut other = TestNode::new("usa/desk", A, None);
    other.start().await;
    let mut a = TestNode::new(A, B, Some(other.peers()));
    a.config.capture = Some(a.place.0.join("frames"));
    a.start().await;
    let id = record(&a.client(), &entry("for kurdistan only", &["kurdistan"])).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!((link(&a).await["state"].clone(), link(&other).await["state"].clone()), (json!("down"), json!("down")));
    assert!(other.item(&id).await.is_none());
    assert_eq!(std::fs::read(a.place.0.join("frames")).unwrap(), b"", "not a frame was sent");
    stop((a, other)).await;
}
