//! Releases: through the gate, into the feed of the audience, with the corrections that follow.

use std::collections::BTreeSet;

use seamline_feed::{Lane, Origin, holder::COMMAND};
use seamline_record::{AudienceId, Name, RecordId, Rel, Salt, Statement, planted};
use seamline_release::{Before, Chosen, Gate, Payload, Release, Released};
use seamline_store::{ActRow, EntryRow};
use seamline_view::Acknowledged;

use crate::{
    author::ReleaseRequest,
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::Mandate,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
};

impl Node {
    /// Releases slots of a record, now or years later: the same act with the same evidence. Slots that the audience was
    /// given before are not sent again; `false` where there was nothing new.
    ///
    /// # Errors
    /// [`NodeFault`]; nothing left.
    pub fn release(&mut self, officer: &Officer, id: RecordId, request: &ReleaseRequest) -> Result<bool, NodeFault> {
        self.may(officer, Permission::Release)?;
        self.standing()?;
        let statement = self.to_release(id)?;
        self.one_is_enough(&statement, request)?;
        let mandate = Mandate::of(officer, &request.purpose);
        let chosen = Self::chosen(&statement, request)?;
        let mut pending = Pending::default();
        let fresh = self.release_into(&mut pending, &statement, &request.to, &chosen, &mandate)?;
        if !pending.changes.is_empty() {
            self.commit(pending)?;
        }
        Ok(fresh)
    }

    /// A record as it is judged before anything of it goes: with the marks that its corrections have raised.
    pub(crate) fn to_release(&self, id: RecordId) -> Result<Statement, NodeFault> {
        let corrections = self.corrections_of(&Pending::default(), id)?;
        Ok(self.statement(id)?.raised_by(&corrections))
    }

    /// Releases into a transaction, with the corrections of the record that the audience now must have.
    pub(crate) fn release_into(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        audience: &AudienceId,
        chosen: &Chosen,
        mandate: &Mandate,
    ) -> Result<bool, NodeFault> {
        if self.directory.members(audience).is_empty() {
            return Err(NodeFault::NoSuchParty(audience.to_string()));
        }
        self.still_stands(pending, statement.id())?;
        self.second_officer_read(statement, audience)?;
        let fresh = self.append_release(pending, statement, audience, chosen, mandate)?;
        for correction in self.corrections_of(pending, statement.id())? {
            self.follow(pending, &correction, statement, audience, mandate)?;
        }
        Ok(fresh)
    }

    /// A sitrep is a draft until another officer of its party has acknowledged it: the word of one is not the centre's.
    fn second_officer_read(&self, sitrep: &Statement, audience: &AudienceId) -> Result<(), NodeFault> {
        if sitrep.kind().name() != "sitrep" || audience.party == self.id.party {
            return Ok(());
        }
        let approves = |a: &Acknowledged| a.party == self.id.party && a.what == "acknowledged";
        match self.item(sitrep.id()) {
            Ok(held) if held.item.acknowledgements.iter().any(approves) => Ok(()),
            // one that is released in the act that records it was read by nobody yet
            Ok(_) | Err(NodeFault::NoSuchRecord(_)) => Err(NodeFault::NotApproved(sitrep.id())),
            Err(fault) => Err(fault),
        }
    }

    /// What its own party has taken back is told to nobody any more, nor what corrects it.
    fn still_stands(&self, pending: &Pending, id: RecordId) -> Result<(), NodeFault> {
        let corrected = self.load(pending, id)?.refs().into_iter().filter(|r| r.rel == Rel::Corrects).map(|r| r.id);
        for id in std::iter::once(id).chain(corrected) {
            if let Some(version) = self.is_repudiated(pending, id)? {
                return Err(NodeFault::Repudiated(id, version));
            }
            for mention in self.mentions(pending, id)? {
                let statement = self.load(pending, mention)?;
                let withdraws = statement.refs().iter().any(|r| r.rel == Rel::Withdraws && r.id == id);
                let ours = statement.record().author().party == self.id.party;
                if withdraws && ours && self.is_repudiated(pending, mention)?.is_none() {
                    return Err(NodeFault::Withdrawn(id));
                }
            }
        }
        Ok(())
    }

    /// As [`Node::still_stands`], where that something does not is no fault.
    pub(crate) fn is_taken_back(&self, pending: &Pending, id: RecordId) -> Result<bool, NodeFault> {
        match self.still_stands(pending, id) {
            Ok(()) => Ok(false),
            Err(NodeFault::Repudiated(..) | NodeFault::Withdrawn(_)) => Ok(true),
            Err(fault) => Err(fault),
        }
    }

