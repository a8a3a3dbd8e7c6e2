//! Good bytes, bent: the mutations of the smoke test. libFuzzer has its own.

/// A small generator of numbers (xorshift64*), the same in every run.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// Numbers that follow from `seed`.
    pub fn from_seed(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound as u64) as usize
    }
}

/// Octets that CBOR heads, lengths and text forms turn on.
const TELLING: [u8; 24] = [
    0x00, 0x01, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x20, 0x40, 0x58, 0x5f, 0x60, 0x7f, 0x80, 0x81, 0x9a, 0x9b, 0x9f, 0xa0,
    0xd2, 0xf6, 0xfb, 0xff, b'\n',
];

/// `seed`, bent once to four times; now and then with a piece of `other`.
pub fn bend(seed: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=numbers.below(4) {
        bend_once(&mut bytes, other, numbers);
    }
    bytes
}

fn bend_once(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    if bytes.is_empty() {
        bytes.push(TELLING[numbers.below(TELLING.len())]);
        return;
    }
    let at = numbers.below(bytes.len());
    let length = 1 + numbers.below(bytes.len() - at).min(64);
    match numbers.below(8) {
        0 => bytes[at] ^= 1 << numbers.below(8),
        1 => bytes[at] = TELLING[numbers.below(TELLING.len())],
        2 => bytes[at] = numbers.draw() as u8,
        3 => bytes.insert(at, TELLING[numbers.below(TELLING.len())]),
        4 => drop(bytes.drain(at..at + length)),
        5 => bytes.truncate(at),
        6 => {
            let again = bytes[at..at + length].to_vec();
            bytes.splice(at..at, again);
        }
        _ if !other.is_empty() => {
            let from = numbers.below(other.len());
            let piece = other[from..].iter().take(length).copied();
            bytes.splice(at..at + length, piece);
        }
        _ => bytes.reverse(),
    }
}
