//! Joint acts: whatever is thrown at them and in whatever order, an act stands where every party that it requires has
//! bound itself in time, and nowhere else. The rules are written down here a second time.

use super::*;

const DAY: i64 = 86_400_000;
const JOINT: [&str; 2] = ["decision", "charter"];

/// One record, with the act that it means by its number among the acts so far.
#[derive(Debug, Clone)]
enum Throw {
    /// `lapses` with the so many-th day of 1970; not said where that is none.
    Act { kind: usize, required: u8, facilitator: Option<usize>, lapses: Option<i64>, replaces: Option<usize> },
    /// `astray`: it refers to a second record, so that nobody can say what it is on.
    Position { on: usize, concurs: bool, signed: bool, bound: bool, astray: bool },
    /// Of the act, or of the first position.
    Withdrawal { of: usize, act: bool },
}

/// Who wrote it, on which day, whether its party has repudiated it, whether its matter is shown.
type Around = (usize, i64, bool, bool);

struct Thrown {
    throw: Throw,
    by: usize,
    at: i64,
    repudiated: bool,
    statement: Statement,
}

fn throw() -> impl Strategy<Value = (Throw, Around)> {
    let party = || 0..PARTIES.len();
    let mostly = |percent: f64| proptest::bool::weighted(percent / 100.0);
    let day = || proptest::option::weighted(0.2, 1..4_i64);
    let earlier = proptest::option::weighted(0.4, 0..8_usize);
    let act = (0..JOINT.len(), 0..8_u8, proptest::option::weighted(0.3, party()), day(), earlier).prop_map(
        |(kind, required, facilitator, lapses, replaces)| Throw::Act { kind, required, facilitator, lapses, replaces },
    );
    let position = (0..8_usize, mostly(80.0), mostly(90.0), mostly(90.0), mostly(5.0))
        .prop_map(|(on, concurs, signed, bound, astray)| Throw::Position { on, concurs, signed, bound, astray });
    let withdrawal = (0..8_usize, any::<bool>()).prop_map(|(of, act)| Throw::Withdrawal { of, act });
    let around = (party(), 0..4_i64, mostly(10.0), mostly(70.0));
    (prop_oneof![4 => act, 12 => position, 1 => withdrawal], around)
}

/// All of them as written; what means an act where there is none yet is left out.
fn written(throws: Vec<(Throw, Around)>) -> Vec<Thrown> {
    let mut desks = Desks::new();
    let mut all: Vec<Thrown> = Vec::new();
    for (throw, (by, day, repudiated, placed)) in throws {
        let at = day * DAY;
        let acts: Vec<&Thrown> = all.iter().filter(|thrown| matches!(thrown.throw, Throw::Act { .. })).collect();
        let nth = |n: usize| acts.get(n % acts.len().max(1)).map(|thrown| &thrown.statement);
        let entry = match &throw {
            Throw::Act { replaces, .. } => {
                let entry = entry(by, JOINT[kind_of(&throw)], at, text_of(&throw));
                Some(match replaces.and_then(nth) {
                    Some(earlier) => entry.to(Rel::Supersedes, earlier),
                    None => entry,
                })
            }
            Throw::Position { on, concurs, signed, astray, .. } => nth(*on).map(|act| {
                let signature = (*concurs && *signed).then(|| "0b".repeat(64));
                let answer = if *concurs { "concurred" } else { "not-concurred" };
                let said =
                    json!({"answer": answer, "signature": signature, "reason": (!concurs).then_some("the date")});
                let entry = entry(by, "position", at, said).to(Rel::About, act);
                if *astray { entry.to(Rel::Cites, act) } else { entry }
            }),
            Throw::Withdrawal { of, act } => {
                let position = all.iter().find(|thrown| matches!(thrown.throw, Throw::Position { .. }));
                let target = if *act { nth(*of) } else { position.map(|thrown| &thrown.statement) };
                target.map(|target| entry(by, "withdrawal", at, json!({"reason": "no"})).to(Rel::Withdraws, target))
            }
        };
        let root = all.first().map(|thrown| thrown.statement.clone());
        let Some(entry) = entry else { continue };
        let statement = desks.write(&match &root {
            Some(root) if placed => entry.within(root),
            _ => entry,
        });
        all.push(Thrown { throw, by, at, repudiated, statement });
    }
    all
}

fn kind_of(throw: &Throw) -> usize {
    if let Throw::Act { kind, .. } = throw { *kind } else { 0 }
}

