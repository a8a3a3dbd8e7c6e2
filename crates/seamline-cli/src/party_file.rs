//! A `.party` file: every version of one party's document, oldest first, each with the signatures gathered so far.
//!
//! All versions travel together because a document is admitted only on top of its predecessors.

use std::path::Path;

use seamline_record::{Directory, DocumentBody, Endorsed, NodeEntry, PartyDocument, Value, hash_of};

use crate::{fault::Fault, files};

/// The versions; never empty. Only the last may be incomplete.
pub(crate) struct PartyFile {
    versions: Vec<Endorsed>,
}

impl PartyFile {
    pub(crate) fn new(body: DocumentBody) -> Result<Self, Fault> {
        Ok(Self { versions: vec![unsigned(body)?] })
    }

    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        let strange = || {
            let what = format!("{} is not a party document, or some of its bytes were changed", path.display());
            Fault::peer(what, "ask the party for its .party file again and compare fingerprints in person")
        };
        let value = Value::decode(&files::read(path)?).map_err(|_| strange())?;
        let Some(items) = value.as_array().filter(|items| !items.is_empty()) else { return Err(strange()) };
        let endorsed = |item: &Value| Endorsed::decode(item.as_bytes().unwrap_or_default()).map_err(|_| strange());
        Ok(Self { versions: items.iter().map(endorsed).collect::<Result<_, _>>()? })
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        Value::Array(self.versions.iter().map(|v| Value::from(&v.encode()[..])).collect()).encode()
    }

    /// Encoded versions, oldest first, as a node admits them.
    pub(crate) fn documents(&self) -> Vec<Vec<u8>> {
        self.versions.iter().map(Endorsed::encode).collect()
    }

    /// The last version, complete or not.
    pub(crate) fn last(&self) -> &Endorsed {
        // `new` and `read` never leave it empty.
        &self.versions[self.versions.len() - 1]
    }

    /// Puts every version into a directory; an incomplete last one is refused like any other that does not hold.
    pub(crate) fn admit_into(&self, directory: &mut Directory) -> Result<(), Fault> {
        for version in &self.versions {
            let body = version.body();
            directory.admit(version.clone()).map_err(|fault| {
                let what = format!("version {} of the document of {}: {fault}", body.version, body.party);
                Fault::peer(what, "let the missing roots sign it with `seamline party sign`, or ask for the file again")
            })?;
        }
        Ok(())
    }

    /// The newest complete version.
    pub(crate) fn complete(&self) -> Option<PartyDocument> {
        let mut directory = Directory::default();
        // Stops at the first that does not hold: what is above it does not count.
        let _ = self.admit_into(&mut directory);
        directory.newest(&self.last().body().party).cloned()
    }

    pub(crate) fn last_is_complete(&self) -> bool {
        self.complete().is_some_and(|document| document.body().version == self.last().body().version)
    }

    /// Fingerprint to compare in person, once version 1 is complete.
    pub(crate) fn fingerprint(&self) -> Option<String> {
        let mut directory = Directory::default();
        let _ = self.admit_into(&mut directory);
        directory.fingerprint(&self.last().body().party)
    }

    /// Changes what the party says of itself: a new version where the last one is complete, else the last one anew, with
    /// the signatures it had gathered dropped, since they were for other bytes.
    pub(crate) fn amend(&mut self, change: impl FnOnce(&mut DocumentBody)) -> Result<(), Fault> {
        let mut body = self.last().body().clone();
        change(&mut body);
        if body == *self.last().body() {
            return Ok(());
        }
        if self.last_is_complete() {
            body.version += 1;
            body.previous = Some(hash_of(&self.last().body().encode()));
            self.versions.push(unsigned(body)?);
        } else if let Some(last) = self.versions.last_mut() {
            *last = unsigned(body)?;
        }
        Ok(())
    }

    pub(crate) fn sign_last(&mut self, root: &crate::root_key::RootKey) {
        if let Some(last) = self.versions.last_mut() {
            root.sign(last);
        }
    }

    /// Root keys that have signed the last version.
    pub(crate) fn signers(&self) -> Vec<[u8; 32]> {
        let Ok(value) = Value::decode(&self.last().encode()) else { return Vec::new() };
        let signatures = value.as_array().and_then(|v| v.get(1)).and_then(Value::as_array).unwrap_or_default();
        let key = |pair: &Value| pair.as_array()?.first()?.as_bytes()?.try_into().ok();
        signatures.iter().filter_map(key).collect()
    }
}

fn unsigned(body: DocumentBody) -> Result<Endorsed, Fault> {
    Endorsed::unsigned(body).map_err(|fault| Fault::you(format!("{fault}"), "change what contradicts itself"))
}

/// A node's card, as `seamline node init` writes it.
pub(crate) fn read_card(path: &Path) -> Result<NodeEntry, Fault> {
    let bytes = files::read(path)?;
    let entry = Value::decode(&bytes).ok().and_then(|value| NodeEntry::from_value(&value).ok());
    entry.ok_or_else(|| {
        let what = format!("{} is not a node's card, or some of its bytes were changed", path.display());
        Fault::you(what, "give the node.card file that `seamline node init` wrote")
    })
}
