//! Commitments: whoever says what of them and in whatever order, only those who owe and those to whom it is owed move
//! them. The rules are written down here a second time.

use super::*;

const WHAT: [&str; 5] = ["agreed", "claimed", "accepted", "disputed", "support"];

/// One record, with the commitment that it means by its number among those so far.
#[derive(Debug, Clone)]
enum Throw {
    Promise {
        owner: usize,
        beneficiary: usize,
        replaces: Option<usize>,
    },
    Step {
        on: usize,
        what: usize,
    },
    /// Of any record so far.
    Withdrawal {
        of: usize,
    },
}

struct Thrown {
    throw: Throw,
    by: usize,
    at: i64,
    repudiated: bool,
    statement: Statement,
}

fn throw() -> impl Strategy<Value = (Throw, (usize, i64, bool, bool))> {
    let party = || 0..PARTIES.len();
    let mostly = |percent: f64| proptest::bool::weighted(percent / 100.0);
    let promise = (party(), party(), proptest::option::weighted(0.5, 0..8_usize))
        .prop_map(|(owner, beneficiary, replaces)| Throw::Promise { owner, beneficiary, replaces });
    let step = (0..8_usize, 0..WHAT.len()).prop_map(|(on, what)| Throw::Step { on, what });
    let withdrawal = (0..28_usize).prop_map(|of| Throw::Withdrawal { of });
    let around = (party(), 0..6_i64, mostly(8.0), mostly(70.0));
    (prop_oneof![3 => promise, 10 => step, 2 => withdrawal], around)
}

fn written(throws: Vec<(Throw, (usize, i64, bool, bool))>) -> Vec<Thrown> {
    let mut desks = Desks::new();
    let mut all: Vec<Thrown> = Vec::new();
    for (throw, (by, at, repudiated, placed)) in throws {
        let promises: Vec<&Thrown> = all.iter().filter(|one| matches!(one.throw, Throw::Promise { .. })).collect();
        let nth = |n: usize| promises.get(n % promises.len().max(1)).map(|one| &one.statement);
        let entry = match throw {
            Throw::Promise { owner, beneficiary, replaces } => {
                let said = json!({"text": "leave", "owner": PARTIES[owner], "beneficiary": PARTIES[beneficiary]});
                let entry = entry(by, "commitment", at, said);
                Some(match replaces.and_then(nth) {
                    Some(earlier) => entry.to(Rel::Supersedes, earlier),
                    None => entry,
                })
            }
            Throw::Step { on, what } => {
                nth(on).map(|on| entry(by, "progress", at, json!({"what": WHAT[what]})).to(Rel::About, on))
            }
            Throw::Withdrawal { of } => all.get(of % all.len().max(1)).map(|target| {
                entry(by, "withdrawal", at, json!({"reason": "no"})).to(Rel::Withdraws, &target.statement)
            }),
        };
        let root = all.first().map(|one| one.statement.clone());
        let Some(entry) = entry else { continue };
        let statement = desks.write(&match &root {
            Some(root) if placed => entry.within(root),
            _ => entry,
        });
        all.push(Thrown { throw, by, at, repudiated, statement });
    }
    all
}

/// The rules, once more.
struct Model<'a>(&'a [Thrown]);

impl Model<'_> {
    fn parties(promise: &Thrown) -> [usize; 2] {
        let Throw::Promise { owner, beneficiary, .. } = promise.throw else { panic!("no commitment") };
        [owner, beneficiary]
    }

    fn names(one: &Thrown, rel: Rel, target: &Thrown) -> bool {
        one.statement.refs().iter().any(|r| r.rel == rel && r.id == target.statement.id())
    }

    /// A step or a promise that counts: neither repudiated nor taken back.
    fn stands(&self, one: &Thrown) -> bool {
        !one.repudiated && !self.withdrawn(one)
    }

    fn withdrawn(&self, target: &Thrown) -> bool {
        let stays = match target.throw {
            Throw::Promise { .. } => self.agreed(target),
            Throw::Step { what, .. } => WHAT[what] == "agreed",
            Throw::Withdrawal { .. } => false,
        };
        let takes_back = |one: &Thrown| {
            matches!(one.throw, Throw::Withdrawal { .. })
                && one.by == target.by
                && !one.repudiated
                && Self::names(one, Rel::Withdraws, target)
        };
        !stays && self.0.iter().any(takes_back)
    }

    /// What one party last said of it, among these words.
    fn last(&self, promise: &Thrown, by: usize, words: &[&str]) -> Option<&Thrown> {
        let fits = |one: &&Thrown| {
            matches!(one.throw, Throw::Step { what, .. } if words.contains(&WHAT[what]))
                && one.by == by
                && Self::names(one, Rel::About, promise)
                && self.stands(one)
        };
        self.0.iter().filter(fits).max_by_key(|one| (one.at, one.statement.id()))
    }

    fn agreed(&self, promise: &Thrown) -> bool {
        let agrees = |by: usize| by == promise.by || self.last(promise, by, &["agreed"]).is_some();
        Self::parties(promise).into_iter().all(agrees)
    }

    fn successor(&self, promise: &Thrown) -> Option<RecordId> {
        let replaces = |next: &&Thrown| {
            matches!(next.throw, Throw::Promise { .. })
                && Self::names(next, Rel::Supersedes, promise)
                && Self::parties(next) == Self::parties(promise)
                && self.agreed(next)
                && self.stands(next)
        };
        let next = self.0.iter().filter(replaces).max_by_key(|next| (next.at, next.statement.id()));
        next.map(|next| next.statement.id())
    }

    fn state(&self, promise: &Thrown) -> &'static str {
        let [owner, beneficiary] = Self::parties(promise);
        let claimed = self.last(promise, owner, &["claimed"]);
        let verdict = self.last(promise, beneficiary, &["accepted", "disputed"]);
        let verdict = verdict.zip(claimed).filter(|(verdict, claimed)| verdict.at >= claimed.at);
        match (verdict.map(|(verdict, _)| &verdict.throw), claimed) {
            _ if promise.repudiated => "repudiated",
            _ if self.withdrawn(promise) => "withdrawn",
            _ if self.successor(promise).is_some() => "superseded",
            (Some(Throw::Step { what, .. }), _) => WHAT[*what],
            (_, Some(_)) => "claimed",
            _ if self.agreed(promise) => "agreed",
            _ => "proposed",
        }
    }
}

