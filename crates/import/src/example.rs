//! Examples: a situation, what not to say, and what to say in its place.

use crate::paragraph::Styled;
use crate::part::{Example, Line};
use crate::report::Pair;
use crate::role::{self, Role, role_label, roles};
use crate::word::{attribution, count, normal, quoted, whole_quote};

/// Bytes of a label such as "Example:" at the start of a paragraph.
pub(crate) fn label(text: &str) -> Option<usize> {
    let end = text.find([':', '–', '—', '-', '.'])?;
    let name = normal(&text[..end]);
    let name = name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let known = [
        "example",
        "for example",
        "case example",
        "scenario",
        "situation",
        "vignette",
        "sample",
        "case",
        "here's an example",
        "an example",
        "practice example",
        "quick example",
        "real life example",
        "mini scenario",
        "example scenario",
        "in practice",
        "picture this",
        "imagine this",
        "what it looks like",
    ];
    let sign = text[end..].chars().next().map_or(1, char::len_utf8);
    known
        .contains(&name)
        .then_some(end + sign)
        .filter(|_| !text[end..].starts_with('.') || name == "example")
}

/// A builder for one example, fed paragraph by paragraph.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) example: Example,
    /// Prose that has no place yet.
    pending: Vec<Styled>,
}

impl Builder {
    /// Adds a paragraph.
    pub(crate) fn add(&mut self, text: &Styled) {
        self.add_signed(None, text);
    }

    /// Adds a paragraph that had a sign before it.
    pub(crate) fn add_signed(&mut self, sign: Option<char>, text: &Styled) {
        let text = text.trim();
        if let Some((role, at)) = role_label(&text.text) {
            let rest = text.slice(at..text.text.len()).trim();
            if quoted(&rest.text).len() <= 1 && !rest.is_blank() {
                let prefix = text.slice(0..at);
                let bare = normal(&prefix.text);
                let (key, kept) = match (role, bare.trim()) {
                    (Role::Instead, "instead of") | (Role::Try, "try") => (None, None),
                    (Role::Try, "instead try") => (Some("instead, try"), None),
                    _ => (None, Some(prefix.trim())),
                };
                self.line_of(role, key, kept, &rest);
                return;
            }
        }
        let side = sign.filter(|s| role::of_sign(*s).is_some());
        let before = side.map_or_else(|| self.last_words(), String::from);
        let roles = roles(&text.text, &before);
        let mut from = 0;
        for (range, role) in roles {
            let Some(role) = role.filter(|r| *r != Role::Peer) else { continue };
            let open = text.text[..range.start].chars().next_back().map_or(0, char::len_utf8);
            let close = text.text[range.end..].chars().next().map_or(0, char::len_utf8);
            let quote = text.slice(range.start - open..range.end + close);
            let context = text.slice(from..range.start - open);
            let cut = if from > 0 {
                context.text.trim_start_matches(JOINTS).len()
            } else {
                context.text.len()
            };
            let context = context.slice(context.text.len() - cut..context.text.len());
            let (prose, prefix) = self.parted(&context, role, from > 0);
            self.prose(prose);
            self.line(role, prefix, &quote);
            from = range.end + close;
        }
        let rest = text.slice(from..text.text.len());
        let start = if from > 0 {
            rest.text.len() - rest.text.trim_start_matches([',', '.', ';', ' ']).len()
        } else {
            0
        };
        self.prose(rest.slice(start..rest.text.len()).trim());
    }

    /// Adds a paragraph that is one side of a pair by the sign before it.
    pub(crate) fn add_side(&mut self, role: Role, text: &Styled) {
        self.line_of(role, None, None, &text.trim());
    }

