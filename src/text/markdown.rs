//! Text from elsewhere in Markdown, so that it cannot become a heading, a link, a mention of somebody or another column.

/// Returns a text as code, in which nothing is a link or a mention.
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // A fence is longer than any row of the same sign in it.
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    // A table splits at a bar before it looks for code.
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

/// Returns a text that Markdown shows literally, in one cell of a table.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Of the ASCII signs, these have no meaning inside a line.
        let harmless = matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '-' | '/' | '\'' | '"' | '%' | '?');
        match c {
            // Pages that show reports look for these after Markdown has removed its escapes: only code stops
            // them.
            '@' => out.push_str("`@`"),
            '#' => out.push_str("`#`"),
            '/' if out.ends_with(":/") => out.push_str("`/`"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("`.`"),
            c if c.is_control() => out.push(' '),
            c if c.is_ascii_punctuation() && !harmless => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
