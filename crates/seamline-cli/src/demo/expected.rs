//! What each party should hold after the scenario was played, reckoned from its files alone: what the nodes did is held
//! against this, never against what they say of themselves.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::{AUTHOR, Kind, MATTER, Name, REFS, Rel};

use crate::scenario::{Fact, FactRelease, Scenario};

/// Slots opened, by fact and party; a pair that is missing was withheld whole.
pub(crate) struct Expected<'a> {
    facts: BTreeMap<&'a str, &'a Fact>,
    opened: BTreeMap<(String, Name), BTreeSet<u8>>,
    /// When something of a fact first went to a party.
    first: BTreeMap<(String, Name), i64>,
}

/// The kind of a fact; of a correction, that of what it corrects.
pub(crate) fn kind_of<'a>(fact: &Fact, facts: &impl Fn(&str) -> Option<&'a Fact>) -> Option<Kind> {
    if fact.kind != "correction" {
        return Kind::named(&fact.kind);
    }
    let (_, target) = fact.refs.iter().find(|(rel, _)| *rel == Rel::Corrects)?;
    Kind::named(&facts(target)?.kind)?.correction()
}

/// A party's word on what parties agree to: it goes to all whom that concerns.
fn is_word(fact: &Fact) -> bool {
    matches!(fact.kind.as_str(), "position" | "progress")
}

/// Parties that a fact names as those whom it concerns.
fn concerns(fact: &Fact) -> BTreeSet<&str> {
    let Some(kind) = Kind::named(&fact.kind) else { return BTreeSet::new() };
    let slot = |name: &str| fact.slots.get(name).filter(|_| kind.index_of(name).is_some());
    let one = ["facilitator", "owner", "beneficiary"].into_iter().filter_map(|name| slot(name)?.as_str());
    let lists = ["required", "informed", "parties"].into_iter().filter_map(|name| slot(name)?.as_array()).flatten();
    let sitting = slot("attendees").and_then(|value| value.as_array()).into_iter().flatten();
    let sitting = sitting.filter_map(|attendee| attendee["party"].as_str());
    one.chain(lists.filter_map(|party| party.as_str())).chain(sitting).collect()
}

