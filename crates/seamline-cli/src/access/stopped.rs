//! A stopped node, through its data folder: the folder is held until the command ends.

use seamline_feed::frame::CHUNK_BYTES;
use seamline_node::{Cuts, NewRecord, Node, Officer, Peer, ReleaseRequest, StoredOfficer, Upto};
use seamline_record::{AudienceId, Clearance, Hash, Name, NodeId, RecordId};
use seamline_server::{CutsAnswer, SystemClock, Unlocked};
use seamline_store::ViewQuery;
use serde_json::{Value as Json, json};

use super::Wanted;
use crate::fault::Fault;

pub(crate) struct Stopped {
    node: Node,
    officer: Officer,
}

fn id_of(text: &str) -> Result<RecordId, Fault> {
    text.parse().map_err(|fault| Fault::you(format!("\"{text}\": {fault}"), "give the id of a record"))
}

fn name_of(text: &str) -> Result<Name, Fault> {
    text.parse().map_err(|fault| Fault::you(format!("\"{text}\": {fault}"), "give the name of a party"))
}

fn as_json<T: serde::Serialize>(value: &T) -> Result<Json, Fault> {
    serde_json::to_value(value).map_err(|error| Fault::us(format!("an answer cannot be written: {error}")))
}

/// Cuts as a running node tells them.
pub(crate) fn cuts_json(cuts: Cuts) -> Result<Json, Fault> {
    as_json(&CutsAnswer::from(cuts))
}

impl Stopped {
    pub(crate) fn open(folder: &Unlocked, officer: Option<&str>) -> Result<Self, Fault> {
        let node = folder.open_node(Box::new(SystemClock))?;
        let officer = match officer {
            None => Officer::holder_of_the_folder("holder of the folder"),
            Some(name) => {
                let what = || format!("{} knows no officer {name}", folder.id());
                let unknown = || Fault::you(what(), "add them with `seamline officer add`");
                node.officer(name)?.ok_or_else(unknown)?.acting()?
            }
        };
        Ok(Self { node, officer })
    }

    pub(crate) fn ids_from(&self, start: &str) -> Result<Vec<String>, Fault> {
        let all = self.node.list(&ViewQuery { limit: usize::MAX >> 1, ..ViewQuery::default() })?;
        let ids = all.items.iter().map(|listed| listed.item.id.to_string());
        Ok(ids.filter(|id| id.starts_with(start)).collect())
    }

    pub(crate) fn record(&mut self, new: &NewRecord) -> Result<Json, Fault> {
        let recorded = self.node.record(&self.officer, new)?;
        let listed = self.node.item(recorded.id)?;
        Ok(json!({"id": recorded.id.to_string(), "releases": listed.releases}))
    }

    pub(crate) fn list(&self, wanted: &Wanted) -> Result<Json, Fault> {
        let words = wanted.words.as_deref().map(seamline_view::folded).unwrap_or_default();
        let listing = self.node.list(&ViewQuery {
            kinds: wanted.kind.iter().cloned().collect(),
            words: words.split_whitespace().map(str::to_owned).collect(),
            limit: wanted.limit,
            ..ViewQuery::default()
        })?;
        as_json(&listing)
    }

    pub(crate) fn item(&self, id: &str) -> Result<Json, Fault> {
        as_json(&self.node.item(id_of(id)?)?)
    }

    pub(crate) fn release(&mut self, id: &str, request: &ReleaseRequest) -> Result<Json, Fault> {
        let id = id_of(id)?;
        self.node.release(&self.officer, id, request)?;
        let to = request.to.to_string();
        let state = self.node.item(id)?.releases.into_iter().find(|state| state.to == to);
        as_json(&state)
    }

    pub(crate) fn put_file(&mut self, bytes: &[u8]) -> Result<Json, Fault> {
        let mut upload = self.node.begin_file(&self.officer)?;
        self.node.append_file(&mut upload, bytes)?;
        let (hash, length) = self.node.finish_file(upload)?;
        Ok(json!({"hash": hash.to_string(), "length": length}))
    }

    pub(crate) fn file(&self, hash: &str) -> Result<Vec<u8>, Fault> {
        let wanted: Hash =
            hash.parse().map_err(|fault| Fault::you(format!("\"{hash}\": {fault}"), "give the hash of a file"))?;
        let mut bytes = Vec::new();
        for offset in (0..self.node.file_length(wanted)?).step_by(CHUNK_BYTES as usize) {
            bytes.extend(self.node.file_piece(wanted, offset)?);
        }
        Ok(bytes)
    }

