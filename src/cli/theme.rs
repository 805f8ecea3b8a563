//! The theme, by flag, profile and environment.

use super::args::Look;
use crate::config::ThemeName;
use crate::view::theme::{Palette, Theme};

/// The facts about the environment that decide on colours and characters.
#[derive(Clone, Debug, Default)]
pub struct ColorHints {
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `COLORTERM`
    pub colorterm: String,
    /// `COLORFGBG`
    pub colorfgbg: String,
    /// `TERM`
    pub term: String,
    /// The characters of the locale are UTF-8; see [`is_utf8`].
    pub utf8: bool,
}

/// Tells whether a locale uses UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty. When
/// all are empty the locale is C, which does not.
pub fn is_utf8(locale: [&str; 3]) -> bool {
    let locale = locale.into_iter().find(|value| !value.is_empty()).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Returns the reason why nothing can be drawn on a terminal with this `TERM`, because it cannot move its
/// cursor.
pub fn cannot_draw(term: &str) -> Option<&'static str> {
    match term {
        "" => Some("TERM is not set"),
        "dumb" => Some("TERM is dumb"),
        "unknown" => Some("TERM is unknown"),
        _ => None,
    }
}

/// The number of colours that a terminal claims to have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    True,
    Indexed,
    Sixteen,
}

impl ColorHints {
    fn colours(&self) -> Colours {
        match self.colorterm.as_str() {
            "truecolor" | "24bit" => Colours::True,
            // `ssh` passes `TERM` and no `COLORTERM`.
            _ if self.term.contains("256color") => Colours::Indexed,
            _ => Colours::Sixteen,
        }
    }

    fn is_light(&self) -> bool {
        matches!(self.colorfgbg.rsplit(';').next(), Some("7" | "15"))
    }
}

impl Look {
    /// Returns the theme to draw with: the flag's, or else the profile's. The terminal is never asked: it might
    /// answer too late, or not at all.
    pub fn theme(&self, profiles: ThemeName, hints: &ColorHints) -> Theme {
        let palette = match self.theme.unwrap_or(profiles) {
            ThemeName::Dark => Palette::Dark,
            ThemeName::Light => Palette::Light,
            ThemeName::Ansi => Palette::Ansi,
            ThemeName::None => Palette::None,
            ThemeName::Auto if hints.no_color => Palette::None,
            ThemeName::Auto => match (hints.colours(), hints.is_light()) {
                (Colours::True, true) => Palette::Light,
                (Colours::True, false) => Palette::Dark,
                (Colours::Indexed, true) => Palette::Light256,
                (Colours::Indexed, false) => Palette::Dark256,
                (Colours::Sixteen, _) => Palette::Ansi,
            },
        };
        Theme { palette, ascii: self.ascii || !hints.utf8 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::no_color("truecolor", "xterm", "", true, Palette::None)]
    #[case::no_color_of_256("", "xterm-256color", "", true, Palette::None)]
    #[case::truecolor("truecolor", "xterm-256color", "", false, Palette::Dark)]
    #[case::bits("24bit", "xterm", "15;0", false, Palette::Dark)]
    #[case::light("truecolor", "xterm", "0;15", false, Palette::Light)]
    #[case::light_with_three("truecolor", "xterm", "0;default;7", false, Palette::Light)]
    #[case::over_ssh("", "xterm-256color", "", false, Palette::Dark256)]
    #[case::in_tmux("", "tmux-256color", "0;15", false, Palette::Light256)]
    #[case::neither("", "xterm", "0;15", false, Palette::Ansi)]
    fn auto_follows_the_environment(
        #[case] colorterm: &str,
        #[case] term: &str,
        #[case] colorfgbg: &str,
        #[case] no_color: bool,
        #[case] expected: Palette,
    ) {
        let hints = ColorHints {
            no_color,
            colorterm: colorterm.into(),
            colorfgbg: colorfgbg.into(),
            term: term.into(),
            utf8: true,
        };
        let look = Look { theme: None, ascii: false };
        assert_eq!(look.theme(ThemeName::Auto, &hints).palette, expected);
        assert_eq!(look.theme(ThemeName::Dark, &hints).palette, Palette::Dark, "the profile's");
        let named = Look { theme: Some(ThemeName::Light), ascii: true };
        let flag_wins = Theme { palette: Palette::Light, ascii: true };
        assert_eq!(named.theme(ThemeName::Dark, &hints), flag_wins);
    }

    #[rstest]
    #[case::all_wins("C", "en_US.UTF-8", "en_US.UTF-8", false)]
    #[case::type_wins("", "de_DE.utf8", "POSIX", true)]
    #[case::language("", "", "C.UTF-8", true)]
    #[case::latin("", "", "de_DE.ISO-8859-1", false)]
    #[case::without_letters("", "", "en_US", false)]
    #[case::mac("", "UTF-8", "", true)]
    #[case::none("", "", "", false)]
    fn the_locale_tells_whether_more_than_ascii_is_drawn(
        #[case] all: &str,
        #[case] ctype: &str,
        #[case] lang: &str,
        #[case] utf8: bool,
    ) {
        assert_eq!(is_utf8([all, ctype, lang]), utf8);
        let hints = ColorHints { utf8, ..ColorHints::default() };
        assert_eq!(Look { theme: None, ascii: false }.theme(ThemeName::Auto, &hints).ascii, !utf8);
        assert!(Look { theme: None, ascii: true }.theme(ThemeName::Auto, &hints).ascii);
    }
}