impl<'a> Expected<'a> {
    pub(crate) fn of(scenario: &'a Scenario, facts: &[&'a Fact]) -> Self {
        let by_key = facts.iter().map(|fact| (fact.key.as_str(), *fact)).collect();
        let mut expected = Self { facts: by_key, opened: BTreeMap::new(), first: BTreeMap::new() };
        let mut acts: Vec<(i64, &'a Fact, Option<&'a FactRelease>)> = Vec::new();
        for fact in facts {
            acts.push((fact.at, fact, None));
            acts.extend(
                fact.releases.iter().map(|release| (release.later_at.unwrap_or(fact.at), *fact, Some(release))),
            );
        }
        acts.sort_by_key(|(at, ..)| *at);
        for (at, fact, release) in acts {
            match release {
                Some(release) => expected.release(at, fact, &release.to, &release.slots),
                None => expected.follow(scenario, at, fact),
            }
        }
        expected
    }

    /// Slots of a fact that a party should hold open; `None` where it should not know of it.
    pub(crate) fn opened(&self, key: &str, party: &Name) -> Option<&BTreeSet<u8>> {
        self.opened.get(&(key.to_owned(), party.clone()))
    }

    /// All pairs of a fact and a party that something was released to.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = &(String, Name)> {
        self.opened.keys()
    }

    pub(crate) fn kind(&self, fact: &Fact) -> Option<Kind> {
        kind_of(fact, &|key: &str| self.facts.get(key).copied())
    }

    fn release(&mut self, at: i64, fact: &'a Fact, to: &Name, names: &[String]) {
        if fact.by.party == *to {
            return;
        }
        let Some(kind) = self.kind(fact) else { return };
        let mut slots: BTreeSet<u8> = if names.is_empty() {
            kind.slots().map(|(index, _)| index).filter(|index| *index != AUTHOR).collect()
        } else {
            kind.frame().chain(names.iter().filter_map(|name| kind.index_of(name))).collect()
        };
        self.open(at, fact, to, &mut slots);
        self.correct(at, fact, to);
    }

    /// Opens slots, less those that would show a record which the party was not given.
    fn open(&mut self, at: i64, fact: &'a Fact, to: &Name, slots: &mut BTreeSet<u8>) {
        let given = |key: &String| {
            let target = self.facts.get(key.as_str());
            let theirs = |target: &&Fact| target.by.party == *to || concerns(target).contains(to.as_str());
            // A node knows only what its own party has told; what others told each other it cannot vouch for.
            let ours = target.is_some_and(|target| target.by.party == fact.by.party);
            let told = || self.first.get(&(key.clone(), to.clone())).is_some_and(|first| *first <= at);
            target.is_some_and(theirs) || (ours && told())
        };
        if !fact.refs.iter().all(|(_, key)| given(key)) {
            slots.remove(&REFS);
        }
        if !self.matter_of(fact).is_none_or(|key| given(&key)) {
            slots.remove(&MATTER);
        }
        self.opened.entry((fact.key.clone(), to.clone())).or_default().append(slots);
        self.first.entry((fact.key.clone(), to.clone())).or_insert(at);
    }

    /// The matter a fact belongs to: that of what it corrects, acknowledges, answers or amends, where it names none.
    fn matter_of(&self, fact: &Fact) -> Option<String> {
        let agreed = Kind::named(&fact.kind).is_some_and(|kind| kind.is_joint() || kind.is_promise());
        let belongs = |rel: &Rel| match rel {
            Rel::Corrects | Rel::Acknowledges => true,
            Rel::About => is_word(fact),
            Rel::Supersedes => agreed,
            _ => false,
        };
        let about = |(rel, key): &(Rel, String)| belongs(rel).then(|| key.clone());
        let named = fact.matter.clone().or_else(|| fact.refs.iter().find_map(about))?;
        let target = self.facts.get(named.as_str()).filter(|_| fact.matter.is_none());
        target.and_then(|target| self.matter_of(target)).or(Some(named))
    }

    /// An acknowledgement goes to whom it answers; a correction to all who hold what it changes.
    fn follow(&mut self, scenario: &'a Scenario, at: i64, fact: &'a Fact) {
        for (rel, key) in &fact.refs {
            let Some(target) = self.facts.get(key.as_str()).copied() else { continue };
            if *rel == Rel::Acknowledges && target.by.party != fact.by.party {
                self.release(at, fact, &target.by.party, &[]);
            }
            if *rel == Rel::About && is_word(fact) {
                let concerned = concerns(target);
                let told = |party: &&Name| **party == target.by.party || concerned.contains(party.as_str());
                let parties: Vec<&Name> = scenario.parties.iter().map(|party| &party.id).filter(told).collect();
                for party in parties {
                    self.release(at, fact, party, &[]);
                }
            }
            if *rel == Rel::Corrects {
                scenario.parties.iter().for_each(|party| self.correct(at, target, &party.id));
            }
        }
    }

    /// Corrections of a fact that a party must have, with the slots of it that the party holds.
    fn correct(&mut self, at: i64, target: &'a Fact, to: &Name) {
        let Some(held) = self.opened(&target.key, to).cloned() else { return };
        let corrects = |fact: &Fact| {
            let own = fact.by.party == target.by.party && fact.at <= at;
            own && fact.refs.iter().any(|(rel, key)| *rel == Rel::Corrects && *key == target.key)
        };
        let corrections: Vec<&'a Fact> = self.facts.values().copied().filter(|fact| corrects(fact)).collect();
        for correction in corrections {
            let Some(kind) = self.kind(correction) else { continue };
            let says = |name: &str| correction.slots.get(name).is_some_and(|value| !value.is_null());
            let name = |index: u8| kind.target().and_then(|target| target.slot(index)).map(|slot| slot.name);
            let changed = |index: &u8| name(*index).is_some_and(|name| name != "provenance" && says(name));
            let mut slots: BTreeSet<u8> =
                held.iter().copied().filter(changed).filter_map(|index| kind.replacement_of(index)).collect();
            if !slots.is_empty() {
                slots.extend(kind.index_of("reason").into_iter().chain(kind.frame()));
                self.open(at, correction, to, &mut slots);
            }
        }
    }
}