    fn append_release(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        audience: &AudienceId,
        chosen: &Chosen,
        mandate: &Mandate,
    ) -> Result<bool, NodeFault> {
        let salt = self.salt();
        // All that can be refused is refused before the first leaf: what follows by rule may be, and its transaction goes on.
        let Some(released) = self.permitted(pending, statement, audience, chosen, (mandate, salt))? else {
            return Ok(false);
        };
        let opened: BTreeSet<u8> = released.value().payload.openings.iter().map(|o| o.index).collect();
        let mut writing = self.writing(pending, audience, Lane::Records)?;
        self.append_seen(pending, &mut writing)?;
        self.append_act(pending, &mut writing, released, &mandate.audit, salt)?;
        if audience.party != self.id.party {
            pending.notes.push(released_note(statement, audience, &opened, mandate));
        }
        self.finish_writing(pending, writing);
        self.append_files(pending, statement, &opened, audience, &mandate.audit)?;
        Ok(true)
    }

    /// What the gate lets go; none where it would tell nothing new.
    fn permitted(
        &self,
        pending: &Pending,
        statement: &Statement,
        audience: &AudienceId,
        chosen: &Chosen,
        (mandate, salt): (&Mandate, Salt),
    ) -> Result<Option<Released<Release>>, NodeFault> {
        let id = statement.id();
        let (clearance, now) = (self.clearance(audience)?, self.clock.now_ms());
        let given = |target: RecordId| self.was_given(pending, audience, target);
        let gate = Gate { party: &self.id.party, audience, clearance: clearance.as_ref(), given: &given, now };
        let refused = |refusal| NodeFault::Refused { to: audience.to_string(), refusal };
        if planted::is(planted::Fault::LogContent) && gate.admits(statement).is_err() {
            tracing::warn!(?statement, "refused");
        }
        gate.admits_choice(statement, chosen).map_err(refused)?;
        let news = gate.news(statement, chosen, &self.opened_to(pending, audience, id)?);
        let narrowed = mandate.narrow(&self.id.party, statement, audience, &news)?;
        if narrowed.as_ref().unwrap_or(&news).is_empty() {
            return Ok(None);
        }
        let at = (audience.clone(), Lane::Records);
        let before = match pending.opened.get(&at).or_else(|| self.opened.get(&at)) {
            Some(origin) => self.before(pending, origin, id)?,
            None => Before::default(),
        };
        // Limits that leave out only what says nothing leave a whole record whole.
        let whole = |slots| if statement.kind().is_whole() { Chosen::Whole } else { Chosen::Slots(slots) };
        let chosen = narrowed.map_or_else(|| chosen.clone(), whole);
        gate.release(statement, &chosen, &before, &mandate.audit, salt).map(Some).map_err(refused)
    }

    /// Whether a record was given to an audience, or is its own. The own command is given everything held here.
    pub(crate) fn was_given(&self, pending: &Pending, audience: &AudienceId, id: RecordId) -> bool {
        let command = audience.group.as_ref().is_some_and(|group| group.as_str() == COMMAND);
        if (command && audience.party == self.id.party) || pending.given.contains(&(audience.clone(), id)) {
            return true;
        }
        let Ok(target) = self.load(pending, id) else { return false };
        if self.concerns(pending, &target, &audience.party) {
            return true;
        }
        let author = &target.record().author().party;
        let known_to = || self.answering(&target).ok().flatten().is_some_and(|known_to| reaches(&known_to, audience));
        if *author == audience.party && audience.party != self.id.party && known_to() {
            return true;
        }
        // What another party passed on without authority was not given: naming it would vouch for the leak.
        let given = |origin: &Origin| origin.node.party == *author && reaches(&origin.audience, audience);
        let acts = self.store.acts(id).unwrap_or_default();
        let origin = |act: &ActRow| act.feed.parse().ok().filter(given);
        acts.iter().any(|act| origin(act).is_some_and(|origin| self.stands(pending, &origin, act.index, id)))
    }

    /// Whether a record that stands names a party as one that it concerns: its own author has meant it for them.
    fn concerns(&self, pending: &Pending, target: &Statement, party: &Name) -> bool {
        let named = target.concerns().any(|named| named == party.as_str());
        named && matches!(self.is_repudiated(pending, target.id()), Ok(None))
    }

    /// Slots of a record that acts in any feed held have opened to an audience.
    pub(crate) fn opened_to(
        &self,
        pending: &Pending,
        audience: &AudienceId,
        id: RecordId,
    ) -> Result<BTreeSet<u8>, NodeFault> {
        let mut opened = BTreeSet::new();
        for (origin, payload) in self.acts_on(pending, id)? {
            if reaches(&origin.audience, audience) {
                opened.extend(payload.openings.iter().map(|o| o.index));
            }
        }
        Ok(opened)
    }

