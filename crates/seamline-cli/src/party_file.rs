//! A `.party` file: every version of one party's document, oldest first, each with the signatures gathered so far.
//!
//! All versions travel together because a document is admitted only on top of its predecessors.

use std::path::Path;

use ed25519_dalek::VerifyingKey;
use seamline_record::{Directory, DocumentBody, Endorsed, NodeEntry, PartyDocument, Value, hash_of};

use crate::{fault::Fault, files, party_words};

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

    /// The version that the last one follows.
    fn before_last(&self) -> Option<&DocumentBody> {
        self.versions.len().checked_sub(2).map(|at| self.versions[at].body())
    }

    /// What the last version changes, in sentences.
    pub(crate) fn changes(&self) -> Vec<String> {
        party_words::changes(self.before_last(), self.last().body())
    }

    /// Who must sign the last version: its own roots, and those of the version before where they are others.
    pub(crate) fn due(&self) -> Vec<Due> {
        let signatures = |body: &DocumentBody, previous: bool| Due {
            previous,
            threshold: body.threshold,
            roots: body.roots.iter().map(|root| (*root, self.last().signature_of(root))).collect(),
        };
        let own = self.last().body();
        let before = self.before_last().filter(|b| b.roots != own.roots || b.threshold != own.threshold);
        std::iter::once(signatures(own, false)).chain(before.map(|before| signatures(before, true))).collect()
    }

    /// Changes what the party says of itself: a new version where the last one is complete, else the last one anew, with
    /// the signatures it had gathered dropped, since they were for other bytes.
    pub(crate) fn amend(&mut self, change: impl FnOnce(&mut DocumentBody)) -> Result<(), Fault> {
        let mut body = self.last().body().clone();
        change(&mut body);
        if body == *self.last().body() {
            return Ok(());
        }
        let complete = self.last_is_complete();
        if complete {
            body.version += 1;
            body.previous = Some(hash_of(&self.last().body().encode()));
        }
        let earlier = if complete { &self.versions[..] } else { &self.versions[..self.versions.len() - 1] };
        no_key_goes_unclosed(earlier, &body)?;
        let next = unsigned(body)?;
        match self.versions.last_mut() {
            Some(last) if !complete => *last = next,
            _ => self.versions.push(next),
        }
        Ok(())
    }

    pub(crate) fn sign_last(&mut self, root: &crate::root_key::RootKey) {
        if let Some(last) = self.versions.last_mut() {
            root.sign(last);
        }
    }

    /// Takes over the signatures of another copy of the same draft; those that do not hold are refused.
    pub(crate) fn join(&mut self, other: &Self) -> Result<(), Fault> {
        let same = |(a, b): (&Endorsed, &Endorsed)| a.body() == b.body();
        if self.versions.len() != other.versions.len() || !self.versions.iter().zip(&other.versions).all(same) {
            let what = "it is not a copy of the same draft";
            return Err(Fault::you(
                what,
                "compare the two with `seamline party show`, and sign the draft that is meant",
            ));
        }
        let mut joined = self.last().clone();
        let _ = joined.join(other.last());
        let roots = self.due().into_iter().flat_map(|due| due.roots);
        if let Some((root, _)) = roots.into_iter().find(|(root, _)| joined.signature_of(root) == Some(false)) {
            let what = format!("the signature by root {} does not hold", party_words::short(&root));
            return Err(Fault::peer(what, "let that root sign the draft again"));
        }
        if let Some(last) = self.versions.last_mut() {
            *last = joined;
        }
        Ok(())
    }
}

/// Roots of one version, and whether each has signed the last one.
pub(crate) struct Due {
    /// Roots of the version before: a change of roots is signed by those as well.
    pub(crate) previous: bool,
    pub(crate) threshold: usize,
    /// `Some(false)` for a signature that does not hold.
    pub(crate) roots: Vec<(VerifyingKey, Option<bool>)>,
}

/// The rule by which nodes would refuse the document when everybody has signed it: better said now.
fn no_key_goes_unclosed(earlier: &[Endorsed], body: &DocumentBody) -> Result<(), Fault> {
    let once = earlier.iter().flat_map(|version| &version.body().nodes);
    let stands = |key: &VerifyingKey| {
        body.nodes.iter().any(|node| node.sign == *key) || body.closed.iter().any(|closed| closed.key == *key)
    };
    let Some(gone) = once.into_iter().find(|node| !stands(&node.sign)) else { return Ok(()) };
    let what = format!("the key of {}/{} would be gone and not closed", body.party, gone.name);
    let next = format!("say what stands of it: --close {} --cuts FILE, by `seamline node cuts`", gone.name);
    Err(Fault::you(what, next))
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
