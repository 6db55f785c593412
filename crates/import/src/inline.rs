//! Markdown's marks within a line as styles.

use crate::paragraph::{Style, Styled};

/// Markdown's marks within a line as styles.
#[must_use]
pub(crate) fn inline(text: &str) -> Styled {
    let mut out = Styled::default();
    spans(text, &mut Vec::new(), &mut out);
    out
}

fn spans(text: &str, styles: &mut Vec<Style>, out: &mut Styled) {
    let mut plain = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        if let Some((inner, style, used)) = (styles.len() < 6).then(|| span(rest, before)).flatten()
        {
            out.push(&std::mem::take(&mut plain), styles);
            match style {
                Some(style) => {
                    styles.push(style);
                    spans(inner, styles, out);
                    styles.pop();
                }
                None => out.push(inner, styles),
            }
            at += used;
            continue;
        }
        if c == '\\' && rest[1..].starts_with(|n: char| n.is_ascii_punctuation()) {
            plain.push_str(&rest[1..2]);
            at += 2;
            continue;
        }
        if let Some((c, used)) = entity(rest) {
            plain.push(c);
            at += used;
            continue;
        }
        plain.push(c);
        at += c.len_utf8();
    }
    out.push(&plain, styles);
}

/// A marked span at the start of the text: what is inside, what it is, and how many bytes it takes.
fn span(text: &str, before: Option<char>) -> Option<(&str, Option<Style>, usize)> {
    if text.starts_with('*') || text.starts_with('_') {
        let inside_word = before.is_some_and(char::is_alphanumeric);
        for (mark, style) in
            [("**", Style::Bold), ("__", Style::Bold), ("*", Style::Italic), ("_", Style::Italic)]
        {
            let Some(rest) = text.strip_prefix(mark) else { continue };
            if rest.starts_with(char::is_whitespace) || mark.starts_with('_') && inside_word {
                continue;
            }
            // Not the first mark that follows: a shorter one may stand inside.
            let close = rest.match_indices(mark).map(|(i, _)| i).find(|i| {
                let after = rest[i + mark.len()..].chars().next();
                let tail = rest[..*i].chars().next_back();
                *i > 0
                    && tail.is_some_and(|c| !c.is_whitespace())
                    && !(mark.len() == 1
                        && (after == mark.chars().next() || tail == mark.chars().next()))
                    && !(mark.len() == 2 && after == mark.chars().next())
                    && !(mark.starts_with('_') && after.is_some_and(char::is_alphanumeric))
            });
            if let Some(i) = close {
                return Some((&rest[..i], Some(style), i + 2 * mark.len()));
            }
        }
        return None;
    }
    if let Some(rest) = text.strip_prefix('`') {
        let i = rest.find('`').filter(|i| *i > 0)?;
        return Some((&rest[..i], None, i + 2));
    }
    if let Some(rest) = text.strip_prefix('<') {
        let i = rest.find('>')?;
        let inner = &rest[..i];
        if inner.starts_with("http://")
            || inner.starts_with("https://")
            || inner.starts_with("mailto:")
        {
            return Some((inner, None, i + 2));
        }
        if matches!(inner.trim_end_matches(['/', ' ']), "br" | "BR") {
            return Some((" ", None, i + 2));
        }
        return None;
    }
    let image = text.starts_with("![");
    let rest = text.strip_prefix('!').filter(|_| image).unwrap_or(text);
    let label = rest.strip_prefix('[')?;
    let close = label.find("](").filter(|i| !label[..*i].contains('['))?;
    let address = &label[close + 2..];
    let end = address.find(')')?;
    let used = usize::from(image) + 1 + close + 2 + end + 1;
    let href = address[..end].split_whitespace().next().unwrap_or("").to_owned();
    let style = (!image && !href.is_empty()).then_some(Style::Link(href));
    Some((&label[..close], style, used))
}

fn entity(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 10] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", '\u{a0}'),
        ("&#39;", '\''),
        ("&rsquo;", '’'),
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&ndash;", '–'),
    ];
    NAMES.iter().find(|(name, _)| text.starts_with(name)).map(|(name, c)| (*c, name.len()))
}
