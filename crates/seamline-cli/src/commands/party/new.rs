//! `seamline party new` and `party root`.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use clap::Args;
use seamline_record::{Clearance, DocumentBody, Name};
use serde_json::json;

use crate::{
    fault::Fault,
    files,
    party_file::PartyFile,
    passphrase::Protect,
    root_key::{RootKey, public_path},
    told::tell,
    words,
};

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline party new --party iraq --name-en 'Federal Iraq' --roots 3 --threshold 2 --dir iraq-roots"
)]
pub(crate) struct New {
    /// Short name: a-z, 0-9 and -.
    #[arg(long)]
    party: Name,
    /// Name in English.
    #[arg(long)]
    name_en: String,
    /// Name in Arabic.
    #[arg(long)]
    name_ar: Option<String>,
    /// Name in Sorani.
    #[arg(long)]
    name_ckb: Option<String>,
    /// Name in Kurmanji.
    #[arg(long)]
    name_kmr: Option<String>,
    /// How many root keys to make.
    #[arg(long, default_value_t = 1)]
    roots: usize,
    /// How many of them must sign.
    #[arg(long, default_value_t = 1)]
    threshold: usize,
    /// What the party's nodes may hold of what others release, `level[,caveat…]`.
    #[arg(long, default_value = "restricted", value_parser = words::clearance)]
    clearance: Clearance,
    /// Where the files go.
    #[arg(long)]
    dir: PathBuf,
    #[command(flatten)]
    protect: Protect,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline party root --out root-4.key\n  seamline party draft --document iraq.party \
                        --add-root root-4.pub --remove-root 1a2b3c4d"
)]
pub(crate) struct Root {
    /// Where the key goes; its public half goes beside it, as `.pub`.
    #[arg(short = 'o', long)]
    out: PathBuf,
    #[command(flatten)]
    protect: Protect,
}

pub(super) fn run(new: New, as_json: bool) -> Result<(), Fault> {
    let names = [("en", Some(new.name_en)), ("ar", new.name_ar), ("ckb", new.name_ckb), ("kmr", new.name_kmr)];
    let names = names.into_iter().filter_map(|(language, name)| Some((language.to_owned(), name?))).collect();
    let roots = (0..new.roots).map(|_| RootKey::generate()).collect::<Result<Vec<_>, _>>()?;
    let party = founded(&new.party, names, new.threshold, new.clearance, &roots)?;
    let paths: Vec<PathBuf> = (1..=roots.len()).map(|number| new.dir.join(format!("root-{number}.key"))).collect();
    let asked = |path: &PathBuf| new.protect.protection(&path.display().to_string());
    let protections = paths.iter().map(asked).collect::<Result<Vec<_>, _>>()?;
    files::create_folder(&new.dir)?;
    let document = new.dir.join(format!("{}.party", new.party));
    files::write_new(&document, &party.encode(), false)?;
    for ((root, path), protection) in roots.iter().zip(&paths).zip(&protections) {
        root.write(path, protection)?;
    }
    let json = json!({"document": document, "roots": paths, "threshold": new.threshold});
    tell(as_json, &json, || {
        format!(
            "{} is made, and unsigned.\nroots  {}\nGive each root key to another person and keep it offline. Next: `seamline node init`, then\n  \
             seamline party sign --document {0} --root {} --add-node NODE.card",
            document.display(),
            shown(&paths).join("  "),
            shown(&paths).first().cloned().unwrap_or_default(),
        )
    });
    Ok(())
}

fn shown(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path: &PathBuf| Path::display(path).to_string()).collect()
}

pub(super) fn run_root(root: &Root, as_json: bool) -> Result<(), Fault> {
    let protection = root.protect.protection(&root.out.display().to_string())?;
    let key = RootKey::generate()?;
    key.write(&root.out, &protection)?;
    let public = public_path(&root.out);
    tell(as_json, &json!({"key": root.out, "public": public}), || {
        format!("{} is made. Give {} to whoever drafts the document.", root.out.display(), public.display())
    });
    Ok(())
}

/// Version 1 of a party without nodes.
pub(crate) fn founded(
    party: &Name,
    names: BTreeMap<String, String>,
    threshold: usize,
    clearance: Clearance,
    roots: &[RootKey],
) -> Result<PartyFile, Fault> {
    PartyFile::new(DocumentBody {
        party: party.clone(),
        version: 1,
        previous: None,
        names,
        threshold,
        roots: roots.iter().map(RootKey::public).collect(),
        clearance,
        audiences: Vec::new(),
        nodes: Vec::new(),
        officers: Vec::new(),
        closed: Vec::new(),
        void: BTreeSet::new(),
    })
}
