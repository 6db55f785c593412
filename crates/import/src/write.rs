//! The text of a topic file.

use crate::paragraph::{Style, Styled};
use crate::part::{Behaviour, Example, Found, Line, Part, What};
use crate::section::Section;
use crate::word::normal;

/// A topic file with everything that was found, in the document's order; the case stands before the
/// takeaways.
pub(crate) fn topic(found: &Found, case: &str, file_name: &str) -> String {
    let mut out = String::from("---\n");
    let mut seen: Vec<(String, String)> = Vec::new();
    for (key, value) in &found.front {
        match seen.iter_mut().find(|(k, _)| k == key) {
            Some((_, before)) => {
                before.push_str(" / ");
                before.push_str(value);
            }
            None => seen.push((key.clone(), value.clone())),
        }
    }
    if found.title.is_none() {
        out.push_str(&format!("title: {}\n", front_value(&named_after(file_name))));
    }
    for (key, value) in seen {
        out.push_str(&format!("{key}: {}\n", front_value(&value)));
    }
    out.push_str("---\n\n");
    let place = case_place(&found.parts);
    let mut open: Option<&'static str> = None;
    let mut lead = false;
    for (at, part) in found.parts.iter().enumerate() {
        let block = block(&part.what);
        // Examples and quotations are one block each.
        let alone = matches!(part.what, What::Example(_) | What::Quotation { .. });
        if open.is_some() && (open != block || alone) {
            out.push_str(":::\n\n");
            open = None;
        }
        if at == place {
            if lead {
                out.push('\n');
            }
            case_block(&mut out, case);
        }
        if lead && !matches!(part.what, What::Item { .. } | What::Row { first: false, .. }) {
            out.push('\n');
        }
        lead = false;
        if let (Some(name), None) = (block, open) {
            out.push_str(&format!(":::{name}\n"));
            open = Some(name);
        }
        match &part.what {
            What::Heading(level, text) => {
                out.push_str(&format!(
                    "{} {}\n\n",
                    "#".repeat((*level).clamp(2, 6).into()),
                    markdown(text)
                ));
            }
            What::Prose(text) => out.push_str(&format!("{}\n\n", markdown(text))),
            What::Item { depth, number, text } => {
                let bullet = number.map_or_else(|| "-".to_owned(), |n| format!("{n}."));
                // Three spaces hold below a number of one digit as below a bullet.
                let indent = "    ".repeat((*depth).min(4).into());
                let indent =
                    if follows_item(&found.parts, at, *depth) { indent } else { String::new() };
                out.push_str(&format!("{indent}{bullet} {}\n", markdown(text)));
                lead = true;
            }
            What::Row { first, cells } => {
                row(&mut out, *first, cells);
                lead = true;
            }
            What::Objective(number, text)
            | What::Takeaway(number, text)
            | What::Reference(number, text) => {
                item(&mut out, *number, &markdown(text));
            }
            What::Behaviour(_, behaviour) => {
                item(&mut out, behaviour.number, &of_behaviour(behaviour))
            }
            What::Example(example) => of_example(&mut out, example),
            What::Quotation { text, source } => {
                out.push_str(&format!("{}\n", markdown(text)));
                if let Some(source) = source {
                    out.push_str(&format!("\n— {}\n", markdown(source)));
                }
            }
        }
    }
    if open.is_some() {
        out.push_str(":::\n\n");
    }
    if lead {
        out.push('\n');
    }
    if place >= found.parts.len() {
        case_block(&mut out, case);
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

/// Whether an item stands where it can be the child of one before it.
fn follows_item(parts: &[Part], at: usize, depth: u8) -> bool {
    depth == 0
        || parts[..at]
            .iter()
            .rev()
            .map_while(|p| if let What::Item { depth, .. } = &p.what { Some(*depth) } else { None })
            .any(|d| d < depth)
}

fn case_block(out: &mut String, case: &str) {
    out.push_str(&format!(":::case {case}.md\n:::\n\n"));
}

/// The part before which the case stands: what closes the lesson.
fn case_place(parts: &[Part]) -> usize {
    let closing = |what: &What| matches!(what, What::Takeaway(..) | What::Reference(..));
    let Some(mut at) = parts.iter().position(|p| closing(&p.what)) else { return parts.len() };
    // Its heading and the sentence that leads it in belong to it.
    while at > 0
        && matches!(parts[at - 1].what, What::Prose(_))
        && at > 1
        && matches!(parts[at - 2].what, What::Heading(..))
    {
        at -= 1;
    }
    at - usize::from(at > 0 && matches!(parts[at - 1].what, What::Heading(..)))
}

const fn block(what: &What) -> Option<&'static str> {
    match what {
        What::Objective(..) => Some("objectives"),
        What::Behaviour(Section::Breaks, _) => Some("breaks"),
        What::Behaviour(Section::Strategies, _) => Some("strategies"),
        What::Behaviour(..) => Some("builds"),
        What::Example(_) => Some("example"),
        What::Quotation { .. } => Some("quotation"),
        What::Takeaway(..) => Some("takeaways"),
        What::Reference(..) => Some("references"),
        _ => None,
    }
}

fn item(out: &mut String, number: Option<u32>, text: &str) {
    match number {
        Some(n) => out.push_str(&format!("{n}. {text}\n")),
        None => out.push_str(&format!("- {text}\n")),
    }
}

fn of_behaviour(b: &Behaviour) -> String {
    let mut out = if b.explanation.is_blank() {
        markdown(&b.name)
    } else {
        format!("**{}** – {}", markdown(&b.name), markdown(&b.explanation))
    };
    for label in &b.labels {
        out.push_str(&format!(" `{label}`"));
    }
    out
}

fn of_example(out: &mut String, example: &Example) {
    let mut parts: Vec<String> =
        example.situation.iter().chain(&example.head).map(markdown).collect();
    for (at, Line { try_this, key, text, lead, note, .. }) in example.lines.iter().enumerate() {
        // What leads in the words stands before them: by itself, or below the line before.
        match parts.last_mut().filter(|_| at > 0) {
            _ if lead.is_blank() => {}
            Some(before) => before.push_str(&format!("\n>\n> {}", markdown(lead))),
            None => parts.push(markdown(lead)),
        }
        let key = key.unwrap_or(if *try_this { "try" } else { "instead of" });
        let mut line = format!("> {key}: {}", markdown(text));
        for paragraph in note {
            line.push_str(&format!("\n>\n> {}", markdown(paragraph)));
        }
        parts.push(line);
    }
    out.push_str(&parts.join("\n\n"));
    out.push('\n');
}

fn row(out: &mut String, first: bool, cells: &[Styled]) {
    let cells: Vec<String> = cells.iter().map(|c| markdown(c).replace('|', "\\|")).collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
    if first {
        out.push_str(&format!("|{}\n", "---|".repeat(cells.len())));
    }
}

/// Text on one line of Markdown that shows exactly these characters.
pub(crate) fn markdown(text: &Styled) -> String {
    let all = text.text.as_str();
    let mut cuts: Vec<usize> = vec![0, all.len()];
    cuts.extend(text.marks.iter().flat_map(|m| [m.range.start, m.range.end]));
    cuts.retain(|c| all.is_char_boundary(*c));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let piece = &all[pair[0]..pair[1]];
        let of = |wanted: fn(&Style) -> bool| {
            text.marks
                .iter()
                .find(|m| wanted(&m.style) && m.range.start <= pair[0] && m.range.end >= pair[1])
        };
        let body = piece.trim();
        let start = piece.len() - piece.trim_start().len();
        out.push_str(&piece[..start]);
        let before = all[..pair[0] + start].chars().next_back();
        let after = all[pair[0] + start + body.len()..].chars().next();
        let inner = escape(body, before.is_none());
        // Marks that touch a word from outside would show as asterisks.
        let free = before.is_none_or(|c| c.is_whitespace() || "(“\"—–".contains(c))
            && after.is_none_or(|c| {
                c.is_whitespace() || c.is_ascii_punctuation() || "”—–…".contains(c)
            })
            && !out.ends_with('*')
            && body.chars().any(char::is_alphanumeric);
        let link = of(|s| matches!(s, Style::Link(_))).and_then(|m| match &m.style {
            Style::Link(href) if address(href) && !body.is_empty() => Some(href),
            _ => None,
        });
        if let Some(href) = link {
            out.push_str(&format!("[{inner}]({href})"));
        } else if free && of(|s| *s == Style::Bold).is_some() {
            out.push_str(&format!("**{inner}**"));
        } else if free && of(|s| *s == Style::Italic).is_some() {
            out.push_str(&format!("*{inner}*"));
        } else {
            out.push_str(&inner);
        }
        out.push_str(&piece[start + body.len()..]);
    }
    out.trim().to_owned()
}

