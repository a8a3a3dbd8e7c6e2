//! The lane of files, and parcels: what is large can wait, and arrives whole or not at all.

use seamline_feed::{Bye, Chunk, Handover, Holdings, Intake, Lane, frame::CHUNK_BYTES};
use seamline_record::{Hash, MAX_FILE_BYTES};

use super::*;

pub(super) fn bytes(length: usize) -> Vec<u8> {
    let mut random = TestRandom::new();
    let mut bytes = vec![0; length];
    random.fill(&mut bytes);
    bytes
}

fn of_files_to_kurdistan(feed: &FeedStatus) -> bool {
    feed.origin.lane == Lane::Files && feed.origin.audience == to("kurdistan")
}

pub(super) fn hand_in(node: &mut Node, bytes: &[u8]) -> Hash {
    let mut upload = node.begin_file(&holder()).unwrap();
    for part in bytes.chunks(100_000) {
        node.append_file(&mut upload, part).unwrap();
    }
    let (hash, length) = node.finish_file(upload).unwrap();
    assert_eq!((hash, length), (hash_of(bytes), bytes.len() as u64));
    hash
}

pub(super) fn photographed(node: &mut Node, file: Hash, length: usize, release: Vec<ReleaseRequest>) -> RecordId {
    let attachments = json!([{"hash": file.to_string(), "length": length, "type": "image/jpeg", "name": "bridge.jpg"}]);
    let fields = json!({"centre": "makhmour", "summary": "bridge", "attachments": attachments});
    node.record(&holder(), &entry("incident", &fields, release)).unwrap().id
}

/// Hash of all the pieces held of a file.
pub(super) fn whole(node: &Node, hash: Hash) -> Option<Hash> {
    let length = node.file_length(hash).ok()?;
    let pieces = (0..length).step_by(CHUNK_BYTES as usize).map(|at| node.file_piece(hash, at).unwrap());
    Some(hash_of(&pieces.collect::<Vec<_>>().concat()))
}

#[test]
fn a_file_follows_the_slot_that_names_it_and_is_receipted() {
    let (_, mut a, mut b) = pair();
    let photo = bytes(CHUNK_BYTES as usize * 2 + 77);
    let file = hand_in(&mut a, &photo);
    let kept = photographed(&mut a, file, photo.len(), vec![request("kurdistan", &["summary"])]);
    sync(&mut a, &mut b);
    assert_eq!((whole(&b, file), b.item(kept).is_ok()), (None, true), "the slot that names it was not opened");
    a.release(&holder(), kept, &request("kurdistan", &["attachments"])).unwrap();
    let exchange = sync(&mut a, &mut b);
    assert_eq!(exchange.ended, [None, None]);
    assert_eq!(whole(&b, file), Some(file));
    let lane = a.feed_statuses().into_iter().find(of_files_to_kurdistan).unwrap();
    assert_eq!((lane.size, lane.receipted), (2, 2), "the file is receipted");
    assert!(!a.release(&holder(), kept, &request("kurdistan", &["attachments"])).unwrap());
    let again = sync(&mut a, &mut b);
    assert!(!again.frames.iter().any(|f| matches!(f, Frame::Chunk(_))), "what is held is not sent again");
}

#[test]
fn an_entry_written_meanwhile_goes_before_the_rest_of_the_file() {
    let (_, mut a, mut b) = pair();
    let photo = bytes(CHUNK_BYTES as usize * 4);
    let file = hand_in(&mut a, &photo);
    photographed(&mut a, file, photo.len(), vec![request("kurdistan", &[])]);
    let (mut left, mut right) = (Session::new(b.id().clone()), Session::new(a.id().clone()));
    let (hello, reply) = (left.start(&a).unwrap(), right.start(&b).unwrap());
    right.handle(&hello, &mut b).unwrap();
    left.handle(&reply, &mut a).unwrap();
    while let Some(frame) = left.poll(&a).unwrap() {
        right.handle(&frame, &mut b).unwrap();
    }
    // The leaf that opens the feed of files, and two pieces.
    for _ in 0..3 {
        let frame = left.poll_bulk(&a).unwrap().unwrap();
        right.handle(&frame, &mut b).unwrap();
    }
    let urgent = log(&mut a, "urgent", vec![request("kurdistan", &[])]);
    let next = left.poll(&a).unwrap().unwrap();
    assert!(matches!(next, Frame::Leaves(_)));
    right.handle(&next, &mut b).unwrap();
    assert!(b.item(urgent).is_ok() && whole(&b, file).is_none());
    while let Some(frame) = left.poll_bulk(&a).unwrap() {
        right.handle(&frame, &mut b).unwrap();
    }
    assert_eq!(whole(&b, file), Some(file));
}

