//! Signed notes: C2SP `signed-note/v1.0.0`.
//!
//! A note is text that ends in a newline, an empty line, and one line per signature. Reading is strict: what is
//! accepted here is encoded again to the same octets, so that a note can be stored as its parts and hashed as a whole.
//!
//! Signatures by keys that nobody asked for are carried along unread, as the specification demands.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::error::{Misuse, PeerFault};

/// A note longer than this, in octets, is neither read nor written.
pub const MAX_NOTE_BYTES: usize = 8 * 1024;

/// A note with more signatures than this is neither read nor written; the specification demands at least as many.
pub const MAX_SIGNATURES: usize = 16;

/// Signature type identifier octets (`signed-note`, section "Signature types").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum SignatureType {
    /// Ed25519 over the note's text.
    Ed25519 = 0x01,
    /// Timestamped Ed25519 cosignature of a checkpoint (`tlog-cosignature/v1`).
    Cosignature = 0x04,
}

/// Four octets that, with the key's name, say which key made a signature. Not a commitment to the key.
pub type KeyId = [u8; 4];

/// `SHA-256(name ‖ 0x0A ‖ signature type ‖ public key)[:4]` (`signed-note`, section "Signatures").
pub fn key_id(name: &str, signature_type: SignatureType, key: &VerifyingKey) -> KeyId {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', signature_type as u8])
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// One signature line: `— <key name> base64(key id ‖ signature)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    name: String,
    key_id: KeyId,
    signature: Vec<u8>,
}

impl SignatureLine {
    /// The caller has made `name` from checked names, so it needs no check against the rules for key names.
    pub(crate) fn new(name: String, key_id: KeyId, signature: Vec<u8>) -> Self {
        Self { name, key_id, signature }
    }

    /// Reads a line without its newline.
    ///
    /// # Errors
    /// [`PeerFault::SignatureLineMalformed`]: also for key names with a space or `+`, and for base64 (RFC 4648,
    /// section 4) that has other padding or other unused bits than the encoder's.
    pub fn parse(line: &str) -> Result<Self, PeerFault> {
        let malformed = PeerFault::SignatureLineMalformed;
        let rest = line.strip_prefix("— ").ok_or(malformed)?;
        let (name, encoded) = rest.split_once(' ').ok_or(malformed)?;
        let forbidden = |c: char| c.is_whitespace() || c < ' ' || c == '+';
        if name.is_empty() || name.contains(forbidden) || line.len() > MAX_NOTE_BYTES {
            return Err(malformed);
        }
        let octets = BASE64.decode(encoded).map_err(|_| malformed)?;
        match octets.split_first_chunk::<4>() {
            Some((key_id, signature)) if !signature.is_empty() => {
                Ok(Self::new(name.to_owned(), *key_id, signature.to_vec()))
            }
            _ => Err(malformed),
        }
    }

    /// The name of the key that is said to have signed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the key that is said to have signed.
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// The signature without the key id.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }
}

impl fmt::Display for SignatureLine {
    /// The line without its newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let octets = [&self.key_id[..], &self.signature].concat();
        write!(f, "— {} {}", self.name, BASE64.encode(octets))
    }
}

