//! Secrets as texts that are no values: for the output of commands, and for copies of several at once.

use std::collections::HashSet;
use std::io::Write;

use serde::Serialize;

use super::reference::map_key;
use super::rows::Row;
use super::{Marked, Rows, Scope, Secret};
use crate::text::SafeText;
use crate::text::json;
use crate::text::markdown::{code, escaped};

/// The number of the schema of the JSON.
pub const SCHEMA: u32 = 1;

/// The fields of a line, in their order.
pub const FIELDS: [&str; 7] = ["id", "access", "scope", "pod", "owner", "created", "description"];

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An id in each line.
    Ids,
    /// A reference in each line.
    References,
    /// A line of a `secret_map` for each.
    Map,
    /// One JSON object.
    Json,
    /// Fields between tabs.
    Lines,
    /// A table in Markdown.
    Markdown,
}

impl Form {
    /// All forms, in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::Ids, Self::References, Self::Map, Self::Json, Self::Lines, Self::Markdown];
}

/// The metadata of a secret, in JSON.
#[derive(Serialize)]
pub struct Metadata<'a> {
    id: &'a str,
    description: &'a str,
    owner: Option<&'a str>,
    scope: Option<&'a str>,
    pod: Option<&'a str>,
    access: &'static str,
    readable: bool,
    writable: bool,
    created: Option<String>,
}

impl<'a> Metadata<'a> {
    /// Returns the metadata of `secret`.
    pub fn of(secret: &'a Secret) -> Self {
        let mode = secret.access.mode();
        Self {
            id: secret.id.as_str(),
            description: secret.description.original(),
            owner: Some(secret.owner.original()).filter(|owner| !owner.is_empty()),
            scope: secret.scope.word(),
            pod: secret.scope.pod().map(SafeText::original),
            access: mode.name(),
            readable: mode.readable(),
            writable: mode.writable(),
            created: secret.created.map(|at| at.to_string()),
        }
    }
}

impl Form {
    /// Returns the text before all rows.
    pub fn head(self) -> String {
        match self {
            Self::Ids | Self::References | Self::Map => String::new(),
            Self::Json => format!("{{\"schema\":{SCHEMA},\"secrets\":["),
            Self::Lines => FIELDS.join("\t") + "\n",
            Self::Markdown => format!("| {} |\n|{}\n", FIELDS.join(" | "), "---|".repeat(FIELDS.len())),
        }
    }

    /// Writes a row, unless the form is about references and no pod can refer to the secret; tells whether it did.
    /// `is_first`: it is the first that is written; `keys`: those that the rows before it have.
    pub fn row(self, row: Row<'_>, is_first: bool, keys: &mut Keys, out: &mut Vec<u8>) -> bool {
        // Memory takes everything that is written here.
        match self {
            Self::Ids => drop(writeln!(out, "{}", row.id())),
            Self::References => match row.secret().reference() {
                Ok(reference) => drop(writeln!(out, "{reference}")),
                Err(_) => return false,
            },
            Self::Map => match row.secret().reference() {
                Ok(reference) => {
                    out.extend_from_slice(if is_first { b"" } else { b",\n" });
                    let _ = write!(out, "\"{}\": \"{reference}\"", keys.take(row.id()));
                }
                Err(_) => return false,
            },
            Self::Json => {
                out.extend_from_slice(if is_first { b"\n" } else { b",\n" });
                let _ = json::write(out, &Metadata::of(&row.secret()));
            }
            Self::Lines => drop(writeln!(out, "{}", fields(row).join("\t"))),
            Self::Markdown => {
                let [id, rest @ ..] = fields(row);
                let cells = rest.map(|field| escaped(&field)).join(" | ");
                let _ = writeln!(out, "| {} | {cells} |", code(&id));
            }
        }
        true
    }

    /// Returns the text behind `rows` rows.
    pub fn foot(self, rows: usize) -> &'static str {
        match self {
            Self::Json if rows == 0 => "]}\n",
            Self::Json => "\n]}\n",
            Self::Map if rows > 0 => "\n",
            _ => "",
        }
    }
}

/// The KEYs of a `secret_map` that are taken: two secrets never share one, because the second would replace the first.
#[derive(Debug, Default)]
pub struct Keys(HashSet<String>);

impl Keys {
    /// Returns a KEY for the secret of this name.
    fn take(&mut self, id: &str) -> String {
        let first = map_key(id);
        let further = (2..).map(|number: usize| format!("{first}_{number}"));
        let free = std::iter::once(first.clone()).chain(further).find(|key| !self.0.contains(key));
        let key = free.unwrap_or(first);
        self.0.insert(key.clone());
        key
    }
}

