//! The named styles and what they look like in each theme (`LOOK` §4). The only file with colours.

use ratatui::style::{Color, Modifier, Style};

/// How the screen is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Every cell painted, on a dark ground.
    Dark,
    /// Every cell painted, on a light ground.
    Light,
    /// The terminal's own colours, colour on marks only.
    Ansi,
    /// No colour at all.
    None,
}

/// A palette, and whether only ASCII may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Draw every glyph as its ASCII twin.
    pub ascii: bool,
}

/// What a text or surface is; the panels speak of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Name {
    Text,
    Strong,
    Muted,
    /// Lines.
    Faint,
    /// Borders and dots.
    Border,
    /// What cannot be done now.
    Off,
    Accent,
    Focus,
    Bar,
    BarDanger,
    /// Borders of what writes to production.
    BorderDanger,
    Danger,
    Selected,
    SelectedIdle,
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
    Backdrop,
    /// Text in the colours of whatever surface it stands on.
    Plain,
    /// Words beside a value that is alone on the screen, in the terminal's own colours.
    BareMuted,
    /// The glyph of a success; words use `Success`.
    SuccessMark,
    /// The glyph of a warning.
    WarningMark,
    /// The glyph of an error.
    ErrorMark,
}

impl Theme {
    /// What `name` looks like. A style without a ground keeps that of the surface.
    pub fn style(self, name: Name) -> Style {
        match self.palette {
            Palette::Dark => painted(name, Shade::Dark),
            Palette::Light => painted(name, Shade::Light),
            Palette::Ansi => marked(name),
            Palette::None => plain(name),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shade {
    Dark,
    Light,
}

const B: Modifier = Modifier::BOLD;
const D: Modifier = Modifier::DIM;
const R: Modifier = Modifier::REVERSED;
const U: Modifier = Modifier::UNDERLINED;
const NONE: Modifier = Modifier::empty();

/// Foregrounds are indexed (16-255 are fixed, and half the bytes of true colour), grounds true colour.
#[rustfmt::skip]
fn painted(name: Name, shade: Shade) -> Style {
    type Ground = Option<u32>;
    //                     dark: fg, ground               light: fg, ground              attributes
    let (dark, light, modifier): ((u8, Ground), (u8, Ground), Modifier) = match name {
        Name::Text         => ((253, Some(0x14171c)), (235, Some(0xfbfaf8)), NONE),
        Name::Strong       => ((231, None),           (232, None),           B),
        Name::Muted        => ((247, None),           (241, None),           NONE),
        Name::Faint        => ((238, None),           (252, None),           NONE),
        Name::Border       => ((242, None),           (246, None),           NONE),
        Name::Off          => ((242, None),           (246, None),           NONE),
        Name::Accent       => ((111, None),           (25,  None),           B),
        Name::Focus        => ((111, None),           (25,  None),           B),
        Name::Bar          => ((250, Some(0x1e242d)), (238, Some(0xe9ecf0)), NONE),
        Name::BarDanger    => ((224, Some(0x40201f)), (52,  Some(0xf8dcd8)), NONE),
        Name::BorderDanger => ((210, None),           (125, None),           NONE),
        Name::Danger       => ((231, Some(0x9c2b24)), (231, Some(0xb3261e)), B),
        Name::Selected     => ((231, Some(0x26456b)), (232, Some(0xdbe9f9)), NONE),
        Name::SelectedIdle => ((253, Some(0x232a34)), (235, Some(0xe7eaef)), NONE),
        Name::Match        => ((222, None),           (94,  None),           U),
        Name::Limited      => ((183, None),           (91,  None),           NONE),
        Name::Success | Name::SuccessMark => ((79,  None), (23,  None),      NONE),
        Name::Warning | Name::WarningMark => ((221, None), (94,  None),      NONE),
        Name::Error   | Name::ErrorMark   => ((210, None), (125, None),      NONE),
        Name::Field        => ((253, Some(0x20262f)), (235, Some(0xeef0f3)), NONE),
        Name::FieldOn      => ((231, Some(0x2a3442)), (232, Some(0xe0e7f0)), NONE),
        Name::Modal        => ((253, Some(0x191d24)), (235, Some(0xffffff)), NONE),
        Name::Revealed     => ((223, Some(0x2a2417)), (236, Some(0xfff3d3)), NONE),
        Name::Backdrop     => ((239, Some(0x101317)), (249, Some(0xf1f0ee)), NONE),
        Name::Plain        => return Style::new(),
        Name::BareMuted    => return Style::new().add_modifier(D),
    };
    let (fg, ground) = if shade == Shade::Dark { dark } else { light };
    let style = Style::new().fg(Color::Indexed(fg)).add_modifier(modifier);
    match ground {
        Some(rgb) => style.bg(Color::from_u32(rgb)),
        None => style,
    }
}

/// Attributes only.
fn plain(name: Name) -> Style {
    let modifier = match name {
        Name::Strong | Name::Accent | Name::SelectedIdle => B,
        Name::BorderDanger | Name::Warning | Name::Error | Name::WarningMark | Name::ErrorMark => B,
        Name::Focus | Name::Match => B | U,
        Name::Muted | Name::Off | Name::Backdrop | Name::BareMuted => D,
        Name::Bar | Name::BarDanger | Name::FieldOn => U,
        Name::Danger => B | R,
        Name::Selected => R,
        _ => NONE,
    };
    Style::new().add_modifier(modifier)
}

/// Attributes, and the terminal's own colours on marks; words keep the default colour.
fn marked(name: Name) -> Style {
    let style = plain(name);
    match name {
        Name::SuccessMark => style.fg(Color::Green),
        Name::WarningMark => style.fg(Color::Yellow),
        Name::ErrorMark => style.fg(Color::Red),
        Name::Danger => Style::new().fg(Color::White).bg(Color::Red).add_modifier(B),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_have_a_colour_in_ansi_and_nothing_in_none() {
        let ansi = Theme { palette: Palette::Ansi, ascii: false };
        let none = Theme { palette: Palette::None, ascii: false };
        for name in [Name::Text, Name::Error, Name::Selected, Name::Limited, Name::Match, Name::Backdrop] {
            assert_eq!(ansi.style(name).fg, None, "{name:?}");
        }
        assert_eq!(ansi.style(Name::ErrorMark).fg, Some(Color::Red));
        for name in [Name::ErrorMark, Name::Danger, Name::Revealed] {
            assert_eq!((none.style(name).fg, none.style(name).bg), (None, None), "{name:?}");
        }
    }
}
