//! What stands before the first section: the title, the lesson, the times.

use crate::paragraph::{Kind, Styled};
use crate::part::Found;
use crate::report::{LeftOut, Why};
use crate::source::Source;
use crate::word::{count, is, normal, quoted};
use crate::{control, section, times};

/// Takes the title and what stands around it; how many paragraphs that were.
pub(crate) fn take(sources: &[Source<'_>], found: &mut Found) -> usize {
    let head = &sources[..sources.len().min(12)];
    // Where every section has a heading of the first level, none of them is the title.
    let firsts = sources.iter().filter(|s| s.paragraph.kind == Kind::Heading(1)).count();
    let titled = |i: usize, s: &Source<'_>| {
        lesson(&s.text).is_none() && named_as_title(&s.text.text, i == 0 || firsts == 1)
    };
    let top = head.iter().enumerate().position(|(i, s)| {
        s.paragraph.kind == Kind::Heading(1) && titled(i, s) && (firsts < 3 || i == 0)
    });
    let top = top.or_else(|| {
        let first = head.iter().position(|s| matches!(s.paragraph.kind, Kind::Heading(_)));
        first.filter(|i| titled(*i, &head[*i]) && (*i == 0 || firsts < 3) && *i < 4)
    });
    let mut at = 0;
    while let Some(source) = head.get(at) {
        let text = &source.text;
        let line = source.paragraph.line;
        let before = found.clone();
        if control::page_control(&text.text) && Some(at) != top {
            found.left_out.push(LeftOut { text: text.text.clone(), why: Why::PageControl, line });
        } else if times::take(&text.text, &mut found.stated) {
            found.left_out.push(LeftOut { text: text.text.clone(), why: Why::StatedTime, line });
        } else if let Some(pieces) = pieces(text).filter(|_| Some(at) != top) {
            let mut pieces = pieces.into_iter().peekable();
            while let Some(piece) = pieces.next() {
                // "Peer support | Module 5"
                let last = pieces.peek().filter(|n| bare_number(n)).cloned();
                if let (true, Some(number)) = (found.lesson.is_none() && !labelled(&piece), last)
                    && !times::take(&piece.text, &mut crate::report::Stated::default())
                {
                    found.front.push(("lesson".to_owned(), piece.text.clone()));
                    found.front.push(("lesson-word".to_owned(), number.text));
                    found.lesson = Some(piece);
                    pieces.next();
                    continue;
                }
                let numbered = bare_number(&piece)
                    && pieces.peek().is_some_and(|n| {
                        !times::take(&n.text, &mut crate::report::Stated::default())
                    });
                if let (true, Some(name)) = (numbered && found.lesson.is_none(), pieces.peek()) {
                    found.front.push(("lesson-word".to_owned(), piece.text));
                    found.front.push(("lesson".to_owned(), name.text.clone()));
                    found.lesson = Some(name.clone());
                    pieces.next();
                } else if times::take(&piece.text, &mut found.stated) {
                    found.left_out.push(LeftOut { text: piece.text, why: Why::StatedTime, line });
                } else {
                    named(found, &piece);
                }
            }
        } else if Some(at) == top {
            title(found, text);
        } else if let Some((word, rest)) = lesson(text).filter(|_| nested(text, found)) {
            for (key, _) in found.front.iter_mut().filter(|(k, _)| k == "title") {
                "series".clone_into(key);
            }
            found.front.push(("title-word".to_owned(), word));
            title(found, &rest);
        } else if labelled(text) && (found.title.is_none() || found.lesson.is_none()) {
            named(found, text);
        } else if let Some((word, rest)) = label(text, ABOUT) {
            found.front.push((normal(&word).trim().replace(' ', "-"), rest.text));
        } else if short(text)
            && (top.is_some_and(|t| at < t)
                || top.is_none() && found.title.is_some() && introduces(&head[at + 1..]))
        {
            found.front.push(("series".to_owned(), text.text.clone()));
        } else if found.title.is_none()
            && top.is_none()
            && short(text)
            && named_as_title(&text.text, at == 0)
        {
            title(found, text);
        } else {
            break;
        }
        if !in_order(&found.front) {
            // Front matter has each key once: what comes back to one stays in the text.
            *found = before;
            break;
        }
        at += 1;
    }
    series(found);
    if found.title.is_none() {
        // Something stands before the title; the heading keeps its place too.
        let late = sources
            .iter()
            .find(|s| s.paragraph.kind == Kind::Heading(1) && named_as_title(&s.text.text, false));
        let late = late.filter(|_| firsts < 3);
        if let Some(source) = late {
            title(found, &source.text);
        }
    }
    at
}