    pub(crate) fn send_parcels(&mut self, to: &NodeId, via: &NodeId) -> Result<Json, Fault> {
        Ok(json!({"parcels": self.node.send_parcels(&self.officer, to, via)?}))
    }

    pub(crate) fn alarms(&self) -> Result<Json, Fault> {
        let alarm = |(about, what): (String, String)| json!({"about": about, "what": what});
        let proof = |(feed, proof): (String, Vec<u8>)| json!({"feed": feed, "proof": seamline_record::hex(&proof)});
        let alarms: Vec<Json> = self.node.alarms()?.into_iter().map(alarm).collect();
        let proofs: Vec<Json> = self.node.equivocations()?.into_iter().map(proof).collect();
        Ok(json!({"alarms": alarms, "two_histories": proofs}))
    }

    pub(crate) fn links(&self) -> Result<Json, Fault> {
        let mut links = Vec::new();
        for (id, peer) in self.node.peers()? {
            let traffic = self.node.traffic(&id.party)?;
            let groups = self.node.directory().fingerprint(&id.party).unwrap_or_default();
            let fingerprint: Vec<&str> = groups.split_whitespace().collect();
            let names = self.node.directory().newest(&id.party).map(|document| document.body().names.clone());
            links.push(json!({
                "party": id.party.as_str(), "node": id.node.as_str(), "names": names,
                "drift_ms": null, "fingerprint": fingerprint, "state": if peer.paused { "paused" } else { "down" }, "since": null, "lag_ms": null,
                "last_receipt": traffic.last_receipt, "unreceipted": traffic.unreceipted,
                "unreceipted_since": traffic.unreceipted_since, "own": id.party == self.node.id().party, "gaps": [],
            }));
        }
        Ok(json!({ "links": links }))
    }

    pub(crate) fn export(&mut self, to: &str, all: bool) -> Result<Vec<u8>, Fault> {
        Ok(self.node.export_bundle(&self.officer, to, all)?)
    }

    pub(crate) fn import(&mut self, bundle: &[u8]) -> Result<Json, Fault> {
        as_json(&self.node.import_bundle(&self.officer, bundle)?)
    }

    pub(crate) fn evidence(&mut self, id: &str, peer: &str) -> Result<Vec<u8>, Fault> {
        Ok(self.node.take_evidence(&self.officer, id_of(id)?, &name_of(peer)?)?.bytes)
    }

    pub(crate) fn joint(&mut self, id: &str) -> Result<Vec<u8>, Fault> {
        Ok(self.node.take_joint(&self.officer, id_of(id)?)?.bytes)
    }

    pub(crate) fn cuts(&self, id: &NodeId, upto: Upto) -> Result<Json, Fault> {
        self.officer.must(seamline_node::Permission::Administer)?;
        cuts_json(self.node.cuts(id, upto)?)
    }

    pub(crate) fn rebuild(&mut self) -> Result<Json, Fault> {
        let views = self.node.rebuild()?;
        Ok(json!({"views": views, "state_hash": self.node.state_hash()?.to_string()}))
    }

    pub(crate) fn admit(&mut self, document: &[u8]) -> Result<(), Fault> {
        self.officer.must(seamline_node::Permission::Administer)?;
        self.node.admit_document(document)?;
        Ok(())
    }

    pub(crate) fn put_peer(&mut self, id: &NodeId, peer: &Peer, clearance: Option<&Clearance>) -> Result<(), Fault> {
        self.node.put_peer(&self.officer, id, peer)?;
        if let Some(clearance) = clearance {
            let audience = AudienceId { party: id.party.clone(), group: None };
            self.node.put_clearance(&self.officer, &audience, clearance)?;
        }
        Ok(())
    }

    pub(crate) fn pause(&mut self, id: &NodeId, paused: bool) -> Result<(), Fault> {
        let peers = self.node.peers()?;
        let peer = peers.into_iter().find(|(other, _)| other == id).map(|(_, peer)| Peer { paused, ..peer });
        let peer = peer.ok_or_else(|| Fault::you(format!("no link to {id} is kept here"), "see `seamline links`"))?;
        Ok(self.node.put_peer(&self.officer, id, &peer)?)
    }

    pub(crate) fn put_officer(&mut self, officer: &StoredOfficer, password: Option<&str>) -> Result<(), Fault> {
        if password.is_some() {
            let next = "start the node with `seamline serve`, then add the officer again";
            return Err(Fault::you("a password can be set only while the node runs", next));
        }
        let kept = self.node.officer(&officer.name)?.and_then(|stored| stored.password);
        Ok(self.node.put_officer(&self.officer, &StoredOfficer { password: kept, ..officer.clone() })?)
    }
}
