//! The sign-in form.
//!
//! ```text
//! ╭─ Sign in to tacc ─────────────────────────────── tacc.tapis.io ─╮
//!
//!      Your token ended at 14:02; nothing is lost.
//!
//!      user         alice
//!
//!      password   ▌ •••••••••
//!
//!      remember     [ ] until you log out
//!                     in /run/user/1000/tapis-secrets
//!
//!      The password goes to tacc.tapis.io and is not kept.
//!
//!      Enter sign in   Tab next   Ctrl-r show   Esc leave
//! ```

use crate::features::session::{Fault, Session, SignIn, Spot, Stage};
use crate::text::Sentence;
use crate::text::fit::{cut_end, cut_middle, wrap};
use crate::text::unseen::Unseen;
use crate::view::input::Input;
use crate::view::prelude::*;
use crate::words;

const WIDTH: u16 = 66;
/// The columns of the labels.
const LABEL: u16 = 11;

/// The form over the panes.
pub(crate) struct SignInForm<'a> {
    pub(crate) session: &'a Session,
    pub(crate) form: &'a SignIn,
    /// The reason to sign in, as a sentence.
    pub(crate) why: String,
    pub(crate) frame: ModalFrame<'a>,
}

/// A row of the form, and whether a low screen does without it.
type Row = (Content, bool);

enum Content {
    /// A text from this column on.
    Text(u16, Line<'static>),
    Field(Spot),
    Remember(bool),
}

fn spare(column: u16, text: impl Into<Line<'static>>) -> Row {
    (Content::Text(column, text.into()), true)
}

impl StatefulWidget for SignInForm<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let (site, theme) = (&self.frame.cx.site, self.frame.theme);
        let columns = usize::from(self.frame.areas(area, WIDTH, 1).content.width);
        let mut rows = self.rows(columns);
        let room = usize::from(self.frame.areas(area, WIDTH, rows.len()).content.height);
        while rows.len() > room
            && let Some(at) = rows.iter().rposition(|(_, spare)| *spare)
        {
            rows.remove(at);
        }
        let mut frame = self.frame.clone();
        if let Stage::Asking(since) = self.form.stage {
            let spinner = theme.spinner(self.frame.cx, since).unwrap_or(" ");
            frame = frame.before_keys(theme.span(format!("{spinner} Signing in   "), Name::Text));
        }
        frame.keys = self.keys(columns);
        let title = Sentence::about(site.tenant(), |tenant| format!("Sign in to {tenant}"));
        let frame = frame.title(title).place(site.address.shown());
        let content = frame.draw(area, WIDTH, rows.len(), buf, drawn);
        for (area, (row, _)) in content.rows().zip(&rows) {
            self.draw_row(row, theme, area, buf, drawn);
        }
    }
}

impl<'a> SignInForm<'a> {
    fn rows(&self, columns: usize) -> Vec<Row> {
        let Self { session, form, frame, .. } = self;
        let (theme, cx) = (frame.theme, frame.cx);
        let text = |text: String, name| (Content::Text(0, theme.span(text, name).into()), false);
        let mut rows: Vec<_> =
            wrap(&self.why, columns, 3).into_iter().map(|line| text(line, Name::Text)).collect();
        rows.push(spare(0, ""));
        if let Stage::AskingSource(since) = form.stage {
            let source = session.source().name().unwrap_or("the profile");
            let spinner = theme.spinner(cx, since).unwrap_or(" ");
            rows.push(text(format!("{spinner} Asking {source} for a token"), Name::Text));
            return rows;
        }
        if form.stage == Stage::SignedIn {
            rows.push(text("What you typed meanwhile was ignored.".to_owned(), Name::Muted));
            return rows;
        }
        let field = columns.saturating_sub(usize::from(LABEL) + 2);
        let marked = |mark, mark_name, text, name| {
            let spans = [theme.span(mark, mark_name), theme.span(text, name)];
            (Content::Text(LABEL, Line::from_iter(spans)), false)
        };
        for spot in [Spot::User, Spot::Password] {
            rows.push((Content::Field(spot), false));
            let told = self.fault(spot).map(|text| wrap(&text, field, 2)).unwrap_or_default();
            rows.extend(told.into_iter().enumerate().map(|(at, text)| {
                marked(if at == 0 { "✗ " } else { "  " }, Name::ErrorMark, text, Name::ErrorText)
            }));
            let unseen = Some(form.password.text()).filter(|_| spot == Spot::Password).map(Unseen::of);
            if let Some(note) = unseen.and_then(|unseen| unseen.note()) {
                rows.push(marked("! ", Name::WarningMark, cut_end(&note, field).into_owned(), Name::Text));
            }
            rows.push(spare(0, ""));
        }
        if let (Some(on), Some(folder)) = (form.remember, session.remembers()) {
            rows.push((Content::Remember(on), false));
            let folder = format!("in {folder}");
            let folder = cut_middle(&folder, columns.saturating_sub(usize::from(LABEL) + 6)).into_owned();
            rows.push(spare(LABEL + 6, theme.span(folder, Name::Muted)));
            rows.push(spare(0, ""));
        }
        rows.extend(session.hint().map(|hint| spare(0, theme.span(hint.to_owned(), Name::Muted))));
        let note = format!("The password goes to {} and is not kept.", cx.site.address);
        rows.extend(wrap(&note, columns, 4).into_iter().map(|text| spare(0, theme.span(text, Name::Muted))));
        rows
    }

