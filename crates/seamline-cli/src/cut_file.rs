//! A cut file: what stands of a node's signing key, as far as one holder of its feeds can tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use ed25519_dalek::VerifyingKey;
use seamline_record::{Closure, Cut, Name, RecordId, Value};

use crate::{fault::Fault, files};

const FORMAT: i64 = 1;

/// `[1, party, closure]`, the closure as in a party document; what it keeps are joint acts and positions.
pub(crate) struct CutFile {
    pub(crate) party: Name,
    pub(crate) node: Name,
    pub(crate) key: VerifyingKey,
    pub(crate) feeds: BTreeMap<[u8; 16], Cut>,
    pub(crate) keep: BTreeSet<RecordId>,
}

impl CutFile {
    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        let strange = || {
            let what = format!("{} is not a cut file, or some of its bytes were changed", path.display());
            Fault::you(what, "give the file that `seamline node cuts` wrote")
        };
        let value = Value::decode(&files::read(path)?).map_err(|_| strange())?;
        let Some([Value::Int(FORMAT), party, closure]) = value.as_array() else { return Err(strange()) };
        let party = party.as_text().and_then(|name| name.parse().ok()).ok_or_else(strange)?;
        let Closure { key, node, feeds, keep } = Closure::from_value(closure).map_err(|_| strange())?;
        Ok(Self { party, node, key, feeds, keep })
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let (node, feeds, keep) = (self.node.clone(), self.feeds.clone(), self.keep.clone());
        let closure = Closure { key: self.key, node, feeds, keep };
        Value::Array(vec![Value::Int(FORMAT), Value::from(self.party.as_str()), closure.to_value()]).encode()
    }
}
