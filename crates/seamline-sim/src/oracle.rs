//! What was given to whom: computed from the officers' acts alone, by rules written down here a second time.
//!
//! It is an upper bound. The node may give less (it knows less than the oracle does), never more: what the oracle does not
//! allow and the canaries find is a leak.

use std::collections::{BTreeSet, HashMap};

use seamline_record::{
    AUTHOR, AudienceId, Clearance, Directory, Kind, Label, Level, MATTER, NodeId, REFS, RecordId, Ref, Rel, Salt,
    Statement, Value,
};

use crate::canary::Secret;

/// Slots as bits.
pub(crate) type Slots = u64;

/// One record, as it really is.
pub(crate) struct Truth {
    pub(crate) id: RecordId,
    /// Member that wrote it.
    pub(crate) author: usize,
    pub(crate) kind: Kind,
    pub(crate) label: Label,
    /// Paragraphs marked above the label.
    marks: Vec<(u8, Level)>,
    pub(crate) refs: Vec<Ref>,
    matter: Option<RecordId>,
    /// Parties that it names as those whom it concerns: each may learn its id from whoever refers to it.
    pub(crate) concerns: BTreeSet<String>,
    /// Every opening as its author signed it: salt and encoded value.
    pub(crate) openings: Vec<(Salt, Vec<u8>)>,
    /// Slots that say something.
    said: Slots,
    /// Slots that each member may hold.
    pub(crate) given: Vec<Slots>,
    /// Members that may know the id without holding the record.
    named_to: u32,
    /// Audiences that it was released to, with the slots.
    audiences: Vec<(AudienceId, Slots)>,
    corrections: Vec<usize>,
    withdrawals: Vec<usize>,
}

/// Knows everything, tells nobody but the checkers.
pub(crate) struct Oracle {
    pub(crate) records: Vec<Truth>,
    pub(crate) by_id: HashMap<RecordId, usize>,
    pub(crate) members: Vec<NodeId>,
    pub(crate) directory: Directory,
    /// What each party, by name, lets an audience hold.
    pub(crate) said: HashMap<(String, AudienceId), Clearance>,
    /// What a liar has given away of what he was given: no longer anybody's secret.
    pub(crate) leaked: BTreeSet<Secret>,
    /// Records that a document names as void or kept: documents are for everyone.
    pub(crate) published: BTreeSet<RecordId>,
    /// Records that a thief passed on.
    stolen: BTreeSet<usize>,
    /// Records that those name: whoever believes the thief learns their ids with them.
    named_by_thief: BTreeSet<usize>,
    /// Member that the adversary runs.
    pub(crate) liar: Option<usize>,
}

fn bit(index: u8) -> Slots {
    1 << index
}

fn indexes(slots: Slots) -> impl Iterator<Item = u8> {
    (0..64).filter(move |index| slots & bit(*index) != 0)
}

/// Whether what was given to `given` was given to all of `audience`.
fn reaches(given: &AudienceId, audience: &AudienceId) -> bool {
    given.party == audience.party && (given.group.is_none() || given.group == audience.group)
}

fn is_command(audience: &AudienceId) -> bool {
    audience.group.as_ref().is_some_and(|group| group.as_str() == "command")
}

impl Oracle {
    pub(crate) fn new(members: Vec<NodeId>, directory: Directory) -> Self {
        let (records, by_id) = (Vec::new(), HashMap::new());
        Self {
            records,
            by_id,
            members,
            directory,
            said: HashMap::new(),
            leaked: BTreeSet::new(),
            published: BTreeSet::new(),
            stolen: BTreeSet::new(),
            named_by_thief: BTreeSet::new(),
            liar: None,
        }
    }

