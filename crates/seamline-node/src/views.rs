//! Folding what a transaction touches into view rows.

use std::collections::BTreeSet;

use seamline_record::{RecordId, Rel, Statement, on_all_cores, planted};
use seamline_store::{Change, ViewRow};
use seamline_view::{Item, Seen, fold, search_text};

use crate::{
    concur::{act_of, bound_by as bound_by_officer},
    fault::NodeFault,
    node::Node,
    pending::Pending,
};

/// Most records looked at around one matter; a matter that large shows its first so many.
const MAX_AROUND: usize = 2_000;

impl Node {
    pub(crate) fn fold_pending(&self, pending: &mut Pending) -> Result<(), NodeFault> {
        let mut matters = std::mem::take(&mut pending.matters);
        let roots: Vec<RecordId> =
            matters.iter().filter_map(|id| self.load(pending, *id).ok()).map(|s| s.matter()).collect();
        matters.extend(roots);
        for id in pending.statements.keys().chain(pending.restated.keys()) {
            let statement = self.load(pending, *id)?;
            matters.insert(statement.matter());
            for reference in statement.refs().into_iter().filter(|_| !planted::is(planted::Fault::StaleView)) {
                matters.insert(self.load(pending, reference.id).map_or(reference.id, |target| target.matter()));
            }
            for mention in self.mentions(pending, *id)? {
                matters.insert(self.load(pending, mention)?.matter());
            }
            // A word on what is to take the place of something changes that too.
            for moved in Self::moved_by(&statement) {
                matters.extend(self.spoken_of(pending, moved)?);
            }
            for withdrawn in statement.refs().into_iter().filter(|r| r.rel == Rel::Withdraws) {
                matters.extend(self.spoken_of(pending, withdrawn.id)?);
            }
        }
        let gathered = matters.into_iter().map(|matter| self.gather(pending, matter));
        let gathered: Vec<(RecordId, Vec<Seen>)> = gathered.collect::<Result<_, _>>()?;
        let folded = on_all_cores(&gathered, |(matter, seen)| rows_of(*matter, seen));
        for ((matter, _), rows) in gathered.iter().zip(folded) {
            pending.push(Change::MatterViews { matter: *matter, rows: rows? });
        }
        Ok(())
    }

    /// The rows that a matter's stored records give.
    pub(crate) fn fold_stored(&self, matter: RecordId) -> Result<Vec<ViewRow>, NodeFault> {
        let (_, seen) = self.gather(&Pending::default(), matter)?;
        rows_of(matter, &seen)
    }

    /// Joint acts, commitments and the like that a position or a step may bring further.
    fn moved_by(statement: &Statement) -> Vec<RecordId> {
        let moves =
            matches!(statement.kind().name(), "position" | "progress") && !planted::is(planted::Fault::StaleActs);
        let about = statement.refs().into_iter().filter(|r| moves && r.rel == Rel::About);
        about.map(|r| r.id).collect()
    }

    /// Matters in which something changes when a record is taken back, or comes into force: of what it spoke of, and of what corrects it.
    fn spoken_of(&self, pending: &Pending, id: RecordId) -> Result<Vec<RecordId>, NodeFault> {
        let targets = self.load(pending, id).map(|s| s.refs()).unwrap_or_default();
        let mut matters: Vec<RecordId> =
            targets.iter().map(|r| self.load(pending, r.id).map_or(r.id, |target| target.matter())).collect();
        for mention in self.mentions(pending, id)? {
            matters.push(self.load(pending, mention)?.matter());
        }
        Ok(matters)
    }

    /// The records of a matter and those around it.
    fn gather(&self, pending: &Pending, matter: RecordId) -> Result<(RecordId, Vec<Seen>), NodeFault> {
        let mut around = BTreeSet::from([matter]);
        let mut ahead = vec![matter];
        while let Some(id) = ahead.pop() {
            for mention in self.mentions(pending, id)? {
                if around.len() < MAX_AROUND && around.insert(mention) {
                    ahead.push(mention);
                }
            }
        }
        let mut seen = Vec::new();
        for id in &around {
            seen.extend(self.see(pending, *id)?);
        }
        // What takes back the target of a correction takes the correction with it, also where the matter that both belong
        // to is not open here.
        let corrects = |s: &Seen| s.statement.refs().into_iter().filter(|r| r.rel == Rel::Corrects).map(|r| r.id);
        let corrected: BTreeSet<RecordId> = seen.iter().flat_map(corrects).filter(|id| !around.contains(id)).collect();
        for target in corrected {
            for mention in self.mentions(pending, target)? {
                if around.len() < MAX_AROUND && around.insert(mention) {
                    seen.extend(self.see(pending, mention)?);
                }
            }
        }
        Ok((matter, seen))
    }

    /// Nothing for a record that was not given to us: what is around it stands by itself.
    fn see(&self, pending: &Pending, id: RecordId) -> Result<Option<Seen>, NodeFault> {
        let statement = match self.load(pending, id) {
            Ok(statement) => statement,
            Err(NodeFault::NoSuchRecord(_)) => return Ok(None),
            Err(fault) => return Err(fault),
        };
        let (received, repudiated) = (self.received(pending, id)?, self.is_repudiated(pending, id)?);
        let own = statement.record().author().party == self.id.party;
        let bound_by = act_of(&statement).and_then(|act| self.load(pending, act).ok());
        let bound_by = bound_by.and_then(|act| bound_by_officer(&self.directory, &statement, &act));
        Ok(Some(Seen { statement, own, received, repudiated, bound_by }))
    }

    fn received(&self, pending: &Pending, id: RecordId) -> Result<Option<i64>, NodeFault> {
        if pending.fresh.contains(&id) {
            return Ok(pending.received.get(&id).copied().flatten());
        }
        match self.store.record(id)? {
            Some(row) => Ok((!row.own).then_some(row.received)),
            None => Ok(pending.received.get(&id).copied().flatten()),
        }
    }

    /// Remakes all views from the records. The result is the same to the byte.
    ///
    /// # Errors
    /// [`NodeFault`].
    pub fn rebuild(&mut self) -> Result<usize, NodeFault> {
        let mut matters = BTreeSet::new();
        for id in self.store.record_ids()? {
            matters.insert(self.statement(id)?.matter());
        }
        let mut changes = vec![Change::ForgetViews];
        let mut count = 0;
        for matter in matters {
            let rows = self.fold_stored(matter)?;
            count += rows.len();
            changes.push(Change::MatterViews { matter, rows });
        }
        self.store.apply(&changes)?;
        *self.floor.get_mut() = None;
        Ok(count)
    }
}

/// Pure: may run on any core, in any order.
fn rows_of(matter: RecordId, seen: &[Seen]) -> Result<Vec<ViewRow>, NodeFault> {
    fold(matter, seen).iter().map(view_row).collect()
}

fn view_row(item: &Item) -> Result<ViewRow, NodeFault> {
    let centre = item.slots.iter().find(|s| s.name == "centre").and_then(|s| s.value.as_str()).map(str::to_owned);
    Ok(ViewRow {
        id: item.id,
        kind: item.kind.clone(),
        party: item.party.to_string(),
        centre,
        at: item.at.or(item.received).unwrap_or_default(),
        text: search_text(item),
        body: serde_json::to_vec(item).map_err(|_| NodeFault::Row("view"))?,
    })
}
