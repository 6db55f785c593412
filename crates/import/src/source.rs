//! A paragraph as the recogniser sees it, and whether it stands as a heading.

use crate::example::{self, Builder};
use crate::paragraph::{Kind, Paragraph, Styled};
use crate::role::{self, Role};
use crate::section;
use crate::word::{self, count};

/// A paragraph as the recogniser sees it: without the sign before it.
pub(crate) struct Source<'a> {
    pub(crate) paragraph: &'a Paragraph,
    /// Without signs at the start.
    pub(crate) text: Styled,
    /// The sign that stood before it.
    pub(crate) sign: Option<char>,
    /// The level where it is a heading, said or shown.
    pub(crate) heading: Option<u8>,
}

impl Source<'_> {
    /// Whether it is an item of a list, by its kind or by the sign before it.
    pub(crate) fn item(&self) -> bool {
        self.heading.is_none()
            && (matches!(self.paragraph.kind, Kind::Item { .. })
                || self.paragraph.kind == Kind::Plain
                    && self.sign.is_some()
                    && !self.text.text.ends_with(':'))
    }

    /// Whether it is one side of a pair, by its words or by a cross or a tick before a quotation.
    pub(crate) fn side(&self) -> Option<Role> {
        let words = role::side(&self.text.text);
        words.or_else(|| self.signed_side())
    }

    fn signed_side(&self) -> Option<Role> {
        let sign = self.sign.filter(|_| self.heading.is_none())?;
        word::whole_quote(&self.text)?;
        role::of_sign(sign)
    }

    pub(crate) fn add_to(&self, builder: &mut Builder) {
        match self.signed_side().filter(|_| role::side(&self.text.text).is_none()) {
            Some(role) => builder.add_side(role, &self.text),
            None => builder.add_signed(self.sign, &self.text),
        }
    }

    pub(crate) fn plain(&self) -> bool {
        self.heading.is_none() && self.paragraph.kind == Kind::Plain && !self.item()
    }

    pub(crate) fn depth(&self) -> u8 {
        if let Kind::Item { depth, .. } = self.paragraph.kind { depth } else { 0 }
    }

    pub(crate) fn number(&self) -> Option<u32> {
        if let Kind::Item { number, .. } = self.paragraph.kind { number } else { None }
    }

    /// Whether it holds a whole pair.
    pub(crate) fn example(&self) -> bool {
        self.heading.is_none() && role::has_pair(&self.text.text, self.sign)
    }

    /// Whether it tells a situation of its own before what is said in it.
    pub(crate) fn situated(&self) -> bool {
        let first = word::quoted(&self.text.text).first().map_or(0, |q| q.start);
        count(&self.text.text[..first]) > 8 && role::side(&self.text.text) != Some(Role::Try)
    }
}

/// "Name – explanation" by its sign, with a short name.
pub(crate) fn shaped(text: &str) -> bool {
    [" – ", " — ", " - ", ": "]
        .iter()
        .any(|s| text.find(s).is_some_and(|i| (1..=6).contains(&count(&text[..i]))))
}

/// The paragraphs of a document that hold a word.
pub(crate) fn sources(paragraphs: &[Paragraph]) -> Vec<Source<'_>> {
    let mut out: Vec<Source<'_>> = paragraphs
        .iter()
        .map(|paragraph| {
            let cut = word::decoration(&paragraph.text.text);
            let sign = paragraph.text.text[..cut].chars().find(|c| word::sign(*c));
            let text = paragraph.text.slice(cut..paragraph.text.text.len()).trim();
            Source { paragraph, text, sign, heading: None }
        })
        .collect();
    // A paragraph of nothing but signs says nothing.
    out.retain(|s| s.text.text.chars().any(char::is_alphanumeric));
    let styled = out.iter().filter(|s| matches!(s.paragraph.kind, Kind::Heading(_))).count() >= 3;
    let levels: Vec<_> = (0..out.len()).map(|i| heading_level(&out, i, styled)).collect();
    for (source, level) in out.iter_mut().zip(levels) {
        source.heading = level;
        if let (Some(number), Some(_)) = (source.number(), level) {
            // The number is part of what the author called the section.
            let mut text = Styled::from(format!("{number}. ").as_str());
            text.append(&source.text);
            source.text = text;
        }
    }
    out
}

