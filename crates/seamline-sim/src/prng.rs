//! The one source of chance: xoshiro256++ seeded by splitmix64. Fit for schedules, and for keys that guard nothing.

use seamline_node::Random;

/// Everything that follows from a number.
#[derive(Debug, Clone)]
pub(crate) struct Prng([u64; 4]);

/// A number that depends on both and shows neither.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.wrapping_add(b.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Prng {
    pub(crate) fn new(seed: u64) -> Self {
        Self([mix(seed, 0), mix(seed, 1), mix(seed, 2), mix(seed, 3)])
    }

    pub(crate) fn number(&mut self) -> u64 {
        let s = &mut self.0;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// Below `n`; 0 where `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.number()) * n as u128) >> 64) as usize
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them, unless there is none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// Spread over many orders of magnitude, up to `most`: mostly short, now and then very long.
    pub(crate) fn spread(&mut self, most: i64) -> i64 {
        let bits = 64 - most.unsigned_abs().leading_zeros() as usize;
        let shift = self.below(bits + 1);
        (self.number() % most.unsigned_abs().max(1)) as i64 >> shift
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.number().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }

    /// Letters that no folding changes.
    pub(crate) fn letters(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }
}

/// The Random port of one start of a node: another one at every start, as the real source is.
pub(crate) struct StartRandom(pub(crate) Prng);

impl Random for StartRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_from_the_seed_and_differ_between_seeds() {
        let numbers = |seed| (0..4).map(|_| Prng::new(seed).number()).collect::<Vec<_>>();
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(Prng::new(7).bytes::<32>(), Prng::new(8).bytes::<32>());
        let mut prng = Prng::new(1);
        let hits = (0..10_000).filter(|_| prng.chance(25)).count();
        assert!((2_300..2_700).contains(&hits), "{hits}");
        assert!((0..1000).all(|_| prng.below(3) < 3 && prng.spread(1000) < 1000));
    }
}
