//! The checks of this machine and this terminal: colours, and protection of the memory.

use super::report::{Check, Report};
use crate::cli::cannot_draw;
use crate::core::settings::ClipboardWay;
use crate::protection::Protection;
use crate::text::SafeText;
use crate::view::theme::Palette;

/// The facts about the surroundings that `main` knows.
#[derive(Clone, Debug)]
pub struct Here {
    /// The clipboard that copies go to.
    pub clipboard: ClipboardWay,
    /// Whether to make a trial copy, which replaces the clipboard's content: `--try-clipboard`.
    pub try_clipboard: bool,
    /// Whether to report in JSON: `--json`.
    pub json: bool,
    /// The colours of the screen.
    pub palette: Palette,
    /// The value of `TERM`.
    pub term: String,
    /// Whether standard input and output are a terminal.
    pub is_terminal: bool,
    /// The columns and rows of the terminal.
    pub size: Option<(u16, u16)>,
    /// Whether the locale uses UTF-8.
    pub utf8: bool,
    /// Whether to write only ASCII: `--ascii`, or a locale without UTF-8.
    pub ascii: bool,
    /// The protection of the memory.
    pub protection: Protection,
}

pub(super) fn check(report: &mut Report<'_>, here: &Here) {
    report.add(terminal(here));
    for (good, text) in here.protection.report() {
        report.add(if good { Check::good("memory", text) } else { Check::warning("memory", text) });
    }
}

fn terminal(here: &Here) -> Check {
    let term = SafeText::from(here.term.as_str());
    let colours = match here.palette {
        Palette::Dark => "the dark theme",
        Palette::Light => "the light theme",
        Palette::Dark256 => "the dark theme in 256 colours",
        Palette::Light256 => "the light theme in 256 colours",
        Palette::Ansi => "16 colours (COLORTERM=truecolor or a TERM with 256color gives more)",
        Palette::None => "no colours",
    };
    let text = format!("{}, {colours}", if term.is_empty() { "TERM is not set" } else { term.shown() });
    let text = match here.size {
        Some((width, height)) => format!("{text}, {width} x {height}"),
        None => text,
    };
    match here {
        _ if cannot_draw(&here.term).is_some() => {
            Check::warning("terminal", format!("{text}. Set TERM to the terminal's type."))
        }
        Here { size: Some((width, height)), .. } if *width < 40 || *height < 10 => {
            Check::warning("terminal", format!("{text}. The browser needs 40 x 10."))
        }
        Here { utf8: false, .. } => {
            let why = "LC_ALL, LC_CTYPE or LANG does not name UTF-8, so only ASCII is drawn";
            Check::warning("terminal", format!("{text}, {why}."))
        }
        Here { is_terminal: false, .. } => Check::warning(
            "terminal",
            format!("{text}. Standard input or output is not a terminal now; the browser needs one."),
        ),
        _ => Check::good("terminal", format!("{text}, UTF-8")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Form;
    use super::*;
    use crate::domain::Exit;
    use rstest::rstest;

    fn here() -> Here {
        Here {
            clipboard: ClipboardWay::System,
            try_clipboard: false,
            json: false,
            palette: Palette::Dark,
            term: "xterm-256color".to_owned(),
            is_terminal: true,
            size: Some((80, 24)),
            utf8: true,
            ascii: false,
            protection: Protection { no_core_dump: true, not_readable: Some(true), traced_by: None },
        }
    }

    fn text(here: &Here) -> String {
        let mut text = String::new();
        let mut tell = |line: &str| text.push_str(line);
        let mut report =
            Report { form: Form::Lines { tell: &mut tell, ascii: here.ascii }, exit: Exit::Done };
        check(&mut report, here);
        assert_eq!(report.exit, Exit::Done, "nothing of this keeps the program from working");
        text
    }

    #[test]
    fn a_good_place() {
        insta::assert_snapshot!(text(&here()));
    }

    #[test]
    fn a_poor_place() {
        let here = Here {
            clipboard: ClipboardWay::Osc52,
            try_clipboard: false,
            json: false,
            palette: Palette::None,
            term: "dumb".to_owned(),
            is_terminal: false,
            size: None,
            utf8: false,
            ascii: true,
            protection: Protection { no_core_dump: false, not_readable: None, traced_by: Some(7) },
        };
        insta::assert_snapshot!(text(&here));
    }

    #[rstest]
    #[case::small(Here { size: Some((39, 24)), ..here() }, "needs 40 x 10")]
    #[case::latin(Here { utf8: false, ..here() }, "only ASCII is drawn")]
    #[case::piped(Here { is_terminal: false, ..here() }, "is not a terminal now")]
    fn what_is_not_well_is_told(#[case] here: Here, #[case] said: &str) {
        assert!(text(&here).contains(said), "{}", text(&here));
    }
}
