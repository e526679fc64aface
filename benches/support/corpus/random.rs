//! A random number generator: the same numbers for the same seed, on every machine and in every version.

/// `SplitMix64` (Steele, Lea and Flood, 2014).
///
/// Our own, because no crate promises the same stream in its next version, and a corpus whose bytes change
/// cannot be compared with last year's.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts a stream for one item of a corpus: the bytes of an item do not depend on earlier items.
    pub(crate) fn new(seed: u64, stream: &str, index: usize) -> Random {
        let mut random = Random(seed);
        for byte in stream.bytes() {
            random.0 = random.next() ^ u64::from(byte);
        }

        random.0 = random.next() ^ index as u64;
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Draws a number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        // The high half of the product: integers only, so that no machine rounds differently.
        let product = u128::from(self.next()) * bound as u128;
        usize::try_from(product >> 64).expect("the high half is below the bound")
    }

    /// Draws a number from a range, both ends included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Draws a number below a bound, small ones far more often: few records are named by many pages, and many
    /// by few.
    pub(crate) fn skewed(&mut self, bound: usize) -> usize {
        let bound = self.below(bound) + 1;
        self.below(bound)
    }

    /// Returns true once in the given number of times.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Picks an item.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Draws the given number of different numbers below a bound, small ones more often.
    pub(crate) fn several(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut drawn = Vec::with_capacity(count);
        while drawn.len() < count.min(bound) {
            let one = self.skewed(bound);
            if !drawn.contains(&one) {
                drawn.push(one);
            }
        }

        drawn
    }
}
