//! One suite for every implementation.

mod crash;

use seamline_record::{Hash, RecordId};

use crate::*;

fn id(n: u8) -> RecordId {
    RecordId(Hash([n; 32]))
}

fn record(n: u8, received: i64) -> Change {
    Change::Record(RecordRow { id: id(n), bytes: vec![n; 3], received, own: n == 1, repudiated: None })
}

fn view(n: u8, kind: &str, centre: Option<&str>, at: i64, text: &str) -> ViewRow {
    ViewRow {
        id: id(n),
        kind: kind.to_owned(),
        party: "iraq".to_owned(),
        centre: centre.map(str::to_owned),
        at,
        text: text.to_owned(),
        body: vec![n],
    }
}

fn feed(name: &str, size: u64) -> Change {
    Change::Feed(FeedRow { name: name.to_owned(), size, frontier: vec![1], checkpoint: vec![size as u8], changed: 5 })
}

fn entry(feed: &str, index: u64, bytes: usize, record: Option<RecordId>) -> Change {
    let entry = EntryRow { index, leaf: vec![7; bytes], payload: record.map(|_| vec![8; bytes]), record };
    Change::Entry { feed: feed.to_owned(), entry }
}

fn conforms(store: &mut dyn Store) {
    records_and_openings(store);
    feeds_and_receipts(store);
    views_and_settings(store);
    restated(store);
    files_and_parcels(store);
    journal(store);
}

fn journal(store: &mut dyn Store) {
    let row = |number: u64| JournalRow { number, text: vec![number as u8; 3] };
    assert_eq!((store.journal_end().unwrap(), store.journal(0, 9).unwrap()), (0, vec![]));
    store.apply(&[Change::Journal(row(0)), Change::Journal(row(1)), Change::Journal(row(2))]).unwrap();
    assert_eq!(store.journal(1, 1).unwrap(), vec![row(1)]);
    assert_eq!((store.journal_end().unwrap(), store.journal(1, 9).unwrap().len()), (3, 2));
    let again = Change::Journal(JournalRow { number: 1, text: vec![9] });
    let other = Change::Setting { space: "peer", key: "z".into(), value: Some(vec![1]) };
    assert!(store.apply(&[other, again]).is_err(), "a row was written twice");
    assert_eq!((store.journal(1, 1).unwrap(), store.setting("peer", "z").unwrap()), (vec![row(1)], None));
}

fn restated(store: &mut dyn Store) {
    let left = OpeningRow { index: 0, salt: [9; 16], value: vec![9] };
    store.apply(&[Change::Restated { id: id(1), repudiated: None, openings: vec![left.clone()] }]).unwrap();
    assert_eq!(store.openings(id(1)).unwrap(), vec![left.clone()]);
    let count = store.record_count().unwrap();
    store.apply(&[Change::Restated { id: id(1), repudiated: Some(4), openings: vec![left] }]).unwrap();
    assert_eq!(store.record(id(1)).unwrap().unwrap().repudiated, Some(4));
    assert_eq!((store.record_count().unwrap(), store.opened().unwrap()), (count - 1, vec![]));
}

fn files_and_parcels(store: &mut dyn Store) {
    let file = |hash, stage| Change::from(Bulk::File(FileRow { hash: Hash([hash; 32]), length: 3, stage }));
    let piece = |stage, offset| Change::from(Bulk::Chunk { stage, offset, bytes: vec![stage as u8; 3] });
    store.apply(&[piece(1, 0), piece(2, 0), piece(2, 3), piece(3, 0), file(7, 1), file(7, 2)]).unwrap();
    assert_eq!(store.file(Hash([7; 32])).unwrap().unwrap().stage, 1, "the first file of a hash stands");
    store.apply(&[Change::Bulk(Bulk::ForgetStage(Some(2))), Change::Bulk(Bulk::ForgetStage(Some(1)))]).unwrap();
    assert_eq!(store.chunk(2, 3).unwrap(), None);
    assert_eq!(store.chunk(1, 0).unwrap(), Some(vec![1; 3]), "pieces of a file are not forgotten");
    store.apply(&[Change::Bulk(Bulk::ForgetStage(None))]).unwrap();
    assert_eq!((store.chunk(3, 0).unwrap(), store.chunk(1, 0).unwrap()), (None, Some(vec![1; 3])));
    let parcel = ParcelRow {
        hash: Hash([8; 32]),
        from: Some("iraq/desk".into()),
        to: "kurdistan".into(),
        via: None,
        since: 5,
        length: 4,
        sealed: vec![1; 4],
    };
    store.apply(&[Change::Bulk(Bulk::Parcel(parcel.clone()))]).unwrap();
    assert_eq!(store.parcels().unwrap(), vec![ParcelRow { sealed: vec![], ..parcel.clone() }]);
    assert_eq!(store.parcel(parcel.hash).unwrap(), Some(parcel.clone()));
    store.apply(&[Change::Bulk(Bulk::ForgetParcel(parcel.hash))]).unwrap();
    assert_eq!(store.parcels().unwrap(), vec![]);
}

