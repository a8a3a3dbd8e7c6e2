use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::*;

const HEADER: usize = 18 + 1 + 7;
const FULL: usize = 8 + CHUNK_BYTES + 16;

fn secret(seed: u8) -> SealSecret {
    SealSecret::from_seed(&[seed; 32])
}

/// Random octets that are the same in every run.
fn random(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut drawn = seed << 32;
    move |octets| {
        for block in octets.chunks_mut(32) {
            drawn += 1;
            block.copy_from_slice(&Sha256::digest(drawn.to_be_bytes())[..block.len()]);
        }
    }
}

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 7 + n / 251) as u8).collect()
}

fn sealed_for(seeds: &[u8], length: usize) -> Vec<u8> {
    let keys: Vec<_> = seeds.iter().map(|seed| secret(*seed).public()).collect();
    seal(&keys, &text(length), &mut random(1)).unwrap()
}

#[test]
fn every_recipient_opens_and_nobody_else() {
    let sealed = sealed_for(&[1, 2, 3], 1000);
    assert_eq!(sealed.len(), HEADER + 3 * 80 + 8 + 1000 + 16);
    for seed in 1..=3 {
        assert_eq!(open(&secret(seed), &sealed).unwrap(), text(1000));
    }
    assert_eq!(open(&secret(4), &sealed), Err(PeerFault::SealNotForThisKey));
}

#[test]
fn all_lengths_around_a_chunk_survive() {
    for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES] {
        let sealed = sealed_for(&[1], length);
        let chunks = length.div_ceil(CHUNK_BYTES).max(1);
        assert_eq!(sealed.len(), HEADER + 80 + length + chunks * 24);
        assert_eq!(open(&secret(1), &sealed).unwrap(), text(length));
    }
}

#[test]
fn a_cut_file_is_cut_short_wherever_it_was_cut() {
    let sealed = sealed_for(&[1, 2], 2 * CHUNK_BYTES + 100);
    let first = HEADER + 2 * 80;
    for at in
        [0, 1, 17, 18, HEADER, first - 1, first, first + 7, first + 8, first + FULL, first + 2 * FULL, sealed.len() - 1]
    {
        assert_eq!(open(&secret(2), &sealed[..at]), Err(PeerFault::SealTruncated), "cut at {at}");
    }
}

#[test]
fn chunks_have_an_order() {
    let sealed = sealed_for(&[1], 3 * CHUNK_BYTES);
    let chunk = |n: usize| HEADER + 80 + n * FULL..HEADER + 80 + (n + 1) * FULL;
    let mut swapped = sealed.clone();
    swapped[chunk(0)].copy_from_slice(&sealed[chunk(1)]);
    swapped[chunk(1)].copy_from_slice(&sealed[chunk(0)]);
    assert_eq!(open(&secret(1), &swapped), Err(PeerFault::SealOutOfOrder));
    let dropped = [&sealed[..chunk(0).start], &sealed[chunk(1).start..]].concat();
    assert_eq!(open(&secret(1), &dropped), Err(PeerFault::SealOutOfOrder));
    // The clear number is not what holds the order.
    for n in 0..2 {
        let start = chunk(n).start;
        swapped[start..start + 4].copy_from_slice(&(n as u32).to_be_bytes());
    }
    assert_eq!(open(&secret(1), &swapped), Err(PeerFault::SealAltered));
}

#[test]
fn the_last_mark_cannot_be_moved() {
    let sealed = sealed_for(&[1], 2 * CHUNK_BYTES);
    let first = HEADER + 80;
    let mut early = sealed[..first + FULL].to_vec();
    early[first + 4] |= 0x80;
    assert_eq!(open(&secret(1), &early), Err(PeerFault::SealAltered));
    let mut late = sealed;
    late[first + FULL + 4] &= 0x7f;
    assert_eq!(open(&secret(1), &late), Err(PeerFault::SealAltered));
}

#[test]
fn nothing_follows_the_last_chunk() {
    let sealed = sealed_for(&[1], 100);
    let longer = [&sealed[..], &[0]].concat();
    assert_eq!(open(&secret(1), &longer), Err(PeerFault::SealTrailingBytes));
    assert_eq!(open(&secret(1), &sealed.repeat(2)), Err(PeerFault::SealTrailingBytes));
    let mut opener = Opener::new(secret(1));
    let mut plain = Vec::new();
    opener.push(&sealed, &mut plain).unwrap();
    assert_eq!(opener.push(&[0], &mut plain), Err(PeerFault::SealTrailingBytes));
    assert_eq!(opener.push(&[], &mut plain), Err(PeerFault::SealTrailingBytes));
    assert_eq!(opener.finish(), Err(PeerFault::SealTrailingBytes));
}

