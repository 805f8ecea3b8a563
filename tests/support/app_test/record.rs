//! What the app wants done: written down, and carried out by the back end.

use std::time::Duration;

use tapis_secrets::domain::{Places, Pod};

use super::super::prelude::*;
use super::super::screen;
use super::{AppTest, Back};

impl AppTest {
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.trace_effect(&effect);
            match effect {
                Effect::Copy(job) => self.copies.push(job),
                Effect::ClearCopies if self.is_scripted() => self.cleared = true,
                Effect::Suspend => self.suspended = true,
                Effect::DropKeys => self.drops_keys = true,
                Effect::Redraw => self.redraws = true,
                Effect::Quit => self.quits = true,
                // At once, so that no test depends on when it comes.
                Effect::DigestKey(request) => {
                    self.tell(Event::DigestKey(request, Some(screen::digest_key())));
                }
                other => match &mut self.back {
                    Back::Real(world) => world.perform(other),
                    Back::Scripted { .. } => self.record(other),
                },
            }
        }
        if matches!(self.back, Back::Scripted { holds_searches: false }) {
            self.match_all();
        }
    }

    /// Writes down what waits for an answer of the test.
    fn record(&mut self, effect: Effect) {
        match effect {
            Effect::Call(ticket, Request::List) => self.calls.push(ticket),
            Effect::Call(ticket, Request::GetValue(_))
                if matches!(ticket.request_key, RequestKey::Value(_)) =>
            {
                self.values.push(ticket);
            }
            Effect::Call(ticket, Request::ListPods) if !self.holds_pods && self.app.form().is_some() => {
                self.twelve_pods_come(ticket);
            }
            Effect::Call(ticket, request) => self.asked.push((ticket, request)),
            Effect::Abort(ticket) => self.aborted.push(ticket),
            Effect::Uses(request, job) => self.tell(Event::UsesDone(request, job.run())),
            Effect::Search(ticket, rows, query, former) => self.searches.push((ticket, rows, query, *former)),
            Effect::WriteList(request, wanted) => self.tell(Event::ListWritten(request, wanted.write())),
            Effect::FindAgain(old, new) => match &mut self.held_places {
                Some(held) => held.push((old, new)),
                None => self.tell(Event::FoundAgain(Places::find(&old, &new))),
            },
            Effect::SaveJournal { request, path, text } => self.files.push((request, path, text)),
            Effect::ReadFile(request, path) => self.reads.push((request, path)),
            Effect::Random(request, length) => self.random.push((request, length)),
            Effect::GetToken(session, profile, way) => self.tokens.push((session, profile, way)),
            Effect::AskAtTerminal(session, profile, words) => {
                assert!(words[0].contains("token_command"), "{words:?}");
                self.tokens.push((session, profile, TokenWay::AtTerminal));
            }
            Effect::Recall(whose, job) => self.recalls.push((whose, job)),
            Effect::KeptFilters(whose, job) => self.kept_filters.push((whose, job)),
            Effect::Close(session) => self.closed.push(session),
            Effect::Edit(job) => {
                self.last_edit = job.request;
                let place = if job.on_disk { " on disk" } else { "" };
                let what = job.text.map_or("find".to_owned(), |text| format!("edit {:?}", text.expose()));
                self.edits.push(format!("{what}{place}"));
            }
            Effect::RunEditor(words) => self.edits.push(format!("run {}", words.len())),
            Effect::LookAtEdited => self.edits.push("look".to_owned()),
            Effect::DropEdited => self.edits.push("drop".to_owned()),
            _ => {}
        }
    }

    /// A form that deletes wants to know the pods: twelve come, and none refers to a secret.
    fn twelve_pods_come(&mut self, ticket: Ticket) {
        let pods = (0..12).map(|n| Pod::named(format!("pod{n}").as_str())).collect();
        self.tell(Event::Reply(ticket.clone(), Reply::Pods(pods)));
        let answer = Answer::PodsListed {
            rows: 12,
            unreadable: 0,
            left_out: 0,
            merged: true,
            bytes: 0,
            parsed_in: Duration::ZERO,
        };
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    fn is_scripted(&self) -> bool {
        matches!(self.back, Back::Scripted { .. })
    }

    pub(super) fn trace_event(&mut self, event: &Event) {
        let Some(trace) = &mut self.trace else { return };
        trace.push_str(&format!("{event:?} {event:#?}\n"));
        if let Event::Reply(ticket, reply) = event {
            trace.push_str(&format!("{ticket:?} {reply:?} {reply:#?}\n"));
        }
    }

    fn trace_effect(&mut self, effect: &Effect) {
        let Some(trace) = &mut self.trace else { return };
        trace.push_str(&format!("{effect:?} {effect:#?}\n"));
        match effect {
            Effect::Call(ticket, request) => trace.push_str(&format!("{ticket:?} {request:?}\n")),
            Effect::Copy(job) => trace.push_str(&format!("{job:?} {job:#?}\n")),
            _ => {}
        }
    }
}