fn text_of(throw: &Throw) -> Json {
    let Throw::Act { required, facilitator, lapses, .. } = throw else { return json!({}) };
    let named: Vec<&str> = (0..PARTIES.len()).filter(|party| required >> party & 1 == 1).map(|p| PARTIES[p]).collect();
    json!({
        "required": named, "facilitator": facilitator.map(|party| PARTIES[party]),
        "lapses": lapses.map(|day| format!("1970-01-{day:02}")), "clauses": [{"number": "1", "texts": {"en": "x"}}],
    })
}

/// The rules, once more.
struct Model<'a>(&'a [Thrown]);

impl Model<'_> {
    fn required(act: &Thrown) -> BTreeSet<usize> {
        let Throw::Act { required, .. } = act.throw else { return BTreeSet::new() };
        (0..PARTIES.len()).filter(|party| required >> party & 1 == 1).collect()
    }

    /// Positions of a party on an act that stand, whatever they say.
    fn answers(&self, act: &Thrown, party: usize) -> impl Iterator<Item = &Thrown> {
        let id = act.statement.id();
        let hosts = matches!(act.throw, Throw::Act { facilitator, .. } if facilitator == Some(party));
        let on_it = move |thrown: &&Thrown| match thrown.throw {
            Throw::Position { astray, .. } => !astray && thrown.statement.refs().iter().any(|r| r.id == id),
            _ => false,
        };
        let stands = move |thrown: &&Thrown| thrown.by == party && !thrown.repudiated && !hosts;
        self.0.iter().filter(on_it).filter(stands)
    }

    /// When a party has bound itself, at the earliest.
    fn bound(&self, act: &Thrown, party: usize) -> Option<i64> {
        let Throw::Act { lapses, .. } = act.throw else { return None };
        // A day ends at midnight UTC+3.
        let in_time = |at: i64| lapses.is_none_or(|day| at < day * DAY - 3 * 3_600_000);
        let binds = |thrown: &&Thrown| {
            matches!(thrown.throw, Throw::Position { concurs: true, signed: true, bound: true, .. })
                && in_time(thrown.at)
        };
        self.answers(act, party).filter(binds).map(|thrown| thrown.at).min()
    }

    fn pending(&self, act: &Thrown) -> Vec<usize> {
        Self::required(act).into_iter().filter(|party| self.bound(act, *party).is_none()).collect()
    }

    fn since(&self, act: &Thrown) -> Option<i64> {
        let bound: Option<Vec<i64>> = Self::required(act).into_iter().map(|party| self.bound(act, party)).collect();
        bound?.into_iter().max()
    }

    fn successor(&self, act: &Thrown) -> Option<RecordId> {
        let replaces = |next: &&Thrown| {
            let names = |r: &Ref| r.rel == Rel::Supersedes && r.id == act.statement.id();
            next.statement.refs().iter().any(names)
                && kind_of(&next.throw) == kind_of(&act.throw)
                && Self::required(next).is_superset(&Self::required(act))
        };
        let in_force = self.0.iter().filter(replaces).filter_map(|next| Some((self.since(next)?, next.statement.id())));
        in_force.max().map(|(_, id)| id)
    }

    fn objected(&self, act: &Thrown) -> bool {
        let objects = |thrown: &Thrown| matches!(thrown.throw, Throw::Position { concurs: false, .. });
        self.pending(act).into_iter().any(|party| self.answers(act, party).any(objects))
    }

    fn state(&self, act: &Thrown) -> &'static str {
        match () {
            () if act.repudiated && self.since(act).is_none() => "repudiated",
            () if self.successor(act).is_some() => "superseded",
            () if self.since(act).is_some() => "in-force",
            () if self.objected(act) => "objected",
            () => "proposed",
        }
    }
}

fn held(thrown: &Thrown, statement: Statement) -> Seen {
    let bound_by = match thrown.throw {
        Throw::Position { concurs: true, signed: true, bound: true, .. } => Some("minister".to_owned()),
        _ => None,
    };
    Seen { statement, repudiated: thrown.repudiated.then_some(2), bound_by, ..seen(&thrown.statement) }
}

fn straight(thrown: &[Thrown]) -> Vec<Seen> {
    thrown.iter().map(|one| held(one, one.statement.clone())).collect()
}

/// Every act as its matter shows it.
fn acts(thrown: &[Thrown], seen: &[Seen]) -> Vec<Item> {
    let acts = thrown.iter().filter(|one| matches!(one.throw, Throw::Act { .. }));
    acts.map(|act| find(&fold(act.statement.matter(), seen), &act.statement)).collect()
}

