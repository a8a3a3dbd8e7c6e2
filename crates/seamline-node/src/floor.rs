//! What a watch and a secretariat ask again and again, kept in memory: all incidents, what waits for an acknowledgement,
//! commitments and meetings.
//!
//! Filled before the first question, or at it, and kept by every transaction from then on. It is made from views and
//! feeds only, so that forgetting it costs time and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use seamline_feed::{Lane, Leaf, Origin};
use seamline_record::{Name, RecordId};
use seamline_store::{Change, EntryRow, ViewRow};
use seamline_view::{Board, Commitment, Incidents, Item, Likelihood, Line, Meetings, Sketch, Spot};
use serde_json::Value as Json;

use crate::{fault::NodeFault, node::Node, query::Listed};

/// What was sent longer ago than this is no longer waited for; lists still show that nobody acknowledged it.
const WAITED_FOR: i64 = 72 * HOUR;
const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;
/// Most that is told as due.
const MAX_DUE: usize = 500;
/// Entries read at a time from the end of a feed.
const AT_A_TIME: u64 = 256;

/// Kinds that are kept at hand.
const KINDS: [&str; 7] = ["incident", "desk-message", "line", "commitment", "meeting", "agenda-item", "meeting-note"];

/// Who owes an acknowledgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// We.
    Ours,
    /// They.
    Theirs,
}

/// Something that waits for an acknowledgement. Times in ms since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The record.
    pub id: RecordId,
    /// Its kind: "desk-message" or "incident".
    pub kind: String,
    /// Its headline, if opened.
    pub title: Option<String>,
    /// The other party: who wrote it, or who is to acknowledge it.
    pub party: Name,
    /// Since when: received, or released.
    pub since: i64,
    /// By when.
    pub due: i64,
    /// Its author calls it urgent.
    pub urgent: bool,
    /// Who owes it.
    pub whose: Whose,
}

/// A record that somebody may have to acknowledge.
struct Asked {
    kind: String,
    title: Option<String>,
    party: Name,
    own: bool,
    received: Option<i64>,
    urgent: bool,
    /// Whom a desk message is for.
    to: Option<Name>,
    acknowledged: BTreeSet<Name>,
}

impl Asked {
    fn of(item: &Item) -> Option<Self> {
        let stands = item.superseded_by.is_none() && item.withdrawn.is_none() && item.repudiated.is_none();
        if !matches!(item.kind.as_str(), "incident" | "desk-message") || !stands {
            return None;
        }
        let slot = |name: &str| item.slots.iter().find(|s| s.name == name && s.open).map(|s| &s.value);
        let to = slot("to").and_then(Json::as_str).and_then(|to| to.split('.').next()?.parse().ok());
        let told = item.acknowledgements.iter().filter(|a| a.what == "acknowledged");
        Some(Self {
            kind: item.kind.clone(),
            title: item.title.clone(),
            party: item.party.clone(),
            own: item.own,
            received: item.received,
            urgent: slot("urgent").and_then(Json::as_bool).unwrap_or_default(),
            to,
            acknowledged: told.map(|a| a.party.clone()).collect(),
        })
    }

    fn waits_for(&self, party: &Name) -> bool {
        let for_them = self.kind != "desk-message" || self.to.as_ref().is_none_or(|to| to == party);
        for_them && !self.acknowledged.contains(party)
    }

    /// How long it may wait, ms.
    fn patience(&self) -> i64 {
        if self.kind == "desk-message" && self.urgent { 10 * MINUTE } else { 60 * MINUTE }
    }

    fn due(&self, id: RecordId, party: &Name, since: i64, whose: Whose) -> Due {
        let (kind, title, party) = (self.kind.clone(), self.title.clone(), party.clone());
        Due { id, kind, title, party, since, due: since.saturating_add(self.patience()), urgent: self.urgent, whose }
    }
}

/// See the module.
#[derive(Default)]
pub(crate) struct Floor {
    incidents: Incidents,
    lines: BTreeMap<RecordId, Line>,
    asked: BTreeMap<RecordId, Asked>,
    board: Board,
    meetings: Meetings,
    /// First release of a record to another party, as far as that is waited for.
    released: BTreeMap<RecordId, BTreeMap<Name, i64>>,
    /// What is kept of each matter.
    of_matter: BTreeMap<RecordId, BTreeSet<RecordId>>,
    matter_of: BTreeMap<RecordId, RecordId>,
}