/// The level of a heading, said by the document or shown by how it stands.
fn heading_level(sources: &[Source<'_>], at: usize, styled: bool) -> Option<u8> {
    let source = &sources[at];
    let text = source.text.text.trim_end();
    let number = match source.paragraph.kind {
        Kind::Heading(level) => return Some(level),
        Kind::Row { .. } | Kind::Quote => return None,
        Kind::Item { depth: 0, number: Some(n) } => Some(n),
        Kind::Item { .. } => return None,
        Kind::Plain => None,
    };
    // An address is where something is, never what is below it.
    if word::address(text) {
        return None;
    }
    let words = count(text);
    let named = section::of_heading(text).is_some();
    let colon = text.ends_with(':');
    if words == 0
        || words > 12
        || text.chars().count() > 90
        || text.ends_with(['.', ',', ';', '!', '…', '”', '"'])
        || text.starts_with(['“', '"', '—'])
    {
        return None;
    }
    let inner = &text[..text.len() - text.chars().next_back().map_or(0, char::len_utf8)];
    if inner.contains(". ") && number.is_none() && !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let next = sources.get(at + 1);
    let before = at.checked_sub(1).map(|i| &sources[i]);
    let apart = source.paragraph.apart || at == 0;
    let alone = apart && next.is_some_and(|n| n.paragraph.apart);
    let opens_prose = next.is_some_and(|n| {
        n.plain_kind()
            && n.text.text.len() > text.len()
            && n.text.text.ends_with(['.', '!', '?', '”', ':'])
    });
    let opens_list = next.is_some_and(|n| n.item_kind());
    if number.is_some() {
        // "2. What breaks trust" is no item where no other item stands beside it.
        let beside = |s: Option<&Source<'_>>, by: i64| {
            let of =
                |s: &Source<'_>| s.number().map(|n| i64::from(n) + by) == number.map(i64::from);
            s.is_some_and(of)
        };
        let lonely = !beside(next, -1) && !beside(before, 1);
        if word::shouted(text)
            && apart
            && !next.is_some_and(|n| {
                n.number().is_some() && !n.paragraph.apart && word::shouted(&n.text.text)
            })
        {
            return Some(2);
        }
        return (lonely
            && apart
            && (word::shouted(text) || named || alone && !text.ends_with('?')))
        .then_some(2);
    }
    if source.sign.is_some() {
        // The same sign on the next line makes a list of it.
        let listed = |s: Option<&Source<'_>>| {
            s.is_some_and(|s| s.sign == source.sign && s.paragraph.kind == Kind::Plain)
        };
        let bullet = source.sign.is_some_and(|c| "•◦▪‣●○■".contains(c));
        let below = next.is_some_and(|n| !n.paragraph.apart);
        if bullet || listed(next) && (!named || below) || listed(before) && (!named || !apart) {
            return None;
        }
        return (apart
            && !colon
            && (!shaped(text) && (named || alone || opens_prose) || opens_list && named))
            .then_some(2);
    }
    if source.paragraph.kind == Kind::Plain && source.text.all_bold() && words <= 10 {
        return ((named || alone || !shaped(text))
            && example::label(text).is_none_or(|e| count(&text[e..]) != 0))
        .then_some(3);
    }
    if word::shouted(text) && words <= 10 && apart {
        return Some(2);
    }
    let stands = apart || before.is_some_and(|b| b.text.text.ends_with(['.', '!', '?', '”']));
    if named
        && stands
        && words <= 8
        && !shaped(text)
        && (!colon || words <= 4 && !word::any(&word::normal(text), "will|can|able"))
        && next.is_some()
    {
        // A short line that names a section; where the document has headings of its own, only
        // before a list or by itself.
        let dated = text.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
        let free = !styled && !dated || opens_list || styled && colon;
        return free.then_some(if styled { 3 } else { 2 });
    }
    let above_list = apart && opens_list && next.is_some_and(|n| !n.paragraph.apart) && words <= 6;
    if !styled
        && (alone || above_list)
        && !colon
        && words <= 9
        && before.is_some()
        && !shaped(text)
        && text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && (above_list || next.is_some_and(|n| n.text.text.len() > text.len()))
    {
        return Some(2);
    }
    None
}

impl Source<'_> {
    fn plain_kind(&self) -> bool {
        self.paragraph.kind == Kind::Plain && self.sign.is_none()
    }

    fn item_kind(&self) -> bool {
        matches!(self.paragraph.kind, Kind::Item { .. })
            || self.paragraph.kind == Kind::Plain && self.sign.is_some()
    }
}
