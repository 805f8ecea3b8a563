//! `tapis-secrets list`: the secrets that a filter finds. Rows are printed as they come, unless an order is wished or
//! a table has to know its widths.

use super::Outcome;
use super::failure::failed;
use super::output::{complain, print};
use super::script::Script;
use super::table::print_table;
use crate::cli::{List, SortName};
use crate::core::RequestKey;
use crate::domain::filter::Facts;
use crate::domain::rows::Row;
use crate::domain::{Answer, Chunk, Order, Query, Reply, Request, Rows, Sort, Terms};
use crate::index::{Pattern, search};
use crate::words;
use form::Form;
use known::Asked;
use seen::Seen;

mod broken;
mod form;
mod known;
mod seen;
mod stale;
mod table;

/// Bytes that are gathered before they are written.
const GATHERED: usize = 64 * 1024;

/// Prints the secrets.
///
/// # Errors
/// The end of the command when the list does not come to its end: what was printed is then a part.
pub fn run(script: &Script<'_>, asked: &List) -> Result<(), Outcome> {
    if asked.broken {
        return broken::run(script);
    }
    if asked.stale {
        return stale::run(script);
    }
    let form = Form::of(script, asked);
    let filter = asked.filter.join(" ");
    let wanted = asked.sort.map(|name| (name, order(name, asked.reverse)));
    let needed = Asked::read(&filter, wanted.map_or(Order::default(), |(_, order)| order))?;
    let place = script.place()?;
    needed.check(&place.profile)?;
    let mut caller = script.sign_in(&place)?;
    let known = needed.ask(&mut caller)?;
    let mut printer = Printer {
        pattern: Pattern::new(&filter).with(known.facts.clone()),
        seen: Seen::default(),
        kept: (asked.sort.is_some() || form == Form::Table).then(Rows::new),
        out: Vec::with_capacity(GATHERED + 4096),
        rows: 0,
        form,
    };
    printer.out.extend_from_slice(form.head().as_bytes());
    caller.begin(RequestKey::LIST, Request::List);
    let unreadable = loop {
        match caller.reply()?.1 {
            Reply::Batch(chunk) => printer.take(chunk)?,
            Reply::Retrying { .. } => printer.begin_again(),
            Reply::Final(Ok(Answer::Listed { unreadable, .. })) => break unreadable,
            Reply::Final(Ok(_)) => break 0,
            Reply::Final(Err(failure)) => return Err(failed(&failure, &caller.site)),
            _ => {}
        }
    };
    printer.finish(wanted, &filter, &known.facts)?;
    if unreadable > 0 {
        complain(&words::unreadable_rows(unreadable));
    }
    if printer.rows == 0 && form == Form::Table {
        script.tell(if filter.trim().is_empty() { "There are no secrets." } else { "No secret matches." });
    }
    known.end(&caller)
}

struct Printer {
    form: Form,
    pattern: Pattern,
    seen: Seen,
    /// The rows that match, where they are put in order before they are printed.
    kept: Option<Rows>,
    out: Vec<u8>,
    /// The rows that were printed.
    rows: usize,
}

impl Printer {
    /// Takes some rows of the list.
    fn take(&mut self, chunk: Chunk) -> Result<(), Outcome> {
        let Self { kept, pattern, .. } = self;
        if let Some(kept) = kept {
            kept.push(match pattern.is_empty() {
                true => chunk,
                false => {
                    chunk.iter().filter(|row| pattern.score(0, *row).is_some()).map(Row::secret).collect()
                }
            });
            return Ok(());
        }
        for row in chunk.iter() {
            if self.pattern.score(0, row).is_some() && self.seen.is_new(row) {
                self.add(row)?;
            }
        }
        // Whoever waits for rows gets them as soon as they are there.
        self.write()
    }

    /// The list comes once more, from its beginning.
    fn begin_again(&mut self) {
        self.seen.begin_again();
        if let Some(kept) = &mut self.kept {
            *kept = Rows::new();
        }
    }

    fn finish(
        &mut self,
        wanted: Option<(SortName, Order)>,
        filter: &str,
        facts: &Facts,
    ) -> Result<(), Outcome> {
        if let Some(rows) = self.kept.take() {
            let order = ordered(&rows, wanted, filter, facts);
            if self.form == Form::Table {
                self.rows = order.len();
                let cells: Vec<_> = order.into_iter().map(table::cells).collect();
                return print_table(table::HEAD, &cells);
            }
            for row in order {
                self.add(row)?;
            }
        }
        self.out.extend_from_slice(self.form.foot(self.rows).as_bytes());
        self.write()
    }

    fn add(&mut self, row: Row<'_>) -> Result<(), Outcome> {
        self.form.row(row, self.rows == 0, &mut self.out);
        self.rows += 1;
        if self.out.len() < GATHERED { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<(), Outcome> {
        let written = print(&self.out);
        self.out.clear();
        written
    }
}

/// Returns the order of this name; the best matches stand in that of their names.
fn order(name: SortName, reversed: bool) -> Order {
    let by = match name {
        SortName::Best | SortName::Name => Sort::Name,
        SortName::Newest => Sort::Newest,
        SortName::Access => Sort::Access,
        SortName::Owner => Sort::Owner,
        SortName::Used => Sort::Used,
        SortName::Changed => Sort::Changed,
    };
    Order { by, reversed }
}

/// Returns the rows in the order that the user wants, or in that of the service.
fn ordered<'a>(
    rows: &'a Rows,
    wanted: Option<(SortName, Order)>,
    filter: &str,
    facts: &Facts,
) -> Vec<Row<'a>> {
    let at = |index: &u32| rows.get(*index);
    let Some((name, order)) = wanted else {
        return rows.chunks().flat_map(|(_, chunk)| chunk.iter()).collect();
    };
    let is_best = name == SortName::Best;
    // The worst match first: that is no order of its own.
    let (pattern, order) = if is_best { (filter, Sort::Name.into()) } else { ("", order) };
    let query = Query { facts: facts.clone(), ..Query::new(Terms { pattern, order }, None) };
    let mut rows: Vec<_> = search(rows, query, &Default::default()).order.iter().filter_map(at).collect();
    if is_best && wanted.is_some_and(|(_, order)| order.reversed) {
        rows.reverse();
    }
    rows
}
