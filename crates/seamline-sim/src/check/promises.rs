//! **Agreement**, of commitments: where one has come to at a node follows from what its two parties have said, as far as the
//! node holds it, and from nobody else's word.

use seamline_node::Node;
use seamline_record::{RecordId, Rel, Statement, planted};

use super::agreement::NAME;
use crate::world::World;

/// What a node holds that may say something of a commitment.
struct Held<'a> {
    node: &'a Node,
    all: Vec<Statement>,
}

fn party(statement: &Statement) -> &str {
    statement.record().author().party.as_str()
}

impl Held<'_> {
    fn naming<'s>(&'s self, target: &Statement, rel: Rel) -> impl Iterator<Item = &'s Statement> {
        let id = target.id();
        let names = move |one: &&Statement| one.refs().iter().any(|r| r.rel == rel && r.id == id);
        self.all.iter().filter(names)
    }

    fn repudiated(&self, id: RecordId) -> bool {
        // Whether an act stands is the validity checker's business.
        self.node.item(id).is_ok_and(|listed| listed.item.repudiated.is_some())
    }

    fn withdrawn(&self, target: &Statement) -> bool {
        let word = target.kind().name() == "progress" && target.text_of("what") == Some("agreed");
        let stays = word || (target.kind().is_promise() && self.agreed(target));
        let takes_back = |one: &Statement| {
            one.kind().name() == "withdrawal" && party(one) == party(target) && !self.repudiated(one.id())
        };
        !stays && self.naming(target, Rel::Withdraws).any(takes_back)
    }

    fn stands(&self, one: &Statement) -> bool {
        !self.repudiated(one.id()) && !self.withdrawn(one)
    }

    /// What the party in this slot last said, among these words.
    fn last(&self, promise: &Statement, slot: &str, words: &[&str]) -> Option<&Statement> {
        let by = promise.text_of(slot).filter(|by| !by.is_empty())?.to_owned();
        let fits = |one: &&Statement| {
            one.kind().name() == "progress"
                && party(one) == by
                && one.text_of("what").is_some_and(|what| words.contains(&what))
                && self.stands(one)
        };
        self.naming(promise, Rel::About).filter(fits).max_by_key(|one| (one.claimed_time(), one.id()))
    }

    fn agreed(&self, promise: &Statement) -> bool {
        let slots = ["owner", "beneficiary"];
        let mut named =
            slots.into_iter().filter(|slot| promise.text_of(slot).is_some_and(|by| !by.is_empty())).peekable();
        let agrees = |slot: &str| {
            promise.text_of(slot) == Some(party(promise)) || self.last(promise, slot, &["agreed"]).is_some()
        };
        named.peek().is_some() && named.all(agrees)
    }

    fn successor(&self, promise: &Statement) -> Option<RecordId> {
        let same = |next: &Statement, slot: &str| next.text_of(slot) == promise.text_of(slot);
        let replaces = |next: &&Statement| {
            next.kind().is_promise()
                && same(next, "owner")
                && same(next, "beneficiary")
                && self.agreed(next)
                && self.stands(next)
        };
        let next = self.naming(promise, Rel::Supersedes).filter(replaces);
        next.max_by_key(|next| (next.claimed_time(), next.id())).map(Statement::id)
    }

    fn state(&self, promise: &Statement) -> &str {
        let claimed = self.last(promise, "owner", &["claimed"]);
        let verdict = self.last(promise, "beneficiary", &["accepted", "disputed"]).zip(claimed);
        let verdict = verdict.filter(|(verdict, claimed)| verdict.claimed_time() >= claimed.claimed_time());
        match (verdict.and_then(|(verdict, _)| verdict.text_of("what")), claimed) {
            _ if self.repudiated(promise.id()) => "repudiated",
            _ if self.withdrawn(promise) => "withdrawn",
            _ if self.successor(promise).is_some() => "superseded",
            (Some("accepted"), _) => "accepted",
            (Some(_), _) => "disputed",
            (None, Some(_)) => "claimed",
            (None, None) if self.agreed(promise) => "agreed",
            (None, None) => "proposed",
        }
    }
}

impl World {
    /// At the end: every commitment stands where its parties have brought it.
    pub(crate) fn promises_hold(&mut self) {
        let honest: Vec<usize> = (0..self.hosts.len()).filter(|host| !self.hosts[*host].liar).collect();
        for host in honest {
            if let Some(what) = planted::unplanted(|| self.promises_of(host)) {
                self.fail(NAME, what);
                return;
            }
        }
    }

    fn promises_of(&self, host: usize) -> Option<String> {
        let node = self.hosts[host].node.as_ref()?;
        let spoken =
            |kind: seamline_record::Kind| kind.is_promise() || matches!(kind.name(), "progress" | "withdrawal");
        let truths = self.oracle.records.iter().filter(|truth| spoken(truth.kind));
        let all = truths.filter_map(|truth| node.statement(truth.id).ok()).collect();
        let held = Held { node, all };
        for promise in held.all.iter().filter(|one| one.kind().is_promise()) {
            let number = self.oracle.by_id.get(&promise.id()).copied();
            let Ok(listed) = node.item(promise.id()) else {
                return Some(format!("{} does not show commitment {number:?}", node.id()));
            };
            let (state, item) = (held.state(promise), listed.item);
            if (item.state.as_str(), item.superseded_by) != (state, held.successor(promise)) {
                let (at, seen) = (node.id(), (&item.state, item.superseded_by.is_some(), &item.steps));
                return Some(format!("{at} shows commitment {number:?} as {seen:?}, the rules give {state}"));
            }
        }
        None
    }
}
