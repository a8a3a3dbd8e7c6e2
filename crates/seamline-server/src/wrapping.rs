//! Secrets in files: wrapped by a passphrase, or in clear where that was asked for.
//!
//! A passphrase becomes a key by Argon2id (RFC 9106) and the key seals the secret by ChaCha20-Poly1305 (RFC 8439). How
//! hard the passphrase is to try stands beside the secret and is sealed with it, as is the purpose: a node's keys cannot
//! be passed off as a root's. A checksum over everything tells a damaged file from a wrong passphrase, which to the seal
//! are the same.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use seamline_node::Random;
use seamline_record::hash_of;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::clock::SystemRandom;

const FORMAT: &str = "seamline/secret/1";
const KDF: &str = "argon2id";
/// What a file may ask for: more would let a planted file take all memory, or all day.
const MOST: Effort = Effort { memory_kib: 1024 * 1024, passes: 64 };
/// Fewest characters of a new passphrase.
const FEWEST_CHARACTERS: usize = 12;
/// Longest passphrase in bytes.
const MAX_PASSPHRASE: usize = 1024;

/// What a secret is for; sealed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The keys of a node and the key of its rows.
    NodeKeys,
    /// One root key of a party.
    RootKey,
    /// The key of an officer who can bind the party.
    OfficerKey,
}

/// A passphrase; leaves memory with its last use.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase for something that is wrapped already.
    ///
    /// # Errors
    /// [`WrapFault::Unfit`] where it is empty or longer than 1024 bytes.
    pub fn given(text: String) -> Result<Self, WrapFault> {
        let text = Zeroizing::new(text);
        let fits = !text.is_empty() && text.len() <= MAX_PASSPHRASE;
        if fits { Ok(Self(text)) } else { Err(WrapFault::Unfit) }
    }

    /// Whether it may protect something new: 12 characters or more.
    ///
    /// # Errors
    /// [`WrapFault::Unfit`] where it is shorter.
    pub fn long_enough(self) -> Result<Self, WrapFault> {
        if self.0.chars().count() < FEWEST_CHARACTERS { Err(WrapFault::Unfit) } else { Ok(self) }
    }
}

impl PartialEq for Passphrase {
    /// Hashes are compared: the time taken says nothing about where they differ.
    fn eq(&self, other: &Self) -> bool {
        hash_of(self.0.as_bytes()) == hash_of(other.0.as_bytes())
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// How much work one try of a passphrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Memory of one try, KiB. From 32 MiB up glibc gives the block back to the system when it is done with.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Effort {
    /// About half a second on a desk machine of today.
    pub const USUAL: Self = Self { memory_kib: 64 * 1024, passes: 16 };
    /// A few milliseconds: for tests, which unlock often. Whoever gets hold of the file can try passphrases fast.
    pub const LEAST: Self = Self { memory_kib: 8 * 1024, passes: 1 };

    /// Whether it is weaker than usual.
    pub fn is_weak(self) -> bool {
        self.memory_kib < Self::USUAL.memory_kib || self.passes < Self::USUAL.passes
    }
}

/// How a secret is to be kept.
#[derive(Debug, Clone)]
pub enum Protection {
    /// In clear: whoever reads the file has it.
    Unprotected,
    /// Wrapped.
    Passphrase(Passphrase, Effort),
}

/// Why a secret cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrapFault {
    /// It is wrapped and no passphrase was given.
    #[error("it is protected by a passphrase, and none was given")]
    Locked,
    /// Not that passphrase.
    #[error("the passphrase does not fit")]
    WrongPassphrase,
    /// Not the bytes that were written.
    #[error("it is damaged: its bytes are not those that were written")]
    Damaged,
    /// A secret of another purpose.
    #[error("it holds a secret of another kind")]
    OtherPurpose,
    /// Too short or too long.
    #[error("a new passphrase has at least 12 characters, and any has 1 to 1024 bytes")]
    Unfit,
    /// Argon2 refuses the parameters.
    #[error("it asks for more work than a passphrase may take")]
    Effort,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lock {
    kdf: String,
    effort: Effort,
    salt: String,
    nonce: String,
}

/// A secret as it stands in a file: JSON, so that a person can see whether and how it is protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrapped {
    format: String,
    purpose: Purpose,
    /// `None` where the secret is in clear.
    lock: Option<Lock>,
    /// Sealed, or in clear; hexadecimal.
    secret: String,
    /// SHA-256 of all the rest.
    sum: String,
}

/// Seals secrets of one purpose, all under one passphrase or all in clear.
#[derive(Clone)]
pub struct Sealer {
    purpose: Purpose,
    key: Option<(Zeroizing<[u8; 32]>, Lock)>,
}