    /// Returns the fault of a field, to be shown below it.
    fn fault(&self, spot: Spot) -> Option<String> {
        match self.form.fault.as_ref()? {
            Fault::Empty(empty) if *empty == spot => Some(match spot {
                Spot::User => "Type your user name.".to_owned(),
                _ => "Type the password.".to_owned(),
            }),
            Fault::NoToken(fault) if spot == Spot::Password => {
                Some(words::sign_in_fault(fault, &self.frame.cx.site))
            }
            _ => None,
        }
    }

    fn draw_row(&self, content: &Content, theme: Theme, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let beside = after(area, LABEL);
        let label = |focused| theme.style(if focused { Name::Focus } else { Name::Muted });
        match content {
            Content::Text(column, text) => drop(buf.line(after(area, *column), text)),
            Content::Remember(on) => {
                let focused = self.form.focus == Spot::Remember;
                let mark = if *on { "[x]" } else { "[ ]" };
                buf.text(area, "remember", label(focused));
                if focused {
                    buf.text(beside, "▌", theme.style(Name::Accent));
                    drawn.stand(after(beside, 2));
                }
                let style = theme.style(if focused { Name::Focus } else { Name::Text });
                buf.text(after(beside, 2), &format!("{mark} until you log out"), style);
            }
            Content::Field(spot) => {
                let (name, field) = match spot {
                    Spot::User => ("user", &self.form.user),
                    _ => ("password", &self.form.password),
                };
                let focused = self.form.focus == *spot;
                buf.text(area, name, label(focused));
                let masked = *spot == Spot::Password && !self.form.show;
                Input { focused, masked, ..Input::new(field, theme) }.render(beside, buf, drawn);
            }
        }
    }

    /// Returns the keys. If there is too little room, the key to leave stays.
    fn keys(&self, columns: usize) -> Vec<Hint<'a>> {
        let form = self.form;
        let (mut hints, leave) = match form.stage {
            Stage::Filling if form.focus == Spot::Remember => {
                (vec![Hint::new("Space", "remember"), Hint::new("Enter", "sign in")], "leave")
            }
            Stage::Filling => {
                let show = if form.show { "mask" } else { "show" };
                let hints = [("Enter", "sign in"), ("Tab", "next"), ("Ctrl-r", show)];
                (hints.map(|(key, word)| Hint::new(key, word)).into(), "leave")
            }
            Stage::Asking(_) => (Vec::new(), "give up"),
            Stage::AskingSource(_) => (Vec::new(), "type a password"),
            Stage::SignedIn => (vec![Hint::new("Enter", "go on")], "leave"),
        };
        hints.push(Hint::new("Esc", leave));
        while crate::view::keys::columns(&hints) > columns && hints.len() > 1 {
            hints.remove(hints.len() - 2);
        }
        hints
    }
}
