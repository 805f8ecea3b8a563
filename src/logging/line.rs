//! Writes records as lines: `call=1.3 get_value id="db"`. Knows how long calls took.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::record::Record;
use crate::core::{CopyReport, Ticket};
use crate::domain::{Failure, FailureKind};

/// The lines of a log, and what they remember of each other.
#[derive(Default)]
pub(super) struct Lines {
    /// The times at which the open calls were made.
    calls: HashMap<Ticket, Instant>,
    /// A list whose rows are not all on the screen yet: how many, and when its last byte came.
    awaited: Option<(usize, Instant)>,
}

impl Lines {
    /// Writes the line for a record, if it is worth one.
    pub(super) fn line(&mut self, now: Instant, record: Record) -> Option<String> {
        Some(match record {
            Record::Started { address } => {
                format!("started version={} address={address:?}", env!("CARGO_PKG_VERSION"))
            }
            Record::Call { ticket, operation, subject } => {
                let id = subject.map(|id| format!(" id={:?}", id.as_str())).unwrap_or_default();
                let line = format!("{} {}{id}", call(&ticket), operation.name());
                self.calls.insert(ticket, now);
                line
            }
            Record::Again { ticket, attempt } => format!("{} again attempt={attempt}", call(&ticket)),
            Record::GivenUp(ticket) => format!("{} given up{}", call(&ticket), self.took(now, &ticket)),
            Record::Listed { ticket, rows, unreadable, bytes, ended } => {
                self.awaited = now.checked_sub(ended).map(|ended| (rows, ended));
                let took = self.took(now, &ticket);
                format!("{} ok{took} rows={rows} unreadable={unreadable} bytes={bytes}", call(&ticket))
            }
            Record::PodsListed { ticket, rows, unreadable, bytes } => {
                let took = self.took(now, &ticket);
                format!("{} ok{took} rows={rows} unreadable={unreadable} bytes={bytes}", call(&ticket))
            }
            Record::Succeeded(ticket) => format!("{} ok{}", call(&ticket), self.took(now, &ticket)),
            Record::Failed(ticket, failure) => {
                format!("{} failed {}{}", call(&ticket), facts(&failure), self.took(now, &ticket))
            }
            Record::Shown { rows } => {
                let (_, ended) = self.awaited.take_if(|(all, _)| rows >= *all)?;
                format!("shown rows={rows} last_byte_to_rows={}", ms(now - ended))
            }
            Record::Copy { number, report } => {
                format!("copy={number} {}", report.as_ref().map_or("asked for", copied))
            }
            Record::Panicked { at } => format!("panicked at={at}"),
            Record::LastWords(words) => format!("last_words={words:?}"),
            Record::Ended(code) => format!("ended code={code}"),
        })
    }

    fn took(&mut self, now: Instant, ticket: &Ticket) -> String {
        self.calls.remove(ticket).map(|since| format!(" in={}", ms(now - since))).unwrap_or_default()
    }
}

fn ms(time: Duration) -> String {
    format!("{:.2}ms", time.as_secs_f64() * 1e3)
}

fn call(ticket: &Ticket) -> String {
    format!("call={}.{}", ticket.session.0, ticket.id)
}

fn copied(report: &CopyReport) -> &'static str {
    match report {
        CopyReport::Taken => "taken",
        CopyReport::Sent => "sent",
        CopyReport::Failed(_) => "failed",
        CopyReport::Replaced => "replaced",
        CopyReport::Cleared => "cleared",
        CopyReport::Left => "left",
        CopyReport::Lost => "lost",
    }
}

/// Writes the kind and the numbers of a failure. Leaves out the service's words: nobody knows what is in them.
fn facts(failure: &Failure) -> String {
    let exchange = &failure.exchange;
    let status = exchange.status.map(|status| format!(" status={status}")).unwrap_or_default();
    format!("{}{status} attempts={} last={}", kind(&failure.kind), exchange.attempts, ms(exchange.elapsed))
}

fn kind(kind: &FailureKind) -> &'static str {
    match kind {
        FailureKind::SignedOut(_) => "signed_out",
        FailureKind::OtherTenant { .. } => "other_tenant",
        FailureKind::NotPermitted => "not_permitted",
        FailureKind::NotFound => "not_found",
        FailureKind::AlreadyExists => "already_exists",
        FailureKind::NotReadable => "not_readable",
        FailureKind::NotWritable => "not_writable",
        FailureKind::Rejected(_) => "rejected",
        FailureKind::WrongAddress => "wrong_address",
        FailureKind::SlowedDown { .. } => "slowed_down",
        FailureKind::ServiceFault => "service_fault",
        FailureKind::Unreachable(_) => "unreachable",
        FailureKind::Proxy { .. } => "proxy",
        FailureKind::NotSetUp(_) => "not_set_up",
        FailureKind::TimedOut { .. } => "timed_out",
        FailureKind::TooLarge { .. } => "too_large",
        FailureKind::Unintelligible(_) => "unintelligible",
        FailureKind::OurFault => "our_fault",
        FailureKind::Crashed => "crashed",
        FailureKind::NotAddressable => "not_addressable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{RequestKey, SessionId};
    use crate::domain::{Exchange, Operation, SecretId};

    fn ticket(id: u64) -> Ticket {
        Ticket { session: SessionId(1), id, request_key: RequestKey::LIST }
    }

    #[test]
    fn a_call_is_told_with_its_time_and_without_words() {
        let (mut lines, start) = (Lines::default(), Instant::now());
        let at = |ms| start + Duration::from_millis(ms);
        let subject = Some(SecretId::from("a\n\u{1b}b").into());
        let made = Record::Call { ticket: ticket(3), operation: Operation::GetValue, subject };
        assert_eq!(lines.line(at(0), made).unwrap(), r#"call=1.3 get_value id="a\n\u{1b}b""#);
        let failure = Failure {
            operation: Operation::GetValue,
            subject: None,
            kind: FailureKind::NotSetUp("hunter2".into()),
            exchange: Exchange {
                status: Some(503),
                attempts: 3,
                message: "hunter2".into(),
                path: "/hunter2".into(),
                elapsed: Duration::from_millis(10),
                ..Exchange::default()
            },
        };
        assert_eq!(
            lines.line(at(30), Record::Failed(ticket(3), failure.into())).unwrap(),
            "call=1.3 failed not_set_up status=503 attempts=3 last=10.00ms in=30.00ms"
        );
    }

    #[test]
    fn the_time_from_the_last_byte_to_all_rows_is_told_once() {
        let (mut lines, start) = (Lines::default(), Instant::now() + Duration::from_secs(1));
        let listed = Record::Listed {
            ticket: ticket(1),
            rows: 7,
            unreadable: 0,
            bytes: 700,
            ended: Duration::from_millis(5),
        };
        assert_eq!(lines.line(start, listed).unwrap(), "call=1.1 ok rows=7 unreadable=0 bytes=700");
        assert_eq!(lines.line(start, Record::Shown { rows: 6 }), None);
        let later = start + Duration::from_millis(20);
        let told = lines.line(later, Record::Shown { rows: 7 }).unwrap();
        assert_eq!(told, "shown rows=7 last_byte_to_rows=25.00ms");
        assert_eq!(lines.line(later, Record::Shown { rows: 7 }), None);
    }
}