    /// Whether this member may hold, be sent, or show the secret.
    pub(crate) fn allows(&self, member: usize, secret: Secret) -> bool {
        let given = |record: usize| self.records.get(record).map_or(0, |r| r.given[member]);
        match secret {
            Secret::Value(record, slot) | Secret::Salt(record, slot) => given(record) & bit(slot) != 0,
            Secret::Id(record) => {
                let truth = &self.records[record];
                given(record) != 0 || truth.named_to & (1 << member) != 0 || self.published.contains(&truth.id)
            }
            Secret::Aside(home) => home == member,
        }
    }

    /// Whether a secret is of a record that the liar's own party may release.
    pub(crate) fn is_liars(&self, secret: Secret) -> bool {
        let party = |member: usize| &self.members[member].party;
        let of = |record: usize| {
            let of_party = |liar| party(liar) == party(self.records[record].author);
            self.liar.is_some_and(of_party) || self.stolen.contains(&record)
        };
        match secret {
            Secret::Value(record, _) | Secret::Salt(record, _) => of(record),
            Secret::Id(record) => of(record) || self.named_by_thief.contains(&record),
            Secret::Aside(_) => false,
        }
    }

    /// Whether a member holds the record itself.
    pub(crate) fn holds(&self, member: usize, record: usize) -> bool {
        self.records[record].given[member] != 0
    }

    /// A record that an officer of this member wrote. Returns its number.
    pub(crate) fn learn(&mut self, author: usize, statement: &Statement) -> usize {
        let matter = statement.value(MATTER).and_then(Value::as_bytes).map(|_| statement.matter());
        let said = statement.openings().filter(|o| o.value != Value::Null).map(|o| bit(o.index)).sum();
        let mut given = vec![0; self.members.len()];
        given[author] = Slots::MAX;
        let number = self.records.len();
        let (id, kind, refs) = (statement.id(), statement.kind(), statement.refs());
        let label = statement.label().clone();
        let level = |index: u8| Some(statement.level_at(index)).filter(|level| *level != label.level);
        let marks = (0..64).filter_map(|index| Some((index, level(index)?))).collect();
        let (audiences, corrections) = (Vec::new(), Vec::new());
        let openings = statement.openings().map(|o| (o.salt, o.value.encode())).collect();
        let (named_to, withdrawals) = (0, Vec::new());
        let concerns = statement.concerns().map(str::to_owned).collect();
        let truth = Truth {
            id,
            author,
            kind,
            label,
            marks,
            refs,
            matter,
            concerns,
            openings,
            said,
            given,
            named_to,
            audiences,
            corrections,
            withdrawals,
        };
        self.by_id.insert(id, number);
        self.records.push(truth);
        self.given_by_rule(number);
        number
    }

    /// What follows from a record's being written: the own command, the corrected audiences, the acknowledged author.
    fn given_by_rule(&mut self, number: usize) {
        let author = self.members[self.records[number].author].clone();
        let command = AudienceId { party: author.party.clone(), group: "command".parse().ok() };
        if !self.directory.is_member(&command, &author) {
            self.release(number, &command, Slots::MAX);
        }
        for reference in self.records[number].refs.clone() {
            let Some(target) = self.by_id.get(&reference.id).copied() else { continue };
            let theirs = self.members[self.records[target].author].clone();
            let kind = self.records[number].kind.name();
            if reference.rel == Rel::Corrects && kind == "correction" && theirs.party == author.party {
                self.records[target].corrections.push(number);
                self.follow(target);
            }
            if reference.rel == Rel::Withdraws && kind == "withdrawal" && theirs.party == author.party {
                self.records[target].withdrawals.push(number);
                self.follow(target);
            }
            if reference.rel == Rel::About && matches!(kind, "position" | "progress") {
                self.told_to_all_concerned(number, target);
            }
            if reference.rel == Rel::Acknowledges && kind == "acknowledgement" && theirs.party != author.party {
                let told = self.records[target].audiences.iter();
                if told.clone().any(|(to, _)| to.party == author.party && to.group.is_none()) {
                    self.release(number, &AudienceId { party: theirs.party.clone(), group: None }, Slots::MAX);
                }
                if let Some(group) = self.directory.group_of(&theirs, "command") {
                    self.release(number, &group, Slots::MAX);
                }
            }
        }
    }

