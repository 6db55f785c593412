//! Language that labels: which words to think again about, and what to say instead.
//!
//! The built-in list follows NIDA's "Words Matter", the style guides of VA and CDC, and CAMH.
//! An organisation changes it with a file of its own; `docs/topic-format.md` says how.

use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostic::{Diagnostic, Severity};
use crate::front::lines;

/// The built-in list, in the format of an organisation's own.
const BUILT_IN: &str = include_str!("language.txt");

/// A list of terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    terms: Vec<Term>,
    /// The first word of each spelling, lower case, to the terms that may begin there.
    first: BTreeMap<String, Vec<(usize, usize)>>,
}

/// One term of the list, in all its spellings.
#[derive(Clone, Debug, Default, PartialEq)]
struct Term {
    severity: Option<Severity>,
    /// As it is listed: the first spelling.
    name: String,
    spellings: Vec<Vec<String>>,
    say: String,
    context: Context,
}

/// The neighbours that decide whether a term is meant.
#[derive(Clone, Debug, Default, PartialEq)]
struct Context {
    not_before: Vec<Vec<String>>,
    not_after: Vec<Vec<String>>,
    only_before: Vec<Vec<String>>,
    only_after: Vec<Vec<String>>,
}

/// A term found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'l> {
    /// As it stands in the text: its bytes.
    pub span: Range<usize>,
    /// As the list rates it.
    pub severity: Severity,
    /// What to say instead.
    pub say: &'l str,
    /// It stands in a closed pair of quotation marks, so somebody else says it, or it is spoken about.
    pub quoted: bool,
}

/// One word of a text.
struct Word {
    span: Range<usize>,
    lower: String,
}

impl Language {
    /// The list that Holdspace brings.
    #[must_use]
    pub fn built_in() -> Self {
        Self::empty().with(BUILT_IN).0
    }

    /// A list with no term.
    #[must_use]
    pub const fn empty() -> Self {
        Self { terms: vec![], first: BTreeMap::new() }
    }

    /// This list changed by an organisation's own: a line replaces the term of the same name, and
    /// `off` takes it out.
    #[must_use]
    pub fn with(mut self, source: &str) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        for line in lines(source, 0) {
            let text = source[line.clone()].trim_start_matches('\u{feff}').trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            match term(text) {
                Ok(term) => {
                    self.terms.retain(|t| t.name != term.name);
                    if term.severity.is_some() {
                        self.terms.push(term);
                    }
                }
                Err(message) => diagnostics.push(
                    Diagnostic::new("language-line", Severity::Warning, line)
                        .found(message)
                        .help("write `severity | term, other spelling | say instead | not before: word, word`"),
                ),
            }
        }
        self.index();
        (self, diagnostics)
    }

    /// Every term in a text, in order; where several begin at one word the longest counts.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let words: Vec<Word> = text
            .unicode_word_indices()
            .map(|(at, word)| Word { span: at..at + word.len(), lower: folded(word) })
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.term_at(text, &words, at) {
                Some((term, length)) => {
                    let span = words[at].span.start..words[at + length - 1].span.end;
                    found.push(Found {
                        quoted: is_quoted(text, &span),
                        span,
                        severity: term.severity.unwrap_or(Severity::Note),
                        say: &term.say,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn term_at(&self, text: &str, words: &[Word], at: usize) -> Option<(&Term, usize)> {
        let candidates = self.first.get(&words[at].lower)?;
        candidates
            .iter()
            .map(|&(term, spelling)| {
                let term = &self.terms[term];
                (term, term.spellings[spelling].as_slice())
            })
            .filter(|(term, spelling)| {
                matches(text, words, at, spelling)
                    && !in_address(text, &words[at].span)
                    && term.context.fits(text, words, at..at + spelling.len())
            })
            .max_by_key(|(_, spelling)| spelling.len())
            .map(|(term, spelling)| (term, spelling.len()))
    }

    fn index(&mut self) {
        self.first.clear();
        for (t, term) in self.terms.iter().enumerate() {
            for (s, spelling) in term.spellings.iter().enumerate() {
                if let Some(first) = spelling.first() {
                    self.first.entry(first.clone()).or_default().push((t, s));
                }
            }
        }
    }
}

impl Context {
    fn fits(&self, text: &str, words: &[Word], term: Range<usize>) -> bool {
        let follows = |list: &[Vec<String>]| {
            list.iter().any(|phrase| {
                joined(text, words, term.end) && matches(text, words, term.end, phrase)
            })
        };
        let precedes = |list: &[Vec<String>]| {
            list.iter().any(|phrase| {
                let start = term.start.checked_sub(phrase.len());
                joined(text, words, term.start)
                    && start.is_some_and(|s| matches(text, words, s, phrase))
            })
        };
        if follows(&self.not_before) || precedes(&self.not_after) {
            return false;
        }
        let free = self.only_before.is_empty() && self.only_after.is_empty();
        free || follows(&self.only_before) || precedes(&self.only_after)
    }
}

/// Whether the words from `at` on are those of a phrase, with nothing but space or hyphens between.
fn matches(text: &str, words: &[Word], at: usize, phrase: &[String]) -> bool {
    let Some(here) = words.get(at..at + phrase.len()) else { return false };
    here.iter().zip(phrase).all(|(w, p)| w.lower == *p)
        && (at + 1..at + phrase.len()).all(|i| joined(text, words, i))
}

/// Whether the word at `at` goes on from the one before it within the same clause.
fn joined(text: &str, words: &[Word], at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|b| words.get(b)), words.get(at))
    else {
        return false;
    };
    let between = &text[before.span.end..here.span.start];
    let breaks = between.chars().filter(|c| *c == '\n').count() > 1;
    !breaks
        && between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '*' | '_' | '>'))
}