#[test]
fn a_file_cut_off_begins_anew_and_a_liars_file_is_refused() {
    let (_, mut a, mut b) = pair();
    let photo = bytes(CHUNK_BYTES as usize + 5);
    let file = hand_in(&mut a, &photo);
    photographed(&mut a, file, photo.len(), vec![request("kurdistan", &[])]);
    let mut pieces = 0;
    sync_through(&mut a, &mut b, &mut |frame| {
        pieces += usize::from(matches!(frame, Frame::Chunk(_)));
        (pieces < 2).then_some(frame)
    });
    assert_eq!(whole(&b, file), None);
    let lie = sync_through(&mut a, &mut b, &mut |frame| match frame {
        Frame::Chunk(chunk) => {
            let mut bytes = chunk.bytes.clone();
            bytes[0] ^= 1;
            Some(Frame::Chunk(Chunk { bytes, ..chunk }))
        }
        other => Some(other),
    });
    assert_eq!((lie.ended[1], whole(&b, file)), (Some(Bye::Feed), None));
    assert_eq!(sync(&mut a, &mut b).ended, [None, None]);
    assert_eq!(whole(&b, file), Some(file));
}

#[test]
fn pieces_out_of_turn_and_for_others_are_refused() {
    let (world, mut a, mut b) = pair();
    let file = hand_in(&mut a, &bytes(10));
    photographed(&mut a, file, 10, vec![request("kurdistan", &[])]);
    let origin = a.feed_statuses().into_iter().find(of_files_to_kurdistan).unwrap().origin;
    let chunk = a.chunk(&origin, file, 0).unwrap().unwrap();
    let mut usa = world.node("usa/desk");
    assert_eq!(usa.take_chunk(a.id(), &chunk), Err(Bye::NotHolder));
    let later =
        Chunk { offset: CHUNK_BYTES, length: CHUNK_BYTES * 2, bytes: vec![0; CHUNK_BYTES as usize], ..chunk.clone() };
    assert_eq!(b.take_chunk(a.id(), &later), Err(Bye::Feed), "it has no beginning");
    let long = Chunk { length: MAX_FILE_BYTES + 1, bytes: vec![0; CHUNK_BYTES as usize], ..chunk };
    assert_eq!(b.take_chunk(a.id(), &long), Err(Bye::Frame));
    let missing = json!({"centre": "c", "attachments": [
        {"hash": hash_of(b"never handed in").to_string(), "length": 3, "type": "text/plain", "name": "n"}]});
    let refused = a.record(&holder(), &entry("incident", &missing, vec![]));
    assert!(matches!(refused, Err(NodeFault::NoSuchFile(_))));
    let empty = a.begin_file(&holder()).unwrap();
    assert!(matches!(a.finish_file(empty), Err(NodeFault::FileLength)));
}

#[test]
fn a_stick_carries_files_and_a_sibling_passes_them_on() {
    let world = World::new();
    let (mut desk, mut hq) = (world.node("iraq/desk"), world.node("iraq/hq"));
    let mut b = world.node("kurdistan/desk");
    let photo = bytes(300_000);
    let file = hand_in(&mut desk, &photo);
    let id = photographed(&mut desk, file, photo.len(), vec![]);
    // The command tells of the record before the file has reached it.
    let mut cut = false;
    sync_through(&mut desk, &mut hq, &mut |frame| {
        cut |= matches!(frame, Frame::Chunk(_));
        (!cut).then_some(frame)
    });
    hq.release(&holder(), id, &request("kurdistan", &[])).unwrap();
    assert!(whole(&hq, file).is_none());
    sync(&mut desk, &mut hq);
    assert_eq!(whole(&hq, file), Some(file));
    let stick = hq.export_bundle(&holder(), "kurdistan", false).unwrap();
    b.import_bundle(&holder(), &stick).unwrap();
    assert_eq!(whole(&b, file), Some(file));
    b.import_bundle(&holder(), &stick).unwrap();
}

