//! The body of a sealed file, chunk by chunk, in constant memory.
//!
//! Invariants: every chunk but the last holds exactly [`CHUNK_BYTES`]; the last holds at least one octet unless the file
//! is empty; so one plaintext has one division into chunks.

use chacha20poly1305::{
    ChaCha20Poly1305,
    aead::{
        Payload,
        stream::{NewStream as _, StreamBE32, StreamPrimitive as _},
    },
};

use super::{
    Random,
    key::{Header, SealPublic, SealSecret},
};
use crate::error::{Misuse, PeerFault};

/// Plaintext octets in every chunk but the last.
pub const CHUNK_BYTES: usize = 64 * 1024;

const TAG_BYTES: usize = 16;
const HEAD_BYTES: usize = 8;
const LAST: u32 = 1 << 31;

/// Seals a stream: [`Sealer::new`] writes the header, any number of [`Sealer::push`], then [`Sealer::finish`]. A file
/// without the octets of `finish` counts as cut short.
pub struct Sealer {
    header: Vec<u8>,
    stream: StreamBE32<ChaCha20Poly1305>,
    pending: Vec<u8>,
    number: u32,
}

impl Sealer {
    /// Begins a file for these recipients; appends the header to `sealed`.
    ///
    /// # Errors
    /// [`Misuse::RecipientsOutOfBounds`], [`Misuse::RecipientRepeated`] or [`Misuse::SealRefused`].
    pub fn new(recipients: &[SealPublic], random: &mut Random<'_>, sealed: &mut Vec<u8>) -> Result<Self, Misuse> {
        let header = Header::draw(recipients, random)?;
        sealed.extend_from_slice(&header.bytes);
        Ok(Self {
            stream: StreamBE32::new(&header.content_key.into(), &header.nonce.into()),
            header: header.bytes,
            pending: Vec::with_capacity(CHUNK_BYTES),
            number: 0,
        })
    }

    /// Takes plaintext; appends to `sealed` the chunks that are full and known not to be the last.
    ///
    /// # Errors
    /// [`Misuse::SealRefused`] beyond 2^32 chunks; the file cannot be completed then.
    pub fn push(&mut self, mut plaintext: &[u8], sealed: &mut Vec<u8>) -> Result<(), Misuse> {
        while !plaintext.is_empty() {
            if self.pending.len() == CHUNK_BYTES {
                self.write_chunk(false, sealed)?;
                self.number = self.number.checked_add(1).ok_or(Misuse::SealRefused)?;
                self.pending.clear();
            }
            let room = CHUNK_BYTES - self.pending.len();
            let (taken, rest) = plaintext.split_at(room.min(plaintext.len()));
            self.pending.extend_from_slice(taken);
            plaintext = rest;
        }
        Ok(())
    }

    /// Ends the file; appends its last chunk to `sealed`.
    ///
    /// # Errors
    /// [`Misuse::SealRefused`] if the cipher refuses.
    pub fn finish(self, sealed: &mut Vec<u8>) -> Result<(), Misuse> {
        self.write_chunk(true, sealed)
    }

    fn write_chunk(&self, last: bool, sealed: &mut Vec<u8>) -> Result<(), Misuse> {
        let payload = Payload { msg: &self.pending, aad: &self.header };
        let ciphertext = self.stream.encrypt(self.number, last, payload);
        let mark = if last { LAST } else { 0 };
        let stated = mark | self.pending.len() as u32;
        sealed.extend_from_slice(&self.number.to_be_bytes());
        sealed.extend_from_slice(&stated.to_be_bytes());
        sealed.extend_from_slice(&ciphertext.map_err(|_| Misuse::SealRefused)?);
        Ok(())
    }
}

/// Opens a stream: any number of [`Opener::push`], then [`Opener::finish`]. What `push` gives out is authentic and in
/// order, but only after `finish` is it known to be all: act on parts only where a part may be acted on.
pub struct Opener {
    secret: SealSecret,
    pending: Vec<u8>,
    state: State,
}

enum State {
    Header,
    Body {
        header: Vec<u8>,
        stream: StreamBE32<ChaCha20Poly1305>,
        number: u32,
    },
    Complete,
    /// After an error: the rest of such a file is not looked at.
    Refused(PeerFault),
}

