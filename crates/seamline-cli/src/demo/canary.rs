//! Canaries: random marks in every slot that can carry text, and for every slot the salt and the commitment, which are
//! random by themselves. What of them turns up where it was not released is a leak.

use std::collections::{BTreeMap, BTreeSet};

use seamline_record::{Kind, SlotType, Statement};
use serde_json::{Value as Json, json};

use super::expected::{Expected, kind_of};
use crate::{
    fault::Fault,
    scenario::{Fact, Scenario},
};

/// Slots whose text other things are looked up by: their salts and commitments serve as canaries.
const KEYS: [&str; 20] = [
    "provenance",
    "centre",
    "key",
    "members",
    "facilitators",
    "facilitator",
    "number",
    "owner",
    "pending",
    "beneficiary",
    "to",
    "required",
    "informed",
    "parties",
    "parents",
    "unit",
    "series",
    "clause",
    "answer",
    "clauses",
];

/// Canaries by fact and slot.
pub(crate) type Planted = BTreeMap<(String, u8), String>;

/// Puts a canary into every slot that can carry one. 16 random bytes each, as 32 hexadecimal digits.
pub(crate) fn plant(scenario: &mut Scenario) -> Result<Planted, Fault> {
    let kinds: BTreeMap<String, Kind> = {
        let find = |key: &str| scenario.fact(key);
        let facts = scenario.facts.iter().chain(&scenario.after);
        facts.filter_map(|fact| Some((fact.key.clone(), kind_of(fact, &find)?))).collect()
    };
    let mut planted = Planted::new();
    for fact in scenario.facts.iter_mut().chain(&mut scenario.after) {
        let Some(kind) = kinds.get(&fact.key) else { continue };
        let names: Vec<String> = fact.slots.keys().filter(|name| !KEYS.contains(&name.as_str())).cloned().collect();
        for name in names {
            // In a correction the slots of its target are named, which stand behind its own.
            let own = kind.index_of(&name);
            let replaced = kind.target().and_then(|target| kind.replacement_of(target.index_of(&name)?));
            let index = if name == "reason" { own } else { replaced.or(own) };
            let Some(slot) = index.and_then(|index| kind.slot(index)) else { continue };
            let canary = fresh()?;
            if let Some(value) = fact.slots.get_mut(&name)
                && put(slot.slot_type, value, &canary)
                && let Some(index) = index
            {
                planted.insert((fact.key.clone(), index), canary);
            }
        }
    }
    Ok(planted)
}

