//! What is shown in a terminal: paragraphs as wide as it is, and the telling words of a reply marked.

use assess::{Assessment, Tier};
use std::io::{self, IsTerminal as _, Write};

/// Longer lines are hard to read.
const WIDEST: usize = 92;
const NARROWEST: usize = 24;

/// A terminal, or what stands in for one.
pub(super) struct Page<W> {
    out: W,
    width: usize,
    /// Colours stand beside the marks, never instead of them.
    colour: bool,
}

/// How a stretch of a reply is marked: what stands before it, and its colour.
const MARKS: [(char, &str); 3] = [('+', "\u{1b}[32m"), ('-', "\u{1b}[31m"), ('?', "\u{1b}[33m")];
const PLAIN: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";

impl Page<io::Stdout> {
    /// Standard output, at the terminal's width, or at the one that `COLUMNS` names.
    pub(super) fn of_terminal() -> Self {
        let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = named.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)));
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = io::stdout().is_terminal() && !set("NO_COLOR") && !dumb;
        Self::new(io::stdout(), width.unwrap_or(80), colour)
    }
}

impl<W: Write> Page<W> {
    pub(super) fn new(out: W, width: usize, colour: bool) -> Self {
        Self { out, width: width.clamp(NARROWEST, WIDEST), colour }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A heading, underlined.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = plain(text);
        let rule = "=".repeat(text.chars().count().min(self.width));
        let (on, off) = if self.colour { (BOLD, PLAIN) } else { ("", "") };
        writeln!(self.out, "\n{on}{text}{off}\n{rule}\n")
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, lead: &str, text: &str) -> io::Result<()> {
        self.lines(lead, 0, &plain(text))
    }

    /// A paragraph whose lines after the first stand a little in, or below its text where what leads
    /// it in is short.
    pub(super) fn hanging(&mut self, lead: &str, text: &str) -> io::Result<()> {
        let letters = lead.chars().count();
        let inset = if letters <= 12 { letters } else { 4 };
        self.lines(lead, inset, &plain(text))
    }

    /// What somebody says; stage directions stand in round brackets.
    pub(super) fn said(&mut self, name: &str, text: &str) -> io::Result<()> {
        let parts = text.split('*').enumerate();
        let directed = parts.map(|(n, part)| match (n % 2, part.trim()) {
            (1, "") => String::new(),
            (1, words) => format!("({words})"),
            (_, _) => part.to_owned(),
        });
        let directed: String = directed.collect();
        self.lines(&format!("{name}: "), 2, &plain(&directed))
    }

    /// A reply with its telling words marked.
    pub(super) fn reply(&mut self, text: &str, assessment: &Assessment) -> io::Result<()> {
        self.lines("You: ", 2, &plain(&marked(text, assessment)))
    }

    /// What is asked for, with the cursor behind it.
    pub(super) fn prompt(&mut self) -> io::Result<()> {
        write!(self.out, "\n> ")?;
        self.out.flush()
    }

    fn lines(&mut self, lead: &str, inset: usize, text: &str) -> io::Result<()> {
        let mut colour: Option<&str> = None;
        for (n, line) in wrap(text, self.width, lead.chars().count(), inset).iter().enumerate() {
            let lead = if n == 0 { lead.to_owned() } else { " ".repeat(inset) };
            let line = if self.colour { coloured(line, &mut colour) } else { line.clone() };
            writeln!(self.out, "{}", format!("{lead}{line}").trim_end())?;
        }
        Ok(())
    }
}

/// Lines that are no wider than `width`; the first has `lead` characters before it, the others
/// `inset`. A word that is wider than a line is broken.
fn wrap(text: &str, width: usize, lead: usize, inset: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut room, mut used) = (width.saturating_sub(lead).max(8), 0);
    let more = width.saturating_sub(inset).max(8);
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        if used > 0 && used + 1 + rest.len() > room {
            lines.push(String::new());
            (room, used) = (more, 0);
        }
        while let Some(line) = lines.last_mut().filter(|_| !rest.is_empty()) {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            let after = rest.split_off(rest.len().min(room.saturating_sub(used).max(1)));
            used += rest.len();
            line.extend(rest);
            rest = after;
            if !rest.is_empty() {
                lines.push(String::new());
                (room, used) = (more, 0);
            }
        }
    }
    lines
}

