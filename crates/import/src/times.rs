//! Times that a document states of itself: "Reading time: about 8 minutes", "5–7 min", "1,400 words".

use crate::report::{Quantity, Stated};
use crate::word::{any, count, normal};

/// Whether a line does nothing but state times; what it states is added.
pub(crate) fn take(text: &str, stated: &mut Stated) -> bool {
    let words = count(text);
    let found = figures(text);
    if words > 24 || !labelled(text) && !bare(text) {
        return false;
    }
    if found.is_empty() {
        // "Time:" above the lines that give the times.
        return words <= 4 && text.trim_end().ends_with(':') && has_time_word(&normal(text));
    }
    add(&found, stated);
    true
}

/// Notes what a sentence states that stays in the topic.
pub(crate) fn mention(text: &str, stated: &mut Stated) {
    let t = normal(text);
    let about = any(
        &t,
        "this lesson|this topic|this module|this session|this unit|this page|\
            this reading|this should take|this will take|this takes|it should take|it takes about",
    );
    let takes = any(&t, "takes|take|plan|allow|needs|need|set aside|lasts");
    if about && takes && count(text) <= 40 {
        add(&figures(text), stated);
    }
}

fn add(found: &[Figure], stated: &mut Stated) {
    for figure in found {
        let slot = match figure.about {
            About::Words => &mut stated.words,
            About::Reading => &mut stated.reading_minutes,
            About::Activity => &mut stated.activity_minutes,
            About::Total => &mut stated.total_minutes,
        };
        slot.get_or_insert(figure.quantity);
    }
}

/// "Duration: 15 min": a label that speaks of time before a colon or a dash.
fn labelled(text: &str) -> bool {
    let end =
        [":", " –", " —", " -", "=", "|"].iter().filter_map(|s| text.find(s)).min().unwrap_or(0);
    let label = normal(&text[..end]);
    (1..=6).contains(&count(&label))
        && (has_time_word(&label)
            || any(
                &label,
                "reading|read|activity|practice|exercise|word count|words|case study|\
                    role play|video|quiz",
            ))
}

/// "About 10 minutes", "12 min read", "15 minutes (10 reading, 5 practice)".
fn bare(text: &str) -> bool {
    let t = normal(text);
    let rest = t
        .split_whitespace()
        .filter(|w| {
            !w.chars().any(|c| c.is_ascii_digit())
                && number_word(w).is_none()
                && ![
                    "min",
                    "mins",
                    "minute",
                    "minutes",
                    "hour",
                    "hours",
                    "hr",
                    "hrs",
                    "words",
                    "word",
                    "to",
                    "about",
                    "approx",
                    "approximately",
                    "around",
                    "roughly",
                    "read",
                    "reading",
                    "practice",
                    "activity",
                    "and",
                    "of",
                    "in",
                    "all",
                    "total",
                    "time",
                    "ca",
                    "for",
                    "the",
                    "a",
                    "estimated",
                    "long",
                    "half",
                    "wpm",
                    "per",
                    "needed",
                    "or",
                    "plus",
                    "exercise",
                ]
                .contains(w)
        })
        .count();
    rest == 0 && count(&t) <= 14
}

fn has_time_word(t: &str) -> bool {
    any(
        t,
        "time|duration|length|estimate|estimated|minutes|takes|timing|how long|\
            plan for|allow|set aside|total",
    )
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum About {
    Words,
    Reading,
    Activity,
    Total,
}

struct Figure {
    about: About,
    quantity: Quantity,
}

/// Numbers with a unit, and what they measure.
fn figures(text: &str) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let tokens = tokens(text);
    let mut segment_start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "|" {
            segment_start = at + 1;
            at += 1;
            continue;
        }
        let Some((low, high, next)) = amount(&tokens, at) else {
            at += 1;
            continue;
        };
        let segment_end =
            tokens[next..].iter().position(|t| t == "|").map_or(tokens.len(), |i| next + i);
        let label = format!(" {} ", tokens[segment_start..segment_end].join(" "));
        let unit = tokens.get(next).map_or("", String::as_str);
        let factor = match unit {
            "words" | "word" if tokens.get(next + 1).is_none_or(|t| t != "per" && t != "a") => {
                out.push(Figure { about: About::Words, quantity: quantity(low, high, 1.0) });
                at = next + 1;
                continue;
            }
            "min" | "mins" | "minute" | "minutes" | "m" | "min." | "mins." => 1.0,
            "hour" | "hours" | "hr" | "hrs" | "h" => 60.0,
            _ if label.contains("minutes")
                && about(&label).is_some()
                && unit != "wpm"
                && unit != "words" =>
            {
                1.0
            }
            // "Time (minutes): 15", or "(10 reading, 5 practice)" after a total.
            _ if !out.is_empty() && about(&label).is_some() && unit != "wpm" && unit != "words" => {
                1.0
            }
            _ => {
                at = next;
                continue;
            }
        };
        // "Activity: case study (5 minutes)": the label stands before the bracket.
        let earlier = || {
            tokens[..segment_start]
                .rsplit(|t| t == "|")
                .find_map(|s| about(&format!(" {} ", s.join(" "))))
        };
        let about = about(&label).or_else(earlier).unwrap_or(About::Total);
        out.push(Figure { about, quantity: quantity(low, high, factor) });
        at = next + 1;
    }
    out
}

