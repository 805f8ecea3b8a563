//! The named styles and their look in each theme (`LOOK` §4). The only file with colours.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Span;

/// The colours of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Every cell painted, on a dark ground.
    Dark,
    /// Every cell painted, on a light ground.
    Light,
    /// As `Dark`, with grounds out of the 256 colours.
    Dark256,
    /// As `Light`, with grounds out of the 256 colours.
    Light256,
    /// The terminal's own 16 colours, for text with a special role; other text keeps the default colour.
    Ansi,
    /// No colour at all.
    None,
}

impl Palette {
    /// Returns those that a user can choose by name, with their names in the configuration.
    pub const NAMED: [(&'static str, Self); 4] =
        [("dark", Self::Dark), ("light", Self::Light), ("ansi", Self::Ansi), ("none", Self::None)];
}

/// A palette, and whether only ASCII may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Draw every glyph as its ASCII twin.
    pub ascii: bool,
}

/// The role of a text or surface; panels name nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Name {
    /// The ground of everything else.
    Screen,
    Text,
    Strong,
    Muted,
    /// Lines.
    Faint,
    /// Borders and dots.
    Border,
    /// Controls that do nothing now.
    Off,
    Accent,
    Focus,
    Bar,
    BarDanger,
    /// Borders of modals that write to production.
    BorderDanger,
    Danger,
    Selected,
    SelectedIdle,
    /// The bar before a selected row, on its ground.
    SelectedBar,
    /// An access mode that is an exception, in a selected row.
    SelectedLimited,
    Match,
    /// The access modes that are exceptions.
    Limited,
    Success,
    Warning,
    Error,
    Field,
    FieldOn,
    Modal,
    Revealed,
    /// Line numbers and characters written out, beside a revealed value.
    RevealedMuted,
    Backdrop,
    /// Text in the colours of its surface.
    Plain,
    /// Words beside a value that is alone on the screen, in the terminal's own colours.
    BareMuted,
    /// The glyph of a success; words use `Success`.
    SuccessMark,
    /// The glyph of a warning.
    WarningMark,
    /// The glyph of an error.
    ErrorMark,
    /// The sentence of an error; a theme with few colours gives it a colour.
    ErrorText,
}

impl Theme {
    /// Returns the look of `name`. A style without a ground keeps that of the surface.
    pub fn style(self, name: Name) -> Style {
        match self.palette {
            Palette::Dark => painted(name, Shade::Dark, Grounds::True),
            Palette::Light => painted(name, Shade::Light, Grounds::True),
            Palette::Dark256 => painted(name, Shade::Dark, Grounds::Indexed),
            Palette::Light256 => painted(name, Shade::Light, Grounds::Indexed),
            Palette::Ansi => coloured(name),
            Palette::None => plain(name),
        }
    }

    /// Returns the look of a surface, which covers everything below it.
    pub fn surface(self, name: Name) -> Style {
        self.style(Name::Screen).patch(self.style(name))
    }

    /// Returns the theme with other colours, within what the terminal is known to show.
    #[must_use]
    pub fn with_colours(self, palette: Palette) -> Self {
        let has_256 = matches!(self.palette, Palette::Dark256 | Palette::Light256);
        let palette = match palette {
            Palette::Dark if has_256 => Palette::Dark256,
            Palette::Light if has_256 => Palette::Light256,
            palette => palette,
        };
        Self { palette, ..self }
    }

    /// Makes a text in a style.
    pub fn span<'a>(self, text: impl Into<Cow<'a, str>>, name: Name) -> Span<'a> {
        Span::styled(text, self.style(name))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shade {
    Dark,
    Light,
}

/// The colours that a terminal has for grounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grounds {
    True,
    Indexed,
}

const B: Modifier = Modifier::BOLD;
const D: Modifier = Modifier::DIM;
const R: Modifier = Modifier::REVERSED;
const U: Modifier = Modifier::UNDERLINED;
const NONE: Modifier = Modifier::empty();

