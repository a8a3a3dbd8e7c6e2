//! Evidence as somebody outside checks it: with the file and the party documents, and nothing else.

use seamline_feed::Finding;
use seamline_node::JointFile;
use seamline_record::{Directory, Name, NodeId, RecordId};

use super::world::World;
use crate::{commands::proven, fault::Fault, party_file::PartyFile};

/// The documents of all parties.
pub(crate) struct Documents(Directory);

impl Documents {
    pub(crate) fn of(files: &[PartyFile]) -> Result<Self, Fault> {
        let mut directory = Directory::default();
        files.iter().try_for_each(|file| file.admit_into(&mut directory))?;
        Ok(Self(directory))
    }

    /// What a joint act's file shows.
    pub(crate) fn joint(&self, file: &[u8]) -> Result<seamline_view::Item, Fault> {
        let shown = JointFile::decode(file).and_then(|file| file.verify(&self.0));
        shown.map_err(|fault| Fault::us(format!("the file of a joint act shows nothing: {fault}")))
    }

    /// Asks a node for evidence of what passed about a record between its party and another, and verifies it.
    pub(crate) async fn evidence(
        &self,
        world: &World,
        at: &NodeId,
        id: RecordId,
        peer: &Name,
    ) -> Result<(Finding, usize), Fault> {
        let bytes = world.client(at)?.get_bytes(&format!("/api/records/{id}/evidence?peer={peer}")).await?;
        let finding =
            proven(&bytes, &self.0).map_err(|fault| Fault::us(format!("evidence of {id} at {at}: {fault}")))?;
        if finding.statement().id() != id {
            return Err(Fault::us(format!("evidence of {id} at {at} is about another record")));
        }
        Ok((finding, bytes.len()))
    }
}
