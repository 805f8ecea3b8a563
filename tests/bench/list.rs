//! Reading a list from the wire, and changing one that is there.

use divan::Bencher;
use divan::counter::BytesCount;
use tapis_secrets::api::list_stream::ListReader;
use tapis_secrets::domain::{Chunk, Secret};

use crate::{SIZES, data};

/// What a connection delivers at once.
const PIECE: usize = 64 * 1024;

/// The body of an answer, in the pieces in which it comes.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher, count: usize) {
    let body = data::body(count);
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| {
        let mut reader = ListReader::new(Default::default());
        let mut chunks = Vec::new();
        for piece in body.chunks(PIECE) {
            let mut rows = Vec::new();
            reader.feed(piece, &mut rows).unwrap();
            chunks.push(Chunk::from(rows));
        }
        assert_eq!(reader.finish().map(|list| list.rows), Ok(count));
        chunks
    });
}

/// A secret is looked up by its id, as when a form opens.
#[divan::bench(args = SIZES)]
fn update_find(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let id = rows.get(count as u32 - 1).unwrap().secret().id;
    bencher.bench_local(|| rows.by_id(&id).is_some());
}

/// A secret has changed: another list with it in its place.
#[divan::bench(args = SIZES)]
fn update_edit(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let id = rows.get(count as u32 - 1).unwrap().secret().id;
    bencher
        .with_inputs(|| Secret { description: "changed".into(), ..Secret::named(id.as_str()) })
        .bench_local_values(|secret| rows.with(secret));
}

/// A secret is gone: another list without it.
#[divan::bench(args = SIZES)]
fn update_delete(bencher: Bencher, count: usize) {
    let rows = data::rows(count);
    let id = rows.get(count as u32 - 1).unwrap().secret().id;
    bencher.bench_local(|| rows.without(&id));
}
