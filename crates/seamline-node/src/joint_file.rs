//! A joint act as a file: the text and every position on it, for anyone to verify offline with nothing but the file and
//! the party documents.
//!
//! `["seamline/joint/1", act, [position…]]`, each a payload as a feed carries it, whole but for author and matter.
//! Positions ascending by id. No other bytes encode the same file.

use seamline_record::{ContentFault, Directory, LABEL, Record, RecordFault, RecordId, Statement, Value};
use seamline_release::Payload;
use seamline_view::{Item, Seen, fold};

use crate::{
    concur::{act_of, bound_by},
    evidence::EvidenceFile,
    fault::NodeFault,
    journal::{JournalAct, Note},
    node::Node,
    officers::{Officer, Permission},
    validity::taken_back,
};

const FORMAT: &str = "seamline/joint/1";
/// Longest file in bytes.
pub const MAX_JOINT_BYTES: usize = 4 << 20;
/// Most positions in one.
const MOST: usize = 256;

/// Why a file shows nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JointFault {
    /// Not such a file, or another encoding of one.
    #[error("this is no joint act, or some of its bytes were changed")]
    Malformed,
    /// A record in it does not verify.
    #[error("a record in it does not verify: {0}")]
    Record(#[from] RecordFault),
    /// What is opened is not what was signed.
    #[error("what is opened is not what was signed: {0}")]
    Content(#[from] ContentFault),
    /// What it is about is no joint act, or a position in it is on something else.
    #[error("it holds something else than one joint act and the positions on it")]
    OtherThings,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointFile {
    act: Vec<u8>,
    positions: Vec<Vec<u8>>,
}

impl JointFile {
    fn of(act: &Statement, mut positions: Vec<Statement>) -> Self {
        positions.sort_by_key(Statement::id);
        Self { act: carried(act), positions: positions.iter().map(carried).collect() }
    }

    /// Encoding of the file.
    pub fn encode(&self) -> Vec<u8> {
        let bytes = |bytes: &Vec<u8>| Value::from(&bytes[..]);
        let positions = Value::Array(self.positions.iter().map(bytes).collect());
        Value::Array(vec![Value::from(FORMAT), bytes(&self.act), positions]).encode()
    }

    /// Strict decoding.
    ///
    /// # Errors
    /// [`JointFault::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, JointFault> {
        let malformed = JointFault::Malformed;
        if bytes.len() > MAX_JOINT_BYTES {
            return Err(malformed);
        }
        let value = Value::decode(bytes).map_err(|_| JointFault::Malformed)?;
        let Some([Value::Text(format), Value::Bytes(act), Value::Array(list)]) = value.as_array() else {
            return Err(malformed);
        };
        let positions: Option<Vec<_>> = list.iter().map(|one| one.as_bytes().map(<[u8]>::to_vec)).collect();
        match positions {
            Some(positions) if format == FORMAT && positions.len() <= MOST => Ok(Self { act: act.clone(), positions }),
            _ => Err(malformed),
        }
    }

    /// The act with its positions, judged by these documents and nothing else: `state` says whether it is in force. The
    /// verdict is that of every node which holds the same.
    ///
    /// # Errors
    /// [`JointFault`].
    pub fn verify(&self, directory: &Directory) -> Result<Item, JointFault> {
        let act = opened(&self.act, directory)?;
        let positions = self.positions.iter().map(|bytes| opened(bytes, directory)).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<RecordId> = positions.iter().map(Statement::id).collect();
        let of_act = positions.iter().all(|position| act_of(position) == Some(act.id()));
        if !act.kind().is_joint() || !of_act || !ids.is_sorted_by(|a, b| a < b) {
            return Err(JointFault::OtherThings);
        }
        let matter = act.matter();
        let seen = |statement: Statement| Seen {
            own: false,
            received: None,
            repudiated: taken_back(directory, &statement).map(|by| by.version),
            bound_by: bound_by(directory, &statement, &act),
            statement,
        };
        let all: Vec<Seen> = positions.into_iter().chain([act.clone()]).map(seen).collect();
        fold(matter, &all).into_iter().find(|item| item.id == act.id()).ok_or(JointFault::OtherThings)
    }
}

/// The record with all that its readers have in common.
fn carried(statement: &Statement) -> Vec<u8> {
    let common = std::iter::once(LABEL).chain(statement.kind().open_together().filter(|index| *index != LABEL));
    let openings = common.filter_map(|index| statement.opening(index).cloned()).collect();
    Payload { record: Some(statement.record().bytes().to_vec()), openings }.encode()
}

fn opened(payload: &[u8], directory: &Directory) -> Result<Statement, JointFault> {
    let Ok(Payload { record: Some(record), openings }) = Payload::decode(payload) else {
        return Err(JointFault::Malformed);
    };
    Ok(Statement::open(Record::decode(&record)?.verify(directory)?, openings)?)
}

impl Node {
    /// A joint act and all positions on it that are held here, as a file; noted in the journal.
    ///
    /// # Errors
    /// [`NodeFault::Role`], [`NodeFault::NoSuchRecord`]; [`NodeFault::Agreement`] for another kind.
    pub fn take_joint(&mut self, officer: &Officer, id: RecordId) -> Result<EvidenceFile, NodeFault> {
        self.may(officer, Permission::Audit)?;
        let act = self.statement(id)?;
        if !act.kind().is_joint() {
            return Err(crate::AgreementFault::NotJoint(id).into());
        }
        let positions = self.item(id)?.item.positions;
        let positions = positions.iter().take(MOST).map(|position| self.statement(position.id));
        let positions = positions.collect::<Result<Vec<_>, _>>()?;
        let count = positions.len();
        let note = Note::new(&officer.name, JournalAct::EvidenceTaken, Some(id)).with("positions", count);
        self.apply_noted(Vec::new(), note)?;
        Ok(EvidenceFile { bytes: JointFile::of(&act, positions).encode(), acts: count })
    }

    /// The record whose id begins with these hexadecimal digits, twelve or more; none where no view or several do.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn by_short_id(&self, digits: &str) -> Result<Option<RecordId>, NodeFault> {
        let digits = digits.to_lowercase();
        let fits = (12..=64).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if !fits {
            return Ok(None);
        }
        let mut found = self.store.record_ids()?.into_iter().filter(|id| id.to_string().starts_with(&digits));
        Ok(found.next().filter(|_| found.next().is_none()))
    }
}
