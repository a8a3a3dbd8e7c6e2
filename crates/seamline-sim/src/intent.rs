//! What an officer meant by the act that is under way, so that the oracle learns of it when, and only when, it is on disk.

use seamline_record::{AudienceId, Opening, Record, RecordId, Ref, SlotSpec, SlotType, Statement, Value};
use seamline_store::Change;

use crate::{canary::Secret, disk::Transaction, world::World};

/// Releases wanted; of the new record, or of one held.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intent {
    pub(crate) of: Option<RecordId>,
    pub(crate) releases: Vec<(AudienceId, Vec<String>)>,
}

impl World {
    /// Tells the oracle what a transaction of an honest node made true.
    pub(crate) fn learn(&mut self, host: usize, transaction: &Transaction) {
        let member = self.hosts[host].member;
        for change in transaction.iter() {
            let Change::Record(row) = change else { continue };
            if !row.own || self.oracle.by_id.contains_key(&row.id) {
                continue;
            }
            let Some(statement) = written(transaction, row.id, &row.bytes, &self.oracle.directory) else {
                self.fail("validity", "a record that its own node stored does not verify".to_owned());
                return;
            };
            let number = self.oracle.learn(member, &statement);
            self.trace.note(|| {
                let target = |r: Ref| format!("{} {:?}", r.rel.as_str(), self.oracle.by_id.get(&r.id));
                let refs: Vec<_> = statement.refs().into_iter().map(target).collect();
                let matter = self.oracle.by_id.get(&statement.matter()).copied();
                format!("    it is record {number} of matter {matter:?}, {refs:?}")
            });
            self.register(number, &statement);
            if let Some(intent) = self.intent.take() {
                self.grant(number, &intent);
            }
        }
        let wanted = self.intent.as_ref().and_then(|intent| intent.of);
        let Some(number) = wanted.and_then(|id| self.oracle.by_id.get(&id).copied()) else { return };
        // What was told before is not told again, and what corrects it may be new to this audience all the same.
        let of_it: Vec<RecordId> = self.oracle.followers(number).chain(wanted).collect();
        let acted = |change: &Change| matches!(change, Change::Entry { entry, .. } if entry.record.is_some_and(|id| of_it.contains(&id)));
        if transaction.iter().any(acted)
            && let Some(intent) = self.intent.take()
        {
            self.grant(number, &intent);
        }
    }

    fn grant(&mut self, number: usize, intent: &Intent) {
        for (audience, names) in &intent.releases {
            let slots = self.oracle.slots(number, names);
            self.oracle.release(number, audience, slots);
        }
    }

    /// Makes canaries of everything in a record.
    pub(crate) fn register(&mut self, number: usize, statement: &Statement) {
        self.canaries.add_id(&statement.id().0.0, number);
        for opening in statement.openings() {
            self.canaries.add(&opening.salt, Secret::Salt(number, opening.index));
            if statement.kind().slot(opening.index).is_some_and(is_typed) {
                texts(&opening.value, &mut |text| {
                    self.canaries.add(text.as_bytes(), Secret::Value(number, opening.index));
                });
            }
        }
    }
}

/// Whether officers type the slot: labels and words of a list are the same in many records.
fn is_typed(slot: SlotSpec) -> bool {
    !matches!(slot.slot_type, SlotType::Label | SlotType::Word(_)) && slot.name != "target_kind"
}

/// Texts long enough to be canaries.
fn texts(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) if text.len() >= crate::officers::CANARY_LETTERS => found(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        _ => {}
    }
}

fn written(
    transaction: &Transaction,
    id: RecordId,
    bytes: &[u8],
    directory: &seamline_record::Directory,
) -> Option<Statement> {
    let opening = |change: &Change| match change {
        Change::Opening { id: of, opening } if *of == id => {
            let value = Value::decode(&opening.value).ok()?;
            Some(Opening { index: opening.index, salt: opening.salt, value })
        }
        _ => None,
    };
    let openings = transaction.iter().filter_map(opening).collect();
    let verified = Record::decode(bytes).ok()?.verify(directory).ok()?;
    Statement::open(verified, openings).ok()
}