pub(crate) fn fresh() -> Result<String, Fault> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Fault::operator(format!("no randomness: {error}")))?;
    Ok(hex(&bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
}

fn append(text: &mut Json, canary: &str) -> bool {
    let marked = text.as_str().map(|text| format!("{text} {canary}"));
    let done = marked.is_some();
    *text = marked.map_or_else(|| text.take(), Json::from);
    done
}

fn put(slot_type: SlotType, value: &mut Json, canary: &str) -> bool {
    match slot_type {
        SlotType::Text => append(value, canary),
        SlotType::Texts => value.as_array_mut().is_some_and(|texts| {
            texts.push(json!(canary));
            true
        }),
        SlotType::Names => value.get_mut("en").is_some_and(|name| append(name, canary)),
        SlotType::Place => value.as_object_mut().is_some_and(|place| {
            let name = place.get("name").and_then(Json::as_str).unwrap_or_default();
            let marked = format!("{name} {canary}");
            place.insert("name".into(), json!(marked.trim()));
            true
        }),
        SlotType::Portion => value.get_mut("text").is_some_and(|text| append(text, canary)),
        SlotType::Casualties => first_field(value, "group", canary),
        SlotType::Attendees | SlotType::Files => first_field(value, "name", canary),
        _ => false,
    }
}

fn first_field(value: &mut Json, name: &str, canary: &str) -> bool {
    value.get_mut(0).and_then(|row| row.get_mut(name)).is_some_and(|field| append(field, canary))
}

/// What must not be found at a party, and what it would give away.
#[derive(Default)]
pub(crate) struct Needles {
    by_start: BTreeMap<[u8; 8], Vec<(Vec<u8>, String)>>,
    /// One bit for each start of 3 bytes that some needle has: most of the hay is passed over by it.
    starts: Vec<u64>,
    count: usize,
}

impl Needles {
    fn add(&mut self, needle: Vec<u8>, what: &str) {
        let Some(start) = needle.first_chunk::<8>() else { return };
        if self.starts.is_empty() {
            self.starts = vec![0; 1 << 18];
        }
        let bit = three(&needle);
        self.starts[bit >> 6] |= 1 << (bit & 63);
        self.by_start.entry(*start).or_default().push((needle, what.to_owned()));
        self.count += 1;
    }

    fn add_both(&mut self, bytes: &[u8], what: &str) {
        self.add(bytes.to_vec(), what);
        self.add(hex(bytes).into_bytes(), what);
    }

    /// Looks for this text.
    pub(crate) fn look_for(&mut self, text: &str, what: &str) {
        self.add(text.as_bytes().to_vec(), what);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// What a fact must not show to one who holds only the slots in `opened`; returns how many slots those are.
    pub(crate) fn withhold(
        &mut self,
        fact: &Fact,
        statement: &Statement,
        opened: Option<&BTreeSet<u8>>,
        planted: &Planted,
    ) -> usize {
        let mut slots = 0;
        for opening in statement.openings() {
            if opened.is_some_and(|opened| opened.contains(&opening.index)) {
                continue;
            }
            slots += 1;
            let what = format!("{} slot {}", fact.key, opening.index);
            self.add_both(&opening.salt, &format!("{what}, salt"));
            if let Some(canary) = planted.get(&(fact.key.clone(), opening.index)) {
                self.add(canary.clone().into_bytes(), &format!("{what}, canary"));
            }
        }
        if opened.is_none() {
            self.add_both(&statement.id().0.0, &format!("{}, id", fact.key));
            for commitment in statement.record().commitments() {
                self.add_both(&commitment.0, &format!("{}, commitment", fact.key));
            }
        }
        slots
    }

    /// What is found of them in these bytes.
    pub(crate) fn found_in(&self, hay: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        if self.starts.is_empty() {
            return found;
        }
        for (at, window) in hay.windows(16).enumerate() {
            let bit = three(window);
            if self.starts[bit >> 6] & (1 << (bit & 63)) == 0 {
                continue;
            }
            let candidates = window.first_chunk::<8>().and_then(|start| self.by_start.get(start));
            let matching = candidates.into_iter().flatten().filter(|(needle, _)| hay[at..].starts_with(needle));
            found.extend(matching.map(|(_, what)| what.as_str()));
        }
        found
    }
}

fn three(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2])
}

/// Needles for each party: all that the others wrote and did not release to it. With them the number of withheld slots.
pub(crate) fn needles_for(
    party: &seamline_record::Name,
    facts: &[(&Fact, Statement)],
    expected: &Expected<'_>,
    planted: &Planted,
) -> (Needles, usize) {
    let mut needles = Needles::default();
    let mut withheld = 0;
    for (fact, statement) in facts.iter().filter(|(fact, _)| fact.by.party != *party) {
        withheld += needles.withhold(fact, statement, expected.opened(&fact.key, party), planted);
    }
    (needles, withheld)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_is_found_wherever_it_lies_and_nothing_else_is() {
        let mut needles = Needles::default();
        let canary = fresh().unwrap();
        needles.add(canary.clone().into_bytes(), "one");
        needles.add_both(&[7; 16], "two");
        let mut hay = vec![0; 4096];
        assert!(needles.found_in(&hay).is_empty());
        hay[4000..4032].copy_from_slice(canary.as_bytes());
        hay[1..17].copy_from_slice(&[7; 16]);
        assert_eq!(needles.found_in(&hay), BTreeSet::from(["one", "two"]));
        let end = hay.len();
        hay[end - 16..].copy_from_slice(&[7; 16]);
        hay[1..17].fill(0);
        assert!(needles.found_in(&hay).contains("two"));
        assert!(needles.found_in(&hay[..end - 1]).contains("one"));
    }
}
