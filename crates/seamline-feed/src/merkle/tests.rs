use std::collections::HashMap;

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;

/// RFC 6962, section 2.1, written down as the RFC words it and sharing nothing with the code under test.
struct Rfc6962 {
    leaves: Vec<Vec<u8>>,
    known: HashMap<(usize, usize), [u8; 32]>,
}

impl Rfc6962 {
    fn new(leaves: Vec<Vec<u8>>) -> Self {
        Self { leaves, known: HashMap::new() }
    }

    fn split(count: usize) -> usize {
        let mut k = 1;
        while k * 2 < count {
            k *= 2;
        }
        k
    }

    fn mth(&mut self, from: usize, to: usize) -> [u8; 32] {
        if let Some(hash) = self.known.get(&(from, to)) {
            return *hash;
        }
        let mut hasher = Sha256::new();
        match to - from {
            0 => {}
            1 => {
                hasher.update([0]);
                hasher.update(&self.leaves[from]);
            }
            count => {
                let k = Self::split(count);
                let (left, right) = (self.mth(from, from + k), self.mth(from + k, to));
                hasher.update([1]);
                hasher.update(left);
                hasher.update(right);
            }
        }
        let hash = hasher.finalize().into();
        self.known.insert((from, to), hash);
        hash
    }

    fn path(&mut self, m: usize, from: usize, to: usize) -> Vec<TreeHash> {
        let count = to - from;
        if count == 1 {
            return Vec::new();
        }
        let middle = from + Self::split(count);
        let (mut path, sibling) = if m < middle {
            (self.path(m, from, middle), self.mth(middle, to))
        } else {
            (self.path(m, middle, to), self.mth(from, middle))
        };
        path.push(TreeHash(sibling));
        path
    }
}

fn leaves(count: usize) -> Vec<Vec<u8>> {
    let leaf = |n: usize| [&n.to_be_bytes()[..], &vec![7; n % 40]].concat();
    (0..count).map(leaf).collect()
}

/// A frontier of these leaves and the array of stored hashes that it asked for.
fn grow(leaves: &[Vec<u8>]) -> (Frontier, Vec<TreeHash>) {
    let (mut frontier, mut stored) = (Frontier::default(), Vec::new());
    for leaf in leaves {
        for (index, hash) in frontier.push(leaf).unwrap() {
            assert_eq!(index, stored.len() as u64, "stored hashes have no gap");
            stored.push(hash);
        }
    }
    (frontier, stored)
}

#[test]
fn roots_and_paths_are_those_of_rfc_6962() {
    let all = leaves(300);
    let mut rfc = Rfc6962::new(all.clone());
    let (_, stored) = grow(&all);
    let read = |index: u64| stored.get(index as usize).copied();
    let mut frontier = Frontier::default();
    assert_eq!(frontier.root(), TreeHash(rfc.mth(0, 0)));
    for size in 1..=all.len() {
        frontier.push(&all[size - 1]).unwrap();
        let root = TreeHash(rfc.mth(0, size));
        assert_eq!(frontier.root(), root, "frontier root at {size}");
        assert_eq!(root_at(size as u64, &read).unwrap(), root, "root at {size}");
        for (index, leaf) in all[..size].iter().enumerate() {
            let proof = prove(size as u64, index as u64, &read).unwrap();
            assert_eq!(proof, rfc.path(index, 0, size), "path {index} of {size}");
            let hash = leaf_hash(leaf);
            verify_inclusion(&proof, size as u64, root, index as u64, hash).unwrap();
        }
    }
}

#[test]
fn the_reference_vectors_of_certificate_transparency_hold() {
    // The leaves and roots used by the test suites of RFC 6962 implementations.
    let inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
    let expected = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    ];
    let mut frontier = Frontier::default();
    for (input, root) in inputs.iter().zip(expected) {
        let leaf: Vec<u8> =
            (0..input.len() / 2).map(|n| u8::from_str_radix(&input[2 * n..2 * n + 2], 16).unwrap()).collect();
        frontier.push(&leaf).unwrap();
        assert_eq!(frontier.root().to_string(), root);
    }
}