/// What minutes in a stretch like " reading time 9 minutes " measure.
fn about(t: &str) -> Option<About> {
    if any(t, "reading|read") {
        Some(About::Reading)
    } else if any(
        t,
        "activity|activities|practice|exercise|exercises|case|role|scenario|\
            interactive|quiz|discussion|reflection|practise|simulation|conversation",
    ) {
        Some(About::Activity)
    } else if any(
        t,
        "time|total|duration|length|estimate|estimated|all|takes|take|plan|allow|aside|\
            long",
    ) {
        Some(About::Total)
    } else {
        None
    }
}

fn quantity(low: f64, high: Option<f64>, factor: f64) -> Quantity {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small and positive"
    )]
    let whole = |n: f64| (n * factor).round() as u64;
    match high {
        Some(high) if high > low => Quantity::Range([whole(low), whole(high)]),
        _ if (low * factor).fract() == 0.0 => Quantity::Whole(whole(low)),
        _ => Quantity::Part(low * factor),
    }
}

/// Words and numbers in lower case; `|` where a new clause begins; `-` within a range.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        if c.is_ascii_digit() {
            let mut number = String::new();
            while let Some(&d) = chars.get(at) {
                let after = chars.get(at + 1).is_some_and(char::is_ascii_digit);
                if d.is_ascii_digit() || d == '.' && after {
                    number.push(d);
                } else if !(d == ',' && after) {
                    break;
                }
                at += 1;
            }
            out.push(number);
            continue;
        }
        if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(&d) = chars.get(at).filter(|d| d.is_alphabetic() || **d == '\'') {
                word.extend(d.to_lowercase());
                at += 1;
            }
            out.push(word);
            continue;
        }
        let after_number = out.last().is_some_and(|t| number(t).is_some());
        let rest = chars[at + 1..].iter().find(|c| !c.is_whitespace());
        if "-–—−‑".contains(c) {
            let range = after_number && rest.is_some_and(char::is_ascii_digit);
            out.push(if range { "-" } else { "|" }.to_owned());
        } else if ",;()/+·•|=".contains(c) || c == '.' && next == ' ' {
            out.push("|".to_owned());
        }
        at += 1;
    }
    // A label and its colon belong together, and the clause after "and" has its own.
    let and = out.iter().position(|t| t == "and");
    if let Some(i) = and.filter(|i| out[..*i].iter().any(|t| number(t).is_some())) {
        out[i] = "|".to_owned();
    }
    out
}

/// One number or a range at a position, and where it ends.
fn amount(tokens: &[String], at: usize) -> Option<(f64, Option<f64>, usize)> {
    let low = number(&tokens[at])?;
    if let (Some(join), Some(high)) =
        (tokens.get(at + 1), tokens.get(at + 2).and_then(|t| number(t)))
        && matches!(join.as_str(), "-" | "to" | "or")
    {
        return Some((low, Some(high), at + 3));
    }
    if tokens[at] == "half" {
        let skip = usize::from(tokens.get(at + 1).is_some_and(|t| t == "an" || t == "a"));
        return Some((low, None, at + 1 + skip));
    }
    Some((low, None, at + 1))
}

fn number(token: &str) -> Option<f64> {
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        return token.parse().ok().filter(|n: &f64| *n < 1e9);
    }
    number_word(token)
}

fn number_word(token: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 22] = [
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("ninety", 90.0),
        ("half", 0.5),
        ("an", 1.0),
        ("quarter", 0.25),
    ];
    WORDS.iter().find(|(w, _)| *w == token).map(|(_, n)| *n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (bool, Stated) {
        let mut stated = Stated::default();
        let taken = take(text, &mut stated);
        (taken, stated)
    }

    #[test]
    fn times_in_many_forms() {
        let whole = |n| Some(Quantity::Whole(n));
        let range = |a, b| Some(Quantity::Range([a, b]));
        for (text, words, reading, activity, total) in [
            ("Duration: 15 min", None, None, None, whole(15)),
            ("Estimated time: 20–25 minutes", None, None, None, range(20, 25)),
            ("Reading: about 8 minutes (1,400 words)", whole(1400), whole(8), None, None),
            ("Practice: 5 to 7 min", None, None, range(5, 7), None),
            ("12 min read", None, whole(12), None, None),
            ("Time: 15 minutes (10 reading, 5 practice)", None, whole(10), whole(5), whole(15)),
            (
                "Total time: 30 min | Reading: 12 min | Role play: 18 min",
                None,
                whole(12),
                whole(18),
                whole(30),
            ),
            ("Length: one hour", None, None, None, whole(60)),
            ("Time needed: half an hour", None, None, None, whole(30)),
            ("Reading time 7 min, activity 4-6 min", None, whole(7), range(4, 6), None),
            ("Time: about ten minutes", None, None, None, whole(10)),
        ] {
            let (taken, stated) = of(text);
            assert!(taken, "{text}");
            let want = Stated {
                words,
                reading_minutes: reading,
                activity_minutes: activity,
                total_minutes: total,
            };
            assert_eq!(stated, want, "{text}");
        }
        for text in [
            "Time heals nothing by itself.",
            "She had been sober for 10 minutes when I met her, she said, laughing.",
            "Practice: say it aloud",
        ] {
            assert!(!of(text).0, "{text}");
        }
    }
}
