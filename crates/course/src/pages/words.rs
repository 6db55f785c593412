//! Small words that the pages share.

use maud::{Markup, html};
use practice::case::Line;

/// "six", and figures beyond twelve.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// "one topic", "six topics".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// The same with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// With a full stop, unless the sentence ends already.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', '…', '”']);
    format!("{}{}", capital(text), if ends { "" } else { "." })
}

/// What somebody says: in quotation marks, stage directions (`*…*`) outside of them.
pub(super) fn spoken(text: &str) -> Markup {
    html! {
        @for (nth, part) in text.split('*').enumerate() {
            @let words = part.trim();
            @if !words.is_empty() {
                @if nth > 0 { " " }
                @if nth % 2 == 1 {
                    span class="stage" { (words) }
                } @else {
                    "“" (words.trim_matches(['“', '”', '"'])) "”"
                }
            }
        }
    }
}

/// The lines of a moment that has no trust yet: those that are said in any band, else the first.
pub(super) fn plain_lines(lines: &[Line]) -> Vec<&Line> {
    let always: Vec<&Line> = lines.iter().filter(|l| l.bands.is_empty()).collect();
    if always.is_empty() { lines.iter().take(1).collect() } else { always }
}
