//! A small generator of random numbers: the same seed, the same numbers, on every machine.

/// Sebastiano Vigna's `SplitMix64`.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        Random { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below the end. The end is small, so that the modulo's bias is too.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("64 bits");
        usize::try_from(self.next() % end).expect("below a usize")
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The place of an item that satisfies the predicate.
    pub(crate) fn place<T>(&mut self, items: &[T], wanted: impl Fn(&T) -> bool) -> Option<usize> {
        let places: Vec<usize> = (0..items.len()).filter(|at| wanted(&items[*at])).collect();
        if places.is_empty() { None } else { Some(*self.pick(&places)) }
    }
}
