//! Where passphrases come from: a terminal, a file, an open file descriptor. Never an argument or the value of an
//! environment variable: those are shown by `ps` and inherited by every child.

use std::{
    fs::File,
    io::{BufRead, BufReader, IsTerminal, Read},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use seamline_server::{Effort, Folder, Passphrase, Protection, Unlocked, WrapFault};
use zeroize::Zeroizing;

use crate::{fault::Fault, files};

/// Names the file, not the passphrase: as service managers hand over secrets.
const VARIABLE: &str = "SEAMLINE_PASSPHRASE_FILE";
const MAX_LINE: u64 = 4096;
const HOW: &str = "run it at a terminal, give --passphrase-file or --passphrase-fd, or name the file in the environment \
                   variable SEAMLINE_PASSPHRASE_FILE";

/// How to unlock what a passphrase protects; asked for at the terminal where nothing is given.
#[derive(Args, Clone, Default)]
pub(crate) struct Unlock {
    /// Read the passphrase from the first line of this file; the environment variable `SEAMLINE_PASSPHRASE_FILE` names
    /// one too.
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
    /// Read the passphrase from the first line of this open file descriptor.
    #[arg(long, value_name = "N", conflicts_with = "passphrase_file")]
    passphrase_fd: Option<u32>,
}

impl Unlock {
    /// The passphrase, where there is one to be had; `what` names what it is for.
    pub(crate) fn passphrase(&self, what: &str) -> Result<Option<Passphrase>, Fault> {
        if let Some(given) = self.given()? {
            return Ok(Some(given));
        }
        if !std::io::stdin().is_terminal() {
            return Ok(None);
        }
        asked(&format!("passphrase of {what}: ")).map(Some)
    }

    /// Opens the keys of a folder, asking for nothing where they are in clear.
    pub(crate) fn open(&self, folder: &Folder) -> Result<Unlocked, Fault> {
        let passphrase = match folder.protection()? {
            Some(_) => self.passphrase(&folder.path().display().to_string())?,
            None => None,
        };
        Ok(folder.unlock(passphrase.as_ref())?)
    }

    fn given(&self) -> Result<Option<Passphrase>, Fault> {
        if let Some(number) = self.passphrase_fd {
            return from_descriptor(number).map(Some);
        }
        let named = || std::env::var_os(VARIABLE).map(PathBuf::from);
        self.passphrase_file.clone().or_else(named).map(|path| from_file(&path)).transpose()
    }
}

/// How something new is to be protected.
#[derive(Args, Clone)]
pub(crate) struct Protect {
    #[command(flatten)]
    unlock: Unlock,
    /// Keep the keys in clear: for demos, tests and exercises.
    #[arg(long, conflicts_with_all = ["passphrase_file", "passphrase_fd"])]
    unprotected: bool,
    /// How much work one try of the passphrase is. `least` is for tests.
    #[arg(long, value_enum, default_value = "usual")]
    effort: Work,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Work {
    /// About half a second.
    Usual,
    /// A few milliseconds: whoever takes the file can try passphrases fast.
    Least,
}

impl From<Work> for Effort {
    fn from(work: Work) -> Self {
        match work {
            Work::Usual => Self::USUAL,
            Work::Least => Self::LEAST,
        }
    }
}

impl Protect {
    /// What to protect `what` with; a new passphrase is asked for twice.
    pub(crate) fn protection(&self, what: &str) -> Result<Protection, Fault> {
        if self.unprotected {
            return Ok(Protection::Unprotected);
        }
        let passphrase = match self.unlock.given()? {
            Some(given) => given,
            None if std::io::stdin().is_terminal() => asked_twice(what)?,
            None => {
                let what = format!("{what} needs a passphrase, and none was given");
                return Err(Fault::you(what, format!("{HOW}; or say --unprotected to keep it in clear")));
            }
        };
        let passphrase = passphrase.long_enough().map_err(unfit)?;
        Ok(Protection::Passphrase(passphrase, self.effort.into()))
    }
}

/// A new passphrase, asked for twice where it comes from a terminal.
pub(crate) fn new_passphrase(file: Option<&Path>, what: &str) -> Result<Passphrase, Fault> {
    let passphrase = match file {
        Some(path) => from_file(path)?,
        None if std::io::stdin().is_terminal() => asked_twice(what)?,
        None => {
            let next = "run it at a terminal, or give --new-passphrase-file; or say --unprotected to keep it in clear";
            return Err(Fault::you(format!("{what} needs a new passphrase, and none was given"), next));
        }
    };
    passphrase.long_enough().map_err(unfit)
}

/// What to tell whoever meets this fault with `what`.
pub(crate) fn fault(what: &str, fault: WrapFault) -> Fault {
    let said = format!("{what} cannot be used: {fault}");
    match fault {
        WrapFault::Locked => Fault::you(said, HOW),
        WrapFault::WrongPassphrase => Fault::you(said, "try again; nobody can open it without the passphrase"),
        WrapFault::Damaged => {
            Fault::operator(said).next("put it back from a copy or a backup; without one make new keys and close these")
        }
        WrapFault::OtherPurpose => Fault::you(said, "give the file that was meant"),
        WrapFault::Unfit => unfit(fault),
        WrapFault::Effort => Fault::operator(said).next("put it back from a copy or a backup: somebody changed it"),
    }
}

fn unfit(fault: WrapFault) -> Fault {
    Fault::you(fault.to_string(), "choose another: five words that nobody would guess together are easy to keep")
}

fn passphrase_of(text: String) -> Result<Passphrase, Fault> {
    Passphrase::given(text).map_err(unfit)
}

fn asked(prompt: &str) -> Result<Passphrase, Fault> {
    let typed = rpassword::prompt_password(prompt);
    passphrase_of(typed.map_err(|error| Fault::operator(format!("the terminal gives no passphrase: {error}")))?)
}

fn asked_twice(what: &str) -> Result<Passphrase, Fault> {
    let first = asked(&format!("new passphrase of {what}, 12 characters or more: "))?;
    if first == asked("the same again: ")? {
        Ok(first)
    } else {
        Err(Fault::you("the two passphrases are not the same", "try again"))
    }
}

/// Refuses a file that everybody on the machine may read.
fn from_file(path: &Path) -> Result<Passphrase, Fault> {
    let cannot = |error| files::cannot("read", path, &error);
    let file = File::open(path).map_err(cannot)?;
    let mode = file.metadata().map_err(cannot)?.permissions().mode();
    if mode & 0o006 != 0 {
        let what = format!("everybody on this machine may read or write {}", path.display());
        return Err(Fault::operator(what).next(format!("chmod 600 {}, and change the passphrase", path.display())));
    }
    first_line(file).map_err(cannot).and_then(passphrase_of)
}

fn from_descriptor(number: u32) -> Result<Passphrase, Fault> {
    let path = PathBuf::from(format!("/dev/fd/{number}"));
    let line = File::open(&path).and_then(first_line);
    line.map_err(|error| files::cannot("read", &path, &error)).and_then(passphrase_of)
}

fn first_line(file: File) -> std::io::Result<String> {
    let mut line = Zeroizing::new(String::new());
    BufReader::new(file.take(MAX_LINE)).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