    /// The words before a quotation: prose, and what stays with the line itself.
    fn parted(&self, context: &Styled, role: Role, again: bool) -> (Styled, Option<Styled>) {
        let text = context.text.trim_end();
        let key = match role {
            Role::Instead => "instead of",
            _ => "try",
        };
        if let Some(at) = rfind_words(text, key) {
            let rest = context.slice(at + key.len()..text.len());
            let rest = rest
                .slice(
                    rest.text.len() - rest.text.trim_start_matches([':', ',', ' ']).len()
                        ..rest.text.len(),
                )
                .trim();
            if count(&rest.text) <= 3 {
                // "Instead of asking “…”" leads in the words said, and is none of them.
                let lead = Some(context.slice(at..text.len())).filter(|_| count(&rest.text) > 0);
                return (context.slice(0..at).trim(), lead);
            }
        }
        // "… at the door. Rather than “X”": the last words belong to the line.
        let last = text.rfind(['.', '!', '?', '”', '"']);
        if let Some(at) = last {
            let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
            let rest = context.slice(end..text.len()).trim();
            if (1..=4).contains(&count(&rest.text)) && text[end..].starts_with(' ') {
                return (context.slice(0..end).trim(), Some(rest));
            }
        }
        let bare = context.slice(
            context.text.len() - context.text.trim_start_matches([',', ';', '.', ' ']).len()
                ..text.len(),
        );
        let short = (count(&bare.text) <= 2
            || count(&bare.text) <= 4 && role::of_words(&bare.text) == Some(role))
            && label(&format!("{}:", bare.text.trim_end_matches(':'))).is_none();
        if count(&bare.text) > 0 && (short || again && count(&bare.text) <= 3) {
            return (Styled::default(), Some(bare.trim()));
        }
        (context.trim(), None)
    }

    fn line(&mut self, role: Role, prefix: Option<Styled>, said: &Styled) {
        let key = self.instead_key(role);
        self.line_of(role, key, prefix, said);
    }

    fn line_of(
        &mut self,
        role: Role,
        key: Option<&'static str>,
        prefix: Option<Styled>,
        said: &Styled,
    ) {
        self.settle();
        let bare = unquoted(&said.text);
        let from = bare.as_ptr() as usize - said.text.as_ptr() as usize;
        let text = said.slice(from..from + bare.len());
        self.example.lines.push(Line {
            try_this: role == Role::Try,
            key: key.filter(|_| role == Role::Try),
            said: unquoted(&said.text).to_owned(),
            text,
            lead: prefix.unwrap_or_default(),
            note: Vec::new(),
        });
    }

    /// "Instead," before a "try" belongs to the key and to no sentence.
    fn instead_key(&mut self, role: Role) -> Option<&'static str> {
        let last = self.pending.last_mut().filter(|_| role == Role::Try)?;
        let text = last.text.trim_end_matches([',', ' ', ':']);
        let at = rfind_words(text, "instead").filter(|at| at + "instead".len() == text.len())?;
        let before = last.slice(0..at).trim();
        if before.text.ends_with(|c: char| c.is_alphanumeric() || c == ',') {
            return None;
        }
        *last = before;
        self.pending.retain(|p| !p.is_blank());
        Some("instead, try")
    }

    fn prose(&mut self, text: Styled) {
        if text.text.chars().any(char::is_alphanumeric) {
            self.pending.push(text);
        }
    }

    /// Prose goes to the situation before the first line, and to the note of the last one after it.
    fn settle(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        match self.example.lines.last_mut() {
            None => self.example.situation.extend(pending),
            Some(line) => line.note.extend(pending),
        }
    }

    fn last_words(&self) -> String {
        let last = self.pending.last().or(self.example.situation.last());
        last.map_or_else(String::new, |t| t.text.clone())
    }

    /// Whether the last prose leads over to something.
    pub(crate) fn leads(&self) -> bool {
        self.pending.last().is_some_and(|t| t.text.trim_end().ends_with(':'))
    }

    /// Whether it has what to say.
    pub(crate) fn complete(&self) -> bool {
        self.example.lines.iter().any(|l| l.try_this)
    }

    /// The example.
    pub(crate) fn finish(mut self) -> Example {
        self.settle();
        self.example
    }
}