fn records_and_openings(store: &mut dyn Store) {
    let opening = |index| OpeningRow { index, salt: [index; 16], value: vec![index] };
    store
        .apply(&[
            record(2, 20),
            record(1, 10),
            Change::Opening { id: id(1), opening: opening(4) },
            Change::Opening { id: id(1), opening: opening(0) },
            Change::Mention { target: id(1), id: id(3) },
            Change::Mention { target: id(1), id: id(2) },
            Change::Document { party: "b".into(), version: 1, encoded: vec![2] },
            Change::Document { party: "a".into(), version: 2, encoded: vec![1] },
        ])
        .unwrap();
    store.apply(&[record(2, 99), record(3, 30)]).unwrap();
    assert_eq!(store.record(id(2)).unwrap().unwrap().received, 20, "the first receipt stands");
    assert_eq!(store.record(id(9)).unwrap(), None);
    assert_eq!(store.record_ids().unwrap(), vec![id(1), id(2), id(3)]);
    assert_eq!(store.opened().unwrap(), vec![(id(1), 0b1_0001)]);
    assert_eq!(store.record_count().unwrap(), 3);
    assert_eq!(store.openings(id(1)).unwrap(), vec![opening(0), opening(4)]);
    assert_eq!(store.mentions(id(1)).unwrap(), vec![id(2), id(3)]);
    assert_eq!(store.documents().unwrap(), vec![vec![1], vec![2]]);
}