/// Whether an address can be written as a Markdown link and followed by a reader.
fn address(href: &str) -> bool {
    (href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:"))
        && href.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>\\`".contains(c))
}

/// Characters that Markdown would take as its own, marked as plain.
pub(crate) fn escape(text: &str, line_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let chars: Vec<char> = text.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(i + 1).copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '*' | '`' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(word(before) && word(after)),
            '\\' => after.is_none_or(|a| a.is_ascii_punctuation()),
            '&' => after.is_some_and(|a| a.is_alphanumeric() || a == '#'),
            '{' | '}' => true,
            '#' | '>' | '+' | '-' | '=' | ':' if i == 0 && line_start => true,
            '#' => after.is_none() || after == Some(' '),
            '.' | ')' if line_start => {
                i > 0 && i <= 9 && chars[..i].iter().all(char::is_ascii_digit)
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// A value of front matter: one line that its reader does not take for a list or a heading.
fn front_value(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}

/// A file name from a title, else from the document's own.
pub(crate) fn slug(title: &str, file_name: &str) -> String {
    let of = |text: &str| {
        let words = normal(&text.replace(['\'', '’'], ""));
        let mut out = String::new();
        for word in words.split_whitespace() {
            if !out.is_empty() && out.len() + word.len() > 50 {
                break;
            }
            if !out.is_empty() {
                out.push('-');
            }
            out.extend(word.chars().filter_map(plain_letter).take(50));
        }
        out.trim_matches('-').to_owned()
    };
    [of(title), of(stem(file_name))]
        .into_iter()
        .find(|s| !s.is_empty())
        .unwrap_or_else(|| "topic".to_owned())
}

/// A file's name without its folder and its ending.
fn stem(file_name: &str) -> &str {
    let stem = file_name.rsplit(['/', '\\']).next().unwrap_or("");
    stem.rsplit_once('.').map_or(stem, |(s, _)| s)
}

/// A title for a document that has none: "03_first-visit.txt" is "First visit".
fn named_after(file_name: &str) -> String {
    let words = stem(file_name).replace(['_', '-', '.'], " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let numbers = words.iter().take_while(|w| w.bytes().all(|b| b.is_ascii_digit())).count();
    let name = words[numbers..].join(" ");
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "Untitled".to_owned(),
    }
}

/// A letter without its accent, where it has a plain one.
fn plain_letter(c: char) -> Option<char> {
    const FROM: &str = "àáâãäåāăąçćčďđèéêëēęěìíîïīłľñńňòóôõöøōőŕřśšşșťţțùúûüūůűýÿžźż";
    const TO: &str = "aaaaaaaaacccddeeeeeeeiiiiillnnnoooooooorrsssstttuuuuuuuyyzzz";
    if c.is_ascii_alphanumeric() {
        return Some(c);
    }
    FROM.chars().position(|f| f == c).and_then(|i| TO.chars().nth(i))
}
