//! Two parties, `iraq` and `kurdistan`, with one node `makhmour` each, and a third key that nobody knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use ed25519_dalek::{Signer, SigningKey};
use seamline_node::{NodeKeys, Officer, Peer, PublicCard};
use seamline_record::{
    AudienceId, BindingOfficer, Clearance, Closure, DocumentBody, Endorsed, Kind, Level, NodeId, all_kinds, hash_of,
};
use seamline_server::{Client, ClientFault, Folder, Protection, ServeConfig, Serving, SystemClock, serve};
use serde_json::{Value as Json, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};

pub(crate) const A: &str = "iraq/makhmour";
pub(crate) const B: &str = "kurdistan/makhmour";

/// A folder that goes with its test.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("seamline-server-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn keys(id: &str) -> NodeKeys {
    NodeKeys::from_seeds(["sign", "cosign", "tls", "seal"].map(|use_| hash_of(format!("{id} {use_}").as_bytes()).0))
}

fn body(id: &NodeId) -> DocumentBody {
    DocumentBody {
        party: id.party.clone(),
        version: 1,
        previous: None,
        names: BTreeMap::from([("en".to_owned(), format!("Party {}", id.party))]),
        threshold: 1,
        roots: vec![root(id).verifying_key()],
        clearance: Clearance { level: Level::Secret, caveats: BTreeSet::new() },
        audiences: Vec::new(),
        nodes: vec![keys(&id.to_string()).card(id.node.clone())],
        officers: vec![BindingOfficer {
            name: "minister".to_owned(),
            key: binding_key(id).verifying_key(),
            kinds: joint_kinds(),
        }],
        closed: vec![],
        void: BTreeSet::new(),
    }
}

/// The key of the officer who binds a node's party.
pub(crate) fn binding_key(id: &NodeId) -> SigningKey {
    SigningKey::from_bytes(&hash_of(format!("{} minister", id.party).as_bytes()).0)
}

fn joint_kinds() -> Vec<u8> {
    let kinds = all_kinds().filter_map(|spec| Kind::named(spec.name)).filter(|kind| kind.is_joint());
    kinds.map(Kind::number).collect::<BTreeSet<_>>().into_iter().collect()
}

fn root(id: &NodeId) -> SigningKey {
    SigningKey::from_bytes(&hash_of(id.party.as_str().as_bytes()).0)
}

fn signed(id: &NodeId, body: DocumentBody) -> Vec<u8> {
    let root = root(id);
    let mut endorsed = Endorsed::unsigned(body).unwrap();
    endorsed.sign(&root.verifying_key(), &|message| root.sign(message).to_bytes());
    endorsed.encode()
}

fn document(id: &NodeId) -> Vec<u8> {
    signed(id, body(id))
}

/// The next document of a node's party: the node has these keys now, and its old ones are closed.
pub(crate) fn next_document_of(id: &str, card: PublicCard) -> Vec<u8> {
    let (old, id) = (keys(id), id.parse().unwrap());
    let mut next = body(&id);
    (next.version, next.previous) = (2, Some(hash_of(&next.encode())));
    let key = old.card(id.node.clone()).sign;
    next.closed = vec![Closure { key, node: id.node.clone(), feeds: [].into(), keep: [].into() }];
    next.nodes = vec![card];
    signed(&id, next)
}

/// The document of a party with these two nodes.
pub(crate) fn document_of_two(id: &str, other: &str) -> Vec<u8> {
    let (id, second): (NodeId, NodeId) = (id.parse().unwrap(), other.parse().unwrap());
    let mut body = body(&id);
    body.nodes.push(keys(other).card(second.node));
    signed(&id, body)
}

/// The document of a node's party.
pub(crate) fn document_of(id: &str) -> Vec<u8> {
    document(&id.parse().unwrap())
}

/// A served node and the folder it lives in.
pub(crate) struct TestNode {
    pub(crate) folder: Folder,
    pub(crate) config: ServeConfig,
    pub(crate) serving: Option<Serving>,
    pub(crate) place: Place,
}

impl TestNode {
    /// Makes a node that knows both parties and keeps a link to `other`.
    pub(crate) fn new(id: &str, other: &str, address: Option<SocketAddr>) -> Self {
        Self::knowing(&[document_of(id), document_of(other)], id, other, address)
    }