    fn before(&self, pending: &Pending, feed: &Origin, id: RecordId) -> Result<Before, NodeFault> {
        let mut before = Before::default();
        for (origin, payload) in self.acts_on(pending, id)? {
            if origin == *feed {
                before.sent = true;
                before.opened.extend(payload.openings.iter().map(|o| o.index));
            }
        }
        Ok(before)
    }

    /// Acts of the own party on a record that stand: stored ones, then those of this transaction. What was told under a
    /// key that is closed now, beyond its cut, can be told again.
    pub(crate) fn acts_on(&self, pending: &Pending, id: RecordId) -> Result<Vec<(Origin, Payload)>, NodeFault> {
        let mut acts = Vec::new();
        let mut take = |feed: &str, entry: &EntryRow| -> Result<(), NodeFault> {
            let origin: Origin = feed.parse()?;
            let payload = entry.payload.as_ref().filter(|_| origin.node.party == self.id.party);
            // What is no payload has opened nothing to anybody.
            let payload = payload.and_then(|payload| Payload::decode(payload).ok());
            if let Some(payload) = payload.filter(|_| self.stands(pending, &origin, entry.index, id)) {
                acts.push((origin, payload));
            }
            Ok(())
        };
        for act in self.store.acts(id)? {
            for entry in self.store.entries(&act.feed, act.index, 1, 0)? {
                take(&act.feed, &entry)?;
            }
        }
        for (feed, entry) in pending.entries_on(id) {
            take(feed, entry)?;
        }
        Ok(acts)
    }

    /// A correction goes where its target went, with at most the slots that went there.
    fn follow(
        &mut self,
        pending: &mut Pending,
        correction: &Statement,
        target: &Statement,
        audience: &AudienceId,
        mandate: &Mandate,
    ) -> Result<(), NodeFault> {
        if planted::is(planted::Fault::CorrectionTooWide) {
            return self.append_where_permitted(pending, correction, audience, &Chosen::Whole, mandate);
        }
        let opened = self.opened_to(pending, audience, target.id())?;
        let kind = correction.kind();
        let replaces = |index: &u8| kind.replacement_of(*index);
        let changed = |index: &u8| correction.value(*index).is_some_and(|v| *v != seamline_record::Value::Null);
        let mut slots: BTreeSet<u8> = opened.iter().filter_map(replaces).filter(changed).collect();
        // With no changed slot among those given there is nothing to correct there.
        if slots.is_empty() || self.is_taken_back(pending, correction.id())? {
            return Ok(());
        }
        // The reason is one text for all changes: it could tell of those that are not given. What a sibling did not open to
        // this node may be a change too.
        let target_slots = target.kind().slots().map(|(index, _)| index);
        let may_change = |index: &u8| correction.value(*index) != Some(&seamline_record::Value::Null);
        if target_slots.filter_map(|index| replaces(&index)).filter(may_change).all(|index| slots.contains(&index)) {
            slots.extend(kind.index_of("reason"));
        }
        let rule = mandate.by_rule("correction follows its target");
        self.append_where_permitted(pending, correction, audience, &Chosen::Slots(slots), &rule)
    }

