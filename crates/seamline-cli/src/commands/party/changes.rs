//! What a next version can change, as options of `party draft` and `party sign`.

use std::{collections::BTreeSet, path::PathBuf};

use clap::Args;
use seamline_record::{Audience, BindingOfficer, Clearance, Closure, DocumentBody, Hash, Kind, Name, RecordId, Value};

use crate::{
    cut_file::CutFile,
    fault::Fault,
    files,
    party_file::{PartyFile, read_card},
    root_key::read_public,
    words::{self, GroupWords},
};

#[derive(Args)]
pub(crate) struct Changes {
    /// The card of a node to add, or of new keys for one that is closed in the same draft; may be given several times.
    #[arg(long, value_name = "CARD")]
    add_node: Vec<PathBuf>,
    /// Close the key of a node that was stolen, lost or given new keys: what it signed stands only as far as --cuts
    /// says. Without --add-node the node is gone. May be given several times.
    #[arg(long, value_name = "NODE")]
    close: Vec<Name>,
    /// What stands of a closed key: a file by `seamline node cuts`; one for each --close.
    #[arg(long, value_name = "FILE")]
    cuts: Vec<PathBuf>,
    /// Nothing stands of the keys that are closed without --cuts.
    #[arg(long)]
    nothing_stands: bool,
    /// A record of the closed key that stands although it is beyond the cut, by its whole id; may be given several times.
    #[arg(long, value_name = "ID")]
    keep: Vec<RecordId>,
    /// Repudiate one record of the party, by its whole id; may be given several times.
    #[arg(long, value_name = "ID")]
    void: Vec<RecordId>,
    /// The card of an officer who may bind the party to the kinds of --kind, by `seamline officer key`; may be given
    /// several times.
    #[arg(long, value_name = "CARD")]
    officer: Vec<PathBuf>,
    /// A kind of record that those officers may bind the party to; may be given several times.
    #[arg(long, value_name = "KIND", requires = "officer")]
    kind: Vec<String>,
    /// An officer who may no longer bind the party; may be given several times.
    #[arg(long, value_name = "NAME")]
    remove_officer: Vec<String>,
    /// A group of nodes with its clearance, `name:node,node[:level[,caveat…]]`. The group `command` receives what the
    /// party's desks write.
    #[arg(long, value_name = "GROUP")]
    audience: Vec<GroupWords>,
    /// A group that is no more; may be given several times.
    #[arg(long, value_name = "NAME")]
    remove_audience: Vec<Name>,
    /// What the party's nodes may hold, `level[,caveat…]`.
    #[arg(long, value_parser = words::clearance)]
    clearance: Option<Clearance>,
    /// The public half of a root key to add, by `seamline party root`; may be given several times.
    #[arg(long, value_name = "PUB")]
    add_root: Vec<PathBuf>,
    /// The first digits of a root key to take out, as `party show` prints it; may be given several times.
    #[arg(long, value_name = "DIGITS")]
    remove_root: Vec<String>,
    /// How many roots must sign from the next version on.
    #[arg(long, value_name = "K")]
    threshold: Option<usize>,
}

impl Changes {
    /// Puts the changes into the next version.
    pub(crate) fn apply(self, document: &mut PartyFile) -> Result<(), Fault> {
        let mut body = document.last().body().clone();
        self.nodes(&mut body)?;
        self.officers(&mut body)?;
        self.roots(&mut body)?;
        body.audiences.retain(|audience| !self.remove_audience.contains(&audience.name));
        for group in self.audience {
            body.audiences.retain(|audience| audience.name != group.name);
            let nodes: BTreeSet<Name> = group.nodes.into_iter().collect();
            body.audiences.push(Audience { name: group.name, nodes, clearance: group.clearance });
        }
        body.clearance = self.clearance.unwrap_or(body.clearance);
        body.void.extend(self.void);
        document.amend(|old| *old = DocumentBody { version: old.version, previous: old.previous, ..body })
    }