fn find(items: &[Item], of: &Statement) -> Item {
    items.iter().find(|item| item.id == of.id()).unwrap().clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_act_stands_where_all_whom_it_requires_have_bound_themselves(
        throws in proptest::collection::vec(throw(), 1..28),
        sides in any::<u32>(),
        places in proptest::collection::vec(any::<u16>(), 84),
    ) {
        let thrown = written(throws);
        let model = Model(&thrown);
        let items = acts(&thrown, &straight(&thrown));
        let of_model = thrown.iter().filter(|one| matches!(one.throw, Throw::Act { .. }));
        for (act, item) in of_model.zip(&items) {
            let joint = item.joint.as_ref().unwrap();
            let pending: BTreeSet<&str> = model.pending(act).into_iter().map(|party| PARTIES[party]).collect();
            prop_assert_eq!(joint.pending.iter().map(String::as_str).collect::<BTreeSet<_>>(), pending);
            prop_assert_eq!((joint.in_force, joint.in_force_since), (model.since(act).is_some(), model.since(act)));
            prop_assert_eq!(joint.objected, model.objected(act));
            prop_assert_eq!(item.superseded_by, model.successor(act));
            prop_assert_eq!(item.state.as_str(), model.state(act));
            prop_assert!(item.withdrawn.is_none());
            let earliest_first = item.positions.is_sorted_by_key(|position| (position.at, position.id));
            prop_assert!(earliest_first);
        }
        // Order, repeats, and whether an act of opening shows the matter, the author or both.
        let mut tangled: Vec<Seen> = Vec::new();
        for (n, one) in thrown.iter().enumerate() {
            let part = |side: u32| narrowed(&one.statement, |index| index != MATTER || sides >> n & 1 == side);
            let unknown_yet = Seen { bound_by: None, ..held(one, part(0)) };
            tangled.extend([held(one, part(1)), held(one, part(0)), unknown_yet]);
        }
        let mut order: Vec<usize> = (0..tangled.len()).collect();
        order.sort_by_key(|i| places[*i]);
        let tangled: Vec<Seen> = order.into_iter().map(|i| tangled[i].clone()).collect();
        prop_assert_eq!(&acts(&thrown, &tangled), &items);
    }

    #[test]
    fn what_does_not_count_changes_nothing_and_what_counts_is_never_lost(
        throws in proptest::collection::vec(throw(), 1..28),
        upto in 0..28_usize,
        partly in any::<u32>(),
    ) {
        let thrown = written(throws);
        let items = acts(&thrown, &straight(&thrown));
        // A position that has a fault, and an objection beside a concurrence of the same party.
        let mut idle = BTreeSet::new();
        for item in &items {
            let pending = &item.joint.as_ref().unwrap().pending;
            let beside = |p: &Position| p.answer == "not-concurred" && !pending.iter().any(|party| *party == p.party.as_str());
            idle.extend(item.positions.iter().filter(|p| p.fault.is_some() || beside(p)).map(|p| p.id));
        }
        let counting = |one: &Seen| !idle.contains(&one.statement.id()) && one.statement.kind().name() != "withdrawal";
        let only: Vec<Seen> = straight(&thrown).into_iter().filter(counting).collect();
        for (item, without) in items.iter().zip(acts(&thrown, &only)) {
            prop_assert_eq!(&item.joint, &without.joint);
            prop_assert_eq!((&item.state, item.superseded_by), (&without.state, without.superseded_by));
        }
        // Whoever holds less: nothing is in force there that is not here.
        let less = |(n, one): (usize, &Thrown)| {
            let of_acts = matches!(one.throw, Throw::Act { .. });
            (of_acts || (n < upto && partly >> n & 1 == 1)).then(|| held(one, one.statement.clone()))
        };
        let less: Vec<Seen> = thrown.iter().enumerate().filter_map(less).collect();
        for (item, before) in items.iter().zip(acts(&thrown, &less)) {
            let (now, then) = (item.joint.as_ref().unwrap(), before.joint.unwrap());
            prop_assert!(now.in_force || !then.in_force, "more that arrived undid an act");
            prop_assert!(now.pending.iter().all(|party| then.pending.contains(party)));
            prop_assert!(item.superseded_by.is_some() || before.superseded_by.is_none());
        }
    }
}

fn decision(required: &[&str]) -> Json {
    json!({"required": required, "clauses": [{"number": "1", "texts": {"en": "x"}}]})
}

fn position(party: usize, at: i64, answer: &str, act: &Statement) -> Entry<'static> {
    let answer: &'static str = if answer == "concurred" { "concurred" } else { "not-concurred" };
    let said = json!({"answer": answer, "signature": "0b".repeat(64)});
    entry(party, "position", at, said).to(Rel::About, act).within(act)
}