fn feeds_and_receipts(store: &mut dyn Store) {
    let receipt = |size, cosigner: &str| ReceiptRow { size, cosigner: cosigner.into(), time: 9, line: "l".into() };
    let mut changes = vec![feed("f", 3), feed("e", 0)];
    changes.extend((0..3).map(|i| entry("f", i, 10, (i > 0).then_some(id(1)))));
    changes.push(Change::TreeHash { feed: "f".into(), index: 4, hash: Hash([4; 32]) });
    changes.push(Change::Checkpoint { feed: "f".into(), size: 3, note: vec![3] });
    changes.push(Change::Receipt { feed: "f".into(), receipt: receipt(3, "b/y") });
    changes.push(Change::Receipt { feed: "f".into(), receipt: receipt(3, "b/x") });
    changes.push(Change::Audit { feed: "f".into(), index: 1, audit: vec![6] });
    store.apply(&changes).unwrap();
    assert_eq!(store.feeds().unwrap().iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), vec!["e", "f"]);
    assert_eq!(store.feed("f").unwrap().unwrap().size, 3);
    assert_eq!(store.feed("g").unwrap(), None);
    let positions = |start, limit, bytes| -> Vec<u64> {
        store.entries("f", start, limit, bytes).unwrap().iter().map(|e| e.index).collect()
    };
    assert_eq!(positions(0, 10, 1000), vec![0, 1, 2]);
    assert_eq!(positions(1, 1, 1000), vec![1]);
    assert_eq!(positions(0, 10, 30), vec![0, 1]);
    assert_eq!(positions(0, 10, 1), vec![0], "at least one, or a large entry would wedge a link");
    assert_eq!(store.tree_hash("f", 4).unwrap(), Some(Hash([4; 32])));
    assert_eq!(store.tree_hash("e", 4).unwrap(), None);
    assert_eq!(store.checkpoint("f", 3).unwrap(), Some(vec![3]));
    assert_eq!(store.checkpoint("f", 2).unwrap(), None);
    assert_eq!(store.receipts("f").unwrap(), vec![receipt(3, "b/x"), receipt(3, "b/y")]);
    assert_eq!(store.receipts("e").unwrap(), vec![]);
    let later = ReceiptRow { time: 99, ..receipt(3, "b/x") };
    let wider = ReceiptRow { size: 5, ..receipt(5, "b/y") };
    let put = |receipt: &ReceiptRow| Change::Receipt { feed: "f".into(), receipt: receipt.clone() };
    store.apply(&[put(&later), put(&wider)]).unwrap();
    assert_eq!(store.receipts("f").unwrap()[0].time, 9, "a receipt was dated anew");
    assert_eq!(store.receipt_covering("f", 2).unwrap(), Some(receipt(3, "b/x")));
    assert_eq!(store.receipt_covering("f", 3).unwrap(), Some(wider.clone()));
    assert_eq!(store.receipt_covering("f", 5).unwrap(), None);
    assert_eq!(store.newest_receipt("f", None).unwrap(), Some(wider));
    assert_eq!(store.newest_receipt("f", Some("b/x")).unwrap(), Some(receipt(3, "b/x")));
    assert_eq!(store.audit("f", 1).unwrap(), Some(vec![6]));
    let act = |index| ActRow { feed: "f".into(), index };
    let hold = |index, reason: Option<&str>| Change::Quarantine { act: act(index), reason: reason.map(str::to_owned) };
    store.apply(&[hold(2, Some("x")), hold(1, Some("y")), hold(2, None)]).unwrap();
    assert_eq!(store.quarantined().unwrap(), vec![(act(1), "y".to_owned())]);
    let acts = store.acts(id(1)).unwrap();
    assert_eq!(acts, vec![ActRow { feed: "f".into(), index: 1 }, ActRow { feed: "f".into(), index: 2 }]);
}

fn views_and_settings(store: &mut dyn Store) {
    let theirs = ViewRow { party: "kurdistan".into(), ..view(2, "log-entry", None, 200, "quiet") };
    let rows = vec![view(1, "incident", Some("makhmour"), 100, "two vehicles"), theirs];
    store
        .apply(&[
            Change::MatterViews { matter: id(1), rows },
            Change::MatterViews { matter: id(3), rows: vec![view(3, "incident", Some("kirkuk"), 300, "two shots")] },
        ])
        .unwrap();
    let ids = |query: ViewQuery| -> (Vec<RecordId>, u64) {
        let views = store.views(&query).unwrap();
        (views.rows.iter().map(|r| r.id).collect(), views.total)
    };
    let all = ViewQuery { limit: 10, ..ViewQuery::default() };
    assert_eq!(ids(all.clone()), (vec![id(3), id(2), id(1)], 3));
    assert_eq!(ids(ViewQuery { limit: 1, ..all.clone() }), (vec![id(3)], 3));
    assert_eq!(ids(ViewQuery { kinds: vec!["incident".into()], before: Some(300), ..all.clone() }).0, vec![id(1)]);
    assert_eq!(ids(ViewQuery { centre: Some("kirkuk".into()), ..all.clone() }).0, vec![id(3)]);
    let both = ViewQuery { kinds: ["log-entry", "incident", "incident"].map(String::from).into(), ..all.clone() };
    assert_eq!(ids(both.clone()), (vec![id(3), id(2), id(1)], 3));
    assert_eq!(ids(ViewQuery { limit: 2, ..both.clone() }), (vec![id(3), id(2)], 3));
    assert_eq!(ids(ViewQuery { centre: Some("makhmour".into()), ..both }), (vec![id(1)], 1));
    assert_eq!(ids(ViewQuery { party: Some("kurdistan".into()), ..all.clone() }), (vec![id(2)], 1));
    assert_eq!(ids(ViewQuery { words: vec!["two".into(), "veh".into()], ..all.clone() }).0, vec![id(1)]);
    assert_eq!(ids(ViewQuery { from: Some(200), ..all.clone() }).0, vec![id(3), id(2)]);
    let mut incidents = Vec::new();
    store.each_view("incident", &mut |row| incidents.push(row.id)).unwrap();
    incidents.sort();
    assert_eq!(incidents, [id(1), id(3)]);
    store
        .apply(&[Change::MatterViews { matter: id(1), rows: vec![view(2, "log-entry", None, 200, "quiet")] }])
        .unwrap();
    assert_eq!(store.view(id(1)).unwrap(), None);
    assert_eq!(store.view(id(2)).unwrap().unwrap().text, "quiet");
    store.apply(&[Change::ForgetViews]).unwrap();
    assert_eq!(store.views(&all).unwrap(), Views::default());

    let set = |key: &str, value: Option<&[u8]>| Change::Setting {
        space: "peer",
        key: key.into(),
        value: value.map(<[u8]>::to_vec),
    };
    store.apply(&[set("b", Some(b"2")), set("a", Some(b"1")), set("c", Some(b"3")), set("c", None)]).unwrap();
    assert_eq!(store.setting("peer", "a").unwrap(), Some(b"1".to_vec()));
    assert_eq!(store.setting("other", "a").unwrap(), None);
    assert_eq!(store.settings("peer").unwrap(), vec![("a".into(), b"1".to_vec()), ("b".into(), b"2".to_vec())]);
}