/// "Lesson 6: Name" beside "Our training series" names the topic, and the series is its lesson.
fn series(found: &mut Found) {
    let keys: Vec<&str> = found.front.iter().map(|(k, _)| k.as_str()).collect();
    let (at, names) = match keys[..] {
        ["lesson-word", "lesson", "title", ..] => (2, ["title-word", "title", "lesson"]),
        ["title", "lesson-word", "lesson", ..] => (0, ["lesson", "title-word", "title"]),
        _ => return,
    };
    let ends = normal(&found.front[at].1);
    let ends = ends.trim_end().rsplit(' ').next().unwrap_or("");
    if is(ends, "series|curriculum|course|program|programme|academy|training|handbook|manual") {
        for (key, name) in found.front.iter_mut().zip(names) {
            name.clone_into(&mut key.0);
        }
        std::mem::swap(&mut found.title, &mut found.lesson);
    }
}

/// Whether a line can be a title: the first may also say "Building trust", as a section does.
fn named_as_title(text: &str, first: bool) -> bool {
    if section::opens(text) {
        return false;
    }
    match section::of_heading(text) {
        None => true,
        Some(section) => first && (section.behaviours() || section == section::Section::Examples),
    }
}

/// Whether each key stands once; only what names a series may go on.
fn in_order(front: &[(String, String)]) -> bool {
    front.iter().enumerate().all(|(i, (key, _))| {
        let goes_on = key == "series" && i > 0 && front[i - 1].0 == *key;
        goes_on || front[..i].iter().all(|(k, _)| k != key)
    })
}

/// Whether a line that names a lesson or a time follows, with at most one other before it.
fn introduces(next: &[Source<'_>]) -> bool {
    let one = |s: &Source<'_>| {
        labelled(&s.text) || times::take(&s.text.text, &mut crate::report::Stated::default())
    };
    next.iter().take(2).take_while(|s| short(&s.text)).any(one)
}

/// "Unit 3.2: Name" below "Module 3: Name" names the topic itself; what seemed the title stands
/// above both.
fn nested(text: &Styled, found: &Found) -> bool {
    let number = |word: &str| {
        let digits = word.rsplit(' ').next().unwrap_or("").to_owned();
        Some(digits).filter(|d| d.starts_with(|c: char| c.is_ascii_digit()))
    };
    let outer = found.front.iter().find(|(k, _)| k == "lesson-word").and_then(|(_, w)| number(w));
    let inner = lesson(text).and_then(|(word, _)| number(&word));
    match (outer, inner) {
        (Some(outer), Some(inner)) => {
            inner.strip_prefix(&outer).is_some_and(|r| r.starts_with('.'))
        }
        _ => false,
    }
}

fn title(found: &mut Found, text: &Styled) {
    found.title = Some(text.clone());
    found.front.push(("title".to_owned(), text.text.clone()));
}

fn labelled(text: &Styled) -> bool {
    lesson(text).is_some() || topic(text).is_some() || part_of(text).is_some()
}

/// A line or a part of one that may name the lesson or the topic.
fn named(found: &mut Found, text: &Styled) {
    if let Some((word, rest)) = topic(text).filter(|_| found.title.is_none()) {
        if normal(&word).trim() != "title" {
            found.front.push(("title-word".to_owned(), word));
        }
        title(found, &rest);
    } else if let Some((word, rest)) = lesson(text).filter(|_| found.lesson.is_none()) {
        if normal(&word).trim() != "lesson" {
            found.front.push(("lesson-word".to_owned(), word));
        }
        found.front.push(("lesson".to_owned(), rest.text.clone()));
        found.lesson = Some(rest);
    } else if let Some((word, rest)) = part_of(text).filter(|_| found.lesson.is_none()) {
        found.front.push(("lesson-word".to_owned(), word));
        found.front.push(("lesson".to_owned(), rest.text.clone()));
        found.lesson = Some(rest);
    } else {
        found.front.push(("series".to_owned(), text.text.clone()));
    }
}

/// "Part of the module Name", without a colon.
fn part_of(text: &Styled) -> Option<(String, Styled)> {
    // "Module 3 of Name"
    if let Some(at) = text.text.find(" of ").filter(|i| bare_number(&text.slice(0..*i))) {
        let rest = text.slice(at + 4..text.text.len()).trim();
        if count(&rest.text) <= 12 && rest.text.contains(char::is_alphabetic) {
            return Some((text.text[..at + 3].to_owned(), rest));
        }
    }
    let t = text.text.to_lowercase();
    let ends = ["lesson ", "module ", "course ", "unit ", "series ", "program ", "programme "];
    let end = ends.iter().find_map(|w| {
        ["part of the ", "part of our ", "from the ", "in the "].iter().find_map(|start| {
            t.strip_prefix(start)?.starts_with(w).then_some(start.len() + w.len())
        })
    })?;
    let rest = text.slice(end..text.text.len()).trim();
    let name = crate::example::unquoted(&rest.text).to_owned();
    let at = rest.text.find(&name).unwrap_or(0);
    let rest = rest.slice(at..at + name.len());
    (t.len() == text.text.len() && (1..=12).contains(&count(&rest.text)))
        .then(|| (text.text[..end].trim().to_owned(), rest))
}

