//! Sentences about values that are read and copied, for the notice line.

use super::state::Subject;
use crate::core::CopyFault;
use crate::core::settings::ClipboardWay;
use crate::domain::SecretId;
use crate::domain::listing::{Form, Written};
use crate::text::Sentence;
use crate::text::fit::width;
use crate::text::format::count;
use crate::text::unseen::Unseen;
use crate::words::{self as shared, SECONDS, about, copied_value, place_of_copy, why_not_copied};

/// The reason why a value is not shown that nobody may read, for the value area.
pub(super) const UNREADABLE: &str =
    "The value cannot be shown. Asking for it would only be refused and logged, so it is not sent.";

pub(super) fn copying(id: &SecretId) -> Sentence {
    about(id, |id| format!("Copying {id}."))
}

pub(super) fn again(id: &SecretId, attempt: u32, of: u32) -> Sentence {
    about(id, |id| format!("Reading {id} again ({attempt} of {of})."))
}

/// Says that the service is not asked again so soon for a value that was hidden.
pub(super) fn asked_just_now(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} was requested a moment ago; wait, then v reads it again."))
}

/// Says that a copy was made, in a row of `columns`; for a value the seconds follow. Leaves out the place
/// where the id would not fit beside it. A copy that does not fit an OSC 52 sequence stays in tmux.
pub(super) fn copied(
    subject: &Subject,
    way: ClipboardWay,
    sent: bool,
    fits_osc52: bool,
    columns: usize,
) -> Sentence {
    let place = place_of_copy(way, fits_osc52);
    let target = match (subject, sent) {
        (Subject::Value(target), _) => target,
        (Subject::About(word, id), false) => return about(id, |id| format!("Copied the {word} of {id}.")),
        (Subject::About(word, id), true) => {
            return about(id, |id| format!("Sent the {word} of {id} to {place}."));
        }
        (Subject::Text(what), false) => return format!("Copied {what}.").into(),
        (Subject::Text(what), true) => return format!("Sent {what} to {place}.").into(),
    };
    copied_value(&target.id, target.form, (way, sent, fits_osc52), columns)
}

/// Says that a copy was made which has characters that the eye does not see, in a row of `columns`; for a
/// value the seconds follow. `None` where there is nothing to say.
pub(super) fn copied_unseen(
    subject: &Subject,
    sent: bool,
    unseen: &Unseen,
    columns: usize,
) -> Option<Sentence> {
    let variants = what_to_expect(unseen)?;
    let (id, what, form, over, room) = match (subject, sent) {
        (Subject::Value(target), _) => {
            let over = if sent { "; replaced in" } else { "; clears in" };
            (&target.id, String::new(), target.form.told(), over, columns.saturating_sub(SECONDS))
        }
        (Subject::About(word, id), _) => (id, format!("the {word} of "), "", ".", columns),
        (Subject::Text(_), _) => return None,
    };
    let done = if sent { "Sent" } else { "Copied" };
    let text = |told: &String| about(id, |id| format!("{done} {what}{id}{form}; {told}{over}"));
    // The id matters more than the explanation.
    variants.iter().map(text).find(|text| width(text) <= room).or_else(|| variants.last().map(text))
}

/// Returns the description of the unseen characters, from the longest words to the shortest.
fn what_to_expect(unseen: &Unseen) -> Option<Vec<String>> {
    let (long, short) = match (unseen.newlines > 0, unseen.returns, unseen.trailing) {
        (true, ..) => ("a newline", "a newline"),
        (_, true, _) => ("a carriage return", "a return"),
        (_, _, true) => {
            return Some(["it ends in white space", "ends in white space"].map(str::to_owned).into());
        }
        _ => {
            let notes = unseen.notes();
            let more = if notes.len() > 1 { " and more" } else { "" };
            let first = notes.first()?;
            let short = "not all of it shows".to_owned();
            return Some(vec![format!("it has {first}{more}"), format!("has {first}{more}"), short]);
        }
    };
    Some(vec![
        format!("it ends in {long}: Enter in a shell"),
        format!("ends in {long} (Enter)"),
        format!("ends in {short} (Enter)"),
        format!("ends in {short}"),
    ])
}

/// Says that a copy was not made, and what to do instead.
pub(super) fn not_copied(subject: &Subject, fault: CopyFault, way: ClipboardWay, instead: &str) -> Sentence {
    let why = why_not_copied(fault, way);
    let told = match (subject, subject.id()) {
        (_, Some(id)) => about(id, |id| format!("{id} was not copied: {why}.")),
        (Subject::Text(what), None) => format!("Could not copy {what}: {why}.").into(),
        (_, None) => format!("Nothing was copied: {why}.").into(),
    };
    told + " " + instead
}

/// Says that no shell can hold a value.
pub(super) fn no_shell_holds(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} was not copied: no shell can hold a NUL character."))
}

/// Says that a value is not read, because it is known to be larger than the clipboard takes.
pub(super) fn known_too_large(id: &SecretId, instead: &str) -> Sentence {
    about(id, |id| format!("{id} was not read: too large for OSC 52.")) + " " + instead
}

