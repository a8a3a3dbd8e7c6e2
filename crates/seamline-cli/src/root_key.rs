//! A party's root keys: files of their own, meant to be kept offline, each with one person.

use std::path::Path;

use ed25519_dalek::{Signer, SigningKey};
use seamline_record::{Endorsed, Hash};

use crate::{fault::Fault, files};

/// A root key of a party.
pub(crate) struct RootKey(SigningKey);

impl RootKey {
    pub(crate) fn generate() -> Result<Self, Fault> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Fault::operator(format!("no randomness for a key: {error}")))?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    pub(crate) fn public(&self) -> ed25519_dalek::VerifyingKey {
        self.0.verifying_key()
    }

    pub(crate) fn sign(&self, document: &mut Endorsed) {
        document.sign(&self.public(), &|message| self.0.sign(message).to_bytes());
    }

    /// The file holds the seed as 64 hexadecimal digits.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Fault> {
        files::write_new(path, format!("{}\n", Hash(self.0.to_bytes())).as_bytes(), true)
    }

    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        let bytes = files::read(path)?;
        let seed: Option<Hash> = std::str::from_utf8(&bytes).ok().and_then(|text| text.trim().parse().ok());
        let seed = seed.ok_or_else(|| {
            let what = format!("{} is not a root key: it should hold 64 hexadecimal digits", path.display());
            Fault::you(what, "give a root-*.key file that `seamline party new` made")
        })?;
        Ok(Self(SigningKey::from_bytes(&seed.0)))
    }
}
