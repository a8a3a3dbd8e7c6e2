//! What officers of this node read: items with the state of their releases.

use std::collections::BTreeMap;

use seamline_feed::Origin;
use seamline_record::{AudienceId, LABEL, RecordId, Statement, Value, to_json};
use seamline_release::{Gate, Payload, Refusal};
use seamline_store::{Change, ViewQuery, ViewRow};
use seamline_view::Item;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    fault::NodeFault,
    limits::BeyondLimits,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
};

/// How far a release of a record to one audience has come. Times in ms since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseState {
    /// The audience.
    pub to: String,
    /// Names of the slots opened to it.
    pub slots: Vec<String>,
    /// Nothing that could be opened is still closed.
    pub whole: bool,
    /// How many content slots that say something were opened.
    pub crossed: usize,
    /// Of how many.
    pub of: usize,
    /// When the first act was appended.
    pub queued: i64,
    /// When the last act was receipted, by the receiver's word; none while some act is not.
    pub delivered: Option<i64>,
    /// When an officer there says it was opened.
    pub opened: Option<i64>,
    /// When an officer there acknowledged it.
    pub acknowledged: Option<i64>,
}

/// An item with its releases.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Listed {
    /// The item.
    #[serde(flatten)]
    pub item: Item,
    /// Releases to others, by audience; empty for what was withheld from everyone or is not our own.
    pub releases: Vec<ReleaseState>,
}

/// Items that match, ascending by time, and how many there are in all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Listing {
    /// The items.
    pub items: Vec<Listed>,
    /// Matches without the limit.
    pub total: u64,
}

/// What an audience would see.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The audience.
    pub to: String,
    /// What it may hold, in words; none where nobody has said.
    pub clearance: Option<String>,
    /// Why nothing at all may go, where that is so.
    pub refusal: Option<Barred>,
    /// Slots that say something.
    pub slots: Vec<PreviewSlot>,
}

/// What keeps something back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barred {
    /// The label, or what the audience may hold: nobody may release it.
    Gate(Refusal),
    /// The limits of the officer who asks: another officer may decide.
    Limits(BeyondLimits),
}

/// One slot of a preview.
#[derive(Debug, Clone)]
pub struct PreviewSlot {
    /// Index.
    pub index: u8,
    /// Name.
    pub name: String,
    /// Value.
    pub value: Json,
    /// Was opened to the audience before.
    pub crossed: bool,
    /// May be opened.
    pub permitted: bool,
    /// Why not.
    pub reason: Option<Barred>,
}

impl Node {
    /// Items that match, with the state of their releases.
    ///
    /// # Errors
    /// [`NodeFault`].
    pub fn list(&self, query: &ViewQuery) -> Result<Listing, NodeFault> {
        let views = self.store.views(query)?;
        let mut items = views.rows.iter().map(|row| self.listed(row)).collect::<Result<Vec<_>, _>>()?;
        items.reverse();
        Ok(Listing { items, total: views.total })
    }

    /// One item.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchRecord`] among others.
    pub fn item(&self, id: RecordId) -> Result<Listed, NodeFault> {
        let row = self.store.view(id)?.ok_or(NodeFault::NoSuchRecord(id))?;
        self.listed(&row)
    }

    fn listed(&self, row: &ViewRow) -> Result<Listed, NodeFault> {
        let mut item: Item = serde_json::from_slice(&row.body).map_err(|_| NodeFault::Row("view"))?;
        // A view knows no clock: that time is up is said when it is asked.
        let last = item.joint.as_ref().filter(|joint| !joint.in_force).and_then(|joint| joint.lapses.as_ref()?.to);
        if last.is_some_and(|last| last < self.clock.now_ms()) && matches!(item.state.as_str(), "proposed" | "objected")
        {
            "lapsed".clone_into(&mut item.state);
        }
        let releases = if item.own { self.release_states(&item)? } else { Vec::new() };
        Ok(Listed { item, releases })
    }

    fn release_states(&self, item: &Item) -> Result<Vec<ReleaseState>, NodeFault> {
        let mut by_audience: BTreeMap<AudienceId, Acts> = BTreeMap::new();
        for act in self.store.acts(item.id)? {
            let origin: Origin = act.feed.parse()?;
            if origin.audience.party == self.id.party || origin.node.party != self.id.party {
                continue;
            }
            for entry in self.store.entries(&act.feed, act.index, 1, 0)? {
                let payload = entry.payload.as_deref().map(Payload::decode);
                let Some(Ok(payload)) = payload else { continue };
                let Ok(seamline_feed::Leaf::Act(release)) = seamline_feed::Leaf::decode(&entry.leaf) else { continue };
                let delivered = self.delivered(&act.feed, act.index)?;
                let acts = by_audience.entry(origin.audience.clone()).or_default();
                acts.slots.extend(payload.openings.iter().map(|o| o.index));
                acts.queued = Some(acts.queued.map_or(release.claimed_time, |q| q.min(release.claimed_time)));
                acts.delivered.push(delivered);
            }
        }
        Ok(by_audience.into_iter().map(|(to, acts)| acts.state(&to, item)).collect())
    }

