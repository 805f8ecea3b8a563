//! The pinned rows, which stand above the others.

use std::sync::Arc;

use crate::domain::{Rows, SecretId};

/// Returns the order with the pinned rows first, in their order among themselves. Costs two passes over the order where
/// something is pinned, and nothing otherwise.
pub(super) fn pinned_first(order: &Arc<[u32]>, rows: &Rows, pins: &[SecretId]) -> Arc<[u32]> {
    let mut pinned: Vec<u32> = pins.iter().filter_map(|id| rows.index_of(id)).collect();
    if pinned.is_empty() {
        return order.clone();
    }
    pinned.sort_unstable();
    let (mut first, rest): (Vec<u32>, Vec<u32>) =
        order.iter().partition(|row| pinned.binary_search(row).is_ok());
    first.extend(rest);
    first.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Secret;
    use rstest::rstest;

    #[rstest]
    #[case::nothing(&[], &[3, 1, 0, 2])]
    #[case::one(&["a"], &[0, 3, 1, 2])]
    #[case::in_the_order_of_the_list(&["c", "b"], &[1, 2, 3, 0])]
    #[case::gone(&["x", "c"], &[2, 3, 1, 0])]
    fn pinned_rows_come_first(#[case] pins: &[&str], #[case] expected: &[u32]) {
        let rows: Rows = ["a", "b", "c", "d"].into_iter().map(Secret::named).collect();
        let pins: Vec<SecretId> = pins.iter().map(|id| (*id).into()).collect();
        assert_eq!(*pinned_first(&[3, 1, 0, 2].into(), &rows, &pins), *expected);
    }
}
