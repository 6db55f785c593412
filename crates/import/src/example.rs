//! Examples: a situation, what not to say, and what to say in its place.

use crate::paragraph::Styled;
use crate::part::{Example, Line};
use crate::report::Pair;
use crate::word::{any, attribution, count, find, is, normal, quoted, whole_quote};

/// What a quoted stretch is in an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Instead,
    Try,
    /// What the peer says.
    Peer,
}

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

/// Whether a paragraph holds what not to say or what to say, in words that leave no doubt.
pub(crate) fn has_pair(text: &str) -> bool {
    let roles: Vec<_> = roles(text, "").into_iter().map(|(_, r)| r).collect();
    roles.contains(&Some(Role::Instead)) && roles.contains(&Some(Role::Try))
}

/// Whether a paragraph is one side of a pair by its label or its first words, and which.
pub(crate) fn side(text: &str) -> Option<Role> {
    if let Some((role, _)) = role_label(text) {
        return Some(role);
    }
    let quotes = quoted(text);
    let first = quotes.first()?;
    (count(&text[..first.start]) <= 6)
        .then(|| role(&text[..first.start]))
        .flatten()
        .filter(|r| *r != Role::Peer)
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
        let before = self.last_words();
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
                let prefix = Some(rest).filter(|r| count(&r.text) > 0);
                return (context.slice(0..at).trim(), prefix);
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
        let short = count(&bare.text) <= 2
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
        let mut text = Styled::default();
        if let Some(prefix) = prefix {
            text.append(&prefix);
            text.push(" ", &[]);
        }
        text.append(said);
        self.example.lines.push(Line {
            try_this: role == Role::Try,
            key: key.filter(|_| role == Role::Try),
            said: unquoted(&said.text).to_owned(),
            text,
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

/// Each quoted stretch with its role by the words before it.
fn roles(text: &str, before: &str) -> Vec<(std::ops::Range<usize>, Option<Role>)> {
    let mut out: Vec<(std::ops::Range<usize>, Option<Role>)> = Vec::new();
    let mut from = 0;
    for range in quoted(text) {
        let context = &text[from..range.start];
        let alone = context.chars().all(|c| !c.is_alphanumeric());
        let last = out.last().and_then(|(_, r)| *r);
        let mut found = if alone && from == 0 { role(before) } else { role(context) };
        if found.is_none() && last == Some(Role::Instead) && count(context) <= 6 && !alone {
            found = Some(Role::Try).filter(|_| any(&normal(context), "but|ask|say|use"));
        }
        if found.is_none() && alone && from > 0 {
            // “X” or “Y”: a second one of the same kind.
            found = last.filter(|_| false);
        }
        from = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        out.push((range, found));
    }
    out
}

/// The role that the words before a quotation give it: the phrase that stands closest decides.
fn role(context: &str) -> Option<Role> {
    let t = normal(context);
    let words: Vec<&str> = t.split_whitespace().collect();
    let tail = format!(" {} ", words[words.len().saturating_sub(14)..].join(" "));
    let best = |phrases: &str| {
        phrases.split('|').filter_map(|p| find(&tail, p).map(|end| (end, p.len()))).max()
    };
    let mut found: Vec<((usize, usize), Role)> = Vec::new();
    for (phrases, role) in [(INSTEAD, Role::Instead), (TRY, Role::Try), (PEER, Role::Peer)] {
        found.extend(best(phrases).map(|b| (b, role)));
    }
    let (_, role) = found.into_iter().max_by_key(|(b, _)| *b)?;
    Some(role)
}

/// A label with a colon that makes the rest of a paragraph one side of a pair.
fn role_label(text: &str) -> Option<(Role, usize)> {
    let end = text.find(':').filter(|i| *i <= 40)?;
    let name = normal(&text[..end]);
    let name = name.trim();
    let role = if is(name, LABELS_INSTEAD) {
        Role::Instead
    } else if is(name, LABELS_TRY) {
        Role::Try
    } else {
        return None;
    };
    (count(&text[end..]) > 0).then_some((role, end + 1))
}

/// How a column of a table is headed.
pub(crate) fn column(text: &str) -> Option<Role> {
    let name = normal(text);
    let name = name.trim();
    if is(name, LABELS_INSTEAD) || name.starts_with("instead of") {
        Some(Role::Instead)
    } else if is(name, LABELS_TRY) || name.starts_with("try") {
        Some(Role::Try)
    } else {
        None
    }
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
const INSTEAD: &str = "instead of|rather than|don't say|do not say|don't ask|do not ask|avoid|avoid saying|\
    never say|not|you respond with|you respond|you reply with|you reply|you answer with|you answer|\
    if you say|you say|unhelpful|less helpful|not helpful|resist saying|reacting with|\
    responding with|worse|instead of saying|instead of asking|rather than saying|\
    rather than asking|tempted to say|might say without thinking|replying with|\
    what not to say|blurt out|blurting out|stop saying|skip|resist the urge to say|\
    telling them|judgmental response|unhelpful response|trust breaking response|\
    you were to say|you snap|answering with|answering|opening with|starting with|\
    beginning with|leave out|drop|in place of|as opposed to|specialist who says|\
    specialist who answers|helper who says";
const TRY: &str = "try|try asking|try saying|ask|say|better|instead|instead try|instead say|instead ask|\
    could say|you could say|you might say|you can say|might ask|could ask|you could ask|\
    you might ask|you can ask|can ask|helpful response|trust building response|\
    supportive response|better response|better answer|response would be|consider|offer|\
    respond with|a better response would be|more helpful|a better response|reply with|\
    do say|go with|better to say|better to ask|answer with|would be|instead you could say|\
    instead you might say|swap in|it helps to say|it helps to ask|what helps is|open with|\
    start with|begin with|you would say|works better";
const PEER: &str = "peer says|tells you|they say|she says|he says|someone says|somebody says|says to you|\
    person says|saying to you|shares|peer said|they said|she said|he said|member says|\
    tells the group|mentions|mutters|whispers|texts you|client says|participant says|\
    peer tells you|they tell you|confides|says";
const LABELS_INSTEAD: &str = "instead of|instead of saying|instead of asking|don't say|do not say|don't|avoid|\
    avoid saying|not helpful|unhelpful|less helpful|not|not this|not that|rather than|\
    rather than saying|never say|breaks trust|wrong|worse|unhelpful response|\
    trust breaking response|trust breaker|poor response|what not to say|not so helpful|\
    hurts|closes|closed|no|you might be tempted to say|tempting|before|skip|shuts down|\
    less like this|say less";
const LABELS_TRY: &str = "try|try this|say|say this|say instead|try instead|instead|instead try|instead say|\
    instead ask|try saying|try asking|better|better response|more helpful|helpful|do say|\
    builds trust|ask|ask instead|helpful response|trust building response|\
    a better response|a better way|better to say|what to say|do|helps|opens|yes|after|\
    you could say|more like this|say this instead|try this instead|trust builder|\
    supportive response|good response|what helps";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::inline;

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
