//! Plain text and Markdown into paragraphs: one reader, since people write both in one file.

use crate::inline::inline;
use crate::paragraph::{Kind, Paragraph, Styled};
use crate::section;
use crate::word;

/// The paragraphs of a text.
#[must_use]
pub(crate) fn paragraphs(text: &str, markdown: bool) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.split('\n').collect();
    let markdown = markdown || lines.iter().any(|l| l.starts_with("# ") || l.starts_with("## "));
    let mut reader = Reader {
        width: width(&lines),
        markdown,
        out: Vec::new(),
        apart: true,
        indents: Vec::new(),
        last: "",
        listed: false,
    };
    let mut at = reader.front(&lines);
    let mut fence = false;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fence = !fence;
            reader.apart = true;
        } else if fence {
            reader.add(Kind::Plain, Styled::from(trimmed), at);
        } else if trimmed.is_empty() || rule(trimmed) {
            reader.apart = true;
            reader.last = "";
        } else if let Some(used) = table(&lines[at..]) {
            reader.table(&lines[at..at + used], at);
            at += used;
            continue;
        } else {
            let under = lines.get(at + 1).map_or("", |l| l.trim());
            if let Some(level) =
                underline(under).filter(|_| reader.apart && item(trimmed).is_none())
            {
                reader.add(Kind::Heading(level), inline(trimmed), at);
                reader.apart = true;
                at += 2;
                continue;
            }
            reader.line(line, at);
        }
        at += 1;
    }
    reader.out
}

struct Reader<'a> {
    /// The length at which the text's lines were broken, where they were.
    width: Option<usize>,
    markdown: bool,
    out: Vec<Paragraph>,
    apart: bool,
    /// Indents of the lists that are open.
    indents: Vec<usize>,
    /// The line before, empty after a gap.
    last: &'a str,
    /// Whether the last line that names a section names one of lists.
    listed: bool,
}

impl<'a> Reader<'a> {
    /// Front matter becomes paragraphs of the form "Key: value".
    fn front(&mut self, lines: &[&'a str]) -> usize {
        if lines.first().map(|l| l.trim_end()) != Some("---") {
            return 0;
        }
        let Some(end) = lines.iter().skip(1).take(40).position(|l| l.trim_end() == "---") else {
            return 0;
        };
        let inside = &lines[1..=end];
        if !inside.iter().all(|l| l.trim().is_empty() || l.contains(':')) {
            return 0;
        }
        for (i, line) in inside.iter().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            self.apart = true;
            self.add(Kind::Plain, Styled::from(line.trim()), i + 1);
        }
        self.apart = true;
        end + 2
    }

    fn add(&mut self, kind: Kind, text: Styled, at: usize) {
        let text = text.squeeze();
        if !text.is_blank() {
            self.out.push(Paragraph::new(kind, text, at + 1, self.apart));
            self.apart = false;
        }
    }

    fn line(&mut self, line: &'a str, at: usize) {
        let indent = line
            .chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\t' { 4 } else { 1 })
            .sum();
        let trimmed = line.trim();
        let previous = std::mem::replace(&mut self.last, line.trim_end());
        if let Some((level, text)) = heading(trimmed) {
            self.apart = true;
            self.add(Kind::Heading(level), inline(text), at);
            self.apart = true;
            self.last = "";
            return;
        }
        if !self.markdown
            && let Some(text) = trimmed.strip_prefix('>').filter(|_| self.listed)
            && !text.trim_start_matches(['>', ' ']).is_empty()
        {
            // Below the name of a list, a plain text has it for a bullet.
            let text = text.trim_start_matches(['>', ' ']);
            if !(self.continues(previous, text) && self.joins(Kind::Plain, text)) {
                self.add(Kind::Item { depth: 0, number: None }, inline(text), at);
            }
            return;
        }
        if let Some(section) = Some(word::decoration(trimmed))
            .filter(|_| !trimmed.starts_with('>'))
            .and_then(|cut| section::of_heading(trimmed[cut..].trim()))
        {
            self.listed = section.listed();
        }
        if let Some(rest) = trimmed.strip_prefix('>') {
            let text = rest.trim_start_matches(['>', ' ']);
            if text.is_empty() {
                self.apart = true;
            } else if self.continues(previous, text) && self.joins(Kind::Quote, text) {
            } else {
                self.add(Kind::Quote, inline(text), at);
            }
            return;
        }
        if let Some((number, text)) = item(trimmed) {
            while self.indents.last().is_some_and(|i| *i > indent) {
                self.indents.pop();
            }
            if self.indents.last() != Some(&indent) {
                self.indents.push(indent);
            }
            let depth = u8::try_from(self.indents.len().saturating_sub(1)).unwrap_or(u8::MAX);
            self.add(Kind::Item { depth: depth.min(8), number }, inline(text), at);
            return;
        }
        let inside = indent >= 2 && !self.apart && !self.indents.is_empty();
        if (inside && !word::decorated(trimmed) || self.continues(previous, trimmed))
            && self.out.last().is_some_and(|p| {
                !matches!(p.kind, Kind::Heading(_) | Kind::Row { .. } | Kind::Quote)
            })
            && self.joins(Kind::Plain, trimmed)
        {
            return;
        }
        if indent == 0 {
            self.indents.clear();
        }
        self.add(Kind::Plain, inline(trimmed), at);
    }

