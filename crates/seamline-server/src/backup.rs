//! A node in one file: who it is, its keys as they are wrapped, its rows as they are sealed.
//!
//! `seamline/backup/1`, a newline, one line of JSON that names the files and their lengths, their bytes one after the
//! other, and the SHA-256 of all of that. Nothing in it is in clear that was not in clear in the folder.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use seamline_node::{Clock, Node, Random};
use seamline_record::hex;
use seamline_store::{RowKey, Sqlite, Store, StoreFault};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    clock::{SystemClock, SystemRandom},
    folder::{Folder, FolderFault, KEYS, NODE, ROWS, io_fault},
    unlocked::Unlocked,
};

const MAGIC: &[u8] = b"seamline/backup/1\n";
/// Longest line of JSON: what is longer is no backup.
const MAX_LINE: u64 = 4096;
/// How the names of copies of the rows begin; each waits to be packed under a name of its own.
const COPY: &str = "node.db.copy";

/// Why a backup cannot be made or used; the operator's to mend.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// Another file.
    #[error("{0} is not a backup of a node")]
    NotABackup(PathBuf),
    /// Not the bytes that were written.
    #[error("the backup {0} is damaged: its bytes are not those that were written")]
    Damaged(PathBuf),
    /// The copy of the rows is not whole.
    #[error("the copy of the rows of {0} is damaged: {1}")]
    Copy(PathBuf, String),
    /// The folder or the disk.
    #[error(transparent)]
    Folder(#[from] FolderFault),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    name: String,
    length: u64,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `party/node`.
    pub node: String,
    /// When it was made, ms since 1970 UTC by that machine's clock.
    pub made: i64,
    parts: Vec<Part>,
}

/// Passes octets on and hashes them.
struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A copy of the rows; gone with this, unless its path was given away.
#[must_use]
pub struct RowsCopy {
    path: Option<PathBuf>,
    key: RowKey,
}

impl Drop for RowsCopy {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = fs::remove_file(path);
        }
    }
}

impl Unlocked {
    /// Copies the rows of the node that was opened from this folder into a file beside them.
    ///
    /// # Errors
    /// [`BackupFault::Folder`]; no copy is left then.
    pub fn copy_rows(&self, node: &Node) -> Result<RowsCopy, BackupFault> {
        let mut own = [0; 8];
        SystemRandom.fill(&mut own);
        let path = self.path().join(format!("{COPY}-{}", hex(&own)));
        let copy = RowsCopy { path: Some(path.clone()), key: self.row_key() };
        node.copy_rows_to(&path).map_err(|fault| self.folder().node_fault(fault))?;
        Ok(copy)
    }