/// Whether a word is part of an address or a file name.
fn in_address(text: &str, span: &Range<usize>) -> bool {
    let word = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>' | '"');
    let start = text[..span.start].rfind(|c| !word(c)).map_or(0, |p| p + 1);
    let start = (start..=span.start).find(|p| text.is_char_boundary(*p)).unwrap_or(span.start);
    let end = text[span.end..].find(|c| !word(c)).map_or(text.len(), |p| span.end + p);
    let whole = &text[start..end];
    whole.contains("://")
        || whole.contains(".md")
        || whole.starts_with("www.")
        || whole.starts_with('#')
}

/// Whether a term stands between quotation marks that close, within its paragraph or item.
fn is_quoted(text: &str, span: &Range<usize>) -> bool {
    stands_between_marks(text, span) || stands_in_quotation(text, span)
}

/// Whether a closed quotation goes around the term, with other words beside it.
fn stands_in_quotation(text: &str, span: &Range<usize>) -> bool {
    let begin = text[..span.start].split_inclusive('\n').rev();
    let mut start = span.start;
    for line in begin {
        // The term's own line may begin with space; an empty line has its end.
        if line.ends_with('\n') && line.trim().is_empty() {
            break;
        }
        start -= line.len();
        if begins_part(line) {
            break;
        }
    }
    let mut end = span.end;
    for (n, line) in text[span.end..].split_inclusive('\n').enumerate() {
        if n > 0 && (line.trim().is_empty() || begins_part(line)) {
            break;
        }
        end += line.len();
    }
    let (before, after) = (&text[start..span.start], &text[span.end..end]);
    let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
    straight
        || [('“', '”'), ('„', '“'), ('«', '»')].into_iter().any(|(open, close)| {
            let opened = before.rfind(open).is_some_and(|at| !before[at..].contains(close));
            let closes = after.find(close);
            opened && closes.is_some_and(|at| !after[..at].contains(open))
        })
}

/// Whether a line begins an item, a heading, a block or a row: no quotation goes on into it.
fn begins_part(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "+ ", "# ", "##", ":::", "|", "---"].iter().any(|sign| line.starts_with(sign))
        || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ")
}

/// Whether a term stands directly between quotation marks.
fn stands_between_marks(text: &str, span: &Range<usize>) -> bool {
    let open = text[..span.start].chars().next_back();
    let close = text[span.end..].trim_start_matches([',', '.']).chars().next();
    let mark = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '»' | '`'))
    };
    mark(open) && mark(close)
}

