//! What follows the words of a reply: labels, exits and an id.

use assess::{Label, Span, Verdict};
use practice::case::{Band, Exit, Mark, Reply};
use std::ops::Range;

use super::{ReplySource, said};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels;
use crate::markdown::{self, Piece, PieceKind};
use crate::slug::slug;

/// Reads the pieces behind the words into the reply.
pub(super) struct Tail<'r> {
    pub(super) reply: &'r mut Reply,
    pub(super) at: &'r mut ReplySource,
    pub(super) diagnostics: &'r mut Vec<Diagnostic>,
    bands: Vec<Band>,
    arrow: bool,
}

impl<'r> Tail<'r> {
    pub(super) fn new(
        reply: &'r mut Reply,
        at: &'r mut ReplySource,
        diagnostics: &'r mut Vec<Diagnostic>,
    ) -> Self {
        Self { reply, at, diagnostics, bands: vec![], arrow: false }
    }

    pub(super) fn read(&mut self, pieces: &[Piece]) {
        for (n, piece) in pieces.iter().enumerate() {
            match &piece.kind {
                PieceKind::Code(code) => self.code(code, &piece.span),
                PieceKind::Link { href, .. } => self.link(href, &piece.span),
                PieceKind::Soft | PieceKind::Break => {}
                PieceKind::Image { .. } => {
                    self.stray(&markdown::plain(&pieces[n..=n]), &piece.span)
                }
                PieceKind::Plain(_) | PieceKind::Emphasis(_) | PieceKind::Strong(_) => {
                    let text = markdown::plain(&pieces[n..=n]);
                    let before_link = pieces
                        .get(n + 1)
                        .is_some_and(|next| matches!(next.kind, PieceKind::Link { .. }));
                    self.text(&text, &piece.span, before_link);
                }
            }
        }
    }