    /// Makes a node that knows these documents and keeps a link to `other`.
    pub(crate) fn knowing(documents: &[Vec<u8>], id: &str, other: &str, address: Option<SocketAddr>) -> Self {
        let (id, other): (NodeId, NodeId) = (id.parse().unwrap(), other.parse().unwrap());
        let place = Place::new();
        let folder = Folder::create(&place.0.join("node"), &id, &keys(&id.to_string()), &Protection::Unprotected);
        let folder = folder.unwrap();
        let mut node = folder.open_node(Box::new(SystemClock)).unwrap();
        for known in documents {
            node.admit_document(known).unwrap();
        }
        let holder = Officer::holder_of_the_folder("test");
        let theirs = AudienceId { party: other.party.clone(), group: None };
        let clearance = Clearance { level: Level::Restricted, caveats: BTreeSet::new() };
        node.put_clearance(&holder, &theirs, &clearance).unwrap();
        let peer = Peer { address: address.map(|a| a.to_string()), paused: false };
        node.put_peer(&holder, &other, &peer).unwrap();
        drop(node);
        let config = ServeConfig::new(folder.clone());
        let folder = folder.folder().clone();
        Self { folder, config, serving: None, place }
    }

    pub(crate) async fn start(&mut self) {
        let serving = serve(self.config.clone()).await.unwrap();
        // The same ports at the next start, or the other side would not find it.
        (self.config.http, self.config.peers) = (serving.http, serving.peers);
        self.serving = Some(serving);
    }

    pub(crate) async fn stop(&mut self) {
        self.serving.take().unwrap().stop().await;
    }

    pub(crate) fn http(&self) -> SocketAddr {
        self.serving.as_ref().unwrap().http
    }

    pub(crate) fn peers(&self) -> SocketAddr {
        self.serving.as_ref().unwrap().peers
    }

    /// Acts as the holder of the folder.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.http()).with_token(self.folder.running().unwrap().token)
    }

    /// Keeps an officer with these roles and acts as that one.
    pub(crate) async fn officer(&self, name: &str, roles: &[&str]) -> Client {
        let body = json!({ "name": name, "roles": roles, "password": "correct horse" });
        self.client().post_json("/api/officers", &body).await.unwrap();
        self.client().with_officer(name.to_owned())
    }

    pub(crate) async fn item(&self, id: &str) -> Option<Json> {
        self.client().get_json(&format!("/api/records/{id}")).await.ok()
    }
}

/// `kurdistan/makhmour` takes calls, `iraq/makhmour` calls it.
pub(crate) async fn two_nodes() -> (TestNode, TestNode) {
    let mut b = TestNode::new(B, A, None);
    b.start().await;
    let mut a = TestNode::new(A, B, Some(b.peers()));
    a.start().await;
    (a, b)
}

pub(crate) async fn stop(mut nodes: (TestNode, TestNode)) {
    nodes.0.stop().await;
    nodes.1.stop().await;
}

/// A log entry, released to these parties.
pub(crate) fn entry(text: &str, to: &[&str]) -> Json {
    let release: Vec<_> = to.iter().map(|to| json!({ "to": to })).collect();
    let slots = json!({ "provenance": "synthetic", "centre": "makhmour", "text": text, "told": [], "done": false });
    json!({ "kind": "log-entry", "slots": slots, "release": release })
}

/// Writes a record; returns its id.
pub(crate) async fn record(client: &Client, draft: &Json) -> String {
    client.post_json("/api/records", draft).await.unwrap()["id"].as_str().unwrap().to_owned()
}

/// Status and error object of a refusal.
pub(crate) fn refusal(outcome: Result<Json, ClientFault>) -> (u16, Json) {
    match outcome {
        Err(ClientFault::Refused { status, error }) => (status, error),
        other => panic!("not refused: {other:?}"),
    }
}

/// Asks until the answer is there.
pub(crate) async fn until<T, F: Future<Output = Option<T>>>(what: &str, ask: impl Fn() -> F) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// The state of the only link of a node.
pub(crate) async fn link(node: &TestNode) -> Json {
    node.client().get_json("/api/links").await.unwrap()["links"][0].clone()
}

pub(crate) async fn until_linked(node: &TestNode) {
    until("the link is up", || async { (link(node).await["state"] == "up").then_some(()) }).await;
}

/// A request as written, answered as text: for what no honest client sends.
pub(crate) async fn raw(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Everything that a folder holds, as one run of octets.
pub(crate) fn octets_of(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.flatten().collect()
}
