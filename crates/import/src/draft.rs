//! A draft case from the document's own pairs, for a person to finish.

use assess::Label;
use practice::case::Danger;

use crate::labels;
use crate::paragraph::Styled;
use crate::part::Found;
use crate::report::{Example, Report};
use crate::word::{any, count, normal, quoted};
use crate::write::escape;

/// How many moments a draft has at most; what is left stays in the topic.
const MOMENTS: usize = 8;

/// One moment of the draft.
struct Moment {
    stage: String,
    line: String,
    danger: Option<Danger>,
    builds: String,
    breaks: String,
    /// Whether the document has no words for it, so that ours stand in.
    breaks_ours: bool,
    builds_ours: bool,
}

/// The text of a draft case.
pub(crate) fn case(found: &Found, report: &Report) -> String {
    let mut moments = moments(&report.examples);
    let starter = moments.is_empty();
    if starter {
        moments.push(Moment {
            stage: "This is a draft: the document has no example to start from. Write here where you meet, and how the peer sits.".to_owned(),
            line: "So. What happens now?".to_owned(),
            danger: None,
            builds: "What would make this time worth it for you?".to_owned(),
            breaks: "You should start by telling me what went wrong.".to_owned(),
            breaks_ours: true,
            builds_ours: true,
        });
    }
    let title = found.title.as_ref().map_or("Practice", |t: &Styled| t.text.as_str());
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!(
        "---\ntitle: {}\npeer: Sam\npronouns: they/them\nabout: A draft. Say in a sentence or two who Sam is and why they came.\ntemperament: guarded\n",
        title.trim()
    );
    if moments.iter().any(|m| m.danger.is_some()) {
        out.push_str("content-note: Somebody may be in danger. Say here what comes up, before the talk begins.\n");
    }
    out.push_str("draft: true\n---\n\n");
    let count = moments.len();
    for (i, moment) in moments.iter().enumerate() {
        let next = if i + 1 < count {
            format!("[Moment {}](#moment-{})", i + 2, i + 2)
        } else {
            "[Until next time](#until-next-time)".to_owned()
        };
        scene(&mut out, i, moment, &next);
    }
    out.push_str("# Ending: Until next time\n\nThis is a draft: write here how the talk ends.\n\n> Okay. I'll see you around.\n");
    out
}

fn scene(out: &mut String, i: usize, moment: &Moment, next: &str) {
    out.push_str(&format!("# Moment {} {{#moment-{}}}\n\n", i + 1, i + 1));
    if !moment.stage.is_empty() {
        out.push_str(&format!("{}\n\n", escape(&moment.stage, true)));
    }
    let mark = moment.danger.map_or(String::new(), |d| format!("{{danger: {}}} ", danger_name(d)));
    out.push_str(&format!("> {mark}{}\n\n", escape(&moment.line, mark.is_empty())));
    let mut replies = Vec::new();
    let mut labels = labels::of_builder(&moment.builds);
    if labels.is_empty() {
        labels.push(Label::Listening);
    }
    let ours = "a draft: these words are not from your document; write your own";
    let guessed = "a draft: the labels are guessed from the form of the reply";
    replies.push(reply(
        &moment.builds,
        &labels,
        next,
        if moment.builds_ours { ours } else { guessed },
    ));
    let mut labels = labels::of_breaker(&moment.breaks);
    if labels.is_empty() {
        let t = normal(&moment.breaks);
        let asked = moment.breaks.trim_end().ends_with('?');
        let blames = [" why ", " when ", " did you ", " don't you ", " how could "];
        labels.push(match () {
            () if t.starts_with(" have you ") => Label::Advice,
            () if asked && blames.iter().any(|b| t.starts_with(b)) => Label::Judgment,
            // What is said past the peer makes what they said small.
            () => Label::Minimizing,
        });
    }
    replies.push(reply(
        &moment.breaks,
        &labels,
        next,
        if moment.breaks_ours { ours } else { guessed },
    ));
    if moment.danger.is_some() && !labels::of_builder(&moment.builds).contains(&Label::Safety) {
        let ask = danger_question(moment.danger);
        replies.push(reply(
            ask,
            &[Label::Safety],
            next,
            "a draft: where somebody may be in danger, a reply has to ask or bring help",
        ));
    }
    replies.push(reply(
        OTHERS[i % OTHERS.len()],
        &[],
        next,
        "a draft: a third reply that neither builds nor breaks; write your own",
    ));
    // The document has the better line first; a talk should not.
    let shift = [1, 2, 0][i % 3] % replies.len();
    replies.rotate_left(shift);
    out.push_str(&replies.concat());
}

fn reply(words: &str, labels: &[Label], next: &str, why: &str) -> String {
    let labels: String = labels.iter().map(|l| format!(" `{l}`")).collect();
    format!("- “{}”{labels} → {next}\n\n  why: {why}.\n\n", escape(&inner_quotes(words), false))
}

/// Closed questions and plain words, which neither build nor break.
const OTHERS: [&str; 4] = [
    "Okay. Is it all right if I sit over here?",
    "Did that happen this week?",
    "All right. We have about half an hour today.",
    "Was anybody with you?",
];