    /// Removes the copies that nobody came for. Whoever does this must have the folder to itself.
    pub(crate) fn sweep_copies(&self) {
        let entries = fs::read_dir(self.path()).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(COPY)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl RowsCopy {
    /// Looks the copy over, page by page; needs no node.
    ///
    /// # Errors
    /// [`BackupFault::Copy`], [`BackupFault::Folder`].
    pub(crate) fn examine(&self) -> Result<(), BackupFault> {
        self.path.as_ref().map_or(Ok(()), |path| whole(path, &self.key))
    }

    /// Its path; whoever takes it removes the file.
    pub(crate) fn give_away(mut self) -> PathBuf {
        self.path.take().unwrap_or_default()
    }

    /// Looks the copy over, page by page; needs no node. Gives its path.
    ///
    /// # Errors
    /// [`BackupFault::Copy`], [`BackupFault::Folder`]; no copy is left then.
    pub fn examined(self) -> Result<PathBuf, BackupFault> {
        self.examine()?;
        Ok(self.give_away())
    }
}

/// Opens the copy with the key of the rows and lets the database look it over.
fn whole(copy: &Path, key: &RowKey) -> Result<(), BackupFault> {
    let damage = Sqlite::open(copy, key).and_then(|store| store.damage());
    match damage {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(found) => Err(BackupFault::Copy(copy.to_owned(), found.join("; "))),
        Err(StoreFault::DiskFull) => Err(FolderFault::DiskFull(copy.to_owned()).into()),
        Err(fault) => Err(BackupFault::Copy(copy.to_owned(), fault.to_string())),
    }
}

/// Packs a folder with a copy of its rows (see [`Unlocked::copy_rows`]) into a new file, reads it again, and removes the
/// copy.
///
/// # Errors
/// [`BackupFault`]; nothing is left at `out` then.
pub fn pack(folder: &Folder, copy: &Path, out: &Path) -> Result<Manifest, BackupFault> {
    let packed = write(folder, copy, out).map_err(|fault| io_fault(out, fault).into());
    let packed = packed.and_then(|()| verify(out));
    let _ = fs::remove_file(copy);
    if packed.is_err() {
        let _ = fs::remove_file(out);
    }
    packed
}

fn write(folder: &Folder, copy: &Path, out: &Path) -> io::Result<()> {
    let sources = [(NODE, folder.path().join(NODE)), (KEYS, folder.keys_path()), (ROWS, copy.to_owned())];
    let mut parts = Vec::new();
    for (name, path) in &sources {
        parts.push(Part { name: (*name).to_owned(), length: fs::metadata(path)?.len() });
    }
    let manifest = Manifest { node: folder.id().to_string(), made: SystemClock.now_ms(), parts };
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(out)?;
    let mut to = Hashing { inner: file, hash: Sha256::new() };
    to.write_all(MAGIC)?;
    to.write_all(&serde_json::to_vec(&manifest)?)?;
    to.write_all(b"\n")?;
    for ((_, path), part) in sources.iter().zip(&manifest.parts) {
        let copied = io::copy(&mut File::open(path)?.take(part.length), &mut to)?;
        if copied != part.length {
            return Err(io::Error::other("a file became shorter while it was copied"));
        }
    }
    let Hashing { mut inner, hash } = to;
    inner.write_all(&hash.finalize())?;
    inner.sync_all()
}

/// Reads a whole backup and compares its hash.
///
/// # Errors
/// [`BackupFault::NotABackup`], [`BackupFault::Damaged`], [`BackupFault::Folder`].
pub fn verify(path: &Path) -> Result<Manifest, BackupFault> {
    unpack(path, |_, _| Ok(()))
}

/// Makes the folder of a node anew from a backup. The folder may exist if it is empty.
///
/// # Errors
/// [`BackupFault`]; a damaged backup makes no folder.
pub fn restore(path: &Path, into: &Path) -> Result<(Folder, Manifest), BackupFault> {
    let io = |fault| BackupFault::from(io_fault(into, fault));
    verify(path)?;
    if into.exists() && fs::read_dir(into).map_err(io)?.next().is_some() {
        return Err(FolderFault::Exists(into.to_owned()).into());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(into).map_err(io)?;
    let manifest = unpack(path, |name, bytes| {
        let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(into.join(name))?;
        file.write_all(bytes)
    })?;
    for name in [NODE, KEYS, ROWS] {
        File::open(into.join(name)).and_then(|file| file.sync_all()).map_err(io)?;
    }
    Ok((Folder::at(into)?, manifest))
}

/// Hands on the parts piece by piece, and compares the hash at the end.
fn unpack(path: &Path, mut take: impl FnMut(&str, &[u8]) -> io::Result<()>) -> Result<Manifest, BackupFault> {
    let io = |fault| BackupFault::from(io_fault(path, fault));
    let not_one = || BackupFault::NotABackup(path.to_owned());
    let damaged = || BackupFault::Damaged(path.to_owned());
    let mut from = BufReader::new(File::open(path).map_err(io)?);
    let mut magic = vec![0; MAGIC.len()];
    if from.read_exact(&mut magic).is_err() || magic != MAGIC {
        return Err(not_one());
    }
    let mut line = Vec::new();
    (&mut from).take(MAX_LINE).read_until(b'\n', &mut line).map_err(io)?;
    let manifest: Manifest = serde_json::from_slice(&line).map_err(|_| damaged())?;
    let names: Vec<&str> = manifest.parts.iter().map(|part| part.name.as_str()).collect();
    if names != [NODE, KEYS, ROWS] {
        return Err(damaged());
    }
    let mut hash = Sha256::new().chain_update(&magic).chain_update(&line);
    let mut buffer = vec![0; 64 * 1024];
    for part in &manifest.parts {
        let mut left = part.length;
        while left > 0 {
            let piece = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
            from.read_exact(&mut buffer[..piece]).map_err(|_| damaged())?;
            hash.update(&buffer[..piece]);
            take(&part.name, &buffer[..piece]).map_err(io)?;
            left -= piece as u64;
        }
    }
    let mut sum = Vec::new();
    from.take(33).read_to_end(&mut sum).map_err(io)?;
    if sum == hash.finalize().as_slice() { Ok(manifest) } else { Err(damaged()) }
}
