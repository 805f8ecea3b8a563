//! Orders and filters, as the matcher thread makes them.

use divan::Bencher;
use tapis_secrets::domain::{Hits, Query, Rows, Sort};
use tapis_secrets::index::{Finder, never};

use crate::{SIZES, data};

fn query(pattern: &str, sort: Sort) -> Query {
    Query { pattern: pattern.into(), order: sort.into(), facts: data::facts(), ..Query::default() }
}

/// A finder that knows the order of all rows.
fn settled(rows: &Rows) -> (Finder, Hits) {
    let mut finder = Finder::default();
    let mut hits = Hits::default();
    for _ in 0..2 {
        hits = finder.search(rows, query("", Sort::Name), &hits, &never()).unwrap();
    }
    (finder, hits)
}

/// A whole list, from nothing.
#[divan::bench(args = SIZES, consts = [0, 1, 2, 3])]
fn sort<const ORDER: usize>(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    bencher.bench_local(|| {
        let query = query("", Sort::ALL[ORDER]);
        Finder::default().search(&rows, query, &Hits::default(), &never())
    });
}

/// A list that arrives in batches, in order after each.
#[divan::bench(args = SIZES)]
fn sort_on_arrival(bencher: Bencher, count: usize) {
    let chunks = data::chunks(count);
    bencher.bench_local(|| {
        let mut finder = Finder::default();
        let mut rows = Rows::new();
        let mut hits = Hits::default();
        for chunk in &chunks {
            rows.push(chunk.clone());
            hits = finder.search(&rows, query("", Sort::Name), &hits, &never()).unwrap();
        }
        hits
    });
}

const TYPED: &str = "redis_prod_password";

/// So many characters at once, with no filter before.
#[divan::bench(args = SIZES, consts = [1, 2, 4, 8, 16])]
fn filter<const LENGTH: usize>(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let (mut finder, hits) = settled(&rows);
    bencher.bench_local(|| {
        // A filter that ends drops the results that are kept.
        finder.search(&rows, query("", Sort::Name), &hits, &never()).unwrap();
        finder.search(&rows, query(&TYPED[..LENGTH], Sort::Name), &hits, &never())
    });
}

/// Conditions with a word, and a word as long, with no filter before.
#[divan::bench(args = SIZES, consts = [0, 1])]
fn filter_by_conditions<const WHICH: usize>(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let (mut finder, hits) = settled(&rows);
    let typed = ["owner:bob age<700d pass", "postgres_prod_password"][WHICH];
    bencher.bench_local(|| {
        // A filter that ends drops the results that are kept.
        finder.search(&rows, query("", Sort::Name), &hits, &never()).unwrap();
        finder.search(&rows, query(typed, Sort::Name), &hits, &never())
    });
}

/// One character less after so many.
#[divan::bench(args = SIZES, consts = [1, 2, 4, 8])]
fn filter_shrinks<const LENGTH: usize>(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let (mut finder, mut hits) = settled(&rows);
    for end in 1..=LENGTH + 1 {
        hits = finder.search(&rows, query(&TYPED[..end], Sort::Name), &hits, &never()).unwrap();
    }
    bencher.bench_local(|| finder.search(&rows, query(&TYPED[..LENGTH], Sort::Name), &hits, &never()));
}

/// One more character after so many.
#[divan::bench(args = SIZES, consts = [1, 2, 4, 8])]
fn filter_grows<const LENGTH: usize>(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let (mut finder, hits) = settled(&rows);
    let hits = finder.search(&rows, query(&TYPED[..LENGTH], Sort::Name), &hits, &never()).unwrap();
    bencher.bench_local(|| {
        finder.search(&rows, query("", Sort::Name), &hits, &never()).unwrap();
        finder.search(&rows, query(&TYPED[..=LENGTH], Sort::Name), &hits, &never())
    });
}