    /// Whether a line goes on with the sentence of the line before.
    fn continues(&self, previous: &str, text: &str) -> bool {
        if self.apart
            || previous.is_empty()
            || word::address(text)
                && self.out.last().is_some_and(|p| {
                    word::addressed(&p.text.text) || matches!(p.kind, Kind::Item { .. })
                })
            || word::decorated(text)
            || text.starts_with(['“', '"', '—', '–'])
        {
            return false;
        }
        let bare = previous.trim_start_matches('>').trim();
        let first = text.split_whitespace().next().unwrap_or("");
        let full = self.width.is_some_and(|w| {
            previous.chars().count() + 1 + first.chars().count() > w
                && previous.chars().count() >= 40
        });
        let soft = !previous.ends_with('\\') && !bare.ends_with(':') && !text.starts_with("**");
        full || self.markdown && soft && !word::label(text)
    }

    fn joins(&mut self, kind: Kind, text: &str) -> bool {
        let Some(last) = self.out.last_mut() else { return false };
        if kind == Kind::Quote && last.kind != Kind::Quote {
            return false;
        }
        // Emphasis may begin on one line and end on the next only in theory.
        last.text.push(" ", &[]);
        last.text.append(&inline(text).squeeze());
        true
    }

    fn table(&mut self, lines: &[&str], at: usize) {
        let mut first = true;
        for (i, line) in lines.iter().enumerate() {
            let cells = cells(line);
            if cells.iter().all(|c| separator(c)) {
                continue;
            }
            let cells: Vec<_> = cells.iter().map(|c| inline(c).squeeze()).collect();
            if cells.iter().any(|c| !c.is_blank()) {
                self.out.push(Paragraph::row(cells, first, at + i + 1));
                first = false;
            }
        }
        self.apart = true;
        self.last = "";
    }
}

/// The length at which lines were broken by hand, where the text looks like that.
fn width(lines: &[&str]) -> Option<usize> {
    let lengths: Vec<usize> =
        lines.iter().map(|l| l.trim_end().chars().count()).filter(|n| *n > 0).collect();
    let max = lengths.iter().copied().max()?;
    let near = lengths.iter().filter(|n| **n + 14 >= max).count();
    ((40..=110).contains(&max) && near >= 3 && near * 5 >= lengths.len()).then_some(max)
}

fn rule(line: &str) -> bool {
    let mut chars = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = chars.next() else { return false };
    "-*_=~─━—–•".contains(first)
        && line.chars().filter(|c| *c == first).count() >= 3
        && chars.all(|c| c == first)
}

fn underline(line: &str) -> Option<u8> {
    let first = line.chars().next()?;
    let all = line.len() >= 3 && line.chars().all(|c| c == first);
    match first {
        '=' if all => Some(1),
        '-' if all => Some(2),
        _ => None,
    }
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let rest = &line[level..];
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let text = rest.trim();
    let bare = text.trim_end_matches('#');
    let text = if bare.ends_with(' ') { bare.trim_end() } else { text };
    u8::try_from(level).ok().map(|l| (l, text))
}

/// A line that a bullet or a number marks as an item, without it.
pub(crate) fn item(line: &str) -> Option<(Option<u32>, &str)> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if "-*+•◦▪‣∙·●○■□▸►➢➤⁃".contains(first) {
        let spaced = rest.starts_with(char::is_whitespace);
        let text = rest.trim_start();
        if text.is_empty() || !(spaced || "•◦▪‣●".contains(first)) {
            return None;
        }
        let text =
            ["[ ] ", "[x] ", "[X] "].iter().find_map(|b| text.strip_prefix(b)).unwrap_or(text);
        return Some((None, text));
    }
    if first == 'o' && (rest.starts_with('\t') || rest.starts_with("  ")) {
        return Some((None, rest.trim()));
    }
    let cap = word::keycap(line);
    if cap > 0 {
        let text = line[cap..].trim();
        return (!text.is_empty()).then(|| (line[..1].parse().ok(), text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].strip_prefix(['.', ')'])?;
    if !(1..=3).contains(&digits) || !after.starts_with(char::is_whitespace) {
        return None;
    }
    let text = after.trim();
    (!text.is_empty()).then(|| (line[..digits].parse().ok(), text))
}

/// How many lines a table takes that begins here: with bars and a line of dashes, or with tabs.
fn table(lines: &[&str]) -> Option<usize> {
    let count = |like: &dyn Fn(&str) -> bool| lines.iter().take_while(|l| like(l)).count();
    let barred = count(&|l| l.contains('|') && !l.trim().is_empty());
    if barred >= 2 {
        let row = cells(lines[1]);
        let boxed = lines[..barred].iter().all(|l| l.trim().starts_with('|'));
        if row.iter().all(|c| separator(c)) || boxed {
            return Some(barred);
        }
    }
    let tabbed = count(&|l| {
        let t = l.trim();
        item(t).is_none() && t.split('\t').filter(|c| !c.trim().is_empty()).count() >= 2
    });
    (tabbed >= 2).then_some(tabbed)
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    if !line.contains('|') {
        return line.split('\t').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
    }
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut out = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match (c, out.last_mut()) {
            ('|', _) if !escaped => out.push(String::new()),
            (_, Some(cell)) => cell.push(c),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    out.iter().map(|c| c.trim().replace("\\|", "|")).collect()
}

fn separator(cell: &str) -> bool {
    let inner = cell.trim().trim_matches(':');
    inner.len() >= 2 && inner.bytes().all(|b| b == b'-') || cell.trim().is_empty()
}