    /// When the first receipt covering a position says that it was made, ms since 1970 UTC.
    fn delivered(&self, feed: &str, index: u64) -> Result<Option<i64>, NodeFault> {
        Ok(self.store.receipt_covering(feed, index)?.map(|r| r.time))
    }

    /// What an audience would see of a record, slot by slot, with the reason where something may not go: by the label and
    /// the clearance, or by the limits of the officer who asks.
    ///
    /// # Errors
    /// [`NodeFault::NoSuchRecord`], [`NodeFault::NoSuchParty`].
    pub fn preview(&self, officer: &Officer, id: RecordId, audience: &AudienceId) -> Result<Preview, NodeFault> {
        if self.directory.members(audience).is_empty() {
            return Err(NodeFault::NoSuchParty(audience.to_string()));
        }
        let statement = self.to_release(id)?;
        let corrections = self.corrections_of(&Pending::default(), id)?;
        // What only a correction says goes with the slot that it replaces.
        let filled = |index| {
            let said = |c: &Statement| c.value(c.kind().replacement_of(index)?).map(|value| *value != Value::Null);
            corrections.iter().any(|correction| said(correction) == Some(true))
        };
        let clearance = self.clearance(audience)?;
        let pending = Pending::default();
        let opened = self.opened_to(&pending, audience, id)?;
        let given = |target: RecordId| self.was_given(&pending, audience, target);
        let (party, now) = (&self.id.party, self.clock.now_ms());
        let gate = Gate { party, audience, clearance: clearance.as_ref(), given: &given, now };
        let limits = officer.limits.as_ref().filter(|_| audience.party != self.id.party);
        let beyond = match officer.must(Permission::Release) {
            Err(NodeFault::BeyondLimits { limit, .. }) => Some(limit),
            _ => limits.and_then(|limits| limits.admit(&statement, audience).err()),
        };
        let mut slots = Vec::new();
        for (index, slot) in statement.kind().slots().filter(|(index, _)| *index != LABEL) {
            let value = statement.value(index).map_or(Json::Null, |v| to_json(slot.slot_type, v));
            if value.is_null() && !filled(index) {
                continue;
            }
            let refusal = gate.admits_slot(&statement, index).err().map(Barred::Gate);
            let too_much = || beyond.clone().or_else(|| limits?.admit_slot(&statement, index).err());
            let reason = refusal.or_else(|| too_much().map(Barred::Limits));
            let permitted = reason.is_none();
            let crossed = opened.contains(&index);
            slots.push(PreviewSlot { index, name: slot.name.to_owned(), value, crossed, permitted, reason });
        }
        let refusal = gate.admits(&statement).err().map(Barred::Gate).or(beyond.map(Barred::Limits));
        let clearance = clearance.map(|c| {
            let level = format!("{:?}", c.level).to_lowercase();
            let caveats: Vec<_> = c.caveats.into_iter().collect();
            if caveats.is_empty() { level } else { format!("{level}, {}", caveats.join(", ")) }
        });
        Ok(Preview { to: audience.to_string(), clearance, refusal, slots })
    }

    /// Keeps a setting of the shell around the node, such as a session secret.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn put_shell_setting(&mut self, key: &str, value: Option<Vec<u8>>) -> Result<(), NodeFault> {
        Ok(self.store.apply(&[Change::Setting { space: "shell", key: key.to_owned(), value }])?)
    }

    /// A setting of the shell around the node.
    ///
    /// # Errors
    /// [`NodeFault::Store`].
    pub fn shell_setting(&self, key: &str) -> Result<Option<Vec<u8>>, NodeFault> {
        Ok(self.store.setting("shell", key)?)
    }
}

#[derive(Default)]
struct Acts {
    slots: std::collections::BTreeSet<u8>,
    queued: Option<i64>,
    delivered: Vec<Option<i64>>,
}

impl Acts {
    fn state(self, to: &AudienceId, item: &Item) -> ReleaseState {
        let says_something = |s: &&seamline_view::ItemSlot| s.open && !s.value.is_null();
        let content: Vec<_> = item.slots.iter().filter(says_something).collect();
        let crossed: Vec<_> = content.iter().filter(|s| self.slots.contains(&s.index)).collect();
        let told = |what: &str| {
            let of_party = item.acknowledgements.iter().filter(|a| a.party == to.party && a.what == what);
            of_party.filter_map(|a| a.at).min()
        };
        ReleaseState {
            to: to.to_string(),
            slots: crossed.iter().map(|s| s.name.clone()).collect(),
            whole: crossed.len() == content.len(),
            crossed: crossed.len(),
            of: content.len(),
            queued: self.queued.unwrap_or_default(),
            delivered: self.delivered.iter().copied().collect::<Option<Vec<_>>>().and_then(|d| d.into_iter().max()),
            opened: told("opened").or_else(|| told("acknowledged")),
            acknowledged: told("acknowledged"),
        }
    }
}