impl Sealer {
    /// Takes as long as one try of the passphrase.
    ///
    /// # Errors
    /// [`WrapFault::Effort`].
    pub fn new(purpose: Purpose, protection: &Protection) -> Result<Self, WrapFault> {
        let Protection::Passphrase(passphrase, effort) = protection else { return Ok(Self { purpose, key: None }) };
        let mut salt = [0; 16];
        SystemRandom.fill(&mut salt);
        let lock = Lock { kdf: KDF.to_owned(), effort: *effort, salt: hex(&salt), nonce: String::new() };
        Ok(Self { purpose, key: Some((derived(passphrase, &lock)?, lock)) })
    }

    /// Whether it wraps at all.
    pub fn is_protecting(&self) -> bool {
        self.key.is_some()
    }

    /// Puts a secret into its form for a file. A fresh nonce each time: one key seals again at every change of what it
    /// guards.
    ///
    /// # Errors
    /// [`WrapFault::Effort`] only for a secret longer than the cipher takes.
    pub fn seal(&self, secret: &[u8]) -> Result<Wrapped, WrapFault> {
        let Some((key, lock)) = &self.key else { return Ok(Wrapped::finished(self.purpose, None, secret)) };
        let mut nonce = [0; 12];
        SystemRandom.fill(&mut nonce);
        let lock = Lock { nonce: hex(&nonce), ..lock.clone() };
        let payload = Payload { msg: secret, aad: &sealed_with(self.purpose, &lock) };
        let sealed = ChaCha20Poly1305::new((&**key).into()).encrypt(&Nonce::from(nonce), payload);
        Ok(Wrapped::finished(self.purpose, Some(lock), &sealed.map_err(|_| WrapFault::Effort)?))
    }
}

impl Wrapped {
    /// Puts a secret into its form for a file.
    ///
    /// # Errors
    /// [`WrapFault::Effort`].
    pub fn wrap(purpose: Purpose, secret: &[u8], protection: &Protection) -> Result<Self, WrapFault> {
        Sealer::new(purpose, protection)?.seal(secret)
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// [`WrapFault::Damaged`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WrapFault> {
        let wrapped: Self = serde_json::from_slice(bytes).map_err(|_| WrapFault::Damaged)?;
        if wrapped.format == FORMAT && wrapped.sum == wrapped.checksum() {
            Ok(wrapped)
        } else {
            Err(WrapFault::Damaged)
        }
    }

    /// The bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// How hard its passphrase is to try; `None` where it is in clear.
    pub fn effort(&self) -> Option<Effort> {
        self.lock.as_ref().map(|lock| lock.effort)
    }

    /// What it is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Opens it; the sealer seals again under the same passphrase. A passphrase given for a secret in clear is not
    /// looked at.
    ///
    /// # Errors
    /// [`WrapFault`], each for one cause.
    pub fn unwrap_with(
        &self,
        purpose: Purpose,
        passphrase: Option<&Passphrase>,
    ) -> Result<(Zeroizing<Vec<u8>>, Sealer), WrapFault> {
        if self.purpose != purpose {
            return Err(WrapFault::OtherPurpose);
        }
        let bytes = Zeroizing::new(unhex(&self.secret).ok_or(WrapFault::Damaged)?);
        let Some(lock) = &self.lock else { return Ok((bytes, Sealer { purpose, key: None })) };
        let key = derived(passphrase.ok_or(WrapFault::Locked)?, lock)?;
        let nonce: [u8; 12] = unhex(&lock.nonce).and_then(|n| n.try_into().ok()).ok_or(WrapFault::Damaged)?;
        let payload = Payload { msg: &bytes, aad: &sealed_with(purpose, lock) };
        let opened = ChaCha20Poly1305::new((&*key).into()).decrypt(&Nonce::from(nonce), payload);
        let secret = Zeroizing::new(opened.map_err(|_| WrapFault::WrongPassphrase)?);
        Ok((secret, Sealer { purpose, key: Some((key, lock.clone())) }))
    }

    fn finished(purpose: Purpose, lock: Option<Lock>, secret: &[u8]) -> Self {
        let mut wrapped = Self { format: FORMAT.to_owned(), purpose, lock, secret: hex(secret), sum: String::new() };
        wrapped.sum = wrapped.checksum();
        wrapped
    }

    fn checksum(&self) -> String {
        let bare = Self { sum: String::new(), ..self.clone() };
        hash_of(&serde_json::to_vec(&bare).unwrap_or_default()).to_string()
    }
}