/// A note: its text, and the signatures it carries. Holding one says nothing about who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// [`PeerFault::NoteTooLong`], [`PeerFault::NoteNotText`], [`PeerFault::NoteUnsigned`],
    /// [`PeerFault::TooManySignatures`] or [`PeerFault::SignatureLineMalformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, PeerFault> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(PeerFault::NoteTooLong);
        }
        let note = str::from_utf8(bytes).map_err(|_| PeerFault::NoteNotText)?;
        if note.contains(|c: char| c < ' ' && c != '\n') {
            return Err(PeerFault::NoteNotText);
        }
        // The text keeps its last newline; the second newline of the pair is the empty line.
        let split = note.rfind("\n\n").ok_or(PeerFault::NoteUnsigned)? + 1;
        let (text, block) = (&note[..split], &note[split + 1..]);
        let lines = block.strip_suffix('\n').ok_or(PeerFault::NoteUnsigned)?;
        if lines.split('\n').count() > MAX_SIGNATURES {
            return Err(PeerFault::TooManySignatures);
        }
        let signatures = lines.split('\n').map(SignatureLine::parse);
        Ok(Self { text: text.to_owned(), signatures: signatures.collect::<Result<_, _>>()? })
    }

    /// A note of this text with one Ed25519 signature. The caller has made the text of whole, short, plain lines.
    pub(crate) fn sign(text: String, name: &str, key: &SigningKey) -> Self {
        let key_id = key_id(name, SignatureType::Ed25519, &key.verifying_key());
        let signature = key.sign(text.as_bytes()).to_bytes().to_vec();
        let line = SignatureLine::new(name.to_owned(), key_id, signature);
        Self { text, signatures: vec![line] }
    }

    /// The octets of the whole note.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut note = format!("{}\n", self.text);
        for line in &self.signatures {
            note.push_str(&line.to_string());
            note.push('\n');
        }
        note.into_bytes()
    }

    /// The signed text, with its final newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signatures, verified or not, in the note's order.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// The same note with one more signature line.
    ///
    /// # Errors
    /// [`Misuse::NoteFull`] if readers would refuse the result.
    pub fn with(mut self, line: SignatureLine) -> Result<Self, Misuse> {
        self.signatures.push(line);
        if self.signatures.len() > MAX_SIGNATURES || self.to_bytes().len() > MAX_NOTE_BYTES {
            return Err(Misuse::NoteFull);
        }
        Ok(self)
    }

    /// The same note with this one of its signatures only.
    pub(crate) fn only(self, line: &SignatureLine) -> Self {
        Self { text: self.text, signatures: vec![line.clone()] }
    }

    /// Checks that `key`, under `name`, made one Ed25519 signature (type 0x01) over the text; returns its line.
    ///
    /// # Errors
    /// [`PeerFault::SignatureMissing`], [`PeerFault::SignatureRepeated`], [`PeerFault::SignatureInvalid`] or
    /// [`PeerFault::KeyWeak`].
    pub fn verify(&self, name: &str, key: &VerifyingKey) -> Result<&SignatureLine, PeerFault> {
        let id = key_id(name, SignatureType::Ed25519, key);
        let mut by_key = self.signatures.iter().filter(|line| line.key_id == id && line.name == name);
        let line = by_key.next().ok_or(PeerFault::SignatureMissing)?;
        if by_key.next().is_some() {
            return Err(PeerFault::SignatureRepeated);
        }
        verify_ed25519(key, self.text.as_bytes(), &line.signature)?;
        Ok(line)
    }
}

