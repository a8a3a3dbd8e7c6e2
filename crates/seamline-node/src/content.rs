//! From an act that arrived to a statement that counts, or to quarantine with the reason.

use std::collections::BTreeSet;

use seamline_feed::Origin;
use seamline_record::{
    ContentFault, Directory, Opening, Record, RecordFault, RecordId, Statement, Value, Verified, planted,
};
use seamline_release::{Act, Payload};
use seamline_store::{ActRow, Change};

use crate::{fault::NodeFault, node::Node, pending::Pending};

/// Records whose signatures are remembered as good.
const MAX_VERIFIED: usize = 20_000;

/// Why the content of an act does not count. The act itself is stored and receipted all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unfit {
    #[error("the payload is malformed")]
    Payload,
    #[error("the record was not sent before in this feed")]
    NoRecord,
    #[error("the act names another record than the payload holds")]
    OtherRecord,
    #[error("released by a party that did not write it")]
    NotOriginator,
    #[error("{0}")]
    Record(#[from] RecordFault),
    #[error("{0}")]
    Content(#[from] ContentFault),
}

/// How the reason begins of what a later version of this program may know.
const LATER_KIND: &str = "unknown kind ";

/// Acts in quarantine that one party wrote.
#[derive(Debug, Default)]
pub(crate) struct Quarantined {
    acts: BTreeSet<ActRow>,
    /// How many were added since the start.
    pub(crate) bad: usize,
    /// How many of them may be good by a later document or a later program.
    pub(crate) waiting: usize,
}

impl Quarantined {
    pub(crate) fn note(&mut self, act: &ActRow, reason: Option<&str>) {
        let Some(reason) = reason else {
            self.acts.remove(act);
            return;
        };
        if self.acts.insert(act.clone()) {
            let waits = reason.starts_with(LATER_KIND) || reason == waits_for_document();
            *(if waits { &mut self.waiting } else { &mut self.bad }) += 1;
        }
    }

    pub(crate) fn begin(&mut self) {
        (self.bad, self.waiting) = (0, 0);
    }
}

fn waits_for_document() -> String {
    Unfit::Record(RecordFault::UnknownDocument).to_string()
}

/// What can be said of an act without looking at anything but the act and the documents.
pub(crate) enum Judged {
    /// The verdict.
    Alone(Box<Result<Statement, Unfit>>),
    /// The feed must have carried the record before; these are the openings.
    NeedsRecord(Vec<Opening>),
}

/// Pure: may run on any core, in any order.
pub(crate) fn judge_alone(directory: &Directory, origin: &Origin, act: &Act, payload: &[u8]) -> Judged {
    let verdict = match Payload::decode(payload) {
        Err(_) => Err(Unfit::Payload),
        Ok(Payload { record: None, openings }) => return Judged::NeedsRecord(openings),
        Ok(Payload { record: Some(bytes), openings }) => judge_record(directory, origin, act, &bytes, openings),
    };
    Judged::Alone(Box::new(verdict))
}

fn judge_record(
    directory: &Directory,
    origin: &Origin,
    act: &Act,
    bytes: &[u8],
    openings: Vec<Opening>,
) -> Result<Statement, Unfit> {
    let record = Record::decode(bytes)?;
    if record.id() != act.record {
        return Err(Unfit::OtherRecord);
    }
    let verified = record.verify(directory)?;
    if verified.author().party != origin.node.party && !planted::is(planted::Fault::SkipOriginator) {
        return Err(Unfit::NotOriginator);
    }
    Ok(Statement::open(verified, openings)?)
}

impl Node {
    /// Takes the content of one act into the transaction.
    pub(crate) fn take_content(
        &self,
        pending: &mut Pending,
        origin: &Origin,
        index: u64,
        act: &Act,
        judged: Judged,
        now: i64,
    ) -> Result<(), NodeFault> {
        match self.in_feed(pending, origin, index, act, judged)? {
            Ok(statement) => {
                let id = statement.id();
                if self.is_quarantined(origin, index) {
                    let act = ActRow { feed: origin.to_string(), index };
                    pending.push(Change::Quarantine { act, reason: None });
                }
                self.note_fresh(pending, id)?;
                let counts = self.verdict(pending, origin, index, &statement).is_none()
                    && !pending.restated.contains_key(&id)
                    && self.is_repudiated(pending, id)?.is_none();
                if !counts {
                    return self.settle(pending, id, now);
                }
                pending.put_statement(&statement, now, false);
            }
            Err(unfit) => {
                let at = ActRow { feed: origin.to_string(), index };
                if !self.is_quarantined(origin, index) {
                    tracing::warn!(feed = %at.feed, index, reason = %unfit, "an act was quarantined");
                }
                pending.push(Change::Quarantine { act: at, reason: Some(unfit.to_string()) });
            }
        }
        Ok(())
    }

    pub(crate) fn judge(
        &self,
        pending: &Pending,
        origin: &Origin,
        index: u64,
        act: &Act,
        payload: &[u8],
    ) -> Result<Result<Statement, Unfit>, NodeFault> {
        self.in_feed(pending, origin, index, act, judge_alone(&self.directory, origin, act, payload))
    }

    /// Completes a judgement with what the feed carried before.
    fn in_feed(
        &self,
        pending: &Pending,
        origin: &Origin,
        index: u64,
        act: &Act,
        judged: Judged,
    ) -> Result<Result<Statement, Unfit>, NodeFault> {
        let openings = match judged {
            Judged::Alone(verdict) => return Ok(*verdict),
            Judged::NeedsRecord(openings) => openings,
        };
        match self.sent_before(pending, &origin.to_string(), index, act.record)? {
            Some(bytes) => Ok(judge_record(&self.directory, origin, act, &bytes, openings)),
            None => Ok(Err(Unfit::NoRecord)),
        }
    }

    /// Notes that a record is new here, so that nothing more is asked of the store about it.
    fn note_fresh(&self, pending: &mut Pending, id: RecordId) -> Result<(), NodeFault> {
        if pending.statements.contains_key(&id) || pending.restated.contains_key(&id) {
            return Ok(());
        }
        if !self.store.knows(id)? {
            pending.unheard.insert(id);
            pending.fresh.insert(id);
        } else if self.store.record(id)?.is_none() {
            pending.fresh.insert(id);
        }
        Ok(())
    }

    /// The record as an earlier act of the same feed carried it. What other feeds brought does not matter: the verdict on
    /// an act must not depend on which feed arrived first.
    fn sent_before(
        &self,
        pending: &Pending,
        feed: &str,
        index: u64,
        id: RecordId,
    ) -> Result<Option<Vec<u8>>, NodeFault> {
        let carried = |payload: Option<&Vec<u8>>| Payload::decode(payload?).ok()?.record;
        for act in self.store.acts(id)?.iter().filter(|act| act.feed == feed && act.index < index) {
            for entry in self.store.entries(feed, act.index, 1, 0)? {
                if let Some(bytes) = carried(entry.payload.as_ref()) {
                    return Ok(Some(bytes));
                }
            }
        }
        let mut before = pending.entries_on(id).filter(|(of, entry)| *of == feed && entry.index < index);
        Ok(before.find_map(|(_, entry)| carried(entry.payload.as_ref())))
    }

    /// Looks again at what waited for a document, which may be here now.
    pub(crate) fn retry_after_document(&self, pending: &mut Pending) -> Result<(), NodeFault> {
        let waits = waits_for_document();
        self.retry_quarantined(pending, &|reason| reason == waits)
    }

    fn retry_quarantined(&self, pending: &mut Pending, wanted: &dyn Fn(&str) -> bool) -> Result<(), NodeFault> {
        if planted::is(planted::Fault::ForgetWaitingActs) {
            return Ok(());
        }
        let now = self.clock.now_ms();
        for (at, _) in self.store.quarantined()?.into_iter().filter(|(_, reason)| wanted(reason)) {
            let origin: Origin = at.feed.parse()?;
            for entry in self.store.entries(&at.feed, at.index, 1, 0)? {
                if let (Ok(seamline_feed::Leaf::Act(act)), Some(payload)) =
                    (seamline_feed::Leaf::decode(&entry.leaf), &entry.payload)
                {
                    let judged = judge_alone(&self.directory, &origin, &act, payload);
                    self.take_content(pending, &origin, at.index, &act, judged, now)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn is_quarantined(&self, origin: &Origin, index: u64) -> bool {
        let of = self.quarantined.get(&origin.node.party).filter(|of| !of.acts.is_empty());
        of.is_some_and(|of| of.acts.contains(&ActRow { feed: origin.to_string(), index }))
    }

    pub(crate) fn quarantined_count(&self) -> usize {
        self.quarantined.values().map(|of| of.acts.len()).sum()
    }

    /// At the start: this program may know kinds that the one before did not.
    pub(crate) fn judge_later_kinds(&mut self) {
        if self.quarantined_count() == 0 {
            return;
        }
        let mut pending = Pending::default();
        let judged = self
            .retry_quarantined(&mut pending, &|reason| reason.starts_with(LATER_KIND))
            .and_then(|()| self.follow_siblings(&mut pending));
        // A full disk must not keep a node from starting.
        if let Err(fault) = judged.and_then(|()| self.commit(pending)) {
            tracing::warn!(%fault, "what was in quarantine could not be judged again");
        }
    }

    /// A statement that counts, with all slots open to this node.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchRecord`], [`NodeFault::Row`] where stored rows do not verify any more.
    pub fn statement(&self, id: RecordId) -> Result<Statement, NodeFault> {
        self.load(&Pending::default(), id)
    }

    /// A statement as it will be when the transaction is stored.
    pub(crate) fn load(&self, pending: &Pending, id: RecordId) -> Result<Statement, NodeFault> {
        if let Some((restated, _)) = pending.restated.get(&id) {
            return Ok(restated.clone());
        }
        if let Some(new) = pending.statements.get(&id).filter(|_| pending.fresh.contains(&id)) {
            return Ok(new.clone());
        }
        let stored = self.load_stored(id);
        match (pending.statements.get(&id), stored) {
            (Some(new), Ok(mut held)) => {
                held.widen(new.clone());
                Ok(held)
            }
            (Some(new), Err(NodeFault::NoSuchRecord(_))) => Ok(new.clone()),
            (_, stored) => stored,
        }
    }

    pub(crate) fn load_stored(&self, id: RecordId) -> Result<Statement, NodeFault> {
        let known = self.verified.borrow().get(&id).cloned();
        let verified = match known {
            Some(verified) => verified,
            None => self.verify_stored(id)?,
        };
        let mut openings = Vec::new();
        for o in self.store.openings(id)? {
            let value = Value::decode(&o.value).map_err(|_| NodeFault::Row("opening"))?;
            openings.push(Opening { index: o.index, salt: o.salt, value });
        }
        Statement::open(verified, openings).map_err(|_| NodeFault::Row("opening"))
    }

    fn verify_stored(&self, id: RecordId) -> Result<Verified, NodeFault> {
        let row = self.store.record(id)?.ok_or(NodeFault::NoSuchRecord(id))?;
        let record = Record::decode(&row.bytes).map_err(|_| NodeFault::Row("record"))?;
        let verified = record.verify(&self.directory).map_err(|_| NodeFault::Row("record"))?;
        let mut cache = self.verified.borrow_mut();
        if cache.len() >= MAX_VERIFIED {
            cache.clear();
        }
        cache.insert(id, verified.clone());
        Ok(verified)
    }

    /// Records that name this one, as they will be when the transaction is stored.
    pub(crate) fn mentions(&self, pending: &Pending, id: RecordId) -> Result<Vec<RecordId>, NodeFault> {
        let mut all = if pending.unheard.contains(&id) { Vec::new() } else { self.store.mentions(id)? };
        all.extend(pending.mentions.get(&id).into_iter().flatten());
        all.sort();
        all.dedup();
        Ok(all)
    }
}