    fn nodes(&self, body: &mut DocumentBody) -> Result<(), Fault> {
        let mut cuts = self.cuts.iter().map(|path| CutFile::read(path)).collect::<Result<Vec<_>, _>>()?;
        if !self.keep.is_empty() && self.close.len() != 1 {
            return Err(Fault::you("--keep goes with one --close", "draft the others in a call of their own"));
        }
        for name in &self.close {
            let at = cuts.iter().position(|file| file.node == *name);
            let closure = closure(body, name, at.map(|at| cuts.remove(at)), self.nothing_stands, &self.keep)?;
            body.nodes.retain(|node| node.sign != closure.key);
            body.closed.retain(|other| other.key != closure.key);
            body.closed.push(closure);
        }
        if let Some(file) = cuts.first() {
            let what = format!("a cut file of {} is given, and --close does not name that node", file.node);
            return Err(Fault::you(what, format!("add --close {}, or leave the file out", file.node)));
        }
        for path in &self.add_node {
            let card = read_card(path)?;
            body.nodes.retain(|node| node.name != card.name);
            body.nodes.push(card);
        }
        // A group that names a node which is gone would contradict the document.
        let names: BTreeSet<Name> = body.nodes.iter().map(|node| node.name.clone()).collect();
        body.audiences.iter_mut().for_each(|audience| audience.nodes.retain(|node| names.contains(node)));
        Ok(())
    }

    fn officers(&self, body: &mut DocumentBody) -> Result<(), Fault> {
        let number = |name: &String| {
            Kind::named(name).map(Kind::number).ok_or_else(|| {
                let known: Vec<_> = seamline_record::all_kinds().map(|kind| kind.name).collect();
                Fault::you(format!("no kind is called \"{name}\""), format!("name one of {}", known.join(", ")))
            })
        };
        let kinds: BTreeSet<u8> = self.kind.iter().map(number).collect::<Result<_, _>>()?;
        for name in &self.remove_officer {
            if !body.officers.iter().any(|officer| officer.name == *name) {
                return Err(Fault::you(format!("no officer {name} can bind {}", body.party), "see `party show`"));
            }
            body.officers.retain(|officer| officer.name != *name);
        }
        for path in &self.officer {
            let card = read_officer(path)?;
            if kinds.is_empty() {
                let what = format!("{} could bind the party to nothing", card.name);
                return Err(Fault::you(what, "say to which kinds of record with --kind"));
            }
            body.officers.retain(|officer| officer.name != card.name);
            body.officers.push(BindingOfficer { kinds: kinds.iter().copied().collect(), ..card });
        }
        Ok(())
    }

    fn roots(&self, body: &mut DocumentBody) -> Result<(), Fault> {
        for digits in &self.remove_root {
            let starts = |key: &[u8; 32]| Hash(*key).to_string().starts_with(&digits.to_lowercase());
            if digits.len() < 8 || body.roots.iter().filter(|root| starts(root.as_bytes())).count() != 1 {
                let what = format!("\"{digits}\" does not name one root of {}", body.party);
                return Err(Fault::you(what, "give 8 digits or more of the key, as `seamline party show` prints it"));
            }
            body.roots.retain(|root| !starts(root.as_bytes()));
        }
        for path in &self.add_root {
            body.roots.push(read_public(path)?);
        }
        body.threshold = self.threshold.unwrap_or(body.threshold);
        Ok(())
    }
}

/// The closing of a node's key: of the one that stands, or, where it is closed already, of the one that the cut file
/// names, whose cuts the newest document may set anew.
fn closure(
    body: &DocumentBody,
    name: &Name,
    cuts: Option<CutFile>,
    nothing_stands: bool,
    keep: &[RecordId],
) -> Result<Closure, Fault> {
    let stands = body.nodes.iter().find(|node| node.name == *name).map(|node| node.sign);
    let known = |key| Some(key) == stands || body.closed.iter().any(|closed| closed.key == key);
    let (key, feeds, kept) = match cuts {
        Some(file) if file.party != body.party || !known(file.key) => {
            let what = format!("the cut file is of a key that is not one of {}/{name} in this document", body.party);
            return Err(Fault::you(
                what,
                "give the file that `seamline node cuts` wrote for the node of this document",
            ));
        }
        Some(file) => (file.key, file.feeds, file.keep),
        None if nothing_stands => {
            let key =
                stands.ok_or_else(|| Fault::you(format!("{name} is no node of {}", body.party), "check the name"))?;
            (key, std::collections::BTreeMap::new(), BTreeSet::new())
        }
        None => {
            let next =
                "give --cuts FILE by `seamline node cuts`, or say --nothing-stands: all that it signed is void then";
            return Err(Fault::you(format!("it is not said what stands of the key of {name}"), next));
        }
    };
    Ok(Closure { key, node: name.clone(), feeds, keep: keep.iter().copied().chain(kept).collect() })
}

fn read_officer(path: &std::path::Path) -> Result<BindingOfficer, Fault> {
    let bytes = files::read(path)?;
    let entry = Value::decode(&bytes).ok().and_then(|value| BindingOfficer::from_value(&value).ok());
    entry.ok_or_else(|| {
        let what = format!("{} is not an officer's card, or some of its bytes were changed", path.display());
        Fault::you(what, "give the file that `seamline officer key` wrote")
    })
}