/// Returns the fields of a line, safe to look at.
fn fields(row: Row<'_>) -> [String; FIELDS.len()] {
    let scope = match row.scope() {
        Scope::Other(word) => word.shown(),
        known => known.word().unwrap_or_default(),
    };
    let created = row.created_at().map(|at| at.to_string()).unwrap_or_default();
    let (access, pod) = (row.access().mode().name(), row.pod().unwrap_or_default());
    [row.id(), access, scope, pod, row.owner(), &created, row.description()].map(str::to_owned)
}

/// A text about marked secrets that is wanted. Writing it may take longer than a frame.
#[derive(Debug)]
pub struct Wanted {
    /// The list.
    pub rows: Rows,
    /// The secrets.
    pub marked: Marked,
    /// The form.
    pub form: Form,
}

/// The text.
#[derive(Debug)]
pub struct Written {
    /// Its form.
    pub form: Form,
    /// The text itself.
    pub text: String,
    /// The secrets in it.
    pub secrets: usize,
    /// The secrets that are left out, because no pod can refer to them.
    pub left_out: usize,
}

impl Wanted {
    /// Writes the text, by the names of the secrets.
    pub fn write(self) -> Written {
        let Self { rows, marked, form } = self;
        let mut wanted: Vec<_> = marked.rows().filter_map(|row| rows.get(row)).collect();
        wanted.sort_by_key(|row| row.id());
        let mut out = form.head().into_bytes();
        let (mut secrets, mut left_out, mut keys) = (0, 0, Keys::default());
        for row in wanted {
            match form.row(row, secrets == 0, &mut keys, &mut out) {
                true => secrets += 1,
                false => left_out += 1,
            }
        }
        out.extend_from_slice(form.foot(secrets).as_bytes());
        Written { form, text: String::from_utf8_lossy(&out).into_owned(), secrets, left_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn rows() -> Rows {
        let secret = |id: &str, owner: &str| Secret {
            owner: owner.into(),
            description: "a|b \u{1b}[2J\n@bob".into(),
            created: "2025-03-01T09:30:00Z".parse().ok(),
            ..Secret::named(id)
        };
        [secret("z-1", "alice"), secret("9\n|x", "alice"), secret("hidden", ""), secret("b", "bob")]
            .into_iter()
            .collect()
    }

    #[rstest]
    #[case::ids(Form::Ids, "9\\n|x\nb\nz-1\n", 0)]
    #[case::references(Form::References, "${secret:bob:b}\n${secret:alice:z-1}\n", 1)]
    #[case::map(Form::Map, "\"B\": \"${secret:bob:b}\",\n\"Z_1\": \"${secret:alice:z-1}\"\n", 1)]
    fn a_list_of_marked_secrets(#[case] form: Form, #[case] text: &str, #[case] left_out: usize) {
        let mut marked = Marked::default();
        marked.add(&[0, 1, 3]);
        let written = Wanted { rows: rows(), marked, form }.write();
        assert_eq!((written.text.as_str(), written.left_out), (text, left_out));
        assert_eq!(written.secrets, 3 - left_out);
    }

    #[test]
    fn nothing_in_a_table_leaves_its_cell_or_commands_the_terminal() {
        for form in [Form::Lines, Form::Markdown, Form::Json] {
            let mut marked = Marked::default();
            marked.add(&[0, 1, 2, 3]);
            let text = Wanted { rows: rows(), marked, form }.write().text;
            assert!(
                text.lines().all(|line| !line.contains(char::is_control) || form == Form::Lines),
                "{text}"
            );
            assert!(!text.contains('\u{1b}'), "{text}");
            match form {
                Form::Lines => assert!(text.lines().all(|line| line.matches('\t').count() == 6), "{text}"),
                Form::Markdown => {
                    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
                    assert!(text.lines().all(|line| bars(line) == 8) && text.contains("`@`bob"), "{text}");
                }
                _ => {
                    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
                    assert_eq!(json["secrets"].as_array().unwrap().len(), 4);
                    assert_eq!(json["secrets"][0]["id"], "9\n|x");
                }
            }
        }
    }

    #[test]
    fn no_two_secrets_share_a_key() {
        let mut keys = Keys::default();
        assert_eq!(
            ["a-b", "a_b", "a.b", "a_b_2", "1"].map(|id| keys.take(id)),
            ["A_B", "A_B_2", "A_B_3", "A_B_2_2", "SECRET_1"]
        );
    }

    #[test]
    fn a_list_without_secrets_is_whole_too() {
        let empty = |form| Wanted { rows: rows(), marked: Marked::default(), form }.write().text;
        assert_eq!(empty(Form::Json), "{\"schema\":1,\"secrets\":[]}\n");
        assert_eq!((empty(Form::Ids).as_str(), empty(Form::Map).as_str()), ("", ""));
    }
}
