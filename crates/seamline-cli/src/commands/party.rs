//! `seamline party new | sign | show`.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use seamline_record::{Audience, Clearance, DocumentBody, Hash, Level, Name};
use serde_json::{Value as Json, json};

use crate::{
    fault::Fault,
    files,
    party_file::{PartyFile, read_card},
    passphrase::{Protect, Unlock},
    root_key::RootKey,
    told::tell,
    words::{self, GroupWords},
};

#[derive(Subcommand)]
pub(crate) enum Party {
    /// Make a party: root keys and a document that nobody has signed yet.
    New(New),
    /// Add nodes and groups to a party's document, and sign it with root keys.
    Sign(Sign),
    /// Show what a party's document says and who has signed it.
    Show(Show),
}

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
    after_help = "Example:\n  seamline party sign --document iraq.party --root root-1.key --root root-2.key --add-node node.card --audience command:baghdad"
)]
pub(crate) struct Sign {
    /// The .party file.
    #[arg(long)]
    document: PathBuf,
    /// A root key file; may be given several times.
    #[arg(long)]
    root: Vec<PathBuf>,
    /// The card of a node to add or to replace; may be given several times. Makes the next version where the last one is
    /// complete.
    #[arg(long, value_name = "CARD")]
    add_node: Vec<PathBuf>,
    /// A group of nodes with its clearance, `name:node,node[:level[,caveat…]]`. The group `command` receives what the
    /// party's desks write.
    #[arg(long, value_name = "GROUP")]
    audience: Vec<GroupWords>,
    /// What the party's nodes may hold, `level[,caveat…]`.
    #[arg(long, value_parser = words::clearance)]
    clearance: Option<Clearance>,
    /// Write here instead of changing the file.
    #[arg(short = 'o', long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline party show iraq.party")]
pub(crate) struct Show {
    /// The .party file.
    document: PathBuf,
}

pub(crate) fn run(command: Party, as_json: bool) -> Result<(), Fault> {
    match command {
        Party::New(new) => run_new(new, as_json),
        Party::Sign(sign) => run_sign(sign, as_json),
        Party::Show(show) => {
            let document = PartyFile::read(&show.document)?;
            print(&document, as_json);
            Ok(())
        }
    }
}

fn run_new(new: New, as_json: bool) -> Result<(), Fault> {
    let names = [("en", Some(new.name_en)), ("ar", new.name_ar), ("ckb", new.name_ckb), ("kmr", new.name_kmr)];
    let names = names.into_iter().filter_map(|(language, name)| Some((language.to_owned(), name?))).collect();
    let roots = (0..new.roots).map(|_| RootKey::generate()).collect::<Result<Vec<_>, _>>()?;
    let party = founded(&new.party, names, new.threshold, new.clearance, &roots)?;
    files::create_folder(&new.dir)?;
    let document = new.dir.join(format!("{}.party", new.party));
    files::write_new(&document, &party.encode(), false)?;
    let mut keys = Vec::new();
    for (number, root) in (1..).zip(&roots) {
        let path = new.dir.join(format!("root-{number}.key"));
        root.write(&path, &new.protect.protection(&path.display().to_string())?)?;
        keys.push(path);
    }
    let json = json!({"document": document, "roots": keys, "threshold": new.threshold});
    tell(as_json, &json, || {
        format!(
            "{} is made, and unsigned.\nroots  {}\nGive each root key to another person and keep it offline. Next: `seamline node init`, then\n  \
             seamline party sign --document {0} --root {} --add-node NODE.card",
            document.display(),
            keys.iter().map(|k| k.display().to_string()).collect::<Vec<_>>().join("  "),
            keys.first().map(|k| k.display().to_string()).unwrap_or_default(),
        )
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

fn run_sign(sign: Sign, as_json: bool) -> Result<(), Fault> {
    let mut document = PartyFile::read(&sign.document)?;
    let cards = sign.add_node.iter().map(|path| read_card(path)).collect::<Result<Vec<_>, _>>()?;
    document.amend(|body| {
        for card in cards {
            body.nodes.retain(|node| node.name != card.name);
            body.nodes.push(card);
        }
        for group in sign.audience {
            body.audiences.retain(|audience| audience.name != group.name);
            let nodes: BTreeSet<Name> = group.nodes.into_iter().collect();
            body.audiences.push(Audience { name: group.name, nodes, clearance: group.clearance });
        }
        body.clearance = sign.clearance.unwrap_or(body.clearance.clone());
    })?;
    for path in &sign.root {
        let root = RootKey::read(path, &sign.unlock)?;
        if !is_root(&document, &root) {
            let what = format!("{} is no root of {}", path.display(), document.last().body().party);
            return Err(Fault::you(what, "give a root key of this party"));
        }
        document.sign_last(&root);
    }
    files::write(sign.out.as_deref().unwrap_or(&sign.document), &document.encode())?;
    print(&document, as_json);
    Ok(())
}

/// Whether the key is a root of the last version or of the one below: a change of roots is signed by both.
fn is_root(document: &PartyFile, root: &RootKey) -> bool {
    let below = document.complete().map(|complete| complete.body().roots.clone()).unwrap_or_default();
    document.last().body().roots.iter().chain(&below).any(|key| *key == root.public())
}

fn in_words(clearance: &Clearance) -> String {
    let level = match clearance.level {
        Level::Open => "open",
        Level::Restricted => "restricted",
        Level::Confidential => "confidential",
        Level::Secret => "secret",
    };
    std::iter::once(level).chain(clearance.caveats.iter().map(String::as_str)).collect::<Vec<_>>().join(", ")
}

fn print(document: &PartyFile, as_json: bool) {
    let body = document.last().body();
    let signers = document.signers();
    let roots: Vec<Json> = body
        .roots
        .iter()
        .map(|key| json!({"key": Hash(key.to_bytes()).to_string(), "signed": signers.contains(key.as_bytes())}))
        .collect();
    let groups: Vec<Json> = body
        .audiences
        .iter()
        .map(|group| {
            let nodes: Vec<_> = group.nodes.iter().map(Name::as_str).collect();
            json!({"name": group.name.as_str(), "nodes": nodes, "clearance": in_words(&group.clearance)})
        })
        .collect();
    let json = json!({
        "party": body.party.as_str(), "names": body.names, "version": body.version,
        "complete": document.last_is_complete(), "fingerprint": document.fingerprint(),
        "clearance": in_words(&body.clearance), "threshold": body.threshold, "roots": roots,
        "nodes": body.nodes.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), "groups": groups,
    });
    tell(as_json, &json, || show(document, &json, signers.len()));
}

fn show(document: &PartyFile, json: &Json, signed: usize) -> String {
    let body = document.last().body();
    let names = body.names.values().cloned().collect::<Vec<_>>().join(" / ");
    let nodes = body.nodes.iter().map(|n| n.name.to_string()).collect::<Vec<_>>().join(", ");
    let state = if document.last_is_complete() { "complete" } else { "incomplete" };
    let mut lines = vec![
        format!("party        {} ({names})", body.party),
        format!(
            "version      {}, {state}: {signed} of {} roots have signed, {} must",
            body.version,
            body.roots.len(),
            body.threshold
        ),
        format!(
            "fingerprint  {}",
            document.fingerprint().unwrap_or_else(|| "none before version 1 is complete".into())
        ),
        format!("may hold     {}", in_words(&body.clearance)),
        format!("nodes        {}", if nodes.is_empty() { "none yet" } else { &nodes }),
    ];
    for group in json["groups"].as_array().into_iter().flatten() {
        let nodes: Vec<_> = group["nodes"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let (name, clearance) = (&group["name"], &group["clearance"]);
        lines.push(format!(
            "group        {}: {} ({})",
            name.as_str().unwrap_or_default(),
            nodes.join(", "),
            clearance.as_str().unwrap_or_default()
        ));
    }
    lines.join("\n")
}

/// Reads the document at `path` and refuses one that is not complete: a node would not admit it.
pub(crate) fn read_complete(path: &Path) -> Result<PartyFile, Fault> {
    let document = PartyFile::read(path)?;
    let mut directory = seamline_record::Directory::default();
    document.admit_into(&mut directory)?;
    Ok(document)
}