/// `warning | addict, addicts | person with … | not before: …; not after: …`
fn term(line: &str) -> Result<Term, String> {
    let mut parts = line.split('|').map(str::trim);
    let severity = match parts.next().unwrap_or_default().to_lowercase().as_str() {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" => Some(Severity::Note),
        "off" => None,
        other => return Err(format!("expected error, warning, note or off, found `{other}`")),
    };
    let names = parts.next().unwrap_or_default();
    let spellings = phrases(names);
    let Some(name) = spellings.first().map(|s| s.join(" ")) else {
        return Err("expected a term behind the first `|`, found none".to_owned());
    };
    let say = parts.next().unwrap_or_default().to_owned();
    if severity.is_some() && say.is_empty() {
        return Err(format!("expected what to say instead of `{name}`, found nothing"));
    }
    let mut context = Context::default();
    for rule in parts.next().unwrap_or_default().split(';').filter(|r| !r.trim().is_empty()) {
        let (key, list) = rule.split_once(':').unwrap_or((rule, ""));
        match key.trim().to_lowercase().as_str() {
            "not before" => context.not_before = phrases(list),
            "not after" => context.not_after = phrases(list),
            "only before" => context.only_before = phrases(list),
            "only after" => context.only_after = phrases(list),
            other => {
                return Err(format!(
                    "expected not before, not after, only before or only after, found `{other}`"
                ));
            }
        }
    }
    Ok(Term { severity, name, spellings, say, context })
}

fn phrases(list: &str) -> Vec<Vec<String>> {
    list.split(',')
        .map(|p| p.unicode_words().map(folded).collect::<Vec<_>>())
        .filter(|p| !p.is_empty())
        .collect()
}

fn folded(word: &str) -> String {
    word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let language = Language::built_in();
        language.find(text).into_iter().map(|f| text[f.span].to_owned()).collect()
    }

    #[test]
    fn the_built_in_list_is_well_formed() {
        let (_, diagnostics) = Language::empty().with(BUILT_IN);
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn whole_words_in_context() {
        assert_eq!(found("Bring clean water and clean clothes."), Vec::<String>::new());
        assert_eq!(found("The room is clean. Time to go."), Vec::<String>::new());
        assert_eq!(found("Nine months clean, and she got clean alone."), ["clean", "clean"]);
        assert_eq!(found("An addict is addicted to addictive things."), ["addict"]);
        assert_eq!(found("She committed\nsuicide."), ["committed\nsuicide"]);
        assert_eq!(found("He is a non-compliant user of the website."), ["non-compliant"]);
        assert_eq!(found("Alcoholics Anonymous and alcoholic drinks"), Vec::<String>::new());
        assert_eq!(found("See https://example.org/addict/page"), Vec::<String>::new());
        assert_eq!(
            found("A homeless shelter; the homeless; the homeless shelter"),
            ["the homeless"]
        );
    }

    #[test]
    fn what_stands_in_a_closed_pair_of_quotation_marks_is_somebodys_words() {
        let language = Language::built_in();
        let quoted = |text: &str| language.find(text).iter().map(|f| f.quoted).collect::<Vec<_>>();
        for text in [
            "She said \"I was an addict\" and went on.",
            "She said “I was an addict then”.",
            "«I was an addict then»",
            "He said \"I was\nan addict\" to us.",
            "\"addict\"",
        ] {
            assert_eq!(quoted(text), [true], "{text}");
        }
        for text in [
            "\"Yes\", said the addict, \"no\".",
            "“Yes”, said the addict, “no”.",
            "She said \"I was an addict.",
            "- \"One\n- an addict\n- two\"",
            "\"One\n\nan addict\n\ntwo\"",
        ] {
            assert_eq!(quoted(text), [false], "{text}");
        }
    }

    #[test]
    fn an_organisation_changes_the_list() {
        let own = "# ours\noff | addict\nnote | client, clients | peer\nwarning | clean | not using | not after: sober and\nloud | x | y\nnote | z\n";
        let (language, diagnostics) = Language::built_in().with(own);
        assert_eq!(diagnostics.len(), 2);
        let text = "an addict, clients, clean water, sober and clean";
        let found: Vec<_> = language.find(text).into_iter().map(|f| &text[f.span]).collect();
        assert_eq!(found, ["clients", "clean"]);
    }
}
