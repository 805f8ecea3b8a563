//! The keys of the view of one secret's pods.

use std::time::{Duration, Instant};

use super::body::{Body, BrokenPage, PodPage, Text};
use super::index::{discard_found, discard_uses};
use super::state::{Phase, Pods};
use super::words;
use crate::core::{Context, Effect, Out, RequestKey};
use crate::domain::uses::{Asked, PodSort, Subject};
use crate::domain::{PodId, Request};
use crate::keys::Key;
use crate::view::Step;
use crate::view::field::Field;

/// The time for which a frame waits for a table: half of the time between two frames of a screen.
const PATIENCE: Duration = Duration::from_millis(8);

impl Pods {
    /// Returns the view of the pods of a secret, while it is open.
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// `w`: opens the view of the pods of these secrets, and asks for them where that was not done.
    pub fn open(&mut self, cx: &Context, subject: Subject, out: &mut Out) {
        self.close(out);
        self.body = Some(Body::new(subject, self.sort));
        self.ask(cx, out);
    }

    /// `Esc`: gives up the looks that are under way, ends the filter, or closes what is open.
    pub fn back(&mut self, out: &mut Out) {
        let Some(body) = &mut self.body else { return };
        body.opens = false;
        match &body.text {
            Some(Text::Pod(_)) => self.close_pod(out),
            _ if self.looks.progress().is_some() => self.looks.stop(out),
            Some(Text::Broken(_)) => self.close_text(out),
            None if body.is_typing || !body.filter.is_empty() => {
                (body.is_typing, body.is_old) = (false, true);
                body.filter = Field::text_line("");
            }
            None => self.close(out),
        }
    }

    /// Closes the pod on the screen, and gives up its reads; one that is also a look into the pods goes on.
    pub(super) fn close_pod(&mut self, out: &mut Out) {
        let Some(body) = &mut self.body else { return };
        if let Some(Text::Pod(page)) = body.text.take_if(|text| matches!(text, Text::Pod(_))) {
            let id = || page.id.clone();
            for look in [Request::GetPod(id()), Request::GetDerivedPod(id()), Request::GetPodLogs(id())] {
                let request_key = RequestKey::read(&look);
                if !self.looks.is_open(&request_key) {
                    out.cancel(&request_key);
                }
            }
        }
    }

    fn close_text(&mut self, out: &mut Out) {
        let Some(body) = &mut self.body else { return };
        if let Some(Text::Broken(BrokenPage { found: Some(found), .. })) = body.text.take() {
            discard_found(found, out);
        }
    }

    /// Closes the view.
    pub fn close(&mut self, out: &mut Out) {
        self.close_pod(out);
        self.close_text(out);
        let Some(Body { table, subject, .. }) = self.body.take() else { return };
        // The present list goes on being searched.
        if let Subject::Marked(rows, _) = subject
            && !self.index.has_newest(&rows)
        {
            out.effects.push(Effect::Discard(rows));
        }
        if let Some(table) = table {
            discard_uses(table.uses, out);
        }
    }

    /// Moves the cursor, or scrolls.
    pub fn go(&mut self, cx: &Context, step: Step) {
        if let Some(body) = &mut self.body {
            body.go(step, usize::from(cx.size.height / 2));
        }
    }

    /// Returns the order of the table.
    pub fn sort(&self) -> PodSort {
        self.sort
    }

    /// Puts the table into another order.
    pub fn sort_by(&mut self, sort: PodSort) {
        self.sort = sort;
        if let Some(body) = &mut self.body {
            (body.sort, body.is_old) = (sort, true);
        }
    }

    /// Puts the cursor into the filter line, or leaves it there with what was typed.
    pub fn type_filter(&mut self, is_typing: bool) {
        if let Some(body) = &mut self.body {
            body.is_typing = is_typing;
        }
    }

    /// Types into the filter line.
    pub fn press(&mut self, key: Key) {
        if let Some(body) = &mut self.body {
            body.is_old |= body.filter.press(key);
        }
    }

    /// Pastes into the filter line.
    pub fn paste(&mut self, text: &str) {
        if let Some(body) = &mut self.body {
            body.is_old |= body.filter.paste(text.trim());
        }
    }

    /// `Enter`: shows the pod with the cursor, and asks for all that the list does not tell.
    pub fn open_pod(&mut self, cx: &Context, asked: Asked, out: &mut Out) {
        let Some(body) = &mut self.body else { return };
        body.opens = !body.is_settled();
        let Some(pod) = body.selected().filter(|_| !body.opens) else { return };
        let (id, since) = (pod.id.clone(), cx.now.instant);
        let mut looks = 0;
        if id.is_addressable() {
            out.read(Request::GetPodLogs(id.clone()));
            out.read(Request::GetPod(id.clone()));
            looks = 1;
            // What the template brings shows in the difference.
            if pod.template.is_some() {
                out.read(Request::GetDerivedPod(id.clone()));
                looks = 2;
            }
        }
        body.text = Some(Text::Pod(PodPage { id, looks, failure: None, log: None, scroll: 0, asked, since }));
    }

    /// `b`: shows everything that is broken.
    pub fn open_broken(&mut self) {
        if let Some(body) = &mut self.body {
            body.text = Some(Text::Broken(BrokenPage { is_old: true, ..BrokenPage::default() }));
        }
    }

    /// Tells whether there is something to copy.
    pub fn can_copy(&self) -> bool {
        self.body().is_some_and(|body| match &body.text {
            Some(Text::Broken(page)) => page.found.as_ref().is_some_and(|found| !found.broken.is_empty()),
            Some(Text::Pod(_)) => false,
            None => body.shown() > 0,
        })
    }

    /// Returns the table, or what is broken, as text to copy: a line for each, with tabs between its parts.
    pub fn copied(&self, cx: &Context) -> Option<String> {
        let body = self.body()?;
        let lines: Vec<String> = match &body.text {
            Some(Text::Broken(page)) => {
                let found = page.found.as_ref()?;
                found.broken.iter().map(|one| words::broken_line(found, one)).collect()
            }
            Some(Text::Pod(_)) => return None,
            None => {
                let table = body.table.as_ref()?;
                let row = |row: &_| words::copied_row(table, row, cx);
                table.rows.iter().filter_map(row).collect()
            }
        };
        (!lines.is_empty()).then(|| lines.join("\n") + "\n")
    }

    /// Takes the answer to a look at the pod on the screen; tells whether it was for that.
    pub(super) fn page_of(&mut self, id: &PodId) -> Option<&mut PodPage> {
        match &mut self.body.as_mut()?.text {
            Some(Text::Pod(page)) if page.id == *id => Some(page),
            _ => None,
        }
    }

    /// Returns the time until which the next frame should wait: the table mostly comes at once.
    pub fn frame_waits_until(&self) -> Option<Instant> {
        let (_, since) = self.body()?.under_way?;
        Some(since + PATIENCE)
    }

    /// Tells whether the pods that are on the way are waited for on the screen, and since when.
    pub fn waits_since(&self) -> Option<Instant> {
        let body = self.body()?;
        match (&self.phase, &body.text) {
            (Phase::Asking { since, .. }, _) => Some(*since),
            (_, Some(Text::Pod(page))) => (page.looks > 0 || page.log.is_none()).then_some(page.since),
            _ => self.looks.since(),
        }
    }
}
