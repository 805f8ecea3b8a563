//! The state of the view of the pods of one secret, or of several: the table with its cursor and its filter, and the text over it.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use crate::core::RequestId;
use crate::domain::pod::ActionLog;
use crate::domain::uses::{Asked, Found, PodSort, Subject, Table, Use};
use crate::domain::{Failure, Pod, PodId, Secret};
use crate::text::format::count;
use crate::view::Step;
use crate::view::field::Field;

/// Rows that stay visible above and below the cursor.
const CONTEXT: usize = 2;

/// The view of the pods of a secret, or of the marked ones.
#[derive(Debug)]
pub struct Body {
    pub(super) subject: Subject,
    pub(super) sort: PodSort,
    pub(super) filter: Field,
    /// The cursor is in the filter line.
    pub(super) is_typing: bool,
    pub(super) cursor: usize,
    /// The first row on the screen.
    pub(super) offset: usize,
    pub(super) table: Option<Table>,
    /// The step that makes the next table or finds what is broken, and its beginning.
    pub(super) under_way: Option<(RequestId, Instant)>,
    /// The table is not the one that is wanted.
    pub(super) is_old: bool,
    /// The pod with the cursor is to be shown as soon as the wanted table is there.
    pub(super) opens: bool,
    pub(super) text: Option<Text>,
}

/// A text over the table.
#[derive(Debug)]
pub(super) enum Text {
    /// One pod.
    Pod(PodPage),
    /// Everything that is broken.
    Broken(BrokenPage),
}

/// One pod.
#[derive(Debug)]
pub(crate) struct PodPage {
    pub(super) id: PodId,
    /// The looks that are not answered.
    pub(super) looks: usize,
    /// The reason why one of them failed.
    pub(super) failure: Option<Arc<Failure>>,
    pub(super) log: Option<Result<ActionLog, Arc<Failure>>>,
    pub(super) scroll: usize,
    /// The point between two changes at which the pod was asked for.
    pub(super) asked: Asked,
    pub(super) since: Instant,
}

/// Everything that is broken.
#[derive(Debug, Default)]
pub(super) struct BrokenPage {
    pub(super) found: Option<Found>,
    /// The index of `found` is not the newest.
    pub(super) is_old: bool,
    /// The pods whose config files were not known are being looked into, or were.
    pub(super) looked: bool,
    pub(super) scroll: usize,
}

impl Text {
    fn scroll(&mut self) -> &mut usize {
        let (Self::Pod(PodPage { scroll, .. }) | Self::Broken(BrokenPage { scroll, .. })) = self;
        scroll
    }
}

impl Body {
    pub(super) fn new(subject: Subject, sort: PodSort) -> Self {
        Self {
            subject,
            sort,
            filter: Field::text_line(""),
            is_typing: false,
            cursor: 0,
            offset: 0,
            table: None,
            under_way: None,
            is_old: true,
            opens: false,
            text: None,
        }
    }

    /// Notes the end of the step with this id, if it is the one that is under way.
    pub(super) fn if_under_way(&mut self, request: RequestId) -> Option<&mut Self> {
        self.under_way.take_if(|(id, _)| *id == request)?;
        Some(self)
    }

    /// Returns the places where `pod` names the secrets.
    pub(super) fn use_in<'a>(&self, pod: &'a Pod) -> Option<Use<'a>> {
        match &self.subject {
            Subject::One(secret) => Some(Use::new(secret, pod)),
            Subject::Marked(..) => Some(self.table.as_ref()?.use_in(pod)),
        }
    }

    /// Returns the secret, where it is one.
    pub fn secret(&self) -> Option<&Secret> {
        match &self.subject {
            Subject::One(secret) => Some(secret),
            Subject::Marked(..) => None,
        }
    }

    /// Returns the name of the secret, or the number of those that are marked.
    pub(super) fn name(&self) -> Cow<'_, str> {
        match &self.subject {
            Subject::One(secret) => secret.id.shown().into(),
            Subject::Marked(_, marked) if marked.count() == 1 => "1 marked secret".into(),
            Subject::Marked(_, marked) => format!("{} marked secrets", count(marked.count())).into(),
        }
    }

    /// Returns the pod with the cursor.
    pub(super) fn selected(&self) -> Option<&Pod> {
        self.table.as_ref()?.pod(self.cursor)
    }

    /// Tells whether a text is shown over the table.
    pub fn has_text(&self) -> bool {
        self.text.is_some()
    }

    /// Tells whether there are rows, or a filter hides them.
    pub fn has_rows(&self) -> bool {
        self.shown() > 0 || !self.filter.is_empty()
    }

    /// Tells whether the cursor is in the filter line.
    pub fn is_typing(&self) -> bool {
        self.is_typing
    }

    pub(super) fn shown(&self) -> usize {
        self.table.as_ref().map_or(0, |table| table.rows.len())
    }

    /// Takes another table, and keeps the cursor on its pod; returns the table before.
    pub(super) fn take(&mut self, table: Table) -> Option<Table> {
        let row = self.selected().and_then(|pod| table.row_of(&pod.id));
        self.cursor = row.unwrap_or(self.cursor);
        self.table.replace(table)
    }

    /// Tells whether the table is the one that is wanted.
    pub(super) fn is_settled(&self) -> bool {
        !self.is_old && self.under_way.is_none()
    }

    /// Moves the cursor, or scrolls the text over the table; `page` is in rows.
    pub(super) fn go(&mut self, step: Step, page: usize) {
        self.opens = false;
        let at = match self.text.as_mut() {
            None => &mut self.cursor,
            Some(text) => text.scroll(),
        };
        *at = if step == Step::Last { usize::MAX } else { step.from(*at, page) };
    }

    /// Keeps the cursor among the rows, and the window of `height` rows around it.
    pub(super) fn fit(&mut self, height: usize) {
        self.cursor = self.cursor.min(self.shown().saturating_sub(1));
        let context = CONTEXT.min(height.saturating_sub(1) / 2);
        let lowest = (self.cursor + context + 1).saturating_sub(height);
        let highest = self.cursor.saturating_sub(context);
        self.offset = self.offset.max(lowest).min(highest).min(self.shown().saturating_sub(height));
    }

    /// Limits the position of a text of `rows` rows, of which `height` are on the screen.
    pub(super) fn fit_text(&mut self, rows: usize, height: usize) {
        if let Some(scroll) = self.text.as_mut().map(Text::scroll) {
            *scroll = (*scroll).min(rows.saturating_sub(height));
        }
    }
}
