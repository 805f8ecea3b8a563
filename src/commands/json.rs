//! The JSON of the commands: one object, whose first field names the schema. `assets/docs/commands.md` documents the
//! fields; they are only ever added to.

use serde::Serialize;

pub(super) use crate::domain::listing::{Metadata, SCHEMA};
pub(super) use crate::text::json::write;

/// Returns an object of these fields, behind the number of the schema, as a line.
pub(super) fn line(fields: &impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Whole<'a, T> {
        schema: u32,
        #[serde(flatten)]
        fields: &'a T,
    }
    let mut line = Vec::new();
    // Memory takes everything, and every field can be written.
    let _ = write(&mut line, &Whole { schema: SCHEMA, fields });
    line.push(b'\n');
    line
}