fn key() -> RowKey {
    RowKey::from_bytes(*b"a-canary-of-32-bytes-for-the-key")
}

fn scratch(name: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("seamline-store-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn memory_conforms() {
    conforms(&mut Memory::default());
}

#[test]
fn sqlite_conforms_and_keeps_what_it_was_given() {
    let folder = scratch("conforms");
    let path = folder.join("node.db");
    conforms(&mut Sqlite::open(&path, &key()).unwrap());
    let again = Sqlite::open(&path, &key()).unwrap();
    assert_eq!(again.feed("f").unwrap().unwrap().size, 3);
    assert_eq!(again.openings(id(1)).unwrap().len(), 1);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_file_itself_refuses_to_change_or_drop_a_row_of_the_journal_and_a_moved_one_does_not_open() {
    let folder = scratch("journal");
    let path = folder.join("node.db");
    let rows = [0, 1].map(|number| Change::Journal(JournalRow { number, text: vec![5; 40] }));
    Sqlite::open(&path, &key()).unwrap().apply(&rows).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    for change in ["UPDATE journal SET sealed = x'00'", "DELETE FROM journal WHERE number = 1"] {
        assert!(raw.execute(change, []).is_err(), "{change}");
    }
    raw.execute_batch("DROP TRIGGER journal_stands; UPDATE journal SET number = 7 WHERE number = 1;").unwrap();
    drop(raw);
    let moved = Sqlite::open(&path, &key()).unwrap();
    assert!(matches!(moved.journal(1, 9), Err(StoreFault::Damaged(_))));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_second_holder_is_refused() {
    let folder = scratch("in-use");
    let path = folder.join("node.db");
    let first = Sqlite::open(&path, &key()).unwrap();
    assert!(matches!(Sqlite::open(&path, &key()), Err(StoreFault::InUse)));
    drop(first);
    assert!(Sqlite::open(&path, &key()).is_ok());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_full_disk_refuses_the_act_whole_and_keeps_the_rest() {
    let folder = scratch("full");
    let mut store = Sqlite::open(&folder.join("node.db"), &key()).unwrap();
    store.apply(&[record(1, 1)]).unwrap();
    store.limit_pages(40).unwrap();
    let big =
        Change::Record(RecordRow { bytes: vec![0; 1 << 20], id: id(5), received: 1, own: false, repudiated: None });
    assert!(matches!(store.apply(&[record(2, 1), big]), Err(StoreFault::DiskFull)));
    assert_eq!(store.record(id(2)).unwrap(), None, "half an act was recorded");
    store.apply(&[record(3, 1)]).unwrap();
    assert!(store.record(id(1)).unwrap().is_some() && store.record(id(3)).unwrap().is_some());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_damaged_file_is_named_as_such() {
    let folder = scratch("damaged");
    let path = folder.join("node.db");
    std::fs::write(&path, vec![0x5a; 8192]).unwrap();
    assert!(matches!(Sqlite::open(&path, &key()), Err(StoreFault::Damaged(_))));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn another_key_opens_nothing_and_changes_nothing() {
    let folder = scratch("wrong-key");
    let path = folder.join("node.db");
    let setting = Change::Setting { space: "peer", key: "a".into(), value: Some(vec![1]) };
    Sqlite::open(&path, &key()).unwrap().apply(&[setting]).unwrap();
    assert!(matches!(Sqlite::open(&path, &RowKey::from_bytes([2; 32])), Err(StoreFault::WrongKey)));
    assert_eq!(Sqlite::open(&path, &key()).unwrap().setting("peer", "a").unwrap(), Some(vec![1]));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn views_of_an_older_form_are_dropped_and_everything_else_is_kept() {
    let folder = scratch("older-form");
    let path = folder.join("node.db");
    let views = Change::MatterViews { matter: id(1), rows: vec![view(1, "incident", None, 5, "two")] };
    Sqlite::open(&path, &key()).unwrap().apply(&[record(1, 10), views]).unwrap();
    let all = ViewQuery { limit: 9, ..ViewQuery::default() };
    assert_eq!(Sqlite::open(&path, &key()).unwrap().views(&all).unwrap().total, 1);
    let older = "DROP TABLE view; CREATE TABLE view (number INTEGER PRIMARY KEY, id BLOB); PRAGMA user_version = 0;";
    rusqlite::Connection::open(&path).unwrap().execute_batch(older).unwrap();
    let mut store = Sqlite::open(&path, &key()).unwrap();
    assert_eq!((store.views(&all).unwrap().total, store.record_count().unwrap()), (0, 1));
    store.apply(&[Change::MatterViews { matter: id(1), rows: vec![view(1, "incident", None, 5, "two")] }]).unwrap();
    assert_eq!(store.views(&all).unwrap().total, 1);
    std::fs::remove_dir_all(folder).unwrap();
}

fn contains(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}

/// One canary for each place that content goes to.
fn canaries(word: &str) -> Vec<Change> {
    let text = format!("{word} text");
    let opening = OpeningRow { index: 5, salt: *b"a-canary-of-salt", value: format!("{word} value").into_bytes() };
    let payload = Some(format!("{word} payload").into_bytes());
    let row = ViewRow { body: format!("{word} body").into_bytes(), ..view(1, "incident", Some(word), 5, &text) };
    vec![
        record(1, 10),
        feed("f", 1),
        Change::Opening { id: id(1), opening },
        Change::Entry { feed: "f".into(), entry: EntryRow { index: 0, leaf: vec![1], payload, record: Some(id(1)) } },
        Change::Audit { feed: "f".into(), index: 0, audit: format!("{word} audit").into_bytes() },
        Change::MatterViews { matter: id(1), rows: vec![row] },
        Change::Setting { space: "officer", key: format!("{word} key"), value: Some(format!("{word} value").into()) },
        Change::Journal(JournalRow { number: 0, text: format!("{word} journal").into_bytes() }),
    ]
}

#[test]
fn no_content_stands_in_the_files() {
    let folder = scratch("canaries");
    let path = folder.join("node.db");
    let mut store = Sqlite::open(&path, &key()).unwrap();
    store.apply(&canaries("xylophone")).unwrap();
    let octets = |store: &Sqlite| {
        assert!(store.record(id(1)).unwrap().is_some());
        let files = std::fs::read_dir(&folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.collect::<Vec<_>>().concat()
    };
    let found = |bytes: &[u8]| {
        let secret = [&b"xylophone"[..], b"a-canary-of-salt", b"a-canary-of-32-bytes-for-the-key"];
        secret.into_iter().filter(|canary| contains(bytes, canary)).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let in_log = octets(&store);
    assert!(contains(&in_log, b"incident"), "the search finds nothing at all");
    assert_eq!(found(&in_log), Vec::<Vec<u8>>::new());
    drop(store);
    let store = Sqlite::open(&path, &key()).unwrap();
    assert_eq!(found(&octets(&store)), Vec::<Vec<u8>>::new());
    assert_eq!(store.view(id(1)).unwrap().unwrap().centre.as_deref(), Some("xylophone"));
    std::fs::remove_dir_all(folder).unwrap();
}