/// Strict Ed25519 verification: no small-order key or nonce point, no second form of one signature. Under a
/// small-order key one signature verifies for several messages, and a receipt would prove nothing.
pub(crate) fn verify_ed25519(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), PeerFault> {
    if key.is_weak() {
        return Err(PeerFault::KeyWeak);
    }
    let signature = Signature::from_slice(signature).map_err(|_| PeerFault::SignatureInvalid)?;
    key.verify_strict(message, &signature).map_err(|_| PeerFault::SignatureInvalid)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example of the specification `signed-note`.
    const SPECIFIED: &str = "Ognuno sta solo sul cuor della terra\n\
        trafitto da un raggio di sole:\n\ned è subito sera.\n\n\
        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    /// A signed note, and its key, of another implementation (golang.org/x/mod/sumdb/note).
    const PETER: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const PETER_KEY: &str = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn signed(text: &str) -> Note {
        Note::sign(text.to_owned(), "example.org/a", &key(1))
    }

    #[test]
    fn the_specified_example_is_read_and_written() {
        let note = Note::parse(SPECIFIED.as_bytes()).unwrap();
        assert!(note.text().ends_with(":\n\ned è subito sera.\n"));
        assert_eq!(note.signatures()[0].name(), "quasimodo.example/salvatore");
        assert_eq!(note.signatures()[0].key_id(), [0x36, 0x7b, 0xa0, 0x4b]);
        assert_eq!(note.to_bytes(), SPECIFIED.as_bytes());
    }

    #[test]
    fn a_note_of_another_implementation_verifies() {
        let octets = BASE64.decode(PETER_KEY).unwrap();
        let key = VerifyingKey::try_from(&octets[1..]).unwrap();
        let note = Note::parse(PETER.as_bytes()).unwrap();
        assert_eq!(octets[0], SignatureType::Ed25519 as u8);
        note.verify("PeterNeumann", &key).unwrap();
        let other = PETER.replace("answer", "Answer");
        let other = Note::parse(other.as_bytes()).unwrap();
        assert_eq!(other.verify("PeterNeumann", &key), Err(PeerFault::SignatureInvalid));
    }

    #[test]
    fn only_the_asked_key_counts() {
        let note = signed("text\n");
        let mine = key(1).verifying_key();
        note.verify("example.org/a", &mine).unwrap();
        let missing = Err(PeerFault::SignatureMissing);
        assert_eq!(note.verify("example.org/b", &mine), missing);
        assert_eq!(note.verify("example.org/a", &key(2).verifying_key()), missing);
        let line = note.signatures()[0].clone();
        let twice = note.with(line).unwrap();
        assert_eq!(twice.verify("example.org/a", &mine), Err(PeerFault::SignatureRepeated));
    }

    #[test]
    fn a_small_order_key_is_refused() {
        // y = 1, the neutral element: with R = identity and s = 0 the plain equation holds for every message.
        let mut identity = [0; 32];
        identity[0] = 1;
        let weak = VerifyingKey::from_bytes(&identity).unwrap();
        let mut forged = vec![0; 64];
        forged[0] = 1;
        let id = key_id("weak", SignatureType::Ed25519, &weak);
        let line = SignatureLine::new("weak".into(), id, forged);
        let note = signed("any text\n").only(&line);
        assert_eq!(note.verify("weak", &weak), Err(PeerFault::KeyWeak));
    }

    #[test]
    fn bounds_hold() {
        let long = vec![b'a'; MAX_NOTE_BYTES + 1];
        assert_eq!(Note::parse(&long), Err(PeerFault::NoteTooLong));
        let mut note = signed("text\n");
        let line = note.signatures()[0].clone();
        for _ in 1..MAX_SIGNATURES {
            note = note.with(line.clone()).unwrap();
        }
        let full = note.to_bytes();
        assert_eq!(Note::parse(&full).as_ref(), Ok(&note));
        assert_eq!(note.with(line.clone()), Err(Misuse::NoteFull));
        let over = [full, format!("{line}\n").into_bytes()].concat();
        assert_eq!(Note::parse(&over), Err(PeerFault::TooManySignatures));
        let big = signed(&format!("{}\n", "a".repeat(MAX_NOTE_BYTES - 200)));
        assert_eq!(big.with(line), Err(Misuse::NoteFull));
    }

    #[test]
    fn other_forms_are_refused() {
        let refuse = |note: &str, fault| assert_eq!(Note::parse(note.as_bytes()), Err(fault), "{note:?}");
        refuse("text\n", PeerFault::NoteUnsigned);
        refuse("text\n\n", PeerFault::NoteUnsigned);
        refuse("text\n\n— a AAAAAAA=", PeerFault::NoteUnsigned);
        refuse("te\rxt\n\n— a AAAAAAA=\n", PeerFault::NoteNotText);
        let line = PeerFault::SignatureLineMalformed;
        refuse("text\n\n\n", PeerFault::NoteUnsigned);
        refuse("text\n\n— a AAAAAAA=\n\n", PeerFault::NoteUnsigned);
        refuse("text\n\nno signature\n", line);
        refuse("text\n\n- a AAAAAAA=\n", line);
        refuse("text\n\n—  AAAAAAA=\n", line);
        refuse("text\n\n— a+b AAAAAAA=\n", line);
        refuse("text\n\n— a\u{a0}b AAAAAAA=\n", line);
        refuse("text\n\n— a  AAAAAAA=\n", line);
        refuse("text\n\n— a AAAAAAA= \n", line);
        refuse("text\n\n— a AAAAAAA\n", line);
        refuse("text\n\n— a AAAAAAB=\n", line);
        refuse("text\n\n— a AAAAAA==\n", line);
        assert_eq!(Note::parse(b"text\xff\n\n"), Err(PeerFault::NoteNotText));
        assert!(Note::parse("text\n\n— a AAAAAAA=\n".as_bytes()).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_alike(
            text in "([a-z]{0,3}\n){0,4}", lines in "(— [a-z+ ]{0,3} ?[A-D]{0,8}={0,2}\n?){0,3}"
        ) {
            let candidate = format!("{text}\n{lines}");
            if let Ok(note) = Note::parse(candidate.as_bytes()) {
                prop_assert_eq!(note.to_bytes(), candidate.into_bytes());
            }
        }

        #[test]
        fn a_flipped_bit_never_verifies(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = signed("Seamline\nnote\n").to_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            if let Ok(note) = Note::parse(&bytes) {
                prop_assert!(note.verify("example.org/a", &key(1).verifying_key()).is_err());
            }
        }
    }
}
