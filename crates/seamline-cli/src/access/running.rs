//! A running node, through its API.

use seamline_node::{NewRecord, Peer, ReleaseRequest, Role};
use seamline_record::{Clearance, NodeId};
use seamline_server::Client;
use serde_json::{Value as Json, json};

use super::Wanted;
use crate::fault::Fault;

/// Items asked for at once when looking for an id.
const PAGE: usize = 500;

pub(crate) struct Running {
    client: Client,
}

impl Running {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Origin of the node's pages, `http://host:port`.
    fn origin(&self) -> String {
        format!("http://{}", self.client.address())
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Json, Fault> {
        Ok(self.client.get_json(path).await?)
    }

    pub(crate) async fn get_bytes(&self, path: &str) -> Result<Vec<u8>, Fault> {
        Ok(self.client.get_bytes(path).await?)
    }

    pub(crate) async fn post(&self, path: &str, body: &Json) -> Result<Json, Fault> {
        Ok(self.client.post_json(path, body).await?)
    }

    pub(crate) async fn post_bytes(&self, path: &str, body: Vec<u8>) -> Result<Json, Fault> {
        Ok(self.client.post_bytes(path, body).await?)
    }

    pub(crate) async fn record(&self, new: &NewRecord) -> Result<Json, Fault> {
        self.post("/api/records", &body_of(new)).await
    }

    pub(crate) async fn list(&self, wanted: &Wanted) -> Result<Json, Fault> {
        let mut query = format!("/api/records?limit={}", wanted.limit);
        if let Some(kind) = &wanted.kind {
            query.push_str("&kind=");
            query.push_str(&percent(kind));
        }
        if let Some(words) = &wanted.words {
            query.push_str("&q=");
            query.push_str(&percent(words));
        }
        self.get(&query).await
    }

    /// Ids that begin so, page by page, newest first.
    pub(crate) async fn ids_from(&self, start: &str) -> Result<Vec<String>, Fault> {
        let mut found = std::collections::BTreeSet::new();
        let mut before = String::new();
        loop {
            let page = self.get(&format!("/api/records?limit={PAGE}{before}")).await?;
            let items = page["items"].as_array().cloned().unwrap_or_default();
            let ids = items.iter().filter_map(|item| item["id"].as_str());
            found.extend(ids.filter(|id| id.starts_with(start)).map(str::to_owned));
            let times = items.iter().filter_map(|item| item["at"].as_i64().or_else(|| item["received"].as_i64()));
            let (Some(oldest), true) = (times.min(), items.len() == PAGE) else { break };
            // The instant itself again: others of the same may be on the next page.
            let next = format!("&before={}", oldest + 1);
            if next == before {
                break;
            }
            before = next;
        }
        Ok(found.into_iter().collect())
    }

    pub(crate) async fn release(&self, id: &str, request: &ReleaseRequest) -> Result<Json, Fault> {
        let mut body = json!({"to": request.to.to_string(), "purpose": request.purpose});
        if !request.slots.is_empty() {
            body["slots"] = json!(request.slots);
        }
        self.post(&format!("/api/records/{id}/release"), &body).await
    }

    pub(crate) async fn export(&self, to: &str, all: bool) -> Result<Vec<u8>, Fault> {
        Ok(self.client.post_for_bytes("/api/bundles/export", &json!({"to": to, "all": all})).await?)
    }

    pub(crate) async fn put_peer(&self, id: &NodeId, peer: &Peer, clearance: Option<&Clearance>) -> Result<(), Fault> {
        let mut body = json!({"node": id.to_string()});
        if let Some(address) = &peer.address {
            body["address"] = json!(address);
        }
        if let Some(clearance) = clearance {
            body["clearance"] = json!({"level": clearance.level, "caveats": clearance.caveats});
        }
        self.post("/api/peers", &body).await.map(|_| ())
    }

    /// The link to log in with, once.
    pub(crate) async fn put_officer(
        &self,
        name: &str,
        roles: &[Role],
        password: Option<&str>,
    ) -> Result<String, Fault> {
        let mut body = json!({"name": name, "roles": roles});
        if let Some(password) = password {
            body["password"] = json!(password);
        }
        self.post("/api/officers", &body).await?;
        let token = self.post("/api/login-tokens", &json!({"officer": name})).await?;
        Ok(format!("{}/login#token={}", self.origin(), token["token"].as_str().unwrap_or_default()))
    }
}

/// The body of `POST /api/records`.
pub(crate) fn body_of(new: &NewRecord) -> Json {
    let reference = |r: &seamline_record::Ref| json!({"rel": r.rel.as_str(), "id": r.id.to_string()});
    let release = |request: &ReleaseRequest| {
        let mut json = json!({"to": request.to.to_string(), "purpose": request.purpose});
        if !request.slots.is_empty() {
            json["slots"] = json!(request.slots);
        }
        json
    };
    let mut body = json!({
        "kind": new.kind, "label": new.label, "slots": new.fields,
        "refs": new.refs.iter().map(reference).collect::<Vec<_>>(),
        "release": new.release.iter().map(release).collect::<Vec<_>>(),
    });
    if let Some(at) = new.at {
        body["at"] = json!(at);
    }
    if let Some(matter) = new.matter {
        body["matter"] = json!(matter.to_string());
    }
    body
}

/// Percent-encodes what is not unreserved (RFC 3986, 2.3).
pub(crate) fn percent(text: &str) -> String {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"-._~".contains(&c);
    text.bytes().map(|c| if plain(c) { char::from(c).to_string() } else { format!("%{c:02X}") }).collect()
}
