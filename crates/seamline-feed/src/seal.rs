//! Sealed files: a stream of octets encrypted to the X25519 `seal` keys of its recipients.
//!
//! | part | octets | what |
//! |---|---|---|
//! | magic | 18 | `seamline/bundle/1` and a newline |
//! | count | 1 | number *n* of recipients, 1 to 255 |
//! | nonce | 7 | prefix of the nonces of the chunks, random |
//! | keys | 80 *n* | the content key, once per recipient: encapsulated key (32), wrapped content key (48) |
//! | chunks | 8 + up to 65,552 each | number (4, big-endian), length and last mark (4), ciphertext with its tag (16) |
//!
//! Keys are wrapped by HPKE in base mode (RFC 9180, section 5.1.1): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
//! ChaCha20Poly1305, `info` = `seamline/bundle/1`, `aad` = magic, count and nonce. Chunks of 64 KiB are encrypted by
//! ChaCha20Poly1305 (RFC 8439) in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015; 32-bit big-endian
//! counter and last mark in the nonce), with the whole header as associated data.
//!
//! The file does not name its recipients: a reader tries its key on every wrapped key. These stand in ascending order
//! of their (random) octets, so that their order says nothing and the header has one form. Sizes and counts show.
//!
//! Base mode does not say who sealed: what is inside must prove its own origin. A seal also cannot hinder its maker from
//! giving two recipients different contents; the checkpoints inside do.
//!
//! The number and length before a chunk are in clear so that damage can be told from disorder; the nonce, which is made
//! of position and last mark alone, is what holds the order.

mod chunk;
mod key;

pub use chunk::{CHUNK_BYTES, Opener, Sealer};
pub(crate) use key::recipients;
pub use key::{SealPublic, SealSecret};

use crate::error::{Misuse, PeerFault};

/// A file is sealed for at most this many keys.
pub const MAX_RECIPIENTS: usize = 255;

/// Source of random octets: fills the whole slice. It must be fit for keys.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;

/// Seals `plaintext` for all `recipients`.
///
/// # Errors
/// Those of [`Sealer::new`] and [`Sealer::push`].
pub fn seal(recipients: &[SealPublic], plaintext: &[u8], random: &mut Random<'_>) -> Result<Vec<u8>, Misuse> {
    let mut file = Vec::with_capacity(plaintext.len() + plaintext.len() / 1024 + 1024);
    let mut sealer = Sealer::new(recipients, random, &mut file)?;
    sealer.push(plaintext, &mut file)?;
    sealer.finish(&mut file)?;
    Ok(file)
}

/// Opens a whole sealed file with one recipient's key.
///
/// # Errors
/// Those of [`Opener::push`] and [`Opener::finish`].
pub fn open(secret: &SealSecret, sealed: &[u8]) -> Result<Vec<u8>, PeerFault> {
    let mut plaintext = Vec::with_capacity(sealed.len());
    let mut opener = Opener::new(secret.clone());
    opener.push(sealed, &mut plaintext)?;
    opener.finish()?;
    Ok(plaintext)
}

#[cfg(test)]
mod tests;
