//! Numbers as the bits that are set in some masks.

/// Numbers in a mask.
pub(super) const MASK: usize = u64::BITS as usize;

/// Calls `with` for each number, ascending.
pub(super) fn each(masks: &[u64], mut with: impl FnMut(usize)) {
    for (index, &mask) in masks.iter().enumerate() {
        let mut left = mask;
        while left != 0 {
            with(index * MASK + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}

/// Adds a number.
pub(super) fn add(masks: &mut [u64], number: u32) {
    masks[number as usize / MASK] |= 1 << (number as usize % MASK);
}