/// A reply with brackets around what tells: `[+ builds]`, `[- breaks]`, `[? perhaps]`.
/// Where stretches overlap, what breaks is shown before what builds, and that before what is unsure.
fn marked(text: &str, assessment: &Assessment) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut marks = vec![None; letters.len()];
    let rank = |tier: Tier, builds: bool| match (tier, builds) {
        (Tier::Maybe, _) => (0, '?'),
        (Tier::Clear, true) => (1, '+'),
        (Tier::Clear, false) => (2, '-'),
    };
    for finding in &assessment.labels {
        let mark = Some(rank(finding.tier, finding.label.builds()));
        for span in &finding.spans {
            let end = span.end.min(letters.len());
            for place in &mut marks[span.start.min(end)..end] {
                *place = (*place).max(mark);
            }
        }
    }
    let mut out = String::new();
    let mut open = None;
    for (letter, mark) in letters.into_iter().zip(marks) {
        if mark != open {
            if open.is_some() {
                out.push(']');
            }
            if let Some((_, sign)) = mark {
                out.extend(['[', sign, ' ']);
            }
            open = mark;
        }
        out.push(letter);
    }
    if open.is_some() {
        out.push(']');
    }
    out
}

/// A line in colour; a stretch that goes on in the next line keeps its colour.
fn coloured(line: &str, colour: &mut Option<&'static str>) -> String {
    let mut out = colour.unwrap_or_default().to_owned();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = MARKS.iter().find(|(sign, _)| letter == '[' && letters.peek() == Some(sign));
        if let Some((_, begin)) = begins {
            *colour = Some(begin);
            out.push_str(begin);
        }
        out.push(letter);
        if letter == ']' && colour.take().is_some() {
            out.push_str(PLAIN);
        }
    }
    if colour.is_some() {
        out.push_str(PLAIN);
    }
    out
}

/// Without what would move the cursor or change the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use assess::{Finding, Label, Span, Verdict};

    fn finding(label: Label, tier: Tier, start: usize, end: usize) -> Finding {
        Finding {
            label,
            confidence: 0.9,
            tier,
            grave: false,
            spans: vec![Span { start, end }],
            because: String::new(),
        }
    }

    fn assessment(labels: Vec<Finding>) -> Assessment {
        Assessment { labels, verdict: Verdict::Mixed, unsure: false }
    }

    #[test]
    fn telling_words_are_marked_by_signs() {
        let found = assessment(vec![
            finding(Label::Empathy, Tier::Clear, 0, 10),
            finding(Label::Advice, Tier::Clear, 12, 22),
            finding(Label::Judgment, Tier::Maybe, 15, 40),
        ]);
        let text = marked("That hurts. You should go home, as I say.", &found);
        assert_eq!(text, "[+ That hurts]. [- You should][?  go home, as I say].");
        assert_eq!(
            marked("ab", &assessment(vec![finding(Label::Advice, Tier::Clear, 5, 9)])),
            "ab"
        );
    }

    #[test]
    fn lines_keep_to_the_width() {
        let mut out = Vec::new();
        let text = "word ".repeat(30) + &"x".repeat(90) + "\u{1b}[2J";
        Page::new(&mut out, 30, false).said("Sam", &text).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.chars().count() <= 30), "{out}");
        assert!(out.starts_with("Sam: word") && !out.contains('\u{1b}'), "{out}");
    }

    #[test]
    fn a_colour_goes_on_over_the_end_of_a_line() {
        let mut out = Vec::new();
        let text = "a".repeat(10) + " " + &"b".repeat(20) + " c";
        let found = assessment(vec![finding(Label::Advice, Tier::Clear, 0, 31)]);
        Page::new(&mut out, 24, true).reply(&text, &found).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches("\u{1b}[31m").count(), out.matches(PLAIN).count(), "{out:?}");
        assert_eq!(out.lines().count(), 3, "{out:?}");
    }

    #[test]
    fn stage_directions_stand_in_brackets() {
        let mut out = Vec::new();
        Page::new(&mut out, 80, false).said("Sam", "Hm. *A shrug.* So.").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "Sam: Hm. (A shrug.) So.\n");
    }
}