fn held(one: &Thrown, statement: Statement) -> Seen {
    Seen { statement, repudiated: one.repudiated.then_some(2), ..seen(&one.statement) }
}

fn promises(thrown: &[Thrown], seen: &[Seen]) -> Vec<Item> {
    let promises = thrown.iter().filter(|one| matches!(one.throw, Throw::Promise { .. }));
    let find = |one: &Thrown| {
        let items = fold(one.statement.matter(), seen);
        items.into_iter().find(|item| item.id == one.statement.id()).unwrap()
    };
    promises.map(find).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_promise_is_moved_by_its_two_parties_and_in_every_order(
        throws in proptest::collection::vec(throw(), 1..28),
        masks in proptest::collection::vec(any::<u64>(), 28),
        places in proptest::collection::vec(any::<u16>(), 84),
    ) {
        let thrown = written(throws);
        let model = Model(&thrown);
        let straight: Vec<Seen> = thrown.iter().map(|one| held(one, one.statement.clone())).collect();
        let items = promises(&thrown, &straight);
        let of_model = thrown.iter().filter(|one| matches!(one.throw, Throw::Promise { .. }));
        for (promise, item) in of_model.zip(&items) {
            prop_assert_eq!(item.state.as_str(), model.state(promise));
            prop_assert_eq!(item.superseded_by, model.successor(promise));
            let parties = Model::parties(promise).map(|party| PARTIES[party]);
            let strange = item.steps.iter().any(|step| !parties.contains(&step.party.as_str()));
            prop_assert!(!strange, "a third party moves it");
        }
        let mut tangled: Vec<Seen> = Vec::new();
        for (one, mask) in thrown.iter().zip(&masks) {
            let half = |side: u64| narrowed(&one.statement, |index| mask >> index & 1 == side);
            tangled.extend([held(one, half(0)), held(one, half(1)), held(one, half(0))]);
        }
        let mut order: Vec<usize> = (0..tangled.len()).collect();
        order.sort_by_key(|i| places[*i]);
        let tangled: Vec<Seen> = order.into_iter().map(|i| tangled[i].clone()).collect();
        prop_assert_eq!(promises(&thrown, &tangled), items);
    }
}

#[test]
fn who_has_agreed_does_not_take_it_back_by_taking_back_the_word() {
    let mut desks = Desks::new();
    let owed = json!({"text": "leave", "owner": "usa", "beneficiary": "iraq"});
    let promise = desks.write(&entry(0, "commitment", 1, owed));
    let step = |party, at, what: &str| {
        entry(party, "progress", at, json!({"what": what})).to(Rel::About, &promise).within(&promise)
    };
    let [agreed, claimed] = [(2, "agreed"), (3, "claimed")].map(|(at, what)| desks.write(&step(2, at, what)));
    let back = |desks: &mut Desks, of: &Statement| {
        desks.write(&entry(2, "withdrawal", 9, json!({})).to(Rel::Withdraws, of).within(&promise))
    };
    let (not_agreed, not_claimed) = (back(&mut desks, &agreed), back(&mut desks, &claimed));
    let state = |with: &[&Statement]| {
        let items = folded_matter(&promise, with);
        items.into_iter().find(|item| item.id == promise.id()).unwrap().state
    };
    assert_eq!(state(&[&promise, &agreed, &not_agreed]), "agreed");
    assert_eq!(state(&[&promise, &agreed, &claimed]), "claimed");
    assert_eq!(state(&[&promise, &agreed, &claimed, &not_claimed]), "agreed", "a claim is its party's own");
}