#[test]
fn a_third_party_carries_parcels_that_it_cannot_read() {
    let world = World::new();
    let (mut a, mut b, mut carrier) = (world.node("iraq/desk"), world.node("kurdistan/desk"), world.node("usa/desk"));
    let mut told = vec![];
    for n in 0..6 {
        told.push(log(&mut a, &format!("secret of two {n} {}", "x".repeat(100_000)), vec![request("kurdistan", &[])]));
        world.pass(1000);
    }
    assert_eq!(a.send_parcels(&holder(), b.id(), carrier.id()).unwrap(), 1);
    for n in 6..12 {
        told.push(log(&mut a, &format!("secret of two {n} {}", "x".repeat(100_000)), vec![request("kurdistan", &[])]));
        world.pass(1000);
    }
    // All that has no receipt goes along again, in two parcels now.
    assert_eq!(a.send_parcels(&holder(), b.id(), carrier.id()).unwrap(), 3);
    let exchange = sync(&mut a, &mut carrier);
    let seen: Vec<u8> = exchange.frames.iter().flat_map(Frame::encode).collect();
    assert!(!seen.windows(13).any(|w| w == b"secret of two"));
    assert_eq!((a.parcels().unwrap().len(), carrier.parcels().unwrap().len()), (0, 3));
    assert!(carrier.feed_statuses().is_empty() && carrier.item(told[0]).is_err());
    sync(&mut carrier, &mut b);
    for id in &told {
        assert!(b.item(*id).is_ok());
    }
    assert_eq!(carrier.parcels().unwrap().len(), 0);
    b.send_parcels(&holder(), a.id(), carrier.id()).unwrap();
    sync(&mut b, &mut carrier);
    sync(&mut carrier, &mut a);
    let feed = a.feed_statuses().into_iter().find(|f| f.origin.audience == to("kurdistan")).unwrap();
    assert_eq!(feed.size, feed.receipted, "the receipts came back the same way");
}

#[test]
fn a_carrier_carries_a_bounded_amount_for_each_and_nothing_for_strangers() {
    let (world, a, _) = pair();
    let mut carrier = world.node("usa/desk");
    let parcel = |n: u32, to: &str| seamline_feed::Parcel {
        to: to.parse().unwrap(),
        sealed: [&n.to_be_bytes()[..], &vec![0; 900_000]].concat(),
    };
    let later = Ok(Handover::Later);
    assert_eq!(carrier.take_parcel(a.id(), &parcel(0, "nowhere/desk")), later);
    let taken = Ok(Handover::Taken);
    let taken = (0..100).filter(|n| carrier.take_parcel(a.id(), &parcel(*n, "kurdistan/desk")) == taken).count();
    assert_eq!(taken, (64 << 20) / 900_004);
    world.pass(31 * DAY);
    assert_eq!(carrier.take_parcel(a.id(), &parcel(500, "kurdistan/desk")), later, "what is too old goes first");
    assert_eq!(carrier.take_parcel(a.id(), &parcel(500, "kurdistan/desk")), Ok(Handover::Taken));
}

#[test]
fn a_parcel_that_nobody_takes_is_not_offered_again_the_same_day() {
    let world = World::new();
    let (mut a, mut carrier) = (world.node("iraq/desk"), world.node("kurdistan/desk"));
    log(&mut a, "told", vec![request("usa", &[])]);
    let to = "usa/desk".parse().unwrap();
    a.send_parcels(&holder(), &to, carrier.id()).unwrap();
    let via = carrier.id().clone();
    let offered = |a: &Node| a.parcels_to_hand_to(&via).unwrap();
    let hash = offered(&a)[0];
    a.take_taken(&via, hash, Handover::Later).unwrap();
    assert_eq!(offered(&a), []);
    world.pass(DAY + 1);
    assert_eq!(offered(&a), [hash]);
    a.take_taken(&via, hash, Handover::Later).unwrap();
    // An officer who sends again means it.
    a.send_parcels(&holder(), &to, carrier.id()).unwrap();
    assert!(offered(&a).contains(&hash));
    sync(&mut a, &mut carrier);
    assert!(offered(&a).is_empty() && !carrier.parcels().unwrap().is_empty());
}

#[test]
fn a_file_that_breaks_off_leaves_no_piece() {
    let (_world, mut a, _) = pair();
    let mut upload = a.begin_file(&holder()).unwrap();
    a.append_file(&mut upload, &bytes(300_000)).unwrap();
    let first = |a: &Node| a.store.chunk(upload.stage(), 0).unwrap().is_some();
    assert!(first(&a));
    a.abandon_file(upload.stage()).unwrap();
    assert!(!first(&a));
}
