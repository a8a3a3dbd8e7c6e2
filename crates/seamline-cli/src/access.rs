//! The way to a node: through its API while it runs, through its data folder while it is stopped. The same acts, the
//! same refusals, the same JSON.

pub(crate) mod running;
mod stopped;

pub(crate) use stopped::cuts_json;

use std::path::{Path, PathBuf};

use clap::Args;
use seamline_node::{NewRecord, Peer, ReleaseRequest, StoredOfficer, Upto};
use seamline_record::{Clearance, NodeId};
use seamline_server::{Client, ClientFault, Folder};
use serde_json::{Value as Json, json};

use crate::fault::Fault;
use crate::passphrase::Unlock;
use running::Running;
use stopped::Stopped;

/// Fewest digits of an abbreviated record id.
const FEWEST_DIGITS: usize = 8;

/// Where a node's data is, and as whom to act.
#[derive(Args)]
pub(crate) struct At {
    /// The node's data folder.
    #[arg(long)]
    pub(crate) data: PathBuf,
    /// Act as this officer, with that officer's roles; as the holder of the folder where absent.
    #[arg(long, value_name = "NAME")]
    pub(crate) officer: Option<String>,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
}

impl At {
    pub(crate) async fn access(&self) -> Result<Access, Fault> {
        Access::to(&self.data, self.officer.as_deref(), &self.unlock).await
    }
}

/// A node that can be asked.
pub(crate) enum Access {
    Running(Running),
    Stopped(Box<Stopped>),
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) kind: Option<String>,
    pub(crate) words: Option<String>,
    pub(crate) limit: usize,
}

impl Access {
    /// The node of this folder, acting as `officer`, or as the holder of the folder.
    pub(crate) async fn to(data: &Path, officer: Option<&str>, unlock: &Unlock) -> Result<Self, Fault> {
        let folder = Folder::at(data)?;
        if let Some(running) = Self::running(&folder, officer).await? {
            return Ok(Self::Running(running));
        }
        Ok(Self::Stopped(Box::new(Stopped::open(&unlock.open(&folder)?, officer)?)))
    }

    /// The node of this folder if it runs. A process that was killed leaves its `running.json` behind: only an answer
    /// counts as running.
    pub(crate) async fn running(folder: &Folder, officer: Option<&str>) -> Result<Option<Running>, Fault> {
        let Some(running) = folder.running() else { return Ok(None) };
        let client = Client::new(running.http).with_token(running.token);
        let client = match officer {
            Some(name) => client.with_officer(name.to_owned()),
            None => client,
        };
        match client.get_json("/api/node").await {
            Ok(_) => Ok(Some(Running::new(client))),
            Err(ClientFault::Refused { error, .. }) => Err(Fault::from_api(&error)),
            // Nobody there, or somebody else on the port.
            Err(ClientFault::Unreached(_) | ClientFault::Strange(_)) => Ok(None),
        }
    }

    /// The whole id of a record from its first digits.
    pub(crate) async fn find(&self, start: &str) -> Result<String, Fault> {
        let start = start.to_lowercase();
        let next = "give the id as `seamline record list` shows it, at least 8 digits of it";
        let digits = start.bytes().all(|c| c.is_ascii_hexdigit());
        if !digits || !(FEWEST_DIGITS..=64).contains(&start.len()) {
            return Err(Fault::you(format!("\"{start}\" is no record id"), next));
        }
        if start.len() == 64 {
            return Ok(start);
        }
        let mut found = match self {
            Self::Running(node) => node.ids_from(&start).await?,
            Self::Stopped(node) => node.ids_from(&start)?,
        };
        match (found.pop(), found.len()) {
            (Some(id), 0) => Ok(id),
            (None, _) => Err(Fault::you(format!("no record {start}… is held here"), next)),
            (Some(_), more) => {
                let what = format!("{} records begin with {start}", more + 1);
                Err(Fault::you(what, "give more digits"))
            }
        }
    }

