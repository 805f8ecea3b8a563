//! One pod: its state, where it uses the secret, its container and its action log.

use jiff::Timestamp;

use crate::domain::pod::{Pod, Requested};
use crate::features::pods::body::{Body, PodPage};
use crate::features::pods::state::Pods;
use crate::features::pods::words;
use crate::text::fit::wrap;
use crate::text::format::{age_in_words, count, date};
use crate::view::prelude::*;
use crate::words as shared;

/// Columns of the labels.
const LABEL: usize = 13;
/// The lines of the action log that are shown, the newest.
const LOG: usize = 200;
/// The most rows of one text.
const ROWS: usize = 12;

/// The lines so far.
struct Lines<'a> {
    lines: Vec<Line<'a>>,
    columns: usize,
    theme: Theme,
}

/// Returns the lines of a pod.
pub(super) fn lines<'a>(
    pods: &'a Pods,
    body: &Body,
    page: &PodPage,
    cx: &Context,
    now: Timestamp,
    theme: Theme,
) -> Vec<Line<'a>> {
    let columns = usize::from(cx.size.width.saturating_sub(4));
    let mut out = Lines { lines: Vec::new(), columns, theme };
    match pods.uses().and_then(|uses| uses.pods().get(&page.id)) {
        Some(pod) => facts(&mut out, pod, body, cx, now),
        None => out.warn("The pod is gone."),
    }
    if let Some(failure) = &page.failure {
        out.warn(&String::from(shared::sentence(failure, &cx.site)));
    }
    match &page.log {
        None => {}
        // It says the same of the pod.
        Some(Err(_)) if page.failure.is_some() => {}
        Some(Err(failure)) => {
            out.title("Action log");
            out.warn(&String::from(shared::sentence(failure, &cx.site)));
        }
        Some(Ok(log)) => {
            out.title("Action log");
            if log.is_cut {
                out.warn("The log is too long to be read in full; its newest lines are missing.");
            }
            let skipped = log.lines.len().saturating_sub(LOG);
            if skipped > 0 {
                out.muted(&format!("{} earlier lines are left out.", count(skipped)));
            }
            if log.lines.is_empty() {
                out.muted("It has no line of a known form.");
            }
            for line in log.lines.iter().skip(skipped) {
                let at = line.at.map(|at| date(at, &cx.zone)).unwrap_or_default();
                out.labelled(&format!("{at:16}"), 18, &words::action(&line.action), Name::Text);
            }
        }
    }
    out.lines
}

fn facts(out: &mut Lines<'_>, pod: &Pod, body: &Body, cx: &Context, now: Timestamp) {
    let time = |at: Timestamp| format!("{} · {}", date(at, &cx.zone), age_in_words(at, now));
    let requested = match &pod.requested {
        Requested::On => String::new(),
        Requested::Off => "; a stop was asked for".to_owned(),
        Requested::Restart => "; a restart was asked for".to_owned(),
        Requested::Other(word) if word.is_empty() => String::new(),
        Requested::Other(word) => format!("; {word} was asked for"),
    };
    out.fact("status", &format!("{}{requested}", words::state(pod)));
    let row = body.table.as_ref().and_then(|table| table.rows.get(table.row_of(&pod.id)?));
    if let Some(value) = row.and_then(|row| row.value) {
        out.fact("value", shared::pod_value(value));
    }
    out.fact("started", &pod.started.time().map_or("-".to_owned(), time));
    out.fact("stops", &pod.stops.map_or("-".to_owned(), |at| date(at, &cx.zone)));
    if let Some(template) = &pod.template {
        out.fact("template", template.shown());
    }
    let container = &pod.container;
    if container.is_there() {
        let mut text = container.phase.shown().to_owned();
        match container.ready {
            Some(true) => text.push_str(", ready"),
            Some(false) => text.push_str(", not ready"),
            None => {}
        }
        if let Some(times) = container.restart_count.filter(|times| *times > 0) {
            text.push_str(&format!(", started again {times} times after failures"));
        }
        out.fact("container", &text);
    } else {
        out.fact("container", "none");
    }
    let message = container.message.for_screen();
    if !message.is_empty() {
        out.fact("message", message.shown());
    }
    let Some(one) = body.use_in(pod) else { return };
    if !one.keys.is_empty() {
        out.fact("key", &words::keys(&one));
    }
    out.fact("read by", &words::readers(&one));
}

impl Lines<'_> {
    fn fact(&mut self, label: &str, text: &str) {
        self.labelled(label, LABEL, text, Name::Text);
    }

    /// Adds a label and the rows of its text beside it.
    fn labelled(&mut self, label: &str, columns: usize, text: &str, name: Name) {
        let room = self.columns.saturating_sub(columns).max(10);
        let mut label = label.to_owned();
        for row in wrap(text, room, ROWS) {
            let label = format!("{:columns$}", std::mem::take(&mut label));
            self.lines
                .push(Line::from_iter([self.theme.span(label, Name::Muted), self.theme.span(row, name)]));
        }
    }

    fn title(&mut self, text: &'static str) {
        self.lines.extend([Line::default(), Line::from(self.theme.span(text, Name::Strong))]);
    }

    fn muted(&mut self, text: &str) {
        let rows = wrap(text, self.columns, ROWS).into_iter();
        self.lines.extend(rows.map(|row| Line::from(self.theme.span(row, Name::Muted))));
    }

    fn warn(&mut self, text: &str) {
        let mut mark = "! ";
        for row in wrap(text, self.columns.saturating_sub(2), ROWS) {
            let row = [self.theme.span(mark, Name::WarningMark), self.theme.span(row, Name::Text)];
            self.lines.push(Line::from_iter(row));
            mark = "  ";
        }
    }
}
