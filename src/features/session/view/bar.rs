//! The bar: the tenant, the user, the host, and the time that the token lasts.
//!
//! ```text
//!   tapis-secrets   tacc · alice   tacc.tapis.io                token 3 h 12 min
//! ```

use crate::features::session::{Session, TokenTime};
use crate::text::fit::width;
use crate::text::format::duration;
use crate::view::prelude::*;

/// The columns between two parts.
const GAP: u16 = 3;
/// The least width at which the bar of a view-only production profile has room for the token.
const ROOMY: u16 = 50;

/// The first row of the screen.
pub(crate) struct Bar<'a> {
    /// The session, for its token.
    pub(crate) session: &'a Session,
    /// The state of the rollout that is here, in a few words.
    pub(crate) rollout: Option<String>,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl Widget for Bar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { cx, theme, .. } = self;
        let site = &cx.site;
        buf.surface(area, theme.surface(self.ground()));
        let mut token = self.token();
        if let Some(rollout) = &self.rollout {
            let gap = if token.spans.is_empty() { "" } else { "   " };
            token.spans.insert(0, theme.span(format!("{rollout}{gap}"), Name::Strong));
        }
        // "View only" matters more than a token that is valid for long.
        let warns = token.spans.len() > 1 || self.rollout.is_some();
        if site.danger && cx.settings.view_only && area.width < ROOMY && !warns {
            token = Line::default();
        }
        let area = before(area, 2);
        let left = match site.danger {
            // The badge begins at the edge, its word at the column of all text.
            true => after(buf.text(area, &format!(" {BADGE}"), theme.style(Name::Danger)), 2),
            false => after(area, 2),
        };
        let beside = |token: &Line<'_>| before(left, token.width() as u16 + GAP);
        // The full tenant matters more than the word before a time.
        if usize::from(beside(&token).width) < width(site.tenant())
            && let [time] = &mut token.spans[..]
        {
            time.content = time.content.trim_start_matches("token ").to_owned().into();
        }
        let mut rest = beside(&token);
        // On a narrow screen the host gives way first, then the name.
        for part in self.fitting(rest.width) {
            rest = after(buf.line(rest, &part), GAP);
        }
        buf.line(area, &token.right_aligned());
    }
}

impl<'a> Bar<'a> {
    fn ground(&self) -> Name {
        if self.cx.site.danger { Name::BarDanger } else { Name::Bar }
    }

    /// Returns as much of name, tenant, user and host as there is room for.
    fn fitting(&self, room: u16) -> Vec<Line<'a>> {
        let (site, theme, ground) = (&self.cx.site, self.theme, self.ground());
        let tenant = Line::from(theme.span(site.tenant(), Name::Strong));
        let mut whoami = tenant.clone();
        if !site.user().is_empty() {
            whoami.push_span(theme.span(if site.tenant().is_empty() { "" } else { " · " }, ground));
            whoami.push_span(theme.span(site.user(), ground));
        }
        let host = Line::from(theme.span(site.address.shown(), ground));
        let name = self.name().map(|name| Line::from(theme.span(name, Name::Strong)));
        let with = |rest: &[&Line<'a>]| -> Vec<Line<'a>> {
            name.iter().chain(rest.iter().copied()).cloned().collect()
        };
        let choices = match self.cx.settings.view_only {
            // "View only" is never dropped.
            true => [with(&[&whoami, &host]), with(&[&whoami]), with(&[&tenant]), with(&[])],
            false => [with(&[&whoami, &host]), with(&[&whoami]), vec![whoami.clone()], vec![tenant.clone()]],
        };
        let needs = |parts: &[Line<'_>]| parts.iter().map(|part| part.width() as u16 + GAP).sum::<u16>();
        let fits = choices.iter().position(|parts| needs(parts) <= room + GAP);
        let [.., narrowest] = &choices;
        fits.map_or(narrowest, |at| &choices[at]).clone()
    }

    /// Returns the first words of the bar: that the session is view only, or the profile's own name, or the program's.
    /// In production the badge is enough.
    fn name(&self) -> Option<&'a str> {
        let site = &self.cx.site;
        let profile = site.profile.shown();
        match profile {
            _ if self.cx.settings.view_only => Some("VIEW ONLY"),
            _ if profile.is_empty() || site.unnamed || profile == site.tenant() => {
                (!site.danger).then_some("tapis-secrets")
            }
            _ => Some(profile),
        }
    }

    /// Returns the state of the token; a warning is a mark and a text.
    fn token(&self) -> Line<'static> {
        let theme = self.theme;
        // On red the warning is bold and keeps the bar's colour.
        let (mark, warning) = match self.cx.site.danger {
            true => (Name::Strong, Name::Strong),
            false => (Name::WarningMark, Name::Warning),
        };
        let warn = |text: String| Line::from_iter([theme.span("! ", mark), theme.span(text, warning)]);
        match self.session.token_time(self.cx) {
            TokenTime::Unknown => Line::default(),
            TokenTime::Left(left) => theme.span(format!("token {}", duration(left)), self.ground()).into(),
            TokenTime::Soon(left) => warn(format!("token {}", duration(left))),
            TokenTime::Ended => warn("token ended".to_owned()),
            TokenTime::Outlived => warn("token".to_owned()),
            TokenTime::Out => warn("signed out".to_owned()),
        }
    }
}