/// What the seal covers beside the secret.
fn sealed_with(purpose: Purpose, lock: &Lock) -> Vec<u8> {
    let Effort { memory_kib, passes } = lock.effort;
    format!("{FORMAT} {purpose:?} {} {memory_kib} {passes} {}", lock.kdf, lock.salt).into_bytes()
}

fn derived(passphrase: &Passphrase, lock: &Lock) -> Result<Zeroizing<[u8; 32]>, WrapFault> {
    let Effort { memory_kib, passes } = lock.effort;
    if lock.kdf != KDF || memory_kib > MOST.memory_kib || passes > MOST.passes {
        return Err(WrapFault::Effort);
    }
    let salt = unhex(&lock.salt).ok_or(WrapFault::Damaged)?;
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| WrapFault::Effort)?;
    let mut blocks = vec![Block::default(); params.block_count()];
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.0.as_bytes(), &salt, &mut *key, &mut blocks[..])
        .map_err(|_| WrapFault::Effort)?;
    Ok(key)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::given(text.to_owned()).unwrap()
    }

    fn wrapped() -> Wrapped {
        let protection = Protection::Passphrase(passphrase("four words and a comma"), Effort::LEAST);
        Wrapped::wrap(Purpose::RootKey, b"the seed", &protection).unwrap()
    }

    fn fault(wrapped: &Wrapped, given: Option<&str>) -> Option<WrapFault> {
        let given = given.map(passphrase);
        wrapped.unwrap_with(Purpose::RootKey, given.as_ref()).err()
    }

    #[test]
    fn only_its_passphrase_opens_it_and_the_file_does_not_tell_the_secret() {
        let file = wrapped().to_bytes();
        let read = Wrapped::from_bytes(&file).unwrap();
        assert_eq!(read.effort(), Some(Effort::LEAST));
        let right = passphrase("four words and a comma");
        let (secret, sealer) = read.unwrap_with(Purpose::RootKey, Some(&right)).unwrap();
        assert_eq!(&secret[..], b"the seed");
        assert!(!String::from_utf8(file).unwrap().contains(&hex(b"the seed")));
        assert_eq!(fault(&read, None), Some(WrapFault::Locked));
        assert_eq!(fault(&read, Some("four words and a colon")), Some(WrapFault::WrongPassphrase));
        let other = read.unwrap_with(Purpose::NodeKeys, Some(&right));
        assert_eq!(other.err(), Some(WrapFault::OtherPurpose));
        let again = sealer.seal(b"another").unwrap();
        assert_ne!(
            again.lock.as_ref().unwrap().nonce,
            read.lock.as_ref().unwrap().nonce,
            "a nonce twice under one key"
        );
        assert_eq!(&again.unwrap_with(Purpose::RootKey, Some(&right)).unwrap().0[..], b"another");
    }

    #[test]
    fn every_changed_byte_is_damage_and_not_a_wrong_passphrase() {
        let file = wrapped().to_bytes();
        for position in 0..file.len() - 1 {
            let mut changed = file.clone();
            changed[position] ^= 1;
            assert_eq!(Wrapped::from_bytes(&changed).err(), Some(WrapFault::Damaged), "byte {position}");
        }
    }

    #[test]
    fn one_who_mends_the_checksum_still_changes_nothing() {
        let forged = |change: &dyn Fn(&mut Wrapped)| {
            let mut forged = wrapped();
            change(&mut forged);
            forged.sum = forged.checksum();
            fault(&Wrapped::from_bytes(&forged.to_bytes()).unwrap(), Some("four words and a comma"))
        };
        assert_eq!(forged(&|_| {}), None);
        let weaker: &dyn Fn(&mut Wrapped) = &|w| w.lock.as_mut().unwrap().effort.passes = 2;
        assert_eq!(forged(weaker), Some(WrapFault::WrongPassphrase));
        assert_eq!(forged(&|w| w.lock.as_mut().unwrap().effort.memory_kib = 1 << 30), Some(WrapFault::Effort));
        let another: &dyn Fn(&mut Wrapped) = &|w| {
            let digit = if w.secret.starts_with('0') { "1" } else { "0" };
            w.secret.replace_range(0..1, digit);
        };
        assert_eq!(forged(another), Some(WrapFault::WrongPassphrase));
    }

    #[test]
    fn in_clear_only_where_asked_for() {
        let clear = Wrapped::wrap(Purpose::RootKey, b"the seed", &Protection::Unprotected).unwrap();
        assert_eq!((clear.effort(), fault(&clear, None)), (None, None));
        assert_eq!(passphrase("short").long_enough().err(), Some(WrapFault::Unfit));
        assert_eq!(Passphrase::given(String::new()).err(), Some(WrapFault::Unfit));
    }
}
