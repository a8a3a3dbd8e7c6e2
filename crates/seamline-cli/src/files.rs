//! Files that commands read and write, with faults that name the file.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use crate::fault::Fault;

/// Largest file that a command reads whole: a bundle is the largest there is.
const MAX_FILE: u64 = 1 << 30;

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let size = fs::metadata(path).map_err(|error| cannot("read", path, &error))?.len();
    if size > MAX_FILE {
        return Err(Fault::you(format!("{} is larger than 1 GiB", path.display()), "give the file that was meant"));
    }
    fs::read(path).map_err(|error| cannot("read", path, &error))
}

pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}

/// Writes a file that must not exist yet, readable by its owner only where it is secret.
pub(crate) fn write_new(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Fault> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path).map_err(|error| cannot("create", path, &error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| cannot("write", path, &error))
}

/// Writes a file in place of what was there: after a crash the one or the other is there, whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = Path::new(&name);
    let synced = fs::File::create(new).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    synced.and_then(|()| fs::rename(new, path)).map_err(|error| cannot("write", path, &error))
}

pub(crate) fn create_folder(path: &Path) -> Result<(), Fault> {
    fs::create_dir_all(path).map_err(|error| cannot("create", path, &error))
}

pub(crate) fn cannot(verb: &str, path: &Path, error: &io::Error) -> Fault {
    let what = format!("cannot {verb} {}: {error}", path.display());
    match error.kind() {
        io::ErrorKind::NotFound => Fault::you(what, "check the path"),
        io::ErrorKind::AlreadyExists => Fault::you(what, "choose another name, or move that file away first"),
        _ => Fault::operator(what),
    }
}