    /// A position and a step go to all whom their target concerns, to its author's party, and to the own one.
    fn told_to_all_concerned(&mut self, number: usize, target: usize) {
        let [author, own] = [target, number].map(|n| self.members[self.records[n].author].party.clone());
        let named = self.records[target].concerns.iter().filter_map(|party| party.parse().ok());
        for party in named.chain([author, own]).collect::<BTreeSet<_>>() {
            self.release(number, &AudienceId { party, group: None }, Slots::MAX);
        }
        if let Some(group) = self.directory.group_of(&self.members[self.records[target].author], "command") {
            self.release(number, &group, Slots::MAX);
        }
    }

    /// Slots by name, with the frame; everything for an empty list.
    pub(crate) fn slots(&self, number: usize, names: &[String]) -> Slots {
        if names.is_empty() {
            return Slots::MAX;
        }
        let kind = self.records[number].kind;
        let named = names.iter().filter_map(|name| kind.index_of(name)).map(bit);
        named.fold(kind.frame().map(bit).sum(), |all, one| all | one)
    }

    /// A release by the author's party, so far as it is permitted at all.
    pub(crate) fn release(&mut self, number: usize, audience: &AudienceId, slots: Slots) {
        let truth = &self.records[number];
        let party = self.members[truth.author].party.clone();
        if !self.permitted(&truth.label, &party, audience) {
            return;
        }
        let mut slots = slots;
        if audience.party != party {
            slots &= !bit(AUTHOR);
        }
        for (index, level) in &truth.marks {
            if !self.permitted(&Label { level: *level, ..truth.label.clone() }, &party, audience) {
                slots &= !bit(*index);
            }
        }
        if !truth.matter.iter().all(|id| self.may_be_named(*id, &party, audience)) {
            slots &= !bit(MATTER);
        }
        if !truth.refs.iter().all(|r| self.may_be_named(r.id, &party, audience)) {
            slots &= !bit(REFS);
        }
        self.told(number, audience, slots);
    }

    /// What became possible since the records were given: a matter or a target that an audience has by now is opened with
    /// whatever follows or is told again.
    pub(crate) fn catch_up(&mut self) {
        for number in 0..self.records.len() {
            for (audience, slots) in self.records[number].audiences.clone() {
                self.release(number, &audience, slots | bit(MATTER) | bit(REFS));
            }
            self.follow(number);
        }
    }

    /// Records that go wherever this one goes.
    pub(crate) fn followers(&self, number: usize) -> impl Iterator<Item = RecordId> {
        let truth = &self.records[number];
        truth.corrections.iter().chain(&truth.withdrawals).map(|follower| self.records[*follower].id)
    }

    /// The liar's own party may release what it wrote, and asks nobody: what his hand released was given.
    pub(crate) fn released_by_hand(&mut self, id: RecordId, audience: &AudienceId) {
        let Some(number) = self.by_id.get(&id).copied() else { return };
        if self.is_liars(Secret::Id(number)) {
            self.told(number, audience, Slots::MAX & !bit(AUTHOR));
        }
    }

    /// A thief passed a record on with its author's closed key. It is shown as repudiated, unless its party keeps it: then
    /// the thief's word is as good as any.
    pub(crate) fn released_by_thief(&mut self, id: RecordId, audience: &AudienceId) {
        let Some(number) = self.by_id.get(&id).copied() else { return };
        self.stolen.insert(number);
        let truth = &self.records[number];
        let named = truth.refs.iter().map(|r| r.id).chain(truth.matter);
        self.named_by_thief.extend(named.filter_map(|id| self.by_id.get(&id)));
        if self.published.contains(&id) {
            self.told(number, audience, Slots::MAX & !bit(AUTHOR));
        }
    }

