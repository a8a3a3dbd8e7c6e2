//! `seamline backup` and `seamline restore`.

use std::path::PathBuf;

use clap::Args;
use seamline_server::{
    Folder, SystemClock,
    backup::{self, BackupFault},
};
use serde_json::json;

use crate::{
    access::Access,
    fault::Fault,
    passphrase::Unlock,
    told::{instant, tell},
};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline backup --data makhmour -o makhmour-2026-01-15.backup")]
pub(crate) struct Backup {
    /// The data folder; its node may run meanwhile.
    #[arg(long)]
    data: PathBuf,
    /// Where the backup goes; must not exist.
    #[arg(short = 'o', long)]
    out: PathBuf,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline restore makhmour-2026-01-15.backup --data makhmour")]
pub(crate) struct Restore {
    /// A file that `seamline backup` wrote.
    file: PathBuf,
    /// The data folder to make; must be empty or not exist yet.
    #[arg(long)]
    data: PathBuf,
}

impl From<BackupFault> for Fault {
    fn from(fault: BackupFault) -> Self {
        let what = fault.to_string();
        match fault {
            BackupFault::NotABackup(_) => Self::you(what, "give a file that `seamline backup` wrote"),
            BackupFault::Damaged(_) => Self::operator(what).next("take another backup, and look at where this one lay"),
            BackupFault::Copy(..) => {
                Self::operator(what).next("look at the disk, run `seamline doctor`, then make the backup again")
            }
            BackupFault::Folder(fault) => fault.into(),
        }
    }
}

pub(crate) async fn run(command: Backup, as_json: bool) -> Result<(), Fault> {
    let folder = Folder::at(&command.data)?;
    if command.out.exists() {
        let what = format!("{} exists already: a backup is never written over", command.out.display());
        return Err(Fault::you(what, "choose another name"));
    }
    let copy = if let Some(node) = Access::running(&folder, None).await? {
        node.copy().await?
    } else {
        let unlocked = command.unlock.open(&folder)?;
        let node = unlocked.open_node(Box::new(SystemClock))?;
        unlocked.copy_rows(&node)?.examined()?
    };
    let manifest = backup::pack(&folder, &copy, &command.out)?;
    let bytes = std::fs::metadata(&command.out).map(|file| file.len()).unwrap_or_default();
    let protected = folder.protection()?.is_some();
    let json = json!({"node": manifest.node, "made": manifest.made, "file": command.out, "bytes": bytes,
        "protected": protected, "verified": true});
    tell(as_json, &json, || {
        let keys = if protected {
            "It opens with the passphrase of today."
        } else {
            "Its keys are in clear: whoever has the file is this node."
        };
        format!("{} is in {}, {bytes} bytes, read again and whole. {keys}", manifest.node, command.out.display())
    });
    Ok(())
}

pub(crate) fn run_restore(command: &Restore, as_json: bool) -> Result<(), Fault> {
    let (folder, manifest) = backup::restore(&command.file, &command.data)?;
    let protected = folder.protection()?.is_some();
    let json = json!({"node": manifest.node, "made": manifest.made, "data": command.data, "protected": protected});
    tell(as_json, &json, || {
        let passphrase = if protected { "It opens with the passphrase of that day.\n" } else { "" };
        format!(
            "{0} is in {1} as it was at {2}.\n{passphrase}When it starts it opens new feeds: it never goes on with old ones. What it \
             released after {2} it fetches from those who hold it; what it had told nobody since then is lost.\nNever run it \
             while the folder it comes from still runs. If its keys were closed or replaced since, it signs nothing: \
             `seamline doctor --data {1}` says so.",
            manifest.node,
            command.data.display(),
            instant(manifest.made),
        )
    });
    Ok(())
}
