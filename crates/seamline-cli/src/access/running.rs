//! A running node, through its API.

use std::{collections::BTreeSet, path::PathBuf};

use seamline_node::{NewRecord, Peer, ReleaseRequest, StoredOfficer};
use seamline_record::{Clearance, NodeId};
use seamline_server::Client;
use serde_json::{Value as Json, json};

use super::Wanted;
use crate::fault::Fault;

/// Items asked for at once: the most that a node gives.
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

    /// Copies the rows; gives the path of the copy, which is on this machine.
    pub(crate) async fn copy(&self) -> Result<PathBuf, Fault> {
        let told = self.post("/api/copy", &Json::Null).await?;
        let path = told["path"].as_str().ok_or_else(|| Fault::us("the node does not say where the copy is"))?;
        Ok(PathBuf::from(path))
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
        let mut filter = String::new();
        for (name, value) in [("kind", &wanted.kind), ("q", &wanted.words)] {
            if let Some(value) = value {
                filter = format!("{filter}&{name}={}", percent(value));
            }
        }
        let (items, total) = self.newest(&filter, wanted.limit).await?;
        Ok(json!({ "items": items, "total": total }))
    }

    /// Ids that begin so.
    pub(crate) async fn ids_from(&self, start: &str) -> Result<Vec<String>, Fault> {
        let (items, _) = self.newest("", usize::MAX).await?;
        let ids = items.iter().filter_map(|item| item["id"].as_str());
        Ok(ids.filter(|id| id.starts_with(start)).map(str::to_owned).collect())
    }

    /// The newest so many that match, oldest first, page by page, and how many match in all.
    async fn newest(&self, filter: &str, limit: usize) -> Result<(Vec<Json>, Json), Fault> {
        let (mut items, mut seen): (Vec<Json>, BTreeSet<String>) = Default::default();
        let (mut total, mut before) = (Json::Null, String::new());
        loop {
            let mut page = self.get(&format!("/api/records?limit={PAGE}{filter}{before}")).await?;
            let got = page["items"].as_array().cloned().unwrap_or_default();
            if before.is_empty() {
                total = page["total"].take();
            }
            let time = |item: &Json| item["at"].as_i64().or_else(|| item["received"].as_i64());
            let (oldest, full) = (got.iter().filter_map(time).min(), got.len() == PAGE);
            let is_new = |item: &Json| seen.insert(item["id"].as_str().unwrap_or_default().to_owned());
            let mut older: Vec<Json> = got.into_iter().filter(is_new).collect();
            let more = full && !older.is_empty();
            older.append(&mut items);
            items = older;
            let Some(oldest) = oldest.filter(|_| more && items.len() < limit) else { break };
            // The oldest instant again: others of it may stand on the next page.
            before = format!("&before={}", oldest + 1);
        }
        items.drain(..items.len().saturating_sub(limit));
        Ok((items, total))
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
        officer: &StoredOfficer,
        password: Option<&str>,
    ) -> Result<Option<String>, Fault> {
        let StoredOfficer { name, roles, disabled, limits, .. } = officer;
        let mut body = json!({"name": name, "roles": roles, "disabled": disabled, "limits": limits});
        if let Some(password) = password {
            body["password"] = json!(password);
        }
        self.post("/api/officers", &body).await?;
        if *disabled {
            return Ok(None);
        }
        let token = self.post("/api/login-tokens", &json!({"officer": name})).await?;
        Ok(Some(format!("{}/login#token={}", self.origin(), token["token"].as_str().unwrap_or_default())))
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
