//! The table of a machine: the effect of every input in every situation, as lines of text.

/// Compares a machine with the table that is expected. `step` puts the machine into a situation and gives it an input; it
/// returns the state before, the state after and the outputs, in words. Inputs with the same effect stand in one line, and
/// those without any in none.
pub(super) fn assert_table(
    expected: &str,
    situations: impl IntoIterator<Item = &'static str>,
    inputs: &[&'static str],
    step: impl Fn(&str, &str) -> (String, String, String),
) {
    let mut lines = Vec::new();
    for situation in situations {
        lines.push(situation.to_owned());
        let mut effects: Vec<(String, Vec<&str>)> = Vec::new();
        for input in inputs {
            let (before, after, told) = step(situation, input);
            if before == after && told.is_empty() {
                continue;
            }
            let effect = format!("{after} | {told}").trim_end_matches(" | ").to_owned();
            match effects.iter_mut().find(|(known, _)| *known == effect) {
                Some((_, inputs)) => inputs.push(input),
                None => effects.push((effect, vec![input])),
            }
        }
        lines.extend(effects.iter().map(|(effect, inputs)| format!("{} => {effect}", listed(inputs))));
    }
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    for (line, expected) in lines.iter().zip(&expected) {
        assert_eq!(line, expected);
    }
    assert_eq!(lines.len(), expected.len());
}

/// Lists the names of inputs; a first word that repeats stands once.
fn listed(inputs: &[&str]) -> String {
    let mut text = String::new();
    let mut before = "";
    for input in inputs {
        let (word, rest) = input.split_once(' ').unwrap_or((input, ""));
        let name = if word == before && !rest.is_empty() { rest } else { input };
        text.push_str(if text.is_empty() { "" } else { ", " });
        text.push_str(name);
        before = word;
    }
    text
}