impl Floor {
    fn put(&mut self, row: &ViewRow) -> Result<(), NodeFault> {
        let item: Item = serde_json::from_slice(&row.body).map_err(|_| NodeFault::Row("view"))?;
        // Where its matter was not open before, it leaves the one that it was of.
        if let Some(before) = self.matter_of.insert(item.id, item.matter)
            && let Some(ids) = self.of_matter.get_mut(&before)
        {
            ids.remove(&item.id);
        }
        self.of_matter.entry(item.matter).or_default().insert(item.id);
        self.forget(item.id);
        if let Some(spot) = Spot::of(&item, row.at) {
            self.incidents.put(spot);
        }
        self.lines.extend(Line::of(&item).map(|line| (item.id, line)));
        if let Some(commitment) = Commitment::of(&item) {
            self.board.put(commitment);
        }
        self.meetings.put(&item);
        self.asked.extend(Asked::of(&item).map(|asked| (item.id, asked)));
        Ok(())
    }

    fn forget_matter(&mut self, matter: RecordId) {
        for id in self.of_matter.remove(&matter).unwrap_or_default() {
            self.matter_of.remove(&id);
            self.forget(id);
        }
    }

    fn forget(&mut self, id: RecordId) {
        self.incidents.remove(id);
        self.lines.remove(&id);
        self.asked.remove(&id);
        self.board.remove(id);
        self.meetings.remove(id);
    }

    /// Takes what a transaction has changed.
    pub(crate) fn follow(&mut self, own: &Name, changes: &[Change]) -> Result<(), NodeFault> {
        let before: Vec<RecordId> = self.lines.keys().copied().collect();
        let mut lines_changed = false;
        for change in changes {
            match change {
                Change::MatterViews { matter, rows } => {
                    self.forget_matter(*matter);
                    for row in rows.iter().filter(|row| KINDS.contains(&row.kind.as_str())) {
                        lines_changed |= row.kind == "line";
                        self.put(row)?;
                    }
                }
                Change::ForgetViews => return Err(NodeFault::Row("view")),
                Change::Entry { feed, entry } => {
                    let origin: Origin = feed.parse()?;
                    if tells_others(own, &origin) {
                        self.note_release(&origin.audience.party, entry);
                    }
                }
                _ => {}
            }
        }
        if lines_changed || !self.lines.keys().eq(&before) {
            self.incidents.set_lines(self.lines.values().cloned().collect());
        }
        Ok(())
    }

    /// When the entry says that it was released, where it releases a record.
    fn note_release(&mut self, to: &Name, entry: &EntryRow) -> Option<i64> {
        let (Some(id), Ok(Leaf::Act(act))) = (entry.record, Leaf::decode(&entry.leaf)) else { return None };
        let first = self.released.entry(id).or_default().entry(to.clone()).or_insert(act.claimed_time);
        *first = act.claimed_time.min(*first);
        Some(act.claimed_time)
    }

    fn due(&self, own: &Name, now: i64) -> Vec<Due> {
        let waited_for = |since: &i64| now.saturating_sub(*since) <= WAITED_FOR;
        let mut due = Vec::new();
        for (id, asked) in &self.asked {
            if let Some(since) = asked.received.filter(waited_for)
                && !asked.own
                && asked.waits_for(own)
            {
                due.push((*id, asked, &asked.party, since, Whose::Ours));
            }
        }
        for (id, parties) in &self.released {
            let Some(asked) = self.asked.get(id).filter(|asked| asked.own) else { continue };
            for (party, since) in parties.iter().filter(|(party, since)| waited_for(since) && asked.waits_for(party)) {
                due.push((*id, asked, party, *since, Whose::Theirs));
            }
        }
        // What is not told is what can wait longest, and never an urgent message to us while anything else is told.
        if due.len() > MAX_DUE {
            due.select_nth_unstable_by_key(MAX_DUE, |one| (!(one.1.urgent && one.4 == Whose::Ours), by_when(one)));
            due.truncate(MAX_DUE);
        }
        due.sort_unstable_by_key(by_when);
        due.into_iter().map(|(id, asked, party, since, whose)| asked.due(id, party, since, whose)).collect()
    }
}