    pub(crate) async fn record(&mut self, new: &NewRecord) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.record(new).await,
            Self::Stopped(node) => node.record(new),
        }
    }

    pub(crate) async fn list(&self, wanted: &Wanted) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.list(wanted).await,
            Self::Stopped(node) => node.list(wanted),
        }
    }

    pub(crate) async fn item(&self, id: &str) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.get(&format!("/api/records/{id}")).await,
            Self::Stopped(node) => node.item(id),
        }
    }

    pub(crate) async fn release(&mut self, id: &str, request: &ReleaseRequest) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.release(id, request).await,
            Self::Stopped(node) => node.release(id, request),
        }
    }

    pub(crate) async fn links(&self) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.get("/api/links").await,
            Self::Stopped(node) => node.links(),
        }
    }

    pub(crate) async fn alarms(&self) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.get("/api/alarms").await,
            Self::Stopped(node) => node.alarms(),
        }
    }

    pub(crate) async fn export(&mut self, to: &str, all: bool) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Running(node) => node.export(to, all).await,
            Self::Stopped(node) => node.export(to, all),
        }
    }

    pub(crate) async fn import(&mut self, bundle: Vec<u8>) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.post_bytes("/api/bundles/import", bundle).await,
            Self::Stopped(node) => node.import(&bundle),
        }
    }

    pub(crate) async fn evidence(&mut self, id: &str, peer: &str) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Running(node) => node.get_bytes(&format!("/api/records/{id}/evidence?peer={peer}")).await,
            Self::Stopped(node) => node.evidence(id, peer),
        }
    }

    /// A joint act with all positions on it.
    pub(crate) async fn joint(&mut self, id: &str) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Running(node) => node.get_bytes(&format!("/api/records/{id}/joint")).await,
            Self::Stopped(node) => node.joint(id),
        }
    }

    /// Where the feeds of a node's key would be cut.
    pub(crate) async fn cuts(&self, id: &NodeId, upto: Upto) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => {
                let query = match upto {
                    Upto::Held => "?held=true".to_owned(),
                    Upto::Receipted(None) => String::new(),
                    Upto::Receipted(Some(before)) => format!("?before={before}"),
                };
                node.get(&format!("/api/cuts/{id}{query}")).await
            }
            Self::Stopped(node) => node.cuts(id, upto),
        }
    }

    pub(crate) async fn put_file(&mut self, bytes: Vec<u8>) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.post_bytes("/api/files", bytes).await,
            Self::Stopped(node) => node.put_file(&bytes),
        }
    }

    pub(crate) async fn file(&self, hash: &str) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Running(node) => node.get_bytes(&format!("/api/files/{hash}")).await,
            Self::Stopped(node) => node.file(hash),
        }
    }

    pub(crate) async fn send_parcels(&mut self, to: &NodeId, via: &NodeId) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => {
                node.post("/api/parcels", &json!({"to": to.to_string(), "via": via.to_string()})).await
            }
            Self::Stopped(node) => node.send_parcels(to, via),
        }
    }

    pub(crate) async fn rebuild(&mut self) -> Result<Json, Fault> {
        match self {
            Self::Running(node) => node.post("/api/rebuild", &Json::Null).await,
            Self::Stopped(node) => node.rebuild(),
        }
    }

    pub(crate) async fn admit(&mut self, document: Vec<u8>) -> Result<(), Fault> {
        match self {
            Self::Running(node) => node.post_bytes("/api/documents", document).await.map(|_| ()),
            Self::Stopped(node) => node.admit(&document),
        }
    }

    /// Keeps a link to a node, and says what its party may hold.
    pub(crate) async fn put_peer(
        &mut self,
        id: &NodeId,
        peer: &Peer,
        clearance: Option<&Clearance>,
    ) -> Result<(), Fault> {
        match self {
            Self::Running(node) => node.put_peer(id, peer, clearance).await,
            Self::Stopped(node) => node.put_peer(id, peer, clearance),
        }
    }

    /// Pauses or resumes the link to a node.
    pub(crate) async fn pause(&mut self, id: &NodeId, paused: bool) -> Result<(), Fault> {
        match self {
            Self::Running(node) => {
                node.post(&format!("/api/links/{id}"), &serde_json::json!({ "paused": paused })).await.map(|_| ())
            }
            Self::Stopped(node) => node.pause(id, paused),
        }
    }

    /// Keeps an officer. A running node answers with a link to log in with once, unless the officer is disabled.
    pub(crate) async fn put_officer(
        &mut self,
        officer: &StoredOfficer,
        password: Option<&str>,
    ) -> Result<Option<String>, Fault> {
        match self {
            Self::Running(node) => node.put_officer(officer, password).await,
            Self::Stopped(node) => node.put_officer(officer, password).map(|()| None),
        }
    }
}