    /// Arrows, bands in braces, an id, or the bare name of a scene.
    fn text(&mut self, text: &str, span: &Range<usize>, before_link: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = ["→", "->", "=>", "⇒"].iter().find_map(|a| rest.strip_prefix(a))
            {
                self.arrow = true;
                rest = after;
            } else if let Some((inner, after)) =
                rest.strip_prefix('{').and_then(|r| r.split_once('}'))
            {
                self.braces(inner, span);
                rest = after;
            } else if rest.starts_with(|c: char| !c.is_alphanumeric() && c != '#') {
                let mut chars = rest.chars();
                chars.next();
                rest = chars.as_str();
            } else {
                let end = ["→", "->", "=>", "⇒", "{"]
                    .iter()
                    .filter_map(|sign| rest.find(sign))
                    .min()
                    .unwrap_or(rest.len());
                let (run, after) = rest.split_at(end);
                let is_last = after.is_empty();
                if self.arrow && self.reply.to.is_empty() && !(before_link && is_last) {
                    self.exit(slug(run), span);
                } else {
                    self.stray(run.trim(), span);
                }
                rest = after;
            }
        }
    }

    fn braces(&mut self, inner: &str, span: &Range<usize>) {
        if let Some(id) = inner.trim().strip_prefix('#') {
            id.trim().clone_into(&mut self.reply.id);
            return;
        }
        for word in inner.split([',', ';']).filter(|w| !w.trim().is_empty()) {
            match said::band(word) {
                Some(band) => self.bands.push(band),
                None => self.diagnostics.push(said::unknown_band(word, span.clone())),
            }
        }
    }

    fn link(&mut self, href: &str, span: &Range<usize>) {
        let target = href.strip_prefix('#').unwrap_or(href).to_owned();
        self.exit(target, span);
    }

    fn exit(&mut self, scene: String, span: &Range<usize>) {
        self.reply.to.push(Exit { bands: std::mem::take(&mut self.bands), scene });
        self.at.exits.push(span.clone());
    }

    fn stray(&mut self, words: &str, span: &Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new("words-after-reply", Severity::Warning, span.clone())
                .found(format!(
                    "expected labels or `→ [Scene](#scene)` behind the words, found `{words}`"
                ))
                .help("put all that is said between one pair of quotation marks"),
        );
    }

    /// `empathy`, `judgment!`, `advice: you should`, `repair`, `costs: a report`, `verdict: mixed`,
    /// `sure`.
    fn code(&mut self, code: &str, span: &Range<usize>) {
        let (name, words) = code.split_once(':').map_or((code, None), |(n, w)| (n, Some(w)));
        let name = name.trim();
        let (bare, grave) = name.strip_suffix('!').map_or((name, false), |n| (n.trim(), true));
        match bare.to_lowercase().as_str() {
            "repair" => self.reply.repair = Some(self.spans(words, span)),
            "costs" => self.reply.costs = Some(self.spans(words, span)),
            "sure" => self.at.sure = Some(span.clone()),
            "verdict" => self.verdict(words.unwrap_or_default().trim(), span),
            id => match id.parse::<Label>() {
                Ok(label) => {
                    let words = self.spans(words, span);
                    let grave = grave || label.grave();
                    self.reply.marks.push(Mark { label, grave, words });
                    self.at.marks.push(span.clone());
                }
                Err(_) => self.diagnostics.push(labels::unknown(bare, span.clone())),
            },
        }
    }

    fn verdict(&mut self, written: &str, span: &Range<usize>) {
        let all = [Verdict::Builds, Verdict::Breaks, Verdict::Mixed, Verdict::Neutral];
        self.reply.verdict = all.into_iter().find(|v| v.id() == written.to_lowercase());
        if self.reply.verdict.is_none() {
            self.diagnostics.push(
                Diagnostic::new("unknown-verdict", Severity::Error, span.clone())
                    .found(format!("expected builds, breaks, mixed or neutral, found `{written}`"))
                    .help("without a written verdict it follows from the labels"),
            );
        }
    }

    /// The stretches of the reply that are written behind a label, parted by ` / `.
    fn spans(&mut self, words: Option<&str>, span: &Range<usize>) -> Vec<Span> {
        let mut spans = Vec::new();
        for stretch in words.unwrap_or_default().split(" / ").map(str::trim) {
            if stretch.is_empty() {
                continue;
            }
            match find(&self.reply.text, stretch) {
                Some(found) => spans.push(found),
                None => self.diagnostics.push(
                    Diagnostic::new("words-not-in-reply", Severity::Warning, span.clone())
                        .found(format!("expected words of the reply, found `{stretch}`"))
                        .help("copy them from the reply; until then the whole reply counts"),
                ),
            }
        }
        spans
    }
}

/// Where `words` stand in `text`, in characters: as written, else whatever their case and quotation
/// marks; whole words rather than parts of words.
pub(crate) fn find(text: &str, words: &str) -> Option<Span> {
    let exact: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = words.chars().collect();
    let loose = |chars: &[char]| chars.iter().map(|c| folded(*c)).collect::<Vec<_>>();
    let (folded_text, folded_words) = (loose(&exact), loose(&wanted));
    let inner = folded_words
        .strip_prefix(&['"'])
        .and_then(|w| w.strip_suffix(&['"']))
        .unwrap_or(&folded_words);
    at(&exact, &wanted, true)
        .or_else(|| at(&folded_text, &folded_words, true))
        .or_else(|| at(&folded_text, inner, true))
        .or_else(|| at(&exact, &wanted, false))
        .or_else(|| at(&folded_text, &folded_words, false))
}

fn at(text: &[char], words: &[char], whole: bool) -> Option<Span> {
    if words.is_empty() || words.len() > text.len() {
        return None;
    }
    let letter =
        |at: Option<usize>| at.and_then(|a| text.get(a)).is_some_and(|c| c.is_alphanumeric());
    (0..=text.len() - words.len())
        .find(|&start| {
            let end = start + words.len();
            text[start..end] == *words
                && !(whole && letter(start.checked_sub(1)) && letter(Some(start)))
                && !(whole && letter(Some(end)) && letter(Some(end - 1)))
        })
        .map(|start| Span { start, end: start + words.len() })
}

fn folded(c: char) -> char {
    match c {
        '‘' | '’' | '‛' | '`' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' => '-',
        '\u{a0}' => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}