fn by_when<'a>(
    (id, asked, party, since, _): &(RecordId, &'a Asked, &'a Name, i64, Whose),
) -> (i64, RecordId, &'a Name) {
    (since.saturating_add(asked.patience()), *id, party)
}

fn tells_others(own: &Name, origin: &Origin) -> bool {
    origin.lane == Lane::Records && origin.node.party == *own && origin.audience.party != *own
}

impl Node {
    /// Asks something of what is kept at hand.
    fn with_floor<R>(&self, ask: impl FnOnce(&Floor) -> R) -> Result<R, NodeFault> {
        let mut kept = self.floor.borrow_mut();
        if kept.is_none() {
            *kept = Some(self.fill_floor()?);
        }
        kept.as_ref().map(ask).ok_or(NodeFault::Row("view"))
    }

    fn fill_floor(&self) -> Result<Floor, NodeFault> {
        let mut floor = Floor::default();
        for kind in KINDS {
            let mut fault = Ok(());
            self.store.each_view(kind, &mut |row| {
                if fault.is_ok() {
                    fault = floor.put(&row);
                }
            })?;
            fault?;
        }
        floor.incidents.set_lines(floor.lines.values().cloned().collect());
        let earliest = self.clock.now_ms().saturating_sub(WAITED_FOR);
        for (origin, feed) in self.feeds.iter().filter(|(origin, _)| tells_others(&self.id.party, origin)) {
            let mut end = feed.frontier.size();
            // A feed's acts stand in the order of their times, so far as its writer's clock went forward.
            while end > 0 {
                let start = end.saturating_sub(AT_A_TIME);
                let entries = self.store.entries(&origin.to_string(), start, (end - start) as usize, usize::MAX)?;
                let times = entries.iter().filter_map(|entry| floor.note_release(&origin.audience.party, entry));
                if times.max().is_some_and(|latest| latest < earliest) {
                    break;
                }
                end = start;
            }
        }
        Ok(floor)
    }

    /// Fills it now: whoever serves the node does so before anybody can ask and wait.
    ///
    /// # Errors
    /// [`NodeFault::Store`] where the rows cannot be read.
    pub fn prepare_floor(&self) -> Result<(), NodeFault> {
        self.with_floor(|_| ())
    }

    /// Asks something of all incidents that stand.
    ///
    /// # Errors
    /// [`NodeFault::Store`] where they are asked for the first time, and the rows cannot be read.
    pub fn incidents<R>(&self, ask: impl FnOnce(&Incidents) -> R) -> Result<R, NodeFault> {
        self.with_floor(|floor| ask(&floor.incidents))
    }

    /// Asks something of all commitments that stand.
    ///
    /// # Errors
    /// As [`Node::incidents`].
    pub fn board<R>(&self, ask: impl FnOnce(&Board) -> R) -> Result<R, NodeFault> {
        self.with_floor(|floor| ask(&floor.board))
    }

    /// Asks something of all meetings, their agendas and notes.
    ///
    /// # Errors
    /// As [`Node::incidents`].
    pub fn meetings<R>(&self, ask: impl FnOnce(&Meetings) -> R) -> Result<R, NodeFault> {
        self.with_floor(|floor| ask(&floor.meetings))
    }

    /// Incidents, of whatever party, that are likely the same event, best first, at most `limit`.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn likely(
        &self,
        sketch: &Sketch,
        except: Option<RecordId>,
        limit: usize,
    ) -> Result<Vec<(Listed, Likelihood)>, NodeFault> {
        let except = except.into_iter().collect();
        let found = self.incidents(|incidents| incidents.likely(sketch, &except, limit))?;
        found.into_iter().map(|(id, likelihood)| Ok((self.item(id)?, likelihood))).collect()
    }

    /// What waits for an acknowledgement, of ours or theirs, the most overdue first: at most 500, sent within 72 hours.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn due(&self) -> Result<Vec<Due>, NodeFault> {
        let now = self.clock.now_ms();
        self.with_floor(|floor| floor.due(&self.id.party, now))
    }
}