/// Returns a painted style. Foregrounds are indexed (16-255 are fixed, and take half the bytes of true colour).
/// Grounds are true colours, or the indices behind them where a terminal has only 256: no two neighbouring
/// grounds share one.
#[rustfmt::skip]
fn painted(name: Name, shade: Shade, grounds: Grounds) -> Style {
    type Ground = Option<(u32, u8)>;
    //                     dark: fg, ground                    light: fg, ground                   attributes
    let (dark, light, modifier): ((u8, Ground), (u8, Ground), Modifier) = match name {
        Name::Screen       => ((253, Some((0x14171c, 233))), (235, Some((0xfbfaf8, 231))), NONE),
        Name::Text | Name::ErrorText => ((253, None),        (235, None),                  NONE),
        Name::Strong       => ((231, None),                  (232, None),                  B),
        Name::Muted        => ((247, None),                  (241, None),                  NONE),
        Name::Faint        => ((238, None),                  (252, None),                  NONE),
        Name::Border       => ((242, None),                  (246, None),                  NONE),
        Name::Off          => ((242, None),                  (246, None),                  NONE),
        Name::Accent | Name::SelectedBar => ((111, None),                  (25,  None),                  B),
        Name::Focus        => ((111, None),                  (25,  None),                  B),
        Name::Bar          => ((250, Some((0x1e242d, 235))), (238, Some((0xe9ecf0, 254))), NONE),
        Name::BarDanger    => ((224, Some((0x40201f, 52))),  (52,  Some((0xf8dcd8, 224))), NONE),
        Name::BorderDanger => ((210, None),                  (125, None),                  NONE),
        Name::Danger       => ((231, Some((0x9c2b24, 124))), (231, Some((0xb3261e, 124))), B),
        Name::Selected     => ((231, Some((0x26456b, 24))),  (232, Some((0xdbe9f9, 195))), NONE),
        Name::SelectedIdle => ((253, Some((0x232a34, 236))), (235, Some((0xe7eaef, 255))), NONE),
        Name::Match        => ((222, None),                  (94,  None),                  U),
        // On the only blue of the 256 that is dark enough for a selection, 183 would be hard to read.
        Name::Limited | Name::SelectedLimited if grounds == Grounds::Indexed => ((189, None), (91, None),          NONE),
        Name::Limited | Name::SelectedLimited => ((183, None),                  (91,  None),                  NONE),
        Name::Success | Name::SuccessMark => ((79, None),    (23,  None),                  NONE),
        Name::Warning | Name::WarningMark => ((221, None),   (94,  None),                  NONE),
        Name::Error   | Name::ErrorMark   => ((210, None),   (125, None),                  NONE),
        Name::Field        => ((253, Some((0x20262f, 236))), (235, Some((0xeef0f3, 255))), NONE),
        Name::FieldOn      => ((231, Some((0x2a3442, 17))),  (232, Some((0xe0e7f0, 254))), NONE),
        Name::Modal        => ((253, Some((0x191d24, 234))), (235, Some((0xffffff, 231))), NONE),
        Name::Revealed     => ((223, Some((0x2a2417, 58))),  (236, Some((0xfff3d3, 230))), NONE),
        Name::RevealedMuted if grounds == Grounds::Indexed => ((253, None), (241, None),   NONE),
        Name::RevealedMuted => ((247, None),                 (241, None),                  NONE),
        Name::Backdrop     => ((239, Some((0x101317, 232))), (249, Some((0xf1f0ee, 255))), NONE),
        Name::Plain        => return Style::new(),
        Name::BareMuted    => return Style::new().add_modifier(D),
    };
    let (fg, ground) = if shade == Shade::Dark { dark } else { light };
    let style = Style::new().fg(Color::Indexed(fg)).add_modifier(modifier);
    match ground {
        Some((_, index)) if grounds == Grounds::Indexed => style.bg(Color::Indexed(index)),
        Some((rgb, _)) => style.bg(Color::from_u32(rgb)),
        None => style,
    }
}

/// Returns a style of attributes only.
fn plain(name: Name) -> Style {
    let modifier = match name {
        Name::Strong | Name::Accent | Name::SelectedBar | Name::SelectedIdle => B,
        Name::BorderDanger | Name::Warning | Name::Error | Name::WarningMark | Name::ErrorMark => B,
        Name::Focus | Name::Match => B | U,
        Name::Muted | Name::RevealedMuted | Name::Off | Name::Backdrop | Name::BareMuted => D,
        Name::Bar | Name::BarDanger | Name::FieldOn => U,
        Name::Danger => B | R,
        Name::Selected => R,
        _ => NONE,
    };
    Style::new().add_modifier(modifier)
}

/// Returns a style of attributes, and the terminal's own colours for text with a special role.
fn coloured(name: Name) -> Style {
    let style = plain(name);
    match name {
        Name::Accent | Name::Focus => style.fg(Color::Blue),
        Name::Limited => style.fg(Color::Magenta),
        Name::SuccessMark => style.fg(Color::Green),
        Name::WarningMark => style.fg(Color::Yellow),
        Name::Error | Name::ErrorMark | Name::ErrorText => style.fg(Color::Red),
        Name::Selected => Style::new().fg(Color::White).bg(Color::Blue),
        Name::Danger => Style::new().fg(Color::White).bg(Color::Red).add_modifier(B),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ansi_colours_roles_and_none_colours_nothing() {
        let ansi = Theme { palette: Palette::Ansi, ascii: false };
        let none = Theme { palette: Palette::None, ascii: false };
        for name in [Name::Text, Name::Muted, Name::Match, Name::Revealed, Name::Warning, Name::Backdrop] {
            assert_eq!((ansi.style(name).fg, ansi.style(name).bg), (None, None), "{name:?}");
        }
        for (name, fg) in [
            (Name::ErrorMark, Color::Red),
            (Name::Error, Color::Red),
            (Name::Limited, Color::Magenta),
            (Name::Accent, Color::Blue),
            (Name::Selected, Color::White),
        ] {
            assert_eq!(ansi.style(name).fg, Some(fg), "{name:?}");
            assert_eq!((none.style(name).fg, none.style(name).bg), (None, None), "{name:?}");
        }
    }
}