/// The lines of an example as pairs.
pub(crate) fn pairs(example: &Example) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut open: Option<Pair> = None;
    let reversed = example.lines.first().is_some_and(|l| l.try_this)
        && example.lines.iter().filter(|l| l.try_this).count() * 2 == example.lines.len()
        && example.lines.iter().enumerate().all(|(i, l)| l.try_this == (i % 2 == 0));
    for line in &example.lines {
        let mut pair = open.take().unwrap_or_default();
        let slot = if line.try_this { &mut pair.r#try } else { &mut pair.instead };
        if slot.is_some() {
            out.push(std::mem::take(&mut pair));
        }
        let slot = if line.try_this { &mut pair.r#try } else { &mut pair.instead };
        *slot = Some(line.said.clone());
        let full = pair.r#try.is_some() && pair.instead.is_some();
        if full || line.try_this && !reversed {
            out.push(pair);
        } else {
            open = Some(pair);
        }
    }
    out.extend(open);
    out
}

/// Where words stand last in a text, whole, in any case.
fn rfind_words(text: &str, words: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    lower.rmatch_indices(words).map(|(i, _)| i).find(|i| {
        !lower[..*i].ends_with(char::is_alphanumeric)
            && !lower[i + words.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The words without the quotation marks around them.
pub(crate) fn unquoted(text: &str) -> &str {
    let t = text.trim();
    let quotes = quoted(t);
    match quotes.as_slice() {
        [only] if only.start <= 3 && count(&t[only.end..]) == 0 => t[only.clone()].trim(),
        _ => t,
    }
}

/// A quotation that stands by itself.
pub(crate) fn quotation(text: &Styled) -> Option<(Styled, Option<Styled>)> {
    let (quote, source) = whole_quote(text)?;
    (count(&quote.text) >= 3).then_some((quote, source))
}

/// Who said the quotation that stands before.
pub(crate) fn said_by(text: &Styled) -> Option<Styled> {
    attribution(text).filter(|a| {
        !a.text.ends_with(['.', ':', '?', '!'])
            && text.text.trim_start().starts_with(['—', '–', '―', '-', '~'])
    })
}

/// Signs that join a quotation to what follows it.
const JOINTS: [char; 9] = [',', ';', '.', ' ', '–', '—', '-', '/', '|'];
#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::inline;

    fn of(paragraphs: &[&str]) -> Vec<(Option<String>, Option<String>)> {
        let mut builder = Builder::default();
        paragraphs.iter().for_each(|p| builder.add(&inline(p)));
        pairs(&builder.finish()).into_iter().map(|p| (p.instead, p.r#try)).collect()
    }

    #[test]
    fn pairs_in_many_forms() {
        let pair = vec![(Some("Cheer up.".to_owned()), Some("What is it like?".to_owned()))];
        for form in [
            &["Instead of “Cheer up.”, ask “What is it like?” It opens the talk."] as &[&str],
            &["Instead of saying \"Cheer up.\", try \"What is it like?\""],
            &[
                "Ana says “I am low.” If you respond with “Cheer up.”, she stops. Instead, try: “What is it like?”",
            ],
            &[
                "When Ana is low and you reply with “Cheer up.”, she stops.",
                "A better response: “What is it like?”",
            ],
            &["Don’t say: “Cheer up.”", "Say: “What is it like?”"],
            &["Don't say “Cheer up.” Say “What is it like?”"],
            &["Rather than “Cheer up.”, you could say “What is it like?”"],
            &["Instead of: Cheer up.", "Try: What is it like?"],
            &["Not helpful: Cheer up.", "More helpful: What is it like?"],
            &["Say “What is it like?” rather than “Cheer up.”"],
            &["Ask “What is it like?”, not “Cheer up.”"],
        ] {
            assert_eq!(of(form), pair, "{form:?}");
        }
        assert_eq!(
            of(&["Ana is late. A warm answer would be:", "“Good to see you.”"]),
            [(None, Some("Good to see you.".to_owned()))]
        );
    }
}