    fn told(&mut self, number: usize, audience: &AudienceId, slots: Slots) {
        let truth = &mut self.records[number];
        match truth.audiences.iter_mut().find(|(to, _)| to == audience) {
            Some((_, held)) if *held | slots == *held => return,
            Some((_, held)) => *held |= slots,
            None => truth.audiences.push((audience.clone(), slots)),
        }
        self.spread(number, audience, slots);
        self.follow(number);
    }

    pub(crate) fn permitted(&self, label: &Label, from: &seamline_record::Name, audience: &AudienceId) -> bool {
        let Some(claimed) = self.directory.clearance(audience) else { return false };
        let fits = |c: &Clearance| label.level <= c.level && label.caveats.iter().all(|name| c.caveats.contains(name));
        let said = self.said.get(&(from.as_str().to_owned(), audience.clone()));
        // A review date that lies before every clock of the world closes the record for good.
        let open = label.review.is_none_or(|at| at > crate::clock::START_MS - 400 * crate::clock::DAY_MS);
        open && fits(claimed) && (*from == audience.party || said.is_some_and(fits))
    }

    /// Whether an audience may learn the id of a record from `party`.
    fn may_be_named(&self, id: RecordId, party: &seamline_record::Name, audience: &AudienceId) -> bool {
        if audience.party == *party && is_command(audience) {
            return true;
        }
        let Some(target) = self.by_id.get(&id).map(|n| &self.records[*n]) else { return false };
        let author = &self.members[target.author];
        let told_whole = || target.audiences.iter().any(|(to, _)| to.party == *party && to.group.is_none());
        let own_group = || self.directory.group_of(author, "command").as_ref() == Some(audience);
        let its_own = audience.party != *party && author.party == audience.party && (told_whole() || own_group());
        let concerned = target.concerns.contains(audience.party.as_str());
        its_own || concerned || target.audiences.iter().any(|(to, _)| reaches(to, audience))
    }

    /// Marks the slots at every member that may hold a feed to the audience.
    fn spread(&mut self, number: usize, audience: &AudienceId, slots: Slots) {
        let party = self.members[self.records[number].author].party.clone();
        let command = AudienceId { party, group: "command".parse().ok() };
        let named = if slots & bit(REFS) != 0 { self.records[number].refs.clone() } else { Vec::new() };
        let matter = self.records[number].matter.filter(|_| slots & bit(MATTER) != 0);
        for member in 0..self.members.len() {
            let id = &self.members[member];
            if !self.directory.was_member(audience, id) && !self.directory.was_member(&command, id) {
                continue;
            }
            self.records[number].given[member] |= slots;
            for target in named.iter().map(|r| r.id).chain(matter) {
                if let Some(target) = self.by_id.get(&target) {
                    self.records[*target].named_to |= 1 << member;
                }
            }
        }
    }

    /// Corrections go where their target went, with at most the slots that went there.
    fn follow(&mut self, target: usize) {
        for withdrawal in self.records[target].withdrawals.clone() {
            for (audience, _) in self.records[target].audiences.clone() {
                self.release(withdrawal, &audience, Slots::MAX);
            }
        }
        for correction in self.records[target].corrections.clone() {
            for (audience, _) in self.records[target].audiences.clone() {
                let of_audience = self.records[target].audiences.iter().filter(|(to, _)| reaches(to, &audience));
                let opened = of_audience.fold(0, |all, (_, slots)| all | slots);
                let (kind, said) = (self.records[correction].kind, self.records[correction].said);
                let replaced = |slots: Slots| -> Slots {
                    indexes(slots).filter_map(|i| kind.replacement_of(i)).map(bit).sum::<Slots>() & said
                };
                let (mut slots, all) = (replaced(opened), replaced(Slots::MAX));
                if slots == 0 {
                    continue;
                }
                if slots == all {
                    slots |= kind.index_of("reason").map_or(0, bit);
                }
                self.release(correction, &audience, slots | kind.frame().map(bit).sum::<Slots>());
            }
        }
    }
}
