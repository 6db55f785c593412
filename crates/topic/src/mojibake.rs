//! What is left of text that was read in the wrong encoding, such as `Ã©`, `â€™` or `đź“–`.

use std::ops::Range;

/// The byte ranges of words that hold such sequences.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Still within the run that was found last.
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let next = chars.peek().map(|(_, n)| *n);
        if !(c == '\u{fffd}' || next.is_some_and(|n| is_pair(c, n))) {
            continue;
        }
        // The whole run of characters that are not plain: one repair is one finding.
        let end = text[at..].find(|c: char| c.is_ascii()).map_or(text.len(), |n| at + n);
        found.push(at..end);
    }
    found
}

/// Two characters that UTF-8 read as Windows-1250 or 1252 gives, and that hardly any language writes.
fn is_pair(first: char, second: char) -> bool {
    let sign = matches!(second, '\u{80}'..='\u{aa}' | '\u{ac}'..='\u{ba}' | '\u{bc}'..='\u{bf}')
        || matches!(
            second,
            '‚' | 'ƒ' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '›' | '˜' | '™' | 'ˇ' | '¸' | '˘'
        );
    match first {
        'Ã' | 'Ă' | 'Å' | 'Ä' | 'Ĺ' | 'Î' | 'Ï' | 'Ð' | 'Ñ' => sign,
        'Â' => sign,
        'â' => sign || matches!(second, '€' | '„' | '…' | 'ś' | 'ť' | 'œ' | 'Ś' | 'Ť'),
        'đ' => matches!(second, 'ź'),
        'ð' => matches!(second, 'Ÿ'),
        'ď' => matches!(second, '¸' | '»'),
        'ï' => matches!(second, '¸' | '»'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_over_sequences_are_found_and_right_text_is_not() {
        for wrong in [
            "cafÃ©",
            "donâ€™t",
            "đź“– Read",
            "âś” yes",
            "âś… ok",
            "Â© 2020",
            "Ă© a",
            "ðŸ“–",
            "a\u{fffd}b",
            "⚠ď¸Ź",
        ] {
            assert_eq!(find(wrong).len(), 1, "{wrong}");
        }
        for right in [
            "café",
            "don’t",
            "📖 Read",
            "✔ yes",
            "© 2020",
            "Ångström",
            "NÃO",
            "âge",
            "“Ă”",
            "naïve",
            "Żółć",
            "đ",
            "5 °C",
            "ÊTRE Â",
        ] {
            assert_eq!(find(right), [], "{right}");
        }
        assert_eq!(find("one âś” two donâ€™t").len(), 2);
    }
}
