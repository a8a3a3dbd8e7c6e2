//! A party's root keys: files of their own, meant to be kept offline, each with one person and under a passphrase of
//! that person's own.

use std::path::{Path, PathBuf};

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use seamline_record::{Endorsed, Hash, decode_verifying_key};
use seamline_server::{Protection, Purpose, WrapFault, Wrapped};

use crate::{
    fault::Fault,
    files,
    passphrase::{self, Unlock},
};

/// A root key of a party.
pub(crate) struct RootKey(SigningKey);

impl RootKey {
    pub(crate) fn generate() -> Result<Self, Fault> {
        fresh().map(Self)
    }

    pub(crate) fn public(&self) -> VerifyingKey {
        self.0.verifying_key()
    }

    pub(crate) fn sign(&self, document: &mut Endorsed) {
        document.sign(&self.public(), &|message| self.0.sign(message).to_bytes());
    }

    /// The file guards the seed; the public half goes beside it, as 64 hexadecimal digits.
    pub(crate) fn write(&self, path: &Path, protection: &Protection) -> Result<(), Fault> {
        write_seed(Purpose::RootKey, &self.0, path, protection)?;
        files::write_new(&public_path(path), format!("{}\n", Hash(self.public().to_bytes())).as_bytes(), false)
    }

    /// Opens the file, asking for nothing where it is in clear.
    pub(crate) fn read(path: &Path, unlock: &Unlock) -> Result<Self, Fault> {
        read_seed(Purpose::RootKey, path, unlock).map(Self)
    }
}

/// Fresh from the operating system's randomness.
pub(crate) fn fresh() -> Result<SigningKey, Fault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Fault::operator(format!("no randomness for a key: {error}")))?;
    Ok(SigningKey::from_bytes(&seed))
}

/// Writes the seed of a key into a file that must not exist yet.
pub(crate) fn write_seed(
    purpose: Purpose,
    key: &SigningKey,
    path: &Path,
    protection: &Protection,
) -> Result<(), Fault> {
    let wrapped = Wrapped::wrap(purpose, key.as_bytes(), protection);
    let wrapped = wrapped.map_err(|fault| passphrase::fault(&path.display().to_string(), fault))?;
    files::write_new(path, &wrapped.to_bytes(), true)
}

/// Opens a file with the seed of a key, asking for nothing where it is in clear.
pub(crate) fn read_seed(purpose: Purpose, path: &Path, unlock: &Unlock) -> Result<SigningKey, Fault> {
    let name = path.display().to_string();
    let refused = |fault| passphrase::fault(&name, fault);
    let wrapped = Wrapped::from_bytes(&files::read(path)?).map_err(refused)?;
    let given = wrapped.effort().map(|_| unlock.passphrase(&name)).transpose()?.flatten();
    let (seed, _) = wrapped.unwrap_with(purpose, given.as_ref()).map_err(refused)?;
    let seed = <[u8; 32]>::try_from(&seed[..]).map_err(|_| refused(WrapFault::Damaged))?;
    Ok(SigningKey::from_bytes(&seed))
}

/// Where the public half of a key goes.
pub(crate) fn public_path(key: &Path) -> PathBuf {
    key.with_extension("pub")
}

/// The public half of a root key.
pub(crate) fn read_public(path: &Path) -> Result<VerifyingKey, Fault> {
    let text = String::from_utf8(files::read(path)?).unwrap_or_default();
    let key = text.trim().parse::<Hash>().ok().and_then(|hash| decode_verifying_key(&hash.0).ok());
    key.ok_or_else(|| {
        let what = format!("{} is not the public half of a root key", path.display());
        Fault::you(what, "give a .pub file that `seamline party root` or `party new` wrote")
    })
}