#[test]
fn chunk_lengths_have_one_form() {
    let with_length = |sealed: &[u8], stated: u32| {
        let mut sealed = sealed.to_vec();
        sealed[HEADER + 80 + 4..HEADER + 80 + 8].copy_from_slice(&stated.to_be_bytes());
        open(&secret(1), &sealed)
    };
    let sealed = sealed_for(&[1], CHUNK_BYTES + 1);
    let wrong = Err(PeerFault::SealChunkLength);
    assert_eq!(with_length(&sealed, 0), wrong);
    assert_eq!(with_length(&sealed, CHUNK_BYTES as u32 - 1), wrong);
    assert_eq!(with_length(&sealed, CHUNK_BYTES as u32 + 1), wrong);
    assert_eq!(with_length(&sealed, u32::MAX), wrong);
    assert_eq!(with_length(&sealed_for(&[1], 0), 1 << 31 | 1), Err(PeerFault::SealTruncated));
    // An empty last chunk after a full one would be a second form of the same file.
    let mut second = sealed;
    let last = HEADER + 80 + FULL;
    second[last + 4..last + 8].copy_from_slice(&(1_u32 << 31).to_be_bytes());
    assert_eq!(open(&secret(1), &second), wrong);
}

#[test]
fn a_header_has_one_form() {
    let sealed = sealed_for(&[1, 2], 10);
    let malformed = Err(PeerFault::SealHeaderMalformed);
    let (one, two) = (HEADER..HEADER + 80, HEADER + 80..HEADER + 160);
    let mut swapped = sealed.clone();
    swapped[one.clone()].copy_from_slice(&sealed[two.clone()]);
    swapped[two.clone()].copy_from_slice(&sealed[one.clone()]);
    assert_eq!(open(&secret(1), &swapped), malformed);
    let mut repeated = sealed.clone();
    repeated[two].copy_from_slice(&sealed[one]);
    assert_eq!(open(&secret(1), &repeated), malformed);
    let mut none = sealed.clone();
    none[18] = 0;
    assert_eq!(open(&secret(1), &none), malformed);
    let mut magic = sealed;
    magic[16] = b'2';
    assert_eq!(open(&secret(1), &magic), malformed);
    assert_eq!(open(&secret(1), b"PK"), malformed);
}

#[test]
fn recipients_are_bounded() {
    let seal_for = |keys: &[SealPublic]| seal(keys, b"text", &mut random(1)).map(|sealed| sealed.len());
    let keys: Vec<_> = (0..=255).map(|seed| secret(seed).public()).collect();
    assert_eq!(seal_for(&[]), Err(Misuse::RecipientsOutOfBounds));
    assert_eq!(seal_for(&keys), Err(Misuse::RecipientsOutOfBounds));
    assert!(seal_for(&keys[..MAX_RECIPIENTS]).is_ok());
    assert_eq!(seal_for(&[keys[0].clone(), keys[0].clone()]), Err(Misuse::RecipientRepeated));
}

#[test]
fn keys_come_from_seeds() {
    // RFC 9180, appendix A.1.1: ikmR and pkRm.
    let seed = hex("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037");
    let public = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    let key = SealSecret::from_seed(&seed);
    assert_eq!(key.public().to_bytes(), public);
    assert_eq!(SealPublic::from_bytes(public), Ok(key.public()));
    assert_eq!(format!("{key:?}"), "SealSecret");
}

#[test]
fn a_small_order_key_is_refused() {
    let mut one = [0; 32];
    one[0] = 1;
    let order_8 = hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
    for point in [[0; 32], one, order_8] {
        assert_eq!(SealPublic::from_bytes(point), Err(PeerFault::KeyWeak));
    }
}

fn hex(digits: &str) -> [u8; 32] {
    std::array::from_fn(|n| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pieces_of_any_size_give_the_same_file(
        length in 0..3 * CHUNK_BYTES, write in 1_usize..200_000, read in 1_usize..200_000, seed in any::<u32>()
    ) {
        let (plaintext, key) = (text(length), secret(1));
        let keys = [key.public(), secret(2).public()];
        let mut sealed = Vec::new();
        let mut sealer = Sealer::new(&keys, &mut random(seed.into()), &mut sealed).unwrap();
        for piece in plaintext.chunks(write) {
            sealer.push(piece, &mut sealed).unwrap();
        }
        sealer.finish(&mut sealed).unwrap();
        prop_assert_eq!(&sealed, &seal(&keys, &plaintext, &mut random(seed.into())).unwrap());
        let (mut opener, mut opened) = (Opener::new(key), Vec::new());
        for piece in sealed.chunks(read) {
            opener.push(piece, &mut opened).unwrap();
        }
        opener.finish().unwrap();
        prop_assert!(opened == plaintext);
    }

    #[test]
    fn no_octet_can_be_changed(length in 0..CHUNK_BYTES + 100, at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut sealed = sealed_for(&[1, 2], length);
        let at = at.index(sealed.len());
        sealed[at] ^= 1_u8 << bit;
        prop_assert!(open(&secret(1), &sealed).is_err());
    }

    #[test]
    fn no_octets_crash_it(octets in proptest::collection::vec(any::<u8>(), 0..400), keep in 0..HEADER + 80) {
        let mut sealed = sealed_for(&[1], 10);
        sealed.truncate(keep);
        sealed.extend(octets);
        prop_assert!(open(&secret(1), &sealed).is_err());
    }
}