impl Opener {
    /// An opener with this recipient's key.
    pub fn new(secret: SealSecret) -> Self {
        Self { secret, pending: Vec::new(), state: State::Header }
    }

    /// Takes the next octets of the file, however divided; appends plaintext to `opened`.
    ///
    /// # Errors
    /// [`PeerFault::SealHeaderMalformed`], [`PeerFault::SealNotForThisKey`] (also for a damaged wrapped key),
    /// [`PeerFault::SealOutOfOrder`], [`PeerFault::SealChunkLength`], [`PeerFault::SealAltered`] or
    /// [`PeerFault::SealTrailingBytes`]. The same error is returned from then on.
    pub fn push(&mut self, sealed: &[u8], opened: &mut Vec<u8>) -> Result<(), PeerFault> {
        self.pending.extend_from_slice(sealed);
        let mut used = 0;
        let result = loop {
            match self.step(used, opened) {
                Ok(0) => break Ok(()),
                Ok(taken) => used += taken,
                Err(fault) => break Err(fault),
            }
        };
        self.pending.drain(..used);
        if let Err(fault) = result {
            self.state = State::Refused(fault);
        }
        result
    }

    /// Says whether the file was whole.
    ///
    /// # Errors
    /// [`PeerFault::SealTruncated`], or the error that [`Opener::push`] returned.
    pub fn finish(self) -> Result<(), PeerFault> {
        match self.state {
            State::Complete => Ok(()),
            State::Header | State::Body { .. } => Err(PeerFault::SealTruncated),
            State::Refused(fault) => Err(fault),
        }
    }

    /// Takes the header or one chunk off the pending octets; gives their number, 0 if they do not suffice.
    fn step(&mut self, used: usize, opened: &mut Vec<u8>) -> Result<usize, PeerFault> {
        let input = &self.pending[used..];
        match &mut self.state {
            State::Refused(fault) => Err(*fault),
            State::Complete if input.is_empty() => Ok(0),
            State::Complete => Err(PeerFault::SealTrailingBytes),
            State::Header => {
                let Some(header) = Header::take(&self.secret, input)? else {
                    return Ok(0);
                };
                let taken = header.bytes.len();
                self.state = State::Body {
                    stream: StreamBE32::new(&header.content_key.into(), &header.nonce.into()),
                    header: header.bytes,
                    number: 0,
                };
                Ok(taken)
            }
            State::Body { header, stream, number } => {
                let Some(chunk) = Chunk::take(input, *number)? else {
                    return Ok(0);
                };
                let payload = Payload { msg: chunk.ciphertext, aad: header };
                let plaintext = stream.decrypt(*number, chunk.last, payload);
                opened.extend(plaintext.map_err(|_| PeerFault::SealAltered)?);
                if chunk.last {
                    self.state = State::Complete;
                } else {
                    *number = number.checked_add(1).ok_or(PeerFault::SealOutOfOrder)?;
                }
                Ok(HEAD_BYTES + chunk.ciphertext.len())
            }
        }
    }
}

/// A chunk of which nothing is authenticated yet.
struct Chunk<'a> {
    last: bool,
    ciphertext: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes chunk `number` off the front of `input`; `None` if it is not all there.
    fn take(input: &'a [u8], number: u32) -> Result<Option<Self>, PeerFault> {
        let Some((head, rest)) = input.split_first_chunk::<HEAD_BYTES>() else {
            return Ok(None);
        };
        let [n0, n1, n2, n3, l0, l1, l2, l3] = *head;
        if u32::from_be_bytes([n0, n1, n2, n3]) != number {
            return Err(PeerFault::SealOutOfOrder);
        }
        let stated = u32::from_be_bytes([l0, l1, l2, l3]);
        let (last, length) = (stated & LAST != 0, (stated & !LAST) as usize);
        let one_division =
            if last { length <= CHUNK_BYTES && (length > 0 || number == 0) } else { length == CHUNK_BYTES };
        if !one_division {
            return Err(PeerFault::SealChunkLength);
        }
        Ok(rest.get(..length + TAG_BYTES).map(|ciphertext| Self { last, ciphertext }))
    }
}