    /// A new correction or withdrawal follows every release of its target by this node; an acknowledgement goes to whom it
    /// answers.
    pub(crate) fn follow_targets(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        mandate: &Mandate,
    ) -> Result<(), NodeFault> {
        for reference in statement.refs() {
            let Ok(target) = self.load(pending, reference.id) else { continue };
            let theirs = target.record().author().party.clone();
            match (reference.rel, statement.kind().name()) {
                (Rel::Corrects, "correction") if theirs == self.id.party => {
                    for audience in self.audiences_of(pending, target.id())? {
                        self.follow(pending, statement, &target, &audience, mandate)?;
                    }
                }
                (Rel::Withdraws, "withdrawal") if theirs == self.id.party => {
                    let audiences = self.audiences_of(pending, target.id())?;
                    self.tell_whole(pending, statement, audiences, mandate)?;
                }
                (Rel::About, "position" | "progress") if !planted::is(planted::Fault::KeepPositions) => {
                    let audiences = self.parties_of(&target)?;
                    self.tell_whole(pending, statement, audiences, mandate)?;
                }
                (Rel::Acknowledges, "acknowledgement") if theirs != self.id.party => {
                    let audiences = self.answering(&target)?;
                    self.tell_whole(pending, statement, audiences, mandate)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// All of a record to each of these, as far as its label lets it go.
    fn tell_whole(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        audiences: impl IntoIterator<Item = AudienceId>,
        mandate: &Mandate,
    ) -> Result<(), NodeFault> {
        for audience in audiences {
            self.append_where_permitted(pending, statement, &audience, &Chosen::Whole, &mandate.unlimited())?;
        }
        Ok(())
    }

    /// Whole parties that a record concerns; its author's, as far as they may know that it is known here; the own one where
    /// all of it was told, and is more than this node.
    fn parties_of(&self, target: &Statement) -> Result<BTreeSet<AudienceId>, NodeFault> {
        let named = target.concerns().filter_map(|party| party.parse::<Name>().ok());
        let others = named.filter(|party| *party != self.id.party && self.directory.newest(party).is_some());
        let mut audiences: BTreeSet<_> = others.map(|party| AudienceId { party, group: None }).collect();
        let theirs = &target.record().author().party;
        if *theirs != self.id.party && !audiences.iter().any(|audience| audience.party == *theirs) {
            audiences.extend(self.answering(target)?);
        }
        let own = AudienceId { party: self.id.party.clone(), group: None };
        let mut acts = self.store.acts(target.id())?.into_iter().filter_map(|act| act.feed.parse::<Origin>().ok());
        if self.directory.members(&own).len() > 1 && acts.any(|origin| origin.audience == own) {
            audiences.insert(own);
        }
        Ok(audiences)
    }

    /// Who is told that a record of theirs was opened or acknowledged: its author's party where our whole party was
    /// told, else the author's own group, since their desks may not know of it.
    fn answering(&self, target: &Statement) -> Result<Option<AudienceId>, NodeFault> {
        let author = target.record().author();
        for act in self.store.acts(target.id())? {
            let origin: Origin = act.feed.parse()?;
            // A third party may write any id into its acts.
            let by_author = origin.node.party == author.party;
            if by_author && origin.audience.party == self.id.party && origin.audience.group.is_none() {
                return Ok(Some(AudienceId { party: author.party.clone(), group: None }));
            }
        }
        Ok(self.directory.group_of(author, COMMAND))
    }

    /// Audiences of other parties that this node has released a record to.
    pub(crate) fn audiences_of(&self, pending: &Pending, id: RecordId) -> Result<BTreeSet<AudienceId>, NodeFault> {
        let acts = self.acts_on(pending, id)?.into_iter().map(|(origin, _)| origin);
        let ours = acts.filter(|origin| origin.node == self.id && origin.audience.party != self.id.party);
        Ok(ours.map(|origin| origin.audience).collect())
    }

    pub(crate) fn corrections_of(&self, pending: &Pending, id: RecordId) -> Result<Vec<Statement>, NodeFault> {
        let mut found = Vec::new();
        for mention in self.mentions(pending, id)? {
            let statement = self.load(pending, mention)?;
            let corrects = statement.refs().iter().any(|r| r.rel == Rel::Corrects && r.id == id);
            let ours = statement.record().author().party == self.id.party;
            if corrects && ours && self.is_repudiated(pending, mention)?.is_none() {
                found.push(statement);
            }
        }
        Ok(found)
    }

    /// The own party's command, where there is one and this node is not of it.
    pub(crate) fn own_command(&self) -> Option<AudienceId> {
        let command = AudienceId { party: self.id.party.clone(), group: COMMAND.parse().ok() };
        let members = self.directory.members(&command);
        (!members.is_empty() && !members.contains(&self.id.node)).then_some(command)
    }

    /// A desk's records go to its own command as they are written, so far as the label lets them.
    pub(crate) fn share_with_command(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        command: &AudienceId,
        mandate: &Mandate,
    ) -> Result<(), NodeFault> {
        self.append_where_permitted(pending, statement, command, &Chosen::Whole, mandate)
    }

    /// A release that follows from a rule: where the label forbids it the record stands without it.
    fn append_where_permitted(
        &mut self,
        pending: &mut Pending,
        statement: &Statement,
        audience: &AudienceId,
        chosen: &Chosen,
        mandate: &Mandate,
    ) -> Result<(), NodeFault> {
        match self.append_release(pending, statement, audience, chosen, mandate) {
            Ok(_) | Err(NodeFault::Refused { .. }) => Ok(()),
            Err(fault) => Err(fault),
        }
    }
}

/// What the journal says of a release.
fn released_note(statement: &Statement, audience: &AudienceId, opened: &BTreeSet<u8>, mandate: &Mandate) -> Note {
    let names = opened.iter().filter_map(|index| statement.kind().slot(*index)).map(|slot| slot.name);
    let audit = &mandate.audit;
    let note = Note::new(&audit.by, JournalAct::Released, Some(statement.id())).with("to", audience);
    let note = note.with_all("slots", names).with("purpose", &audit.purpose);
    let said = [("approver", &audit.approver), ("rule", &audit.rule)];
    said.into_iter().fold(note, |note, (name, said)| note.with(name, said.as_deref().unwrap_or_default()))
}

/// Whether what was given to `given` was given to all of `audience`.
pub(crate) fn reaches(given: &AudienceId, audience: &AudienceId) -> bool {
    given.party == audience.party && (given.group.is_none() || given.group == audience.group)
}