/// "Lesson 3: Name", as the word and the name.
fn lesson(text: &Styled) -> Option<(String, Styled)> {
    label(text, LESSONS)
}

fn topic(text: &Styled) -> Option<(String, Styled)> {
    label(text, TOPICS)
}

fn label(text: &Styled, words: &str) -> Option<(String, Styled)> {
    // The point in "Unit 3.2" ends nothing.
    let point = |i: usize| {
        text.text[i..].starts_with('.')
            && text.text[i + 1..].starts_with(|c: char| c.is_ascii_digit())
    };
    let mut signs = text.text.match_indices([':', '–', '—', '-', '.', '|']).map(|(i, _)| i);
    let end = signs.find(|i| !point(*i))?;
    let sign = text.text[end..].chars().next().map_or(1, char::len_utf8);
    let name = normal(&text.text[..end]);
    let name = name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let figures = text.text[..end].chars().any(|c| c.is_ascii_digit());
    let colon = text.text[end..].starts_with(':');
    let rest = text.slice(end + sign..text.text.len()).trim();
    // "Lesson 3. Name" counts, "Session. Name" does not.
    let fits = is(name, words) && (colon || figures) && (1..=16).contains(&count(&rest.text));
    fits.then(|| (text.text[..end].trim().to_owned(), rest))
}

/// The parts of "Lesson 2 | 15 minutes", where one of them is known.
fn pieces(text: &Styled) -> Option<Vec<Styled>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, sign) in text.text.match_indices(['|', '·', '•', '/', '>', '›', '»']) {
        if text.text[..at].ends_with(' ') && text.text[at + sign.len()..].starts_with(' ') {
            out.push(text.slice(from..at).trim());
            from = at + sign.len();
        }
    }
    out.push(text.slice(from..text.text.len()).trim());
    out.retain(|p| !p.is_blank());
    let known =
        |p: &Styled| labelled(p) || times::take(&p.text, &mut crate::report::Stated::default());
    let numbered = out.len() == 2 && bare_number(&out[1]);
    (out.len() > 1 && (numbered || out.iter().any(known))).then_some(out)
}

/// "Module 3", without a name.
fn bare_number(text: &Styled) -> bool {
    let t = normal(&text.text);
    if let Some((word, number)) = t.trim().rsplit_once(' ')
        && is(number, "one|two|three|four|five|six|seven|eight|nine|ten|i|ii|iii|iv|v|vi")
    {
        return is(word, LESSONS);
    }
    let word = t.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() < t.trim().len() && is(word, LESSONS)
}

/// "This topic is part of the lesson “Name”", said in a sentence.
pub(crate) fn mention(text: &Styled, found: &mut Found) {
    if found.lesson.is_none()
        && short(text)
        && let Some((_, name)) = lesson(text).or_else(|| part_of(text))
    {
        found.front.push(("lesson".to_owned(), name.text.clone()));
        found.lesson = Some(name);
        return;
    }
    let t = normal(&text.text);
    let says =
        ["lesson", "module", "course", "unit", "series", "handbook", "manual"].iter().any(|w| {
            t.contains(&format!(" part of the {w} "))
                || t.contains(&format!(" belongs to the {w} "))
                || t.contains(&format!(" from the {w} "))
        });
    if let (true, None, Some(range)) = (says, &found.lesson, quoted(&text.text).into_iter().next())
    {
        let name = text.slice(range).trim();
        let name = name.slice(0..name.text.trim_end_matches(['.', ',']).len());
        found.front.push(("lesson".to_owned(), name.text.clone()));
        found.lesson = Some(name);
    }
}

fn short(text: &Styled) -> bool {
    let t = text.text.trim_end();
    count(t) <= 16
        && t.chars().count() <= 120
        && !t.ends_with(['.', ';', ',', ':'])
        && quoted(t).iter().all(|q| q.start > 3)
}

const LESSONS: &str = "lesson|this lesson|this module|this course|this unit|module|unit|course|chapter|part of|lesson title|session|series|program|\
    programme|workshop|training|from the lesson|in the lesson|lesson name|part of the lesson|week|\
    learning path|curriculum|section|part of lesson|module title|course title|learning module|class|day";
const ABOUT: &str = "author|authors|by|written by|prepared by|trainer|facilitator|facilitators|date|\
    version|updated|last updated|revised|audience|level|keywords|tags|ceu|ceus|contact hours|\
    ceu contact hours|credit hours|credits";
const TOPICS: &str = "topic|title|topic title|theme|subject|today's topic|page";