fn moments(examples: &[Example]) -> Vec<Moment> {
    let mut out = Vec::new();
    for example in examples {
        for pair in &example.pairs {
            let (stage, line) = opening(&example.situation, out.len());
            let builds_text = pair.r#try.as_deref().unwrap_or_default();
            // What the document asks in answer shows what it heard.
            let danger = danger(&format!("{} {line} {builds_text}", example.situation));
            let of = |text: &Option<String>| text.as_deref().map(tidy).filter(|t| count(t) > 0);
            let (builds, breaks) = (of(&pair.r#try), of(&pair.instead));
            if builds.is_none() && breaks.is_none() {
                continue;
            }
            out.push(Moment {
                stage,
                line,
                danger,
                builds_ours: builds.is_none(),
                breaks_ours: breaks.is_none(),
                builds: builds.unwrap_or_else(|| "What is that like for you?".to_owned()),
                breaks: breaks.unwrap_or_else(|| {
                    "You need to put that behind you and make a plan.".to_owned()
                }),
            });
            if out.len() == MOMENTS {
                return out;
            }
        }
    }
    out
}

/// What happens before the peer speaks, and what the peer says, from an example's situation.
fn opening(situation: &str, number: usize) -> (String, String) {
    let plain = [
        "Can I tell you something?",
        "There's something on my mind.",
        "I don't know where to start.",
        "I wasn't sure I'd come today.",
    ];
    let fallback = plain[number % plain.len()].to_owned();
    let stage = without_lead(&tidy(situation));
    // What the peer says in the document itself.
    let peer = quoted(&stage).into_iter().find(|q| {
        let before = normal(&stage[..q.start]);
        let words: Vec<_> = before.split_whitespace().collect();
        let tail = format!(" {} ", words[words.len().saturating_sub(5)..].join(" "));
        any(&tail, "says|said|tells|say|mutters|whispers|texts|writes|shares|then")
            && !any(&tail, "you say|you")
    });
    if let Some(range) = peer.filter(|q| count(&stage[q.clone()]) >= 2) {
        return (around(&stage, &range), stage[range].trim().to_owned());
    }
    let line = told(&stage).or_else(|| about(&stage)).unwrap_or(fallback);
    (stage, line)
}

/// A situation without the words that lead over to what is said in it.
fn without_lead(stage: &str) -> String {
    const LEADS: &str = "respond with|reply with|response would be|you say|you could say|answer with|\
        instead of|rather than|react by|you answer|you reply|you respond|you might|it helps to|you might say|say instead";
    let mut kept = stage;
    let last = stage.trim_end_matches(['.', ':', ' ']).rfind(['.', '!', '?']).map_or(0, |i| {
        // A quotation that ends the sentence belongs to it.
        let closing = stage[i + 1..].chars().next().filter(|c| "”\"’».".contains(*c));
        i + 1 + closing.map_or(0, char::len_utf8)
    });
    if any(&normal(&stage[last..]), LEADS) {
        kept = stage[..last].trim();
        if kept.is_empty() {
            let cut = [" and you", ", and you", " you might", ", you might", " it is tempting"]
                .iter()
                .filter_map(|s| stage.find(s))
                .min();
            kept = cut.map_or("", |i| stage[..i].trim());
        }
    }
    let kept = ["If ", "When ", "Suppose ", "Imagine "]
        .iter()
        .find_map(|s| kept.strip_prefix(s))
        .unwrap_or(kept)
        .trim_end_matches([',', ':']);
    if kept.is_empty() || kept.ends_with(['.', '!', '?', '”', '"']) {
        capital(kept)
    } else {
        format!("{}.", capital(kept))
    }
}

/// A situation without the words that the peer says in it: the line has them.
fn around(stage: &str, said: &std::ops::Range<usize>) -> String {
    let mark = |c: Option<char>| c.map_or(0, char::len_utf8);
    let before = &stage[..said.start - mark(stage[..said.start].chars().next_back())];
    let after = &stage[said.end + mark(stage[said.end..].chars().next())..];
    let before = before.trim_end_matches([',', ':', ' ']);
    let verbs = [
        " and says",
        " and said",
        " says",
        " said",
        " texts",
        " who says",
        " tells you",
        " and tells you",
        " mutters",
        " whispers",
        ". Then",
        ". They say",
        ". She says",
        ". He says",
    ];
    let before = verbs
        .iter()
        .filter_map(|v| before.strip_suffix(v))
        .min_by_key(|b| b.len())
        .unwrap_or(before);
    let mut out =
        if count(before) > 2 { before.trim_end_matches(',').to_owned() } else { String::new() };
    if !out.is_empty() && !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    let after = after.trim_start_matches(['.', ',', ' ']);
    if count(after) > 2 && !out.is_empty() {
        out.push(' ');
        out.push_str(&capital(after));
    }
    out
}

/// "… says that they lost the job" as "I lost the job."
fn told(stage: &str) -> Option<String> {
    let at = [" that they", " that she", " that he"].iter().filter_map(|s| stage.find(s)).min()?;
    let clause = &stage[at + 6..];
    let end = clause.find(['.', ',', ';', ':', '!', '?', '“', '"']).unwrap_or(clause.len());
    let end = clause.find(" and you").unwrap_or(end).min(end);
    let words: Vec<String> = clause[..end].split_whitespace().map(first_person).collect();
    (2..=16).contains(&words.len()).then(|| {
        let text = words
            .join(" ")
            .replace("I are", "I am")
            .replace("I has", "I have")
            .replace("I is", "I am")
            .replace("I were", "I was")
            .replace("I feels", "I feel");
        format!("{}.", capital(&text))
    })
}

/// "… about struggling with sleep and you respond" as "I've been struggling with sleep."
fn about(stage: &str) -> Option<String> {
    let at = stage.find(" about ")?;
    let clause = &stage[at + 7..];
    let first = clause.split_whitespace().next()?;
    let end = clause.find(['.', ',', ';', ':', '!', '?', '“', '"']).unwrap_or(clause.len());
    let end = clause.find(" and you").unwrap_or(end).min(end);
    let words = count(&clause[..end]);
    let plain = !any(&normal(&clause[..end]), "they|their|them|she|her|he|his|him");
    (first.ends_with("ing") && first.len() > 5 && (2..=10).contains(&words) && plain)
        .then(|| format!("I've been {}.", clause[..end].trim()))
}

fn first_person(word: &str) -> String {
    let map = [
        ("they", "I"),
        ("she", "I"),
        ("he", "I"),
        ("they've", "I've"),
        ("they're", "I'm"),
        ("she's", "I'm"),
        ("he's", "I'm"),
        ("they'd", "I'd"),
        ("they'll", "I'll"),
        ("their", "my"),
        ("her", "my"),
        ("his", "my"),
        ("them", "me"),
        ("him", "me"),
        ("themselves", "myself"),
        ("themself", "myself"),
        ("herself", "myself"),
        ("himself", "myself"),
        ("has", "have"),
        ("feels", "feel"),
        ("wants", "want"),
        ("does", "do"),
        ("doesn't", "don't"),
        ("hasn't", "haven't"),
    ];
    let plain = word.replace('’', "'");
    map.iter()
        .find(|(from, _)| *from == plain.to_lowercase())
        .map_or_else(|| plain.clone(), |(_, to)| (*to).to_owned())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// One line of plain characters.
fn tidy(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(':').trim().to_owned()
}

/// Quotation marks within a reply become single ones: the outer close it.
fn inner_quotes(text: &str) -> String {
    let mut open = false;
    text.chars()
        .map(|c| match c {
            '“' | '„' | '«' | '‟' => '‘',
            '”' | '»' => '’',
            '"' => {
                open = !open;
                if open { '‘' } else { '’' }
            }
            c => c,
        })
        .collect::<String>()
        .replace('→', "to")
        .replace("->", "to")
        .replace("=>", "to")
        .replace('⇒', "to")
}

fn danger(text: &str) -> Option<Danger> {
    let t = normal(text);
    let kinds: [(Danger, &str); 5] = [
        (
            Danger::Suicide,
            "see the point any more|see the point anymore|no point in living|ending your life|killing yourself|suicide|suicidal|kill myself|killing myself|kill themselves|kill herself|\
                kill himself|end my life|end their life|end it all|better off dead|\
                don't want to live|not want to live|want to die|wants to die|not wake up|\
                don't want to be here anymore",
        ),
        (Danger::Overdose, "overdosed|overdosing|not breathing|turned blue|took all the pills"),
        (
            Danger::SelfHarm,
            "self harm|cutting myself|cutting themselves|cutting herself|\
                cutting himself|hurt myself|hurting myself|hurt themselves|cut myself",
        ),
        (
            Danger::Abuse,
            "hits the children|hits her child|hits his child|beats|abusing|being abused",
        ),
        (Danger::Violence, "kill him|kill her|kill them|hurt him|hurt her|gun|stab"),
    ];
    kinds.iter().find(|(_, words)| any(&t, words)).map(|(d, _)| *d)
}

const fn danger_name(danger: Danger) -> &'static str {
    match danger {
        Danger::Suicide => "suicide",
        Danger::SelfHarm => "self-harm",
        Danger::Violence => "violence",
        Danger::Abuse => "abuse",
        Danger::Overdose => "overdose",
    }
}

const fn danger_question(danger: Option<Danger>) -> &'static str {
    match danger {
        Some(Danger::Suicide) => {
            "Are you thinking about killing yourself? I'm staying here with you while we talk about it."
        }
        Some(Danger::SelfHarm) => {
            "Are you hurting yourself? I'm staying here with you, and we can call somebody together."
        }
        Some(Danger::Violence) => {
            "Are you thinking about hurting somebody? I'm staying here, and I'd like us to call for help together."
        }
        Some(Danger::Abuse) => {
            "Is somebody being hurt right now? I'm staying here, and we will bring in help together."
        }
        _ => "I'm calling 911 now and staying right here. How long has it been?",
    }
}