pub(super) fn nothing_to_copy(subject: &Subject) -> Sentence {
    match subject.id() {
        Some(id) => shared::nothing_to_copy(id),
        None => "There is nothing to copy.".into(),
    }
}

/// Returns the words for a text about marked secrets.
pub(super) fn listed(written: &Written) -> String {
    let Written { form, secrets, left_out, .. } = written;
    let s = if *secrets == 1 { "" } else { "s" };
    let marked = format!("{} marked secret{s}", count(*secrets));
    let what = match form {
        Form::Ids => format!("the id{s} of {marked}"),
        Form::References => format!("the reference{s} of {marked}"),
        Form::Map => format!("the secret_map line{s} of {marked}"),
        Form::Json => format!("{marked} as JSON"),
        Form::Lines => format!("{marked} as TSV"),
        Form::Markdown => format!("{marked} as Markdown"),
    };
    match left_out {
        0 => what,
        left_out => format!("{what} (no pod can refer to {} more)", count(*left_out)),
    }
}

/// Says that no pod can refer to any of the marked secrets.
pub(super) const NO_REFERENCES: &str = "No pod can refer to any of the marked secrets.";

pub(super) const LEFT: &str = "The clipboard could not be cleared; the copy may still be in it.";

pub(super) const LOST: &str = "The clipboard helper has ended; the clipboard no longer holds the copy.";

/// Says that the time of a copy is over.
pub(super) fn cleared(way: ClipboardWay, fits_osc52: bool) -> &'static str {
    match way {
        ClipboardWay::Tmux if !fits_osc52 => "Overwrote the buffer of tmux.",
        ClipboardWay::Osc52 => "Overwrote the terminal's clipboard.",
        ClipboardWay::Tmux => "Overwrote the clipboards of tmux and the terminal.",
        ClipboardWay::System | ClipboardWay::Off => "Cleared the clipboard.",
    }
}

pub(super) const REPLACED: &str = "The clipboard now holds something else; it was left alone.";

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::core::ValueForm;
    use crate::features::value::Target;
    use crate::words::SENTENCE;

    #[test]
    fn a_sentence_has_the_whole_id_and_little_around_it() {
        let id = SecretId::from("x".repeat(110).as_str());
        let mut sentences = vec![
            copying(&id),
            again(&id, 2, 3),
            copied(
                &Subject::Value(Target { id: id.clone(), editable: true, form: ValueForm::Plain }),
                ClipboardWay::System,
                false,
                true,
                200,
            ) + " 28 s.",
            copied(
                &Subject::Value(Target { id: id.clone(), editable: true, form: ValueForm::Plain }),
                ClipboardWay::Osc52,
                true,
                true,
                200,
            ) + " 28 s.",
            copied(
                &Subject::Value(Target { id: id.clone(), editable: true, form: ValueForm::Plain }),
                ClipboardWay::Tmux,
                true,
                true,
                200,
            ) + " 28 s.",
            copied(&Subject::About("reference", id.clone()), ClipboardWay::Osc52, true, true, 200),
        ];
        for text in ["pw\n", "pw\r", "pw ", "\u{feff}a\r\nb", " pw"] {
            let unseen = crate::text::unseen::Unseen::of(text);
            for sent in [false, true] {
                sentences.extend(
                    copied_unseen(
                        &Subject::Value(Target { id: id.clone(), editable: true, form: ValueForm::Plain }),
                        sent,
                        &unseen,
                        SENTENCE,
                    )
                    .map(|text| text + " 28 s."),
                );
                sentences.extend(copied_unseen(
                    &Subject::About("reference", id.clone()),
                    sent,
                    &unseen,
                    SENTENCE,
                ));
            }
        }
        for fault in [CopyFault::NoClipboard, CopyFault::NotThere, CopyFault::NoHolder] {
            for way in [ClipboardWay::System, ClipboardWay::Tmux] {
                let subject =
                    Subject::Value(Target { id: id.clone(), editable: true, form: ValueForm::Plain });
                sentences.push(not_copied(&subject, fault, way, "Try --clipboard osc52."));
            }
        }
        for sentence in sentences {
            assert!(sentence.around() <= SENTENCE, "{} columns: {sentence}", sentence.around());
            assert!(sentence.contains(id.shown()), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }

    #[rstest]
    #[case::whole(true, 80, "Sent kafka_sasl_password to the terminal's clipboard; it is overwritten in")]
    #[case::place(true, 79, "Sent kafka_sasl_password; it is overwritten in")]
    #[case::system(false, 68, "Copied kafka_sasl_password; the system clipboard clears in")]
    #[case::narrow(false, 62, "Copied kafka_sasl_password; clears in")]
    #[case::narrower(true, 51, "Sent kafka_sasl_password; replaced in")]
    #[case::least(true, 31, "Sent kafka_sasl_password;")]
    fn what_was_copied_matters_more_than_where_it_is(
        #[case] sent: bool,
        #[case] columns: usize,
        #[case] told: &str,
    ) {
        let subject = Subject::Value(Target {
            id: "kafka_sasl_password".into(),
            editable: true,
            form: ValueForm::Plain,
        });
        let sentence = copied(&subject, ClipboardWay::Osc52, sent, true, columns);
        assert_eq!(&*sentence, told);
    }
}
