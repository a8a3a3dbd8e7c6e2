//! Keys of officers who can bind their party: files of their own, each under a passphrase of the officer's own. No node
//! holds them.

use std::path::PathBuf;

use clap::Args;
use seamline_node::{ConcurFault, concur, concurred};
use seamline_record::{BindingOfficer, Directory, Kind, Name, RecordId, from_hex, hex};
use seamline_server::Purpose;
use serde_json::json;

use crate::{
    fault::Fault,
    files,
    party_file::PartyFile,
    passphrase::{Protect, Unlock},
    root_key::{fresh, read_seed, write_seed},
    told::tell,
};

#[derive(Args)]
#[command(after_help = "Example:\n  seamline officer key --name 'Sara Ahmed' --out sara.key --card sara.card")]
pub(crate) struct Key {
    /// Name as the party's document will show it.
    #[arg(long)]
    name: String,
    /// Where the key goes; it must not exist.
    #[arg(long)]
    out: PathBuf,
    /// Where the card for `party draft --officer` goes.
    #[arg(long)]
    card: PathBuf,
    #[command(flatten)]
    protect: Protect,
}

#[derive(Args)]
#[command(after_help = "Example:\n  seamline officer sign --key sara.key --proposal 5f0c…")]
pub(crate) struct Sign {
    /// The officer's key.
    #[arg(long)]
    key: PathBuf,
    /// Id of the proposal, 64 hexadecimal digits.
    #[arg(long)]
    proposal: String,
    #[command(flatten)]
    unlock: Unlock,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  seamline officer verify --document iraq.party --kind commitment --proposal 5f0c… --signature 9a11…"
)]
pub(crate) struct Verify {
    /// The party's document.
    #[arg(long)]
    document: PathBuf,
    /// Kind of the proposal.
    #[arg(long)]
    kind: String,
    /// Id of the proposal, 64 hexadecimal digits.
    #[arg(long)]
    proposal: String,
    /// The signature, 128 hexadecimal digits.
    #[arg(long)]
    signature: String,
}

fn proposal_of(text: &str) -> Result<RecordId, Fault> {
    text.parse().map_err(|fault| Fault::you(format!("\"{text}\": {fault}"), "give the whole id of the proposal"))
}

pub(super) fn make(command: &Key, as_json: bool) -> Result<(), Fault> {
    let key = fresh()?;
    let card = BindingOfficer { name: command.name.clone(), key: key.verifying_key(), kinds: Vec::new() }.to_value();
    BindingOfficer::from_value(&card)
        .map_err(|_| Fault::you("an officer's name is 1 to 64 bytes long", "give a shorter --name"))?;
    let protection = command.protect.protection(&command.out.display().to_string())?;
    write_seed(Purpose::OfficerKey, &key, &command.out, &protection)?;
    files::write(&command.card, &card.encode())?;
    let json = json!({"officer": command.name, "key": command.out, "card": command.card});
    tell(as_json, &json, || {
        let (key, card) = (command.out.display(), command.card.display());
        format!(
            "{key} is the officer's alone.\n{card} goes to the roots: seamline party draft --officer {card} --kind …"
        )
    });
    Ok(())
}

pub(super) fn sign(command: &Sign, as_json: bool) -> Result<(), Fault> {
    let proposal = proposal_of(&command.proposal)?;
    let key = read_seed(Purpose::OfficerKey, &command.key, &command.unlock)?;
    let signature = hex(&concur(&key, proposal));
    tell(as_json, &json!({"proposal": proposal.to_string(), "signature": signature}), || signature.clone());
    Ok(())
}

pub(super) fn verify(command: &Verify, as_json: bool) -> Result<(), Fault> {
    let mut directory = Directory::default();
    let file = PartyFile::read(&command.document)?;
    file.admit_into(&mut directory)?;
    let party: Name = file.last().body().party.clone();
    let kind = Kind::named(&command.kind)
        .ok_or_else(|| Fault::you(format!("no kind is called \"{}\"", command.kind), "name a kind of record"))?;
    let proposal = proposal_of(&command.proposal)?;
    let signature = from_hex(&command.signature).unwrap_or_default();
    let version = file.last().body().version;
    let officer = concurred(&directory, (&party, version), kind, proposal, &signature).map_err(|fault| {
        let next = match fault {
            ConcurFault::NoSuchParty => "give the document of the officer's party",
            ConcurFault::NotBinding => "ask the officer to sign this proposal, or for the party's newest document",
            ConcurFault::OtherKinds => "ask an officer who may bind the party to this kind",
        };
        Fault::peer(fault.to_string(), next)
    })?;
    let json = json!({"binds": party.as_str(), "by": officer.name, "proposal": proposal.to_string()});
    tell(as_json, &json, || format!("{} binds {party} to proposal {proposal}", officer.name));
    Ok(())
}