fn bound(statement: &Statement) -> Seen {
    Seen { bound_by: Some("minister".to_owned()), ..seen(statement) }
}

/// Each position with its fault, none where it counts.
fn faults(item: &Item) -> Vec<(&str, Option<&str>)> {
    item.positions.iter().map(|p| (p.party.as_str(), p.fault.as_deref())).collect()
}

#[test]
fn each_position_that_does_not_count_says_why() {
    let mut desks = Desks::new();
    let mut fields = decision(&["iraq", "kurdistan"]);
    fields["facilitator"] = json!("usa");
    fields["lapses"] = json!("1970-01-02");
    let act = desks.write(&entry(2, "decision", 0, fields));
    let concurs = |party, at| position(party, at, "concurred", &act);
    let unsigned = entry(0, "position", 2, json!({"answer": "concurred"})).to(Rel::About, &act).within(&act);
    let [hosts, unsigned, unbound, void, late, good] =
        [concurs(2, 1), unsigned, concurs(0, 3), concurs(0, 4), concurs(1, 2 * DAY), concurs(0, 5)]
            .map(|entry| desks.write(&entry));
    let void = Seen { repudiated: Some(3), ..bound(&void) };
    let all = [seen(&act), bound(&hosts), bound(&unsigned), seen(&unbound), void, bound(&late), bound(&good)];
    let item = find(&fold(act.id(), &all), &act);
    let wanted = [
        ("usa", Some("not-required")),
        ("iraq", Some("not-signed")),
        ("iraq", Some("not-binding")),
        ("iraq", Some("void")),
        ("iraq", None),
        ("kurdistan", Some("lapsed")),
    ];
    assert_eq!(faults(&item), wanted);
    assert_eq!((item.state.as_str(), item.joint.unwrap().pending), ("proposed", vec!["kurdistan".to_owned()]));
}

#[test]
fn a_party_that_says_both_has_concurred() {
    let mut desks = Desks::new();
    let act = desks.write(&entry(0, "decision", 0, decision(&["iraq", "kurdistan"])));
    let said = [(0, 1, "concurred"), (1, 2, "not-concurred"), (1, 3, "concurred"), (1, 4, "not-concurred")];
    let positions = said.map(|(party, at, answer)| desks.write(&position(party, at, answer, &act)));
    let state = |upto: usize| {
        let all: Vec<Seen> = [seen(&act)].into_iter().chain(positions[..upto].iter().map(bound)).collect();
        let item = find(&fold(act.id(), &all), &act);
        (item.state, item.joint.unwrap().in_force_since)
    };
    assert_eq!(state(2), ("objected".to_owned(), None));
    assert_eq!(state(3), ("in-force".to_owned(), Some(3)));
    assert_eq!(state(4), ("in-force".to_owned(), Some(3)));
}

#[test]
fn a_time_that_is_not_said_is_never_in_time() {
    let mut desks = Desks::new();
    let mut fields = decision(&["iraq"]);
    let act = desks.write(&entry(0, "decision", 0, fields.clone()));
    fields["lapses"] = json!("1970-01-02");
    let lapsing = desks.write(&entry(0, "decision", 0, fields));
    let without_time = |desks: &mut Desks, act: &Statement| {
        let said = json!({"answer": "concurred", "signature": "0b".repeat(64)});
        let draft = Draft::from_fields("position", &Label::default(), said.as_object().unwrap()).unwrap();
        let mut draft = draft.about(None, &[Ref { rel: Rel::About, id: act.id() }], "officer", 0).unwrap();
        draft.set(TIME, Value::Null).unwrap();
        desks.sign(0, draft)
    };
    for (act, state) in [(&act, "in-force"), (&lapsing, "proposed")] {
        let timeless = without_time(&mut desks, act);
        let item = find(&fold(act.id(), &[seen(act), bound(&timeless)]), act);
        assert_eq!((item.state.as_str(), item.joint.unwrap().in_force_since), (state, None));
    }
}

#[test]
fn an_act_in_force_outlives_the_record_that_carried_it_and_one_that_is_not_does_not() {
    let mut desks = Desks::new();
    let act = desks.write(&entry(0, "decision", 0, decision(&["iraq", "kurdistan"])));
    let [ours, theirs] = [0, 1].map(|party| desks.write(&position(party, 1, "concurred", &act)));
    let void = Seen { repudiated: Some(2), ..seen(&act) };
    let state = |all: &[Seen]| find(&fold(act.id(), all), &act).state;
    assert_eq!(state(&[void.clone(), bound(&ours)]), "repudiated");
    assert_eq!(state(&[void, bound(&ours), bound(&theirs)]), "in-force");
}
