//! Inflates what the build deflated (RFC 1951).
//!
//! Written for size: bit by bit, as the format is described. The usual libraries are made for speed
//! and would be 4 KB more after gzip.

/// Lengths of the codes 257 to 285: the smallest, and how many bits are added to it.
const LENGTHS: [(u16, u8); 29] = ranges(3, 4, &[(258, 0)]);
/// Distances of the codes 0 to 29, in the same way.
const DISTANCES: [(u16, u8); 30] = ranges(1, 2, &[]);
/// The order in which the lengths of the codes for lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Ranges that follow each other: twice `each` of one value, then `each` of every further width.
const fn ranges<const N: usize>(first: u16, each: usize, last: &[(u16, u8)]) -> [(u16, u8); N] {
    let mut ranges = [(0, 0); N];
    let mut start = first;
    let mut at = 0;
    while at < N - last.len() {
        let bits = if at < 2 * each { 0 } else { at / each - 1 };
        #[allow(clippy::cast_possible_truncation, reason = "at most 13")]
        let bits = bits as u8;
        ranges[at] = (start, bits);
        start += 1 << bits;
        at += 1;
    }
    if !last.is_empty() {
        ranges[N - 1] = last[0];
    }
    ranges
}

/// What comes out of it; `None` where it is not what a deflater writes.
pub(crate) fn inflate(deflated: &[u8]) -> Option<Vec<u8>> {
    let mut bits = Bits {
        bytes: deflated.iter(),
        held: 0,
        count: 0,
    };
    let mut text = Vec::new();
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut text)?,
            1 => {
                let lengths = [vec![8; 144], vec![9; 112], vec![7; 24], vec![8; 8]].concat();
                block(&mut bits, &Codes::new(&lengths), &Codes::new(&[5; 30]), &mut text)?;
            }
            2 => {
                let (literals, distances) = tables(&mut bits)?;
                block(&mut bits, &literals, &distances, &mut text)?;
            }
            _ => return None,
        }
        if last {
            return Some(text);
        }
    }
}

/// Bits, the lowest of each byte first.
struct Bits<'a> {
    bytes: std::slice::Iter<'a, u8>,
    held: u32,
    count: u8,
}

impl Bits<'_> {
    /// The next `count` bits, at most 16, as a number.
    fn take(&mut self, count: u8) -> Option<usize> {
        while self.count < count {
            self.held |= u32::from(*self.bytes.next()?) << self.count;
            self.count += 8;
        }
        let taken = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        Some(taken as usize)
    }
}

/// Codes that are given by their lengths alone.
struct Codes {
    /// How many there are of each length.
    counts: [usize; 16],
    /// What they stand for, the shortest first.
    symbols: Vec<usize>,
}

impl Codes {
    fn new(lengths: &[u8]) -> Self {
        let mut counts = [0; 16];
        for length in lengths {
            counts[usize::from(*length)] += 1;
        }
        counts[0] = 0;
        let symbols = (1..16)
            .flat_map(|length| (0..lengths.len()).filter(move |at| lengths[*at] == length))
            .collect();
        Self { counts, symbols }
    }

    /// Reads one. Codes of one length are consecutive numbers, above all that begin with a shorter one.
    fn read(&self, bits: &mut Bits) -> Option<usize> {
        let (mut code, mut first, mut shorter) = (0, 0, 0);
        for count in &self.counts[1..] {
            code = 2 * code + bits.take(1)?;
            first *= 2;
            if code < first + count {
                return self.symbols.get(shorter + code - first).copied();
            }
            shorter += count;
            first += count;
        }
        None
    }
}

fn stored(bits: &mut Bits, text: &mut Vec<u8>) -> Option<()> {
    // From the next whole byte.
    bits.take(bits.count % 8)?;
    let length = bits.take(16)?;
    bits.take(16)?;
    for _ in 0..length {
        text.push(u8::try_from(bits.take(8)?).ok()?);
    }
    Some(())
}

/// The codes that a block brings with it, themselves in code.
fn tables(bits: &mut Bits) -> Option<(Codes, Codes)> {
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let mut lengths = [0; 19];
    let count = bits.take(4)? + 4;
    for at in &ORDER[..count] {
        lengths[*at] = u8::try_from(bits.take(3)?).ok()?;
    }
    let codes = Codes::new(&lengths);
    let mut lengths = Vec::new();
    while lengths.len() < literals + distances {
        let (length, times) = match codes.read(bits)? {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (u8::try_from(length).ok()?, 1),
        };
        lengths.resize(lengths.len() + times, length);
    }
    let (literals, distances) = lengths.split_at(literals);
    Some((Codes::new(literals), Codes::new(distances)))
}

fn block(bits: &mut Bits, literals: &Codes, distances: &Codes, text: &mut Vec<u8>) -> Option<()> {
    loop {
        let symbol = literals.read(bits)?;
        if let Ok(byte) = u8::try_from(symbol) {
            text.push(byte);
            continue;
        }
        if symbol == 256 {
            return Some(());
        }
        let length = ranged(LENGTHS.get(symbol - 257), bits)?;
        let distance = ranged(DISTANCES.get(distances.read(bits)?), bits)?;
        // One by one: what is copied may itself be part of the copy.
        let from = text.len().checked_sub(distance)?;
        for at in from..from + length {
            text.push(text[at]);
        }
    }
}

fn ranged(range: Option<&(u16, u8)>, bits: &mut Bits) -> Option<usize> {
    let (start, more) = range?;
    Some(usize::from(*start) + bits.take(*more)?)
}

#[cfg(test)]
mod tests {
    use super::inflate;

    /// Texts that make a deflater use each of its means: nothing, little, what repeats itself far and
    /// near, and what cannot be squeezed.
    fn texts() -> Vec<Vec<u8>> {
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        let noise: Vec<u8> = (0..70_000).map(|_| random(256).to_le_bytes()[0]).collect();
        let words: Vec<u8> = (0..20_000)
            .flat_map(|_| [&b"abc"[..], b"beds", b"\xe5\x86\x86", b"0"][random(4) as usize])
            .copied()
            .collect();
        let mut far = noise[..32_768].to_vec();
        far.extend_from_within(..1_000);
        vec![
            vec![],
            vec![0],
            b"150".to_vec(),
            vec![7; 100_000],
            noise,
            words,
            far,
            crate::catalogue_json().into_bytes(),
        ]
    }

    #[test]
    fn what_was_deflated_comes_out_again() {
        for text in texts() {
            for level in 0..=10 {
                let deflated = miniz_oxide::deflate::compress_to_vec(&text, level);
                assert!(inflate(&deflated).as_ref() == Some(&text), "level {level}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_damaged_gives_nothing_or_something_else_but_never_stops() {
        let deflated = miniz_oxide::deflate::compress_to_vec(&texts()[5], 9);
        for length in 0..300 {
            assert_eq!(inflate(&deflated[..length]), None, "{length} bytes");
        }
        for at in 0..300 {
            for bit in 0..8 {
                let mut damaged = deflated.clone();
                damaged[at] ^= 1 << bit;
                let _ = inflate(&damaged);
            }
        }
    }
}
