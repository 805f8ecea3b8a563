//! The rows of the list with the scrollbar, or the reason why there are none.

use ratatui::layout::Rect;

use super::row;
use crate::app::{App, words};
use crate::features::list::{Focus, Phase};
use crate::layout::Layout;
use crate::text::fit::{cut_end, wrap};
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// Draws the list; tells whether there are panes at all.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) -> bool {
    if app.list().rows().is_empty() {
        nothing_there(app, canvas, layout);
        return false;
    }
    if !layout.stacked {
        rule(app, canvas, layout);
    }
    if app.list().shown() == 0 {
        no_match(app, canvas, layout);
        return true;
    }
    row::headings(canvas, layout);
    for (line, row) in app.list().visible().enumerate() {
        let selected = (row.0 == app.list().selected_index()).then_some(match app.focus() {
            Focus::List => Name::Selected,
            Focus::Detail { .. } => Name::SelectedIdle,
        });
        let area = Rect { y: layout.rows.y + line as u16, height: 1, ..layout.rows };
        row::draw(app, canvas, layout, area, row, selected);
        if selected.is_some() {
            let text = layout.list_text(area);
            canvas.stand(text.x, text.y);
        }
    }
    true
}

/// Draws the line between the panes, which is also the scrollbar.
fn rule(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let rule = layout.rule;
    for y in rule.top()..rule.bottom() {
        canvas.text(rule.x, y, rule.right(), "│", Name::Faint);
    }
    let (shown, height) = (app.list().shown(), usize::from(layout.rows.height));
    if shown <= height || height < 2 {
        return;
    }
    let thumb = (height * height / shown).clamp(2, height);
    let top = (height - thumb) * app.list().offset() / (shown - height);
    for line in top..top + thumb {
        canvas.text(rule.x, layout.rows.y + line as u16, rule.right(), "┃", Name::Muted);
    }
}

fn no_match(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let area = layout.list_text(layout.rows);
    let typed = crate::text::SafeText::from(app.filter().text());
    canvas.stand(area.x, area.y);
    if !app.filter().is_set() {
        return;
    }
    let text =
        format!("Nothing matches {}.", cut_end(typed.shown(), usize::from(area.width).saturating_sub(17)));
    canvas.text(area.x, area.y, area.right(), &text, Name::Text);
    let keys = [Span::new("Esc", Name::Accent), Span::new(" clear the filter", Name::Muted)];
    if area.height > 2 {
        canvas.spans(area.x, area.y + 2, area.right(), &keys);
    }
}

/// Fills the body while the list is loading, empty or failed.
fn nothing_there(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let (x, right, bottom) = (2, layout.screen.right() - 2, layout.notice.y);
    let mut y = layout.rows.y;
    canvas.stand(x, y);
    let mut line = |spans: &[Span]| {
        if y < bottom {
            canvas.spans(x, y, right, spans);
        }
        y += 1;
    };
    if let Some(since) = app.session().getting_token() {
        if let Some(frame) = app.spinner(since) {
            let text = format!("{} Getting a token", canvas.spinner(frame));
            canvas.text(x, y, right, &text, Name::Muted);
        }
        return;
    }
    if let Some(why) = app.why_signed_out() {
        line(&[]);
        line(&[Span::new("Sign in to see the secrets.", Name::Strong)]);
        for text in wrap(&why, usize::from(right - x), 3) {
            line(&[Span::new(text, Name::Muted)]);
        }
        line(&[]);
        let mut keys = vec![Span::new("s", Name::Accent), Span::new(" sign in", Name::Muted)];
        if app.session().profiles().len() > 1 {
            keys.extend([Span::new("   p", Name::Accent), Span::new(" switch the profile", Name::Muted)]);
        }
        if app.load().failure().is_some() {
            keys.extend([Span::new("   !", Name::Accent), Span::new(" details", Name::Muted)]);
        }
        line(&keys);
        return;
    }
    match app.load().phase() {
        Phase::Idle => {}
        Phase::Loading { since, .. } => {
            if let Some(frame) = app.spinner(*since) {
                let spinner = format!("{} Loading secrets", canvas.spinner(frame));
                canvas.text(x, y, right, &spinner, Name::Muted);
            }
        }
        Phase::Ready => {
            line(&[]);
            line(&[Span::new("No secrets yet.", Name::Strong)]);
            let tenant = app.site().tenant();
            line(&[Span::new(format!("Nothing on {tenant} is yours or shared with you."), Name::Muted)]);
            line(&[]);
            let mut keys = vec![Span::new("R", Name::Accent), Span::new(" look again", Name::Muted)];
            if app.session().profiles().len() > 1 {
                keys.extend([Span::new("   p", Name::Accent), Span::new(" switch the profile", Name::Muted)]);
            }
            line(&keys);
        }
        Phase::Failed(failure) => {
            line(&[Span::new("✗ ", Name::ErrorMark), Span::new(&*words::what_failed(failure), Name::Strong)]);
            let columns = usize::from(right - x - 2);
            let why = words::cause_sentence(failure, app.site());
            let advice = words::advice(failure, app.site());
            for text in [why, advice].iter().flat_map(|text| wrap(text, columns, 4)) {
                line(&[Span::new(format!("  {text}"), Name::Muted)]);
            }
            line(&[]);
            line(&[
                Span::new("  R", Name::Accent),
                Span::new(" try again   ", Name::Muted),
                Span::new("!", Name::Accent),
                Span::new(" details", Name::Muted),
            ]);
        }
    }
}
