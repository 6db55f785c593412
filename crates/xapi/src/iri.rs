//! Absolute IRIs, as far as xAPI asks for them (xAPI 1.0.3 Data §4.0, RFC 3987).

/// The longest IRI that is taken, in bytes.
const LONGEST: usize = 2048;

/// Whether the text is an absolute IRI: a scheme, a colon, and at least one further character;
/// no blank, no control character, none of `<>"{}|\^` and the backtick.
#[must_use]
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !rest.is_empty()
        && text.len() <= LONGEST
        && rest.chars().all(is_iri_char)
}

/// Whether a character may stand in an IRI.
fn is_iri_char(c: char) -> bool {
    let forbidden = matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
    !(forbidden || c.is_whitespace() || c.is_control() || ('\u{fff0}'..='\u{ffff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_iris_pass() {
        for iri in [
            "http://adlnet.gov/expapi/verbs/completed",
            "urn:holdspace:labels",
            "urn:uuid:6f1c3a4e-0000-4000-8000-000000000000/topics/vertrauen-schöpfen",
            "x:y",
        ] {
            assert!(is_iri(iri), "{iri}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long = format!("urn:{}", "a".repeat(LONGEST));
        for text in [
            "",
            "completed",
            "/verbs/completed",
            ":x",
            "urn:",
            "1a:b",
            "urn:a b",
            "urn:a\n",
            "u:\0",
            "u:<b>",
            &long,
        ] {
            assert!(!is_iri(text), "{text:?}");
        }
    }
}