#[test]
fn out_of_bounds_is_refused() {
    let (frontier, stored) = grow(&leaves(5));
    let read = |index: u64| stored.get(index as usize).copied();
    let root = frontier.root();
    assert_eq!(prove(5, 5, &read), Err(Misuse::IndexOutsideTree));
    assert_eq!(prove(SIZE_LIMIT, 1, &read), Err(Misuse::IndexOutsideTree));
    assert_eq!(prove(8, 0, &read), Err(Misuse::HashMissing(13)));
    assert_eq!(root_at(u64::MAX, &read), Err(Misuse::IndexOutsideTree));
    let verify = |proof: &[TreeHash], size, index| verify_inclusion(proof, size, root, index, TreeHash([0; 32]));
    assert_eq!(verify(&[], 0, 0), Err(PeerFault::ProofIndexOutsideTree));
    assert_eq!(verify(&[], 5, 5), Err(PeerFault::ProofIndexOutsideTree));
    assert_eq!(verify(&[], u64::MAX, 5), Err(PeerFault::SizeOutOfBounds));
    let long = vec![root; MAX_PROOF_HASHES + 1];
    assert_eq!(verify(&long, SIZE_LIMIT - 1, 5), Err(PeerFault::ProofInvalid));
}

#[test]
fn a_full_tree_takes_no_leaf() {
    let size = SIZE_LIMIT - 1;
    let mut bytes = size.to_be_bytes().to_vec();
    bytes.resize(8 + 32 * 40, 7);
    let mut frontier = Frontier::from_bytes(&bytes).unwrap();
    assert_eq!(frontier.push(b"leaf"), Err(Misuse::TreeFull));
    assert_eq!(frontier.to_bytes(), bytes, "a refused leaf changes nothing");
    bytes[..8].copy_from_slice(&SIZE_LIMIT.to_be_bytes());
    bytes.truncate(8 + 32);
    assert_eq!(Frontier::from_bytes(&bytes), Err(Misuse::FrontierDamaged));
}

proptest! {
    #[test]
    fn a_frontier_survives_the_store(count in 0_usize..200, more in 0_usize..40) {
        let all = leaves(count + more);
        let (frontier, _) = grow(&all[..count]);
        let mut back = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
        prop_assert_eq!(&back, &frontier);
        for leaf in &all[count..] {
            back.push(leaf).unwrap();
        }
        prop_assert_eq!(back, grow(&all).0);
    }

    #[test]
    fn frontier_bytes_have_one_form(bytes in proptest::collection::vec(any::<u8>(), 0..120), size in 0_u64..16) {
        let mut sized = size.to_be_bytes().to_vec();
        sized.extend(&bytes);
        for candidate in [bytes, sized] {
            if let Ok(frontier) = Frontier::from_bytes(&candidate) {
                prop_assert_eq!(frontier.to_bytes(), candidate);
            }
        }
    }

    #[test]
    fn a_tampered_proof_is_refused(
        size in 1_usize..300, at in any::<prop::sample::Index>(),
        change in 0..7, bit in any::<prop::sample::Index>(), hash in any::<prop::sample::Index>(),
    ) {
        let all = leaves(size);
        let (frontier, stored) = grow(&all);
        let index = at.index(size);
        let mut proof = prove(size as u64, index as u64, &|n| stored.get(n as usize).copied()).unwrap();
        let (mut tree, mut root, mut place) = (size as u64, frontier.root(), index as u64);
        let mut leaf = leaf_hash(&all[index]);
        let flip = |target: &mut TreeHash| target.0[bit.index(32)] ^= 1 << (bit.index(256) % 8);
        match change {
            0 => flip(&mut root),
            1 => flip(&mut leaf),
            2 => proof.push(TreeHash([0; 32])),
            3 if proof.len() > 1 && proof[0] != proof[1] => proof.swap(0, 1),
            4 if !proof.is_empty() => { proof.remove(hash.index(proof.len())); }
            5 if !proof.is_empty() => { let n = hash.index(proof.len()); flip(&mut proof[n]); }
            6 if size > 1 => place = (place + 1 + hash.index(size - 1) as u64) % tree,
            // A proof of a single leaf has no hashes to spoil.
            _ => { tree += 1 << 20; flip(&mut root); }
        }
        prop_assert!(verify_inclusion(&proof, tree, root, place, leaf).is_err());
    }
}

#[test]
fn a_right_edge_is_found_again_at_every_size() {
    let (mut frontier, mut stored) = (Frontier::default(), HashMap::new());
    let mut edges = vec![frontier.clone()];
    for leaf in 0..70u8 {
        stored.extend(frontier.push(&[leaf]).unwrap());
        edges.push(frontier.clone());
    }
    for (size, edge) in (0u64..).zip(edges) {
        assert_eq!(Frontier::at(size, &|at| stored.get(&at).copied()), Ok(edge));
    }
    assert!(matches!(Frontier::at(71, &|at| stored.get(&at).copied()), Err(Misuse::HashMissing(_))));
}
