//! The outside as the loop sees it: screen, keys, clock, signals and everything that carries out effects.

use std::io;
use std::task::Poll;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::super::super::parts::{self, Clock, Hands};
use super::super::super::signals::Caught;
use super::World;
use crate::core::{Effect, Event};
use crate::domain::{Moment, Wake};
use crate::index::search;
use crate::terminal::{Screen, Typing, Wishes};
use crate::text::SafeText;
use crate::view::Caret;

impl Screen for World {
    fn size(&self) -> Size {
        self.do_now(|state| state.when_measured.take());
        self.0.borrow().size
    }

    fn show(&mut self, _: Wishes, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
        draw(&mut buffer);
        state.frames.push(buffer.content.iter().map(|cell| cell.symbol()).collect());
        state.ok()
    }

    fn forget(&mut self) {}

    fn ring(&mut self) {}

    fn can_stop(&self) -> bool {
        !self.0.borrow().leads
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.do_now(|state| state.while_stopped.take());
        self.0.borrow_mut().use_terminal("suspend")
    }

    fn resume(&mut self) -> io::Result<()> {
        self.0.borrow_mut().use_terminal("resume")
    }

    fn lend(&mut self, _: &[String]) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.lent = true;
        state.use_terminal("lend")
    }

    fn is_lent(&self) -> bool {
        self.0.borrow().lent
    }

    fn take_back(&mut self) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.lent = false;
        state.use_terminal("take back")
    }

    fn drop_typed(&self) {}

    fn let_interrupt(&mut self, _: bool) {}
}

impl Typing for World {
    async fn next(&mut self) -> Option<Option<Event>> {
        match self.ready() {
            Poll::Ready(event) => event,
            Poll::Pending => std::future::pending().await,
        }
    }

    fn ready(&mut self) -> Poll<Option<Option<Event>>> {
        let mut state = self.0.borrow_mut();
        match state.typed.pop_front() {
            _ if state.gone && !state.deaf => Poll::Ready(None),
            Some(event) => Poll::Ready(Some(Some(event))),
            None => Poll::Pending,
        }
    }

    fn take_typed(&mut self) -> bool {
        false
    }

    fn hush(&mut self, typed: bool) -> Vec<Event> {
        let typed = typed || !self.0.borrow().typed.is_empty();
        self.0.borrow_mut().typed.clear();
        typed.then_some(Event::Unheard).into_iter().collect()
    }

    fn discard(&mut self) {}

    async fn gone(&mut self) {
        let told = self.0.borrow().gone && !self.0.borrow().deaf;
        if !told {
            std::future::pending().await
        }
    }
}

impl Clock for World {
    fn now(&self) -> Moment {
        self.0.borrow().now
    }

    async fn until(&mut self, wake: Wake) {
        if wake.is_due(self.now()) {
            return;
        }
        // Everything that is ready comes before time passes.
        tokio::task::yield_now().await;
        let next = self.0.borrow().later.iter().map(|(at, _)| *at).min();
        let until = wake.or_at(next).boot.expect("the hour is not over");
        {
            let mut state = self.0.borrow_mut();
            let time = until.saturating_duration_since(state.now.instant);
            state.pass(time);
        }
        self.do_now(|state| {
            let due = state.later.iter().position(|(at, _)| *at <= state.now.instant)?;
            Some(state.later.remove(due).1)
        });
    }
}

impl parts::Signals for World {
    async fn next(&mut self) -> Caught {
        let caught = self.0.borrow_mut().signals.pop_front();
        match caught {
            Some(caught) => caught,
            None => std::future::pending().await,
        }
    }
}

impl Hands for World {
    fn perform(&self, effect: Effect) {
        let mut state = self.0.borrow_mut();
        match effect {
            Effect::Call(ticket, request) => state.answer(ticket, request),
            Effect::Search(ticket, rows, query, former) => {
                state.tell(Event::Found(ticket, search(&rows, query, &former)));
            }
            Effect::Edit(job) => {
                state.log.push("edit".to_owned());
                state.edit = Some(job.request);
                state.tell(Event::EditorReady(job.request, Ok(SafeText::from("vi"))));
            }
            Effect::RunEditor(_) => state.log.push("editor".to_owned()),
            other => state.log.push(format!("{other:?}")),
        }
    }
}
