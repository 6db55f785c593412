//! What a section is about, by the words of its heading or of the sentence that leads in a list.

mod words;

use self::words::{
    BOTH, BREAKS, BREAKS_ALONE, BREAKS_VERBS, BUILDS, BUILDS_ALONE, BUILDS_VERBS, EXAMPLES,
    EXAMPLES_FIRST, GAINS, LEADS_BREAK, LEADS_BUILD, LOSSES, NAMES, OBJECTIVES, OBJECTIVES_ALONE,
    OBJECTS, REFERENCES, REFERENCES_ALONE, STRATEGIES, STRATEGIES_ALONE, TAKEAWAYS,
    TAKEAWAYS_ALONE,
};
use crate::word::{any, count, is, normal};

/// What a section of a lesson holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Objectives,
    Builds,
    Breaks,
    Strategies,
    /// Situations with what to say.
    Examples,
    Takeaways,
    References,
}

impl Section {
    /// Whether its items have a name and an explanation.
    pub(crate) const fn behaviours(self) -> bool {
        matches!(self, Self::Builds | Self::Breaks | Self::Strategies)
    }

    /// Whether it holds a list, and nobody's words.
    pub(crate) const fn listed(self) -> bool {
        !matches!(self, Self::Examples)
    }
}

/// The section that a heading begins.
pub(crate) fn of_heading(text: &str) -> Option<Section> {
    let all = normal(text);
    let bare = strip_number(&all);
    let words = count(bare);
    if words == 0 || words > 14 {
        return None;
    }
    let t = bare;
    let exact = |list: &str| is(t, list);
    if any(t, OBJECTIVES) || exact(OBJECTIVES_ALONE) || t.starts_with(" goals ") {
        return Some(Section::Objectives);
    }
    if any(t, TAKEAWAYS) || exact(TAKEAWAYS_ALONE) {
        return Some(Section::Takeaways);
    }
    if any(t, REFERENCES) || exact(REFERENCES_ALONE) {
        return Some(Section::References);
    }
    if EXAMPLES_FIRST.split('|').any(|p| t.starts_with(&format!(" {p} "))) {
        return Some(Section::Examples);
    }
    // "Why trust breaks" gives reasons, and no list of what to do.
    let asks = [" why ", " who ", " when ", " about "].iter().any(|w| t.starts_with(w));
    let says = any(t, "say|saying|words|phrases|language|responses|try");
    let breaks = any(&without_ice(t), BREAKS)
        || harm(t)
        || exact(BREAKS_ALONE)
        || trust_verb(t, LOSSES)
        || any(t, NAMES) && any(t, BREAKS_VERBS);
    let names = any(t, NAMES);
    let positive = exact(BUILDS_ALONE)
        || any(t, BUILDS)
        || names && any(t, BUILDS_VERBS)
        || trust_verb(t, GAINS);
    let both = breaks && (exact(BOTH) || any(t, BOTH) || and_both(t));
    if both {
        return (says && any(t, "not that|instead")).then_some(Section::Examples);
    }
    if asks {
        return None;
    }
    if breaks {
        return Some(Section::Breaks);
    }
    if any(t, STRATEGIES) || exact(STRATEGIES_ALONE) {
        return Some(Section::Strategies);
    }
    if positive {
        return Some(Section::Builds);
    }
    any(t, EXAMPLES).then_some(Section::Examples)
}

/// The section of the list that a sentence leads in; stricter than a heading, since most sentences
/// before a list name no section.
pub(crate) fn of_lead(text: &str) -> Option<Section> {
    let sentence = text.trim_end().trim_end_matches([':', '…', '.']);
    let start = sentence.rfind(['.', '!', '?']).map_or(0, |i| i + 1);
    let all = normal(&sentence[start..]);
    let t = strip_number(&all);
    let words = count(t);
    if words == 0 {
        return None;
    }
    if words <= 5
        && let Some(section) = of_heading(t)
    {
        return Some(section);
    }
    if any(
        t,
        "you're going to|you are going to|we're going to|we are going to|be able to|learning objectives|you will learn|you'll learn|you will know how|participants will|\
            participants can|learners will|learners can|by the end of|after this lesson|after this session|\
            in this lesson you will|in this topic you will|this lesson will help you|this topic will help you|\
            you will practice|you will practise|learn to|learn how to",
    ) {
        return Some(Section::Objectives);
    }
    if any(t, "take away|takeaways|remember these|keep in mind|in short|to sum up") {
        return Some(Section::Takeaways);
    }
    if any(t, "draws on|based on|sources|references|read more|further reading") {
        return Some(Section::References);
    }
    if trust_verb(t, LOSSES) || any(t, LEADS_BREAK) || harm(t) && any(t, OBJECTS) {
        return Some(Section::Breaks);
    }
    if any(
        t,
        "strategies|strategy|tips|steps|techniques|ways to|things to try|\
            things you can do|ideas for|skills to use",
    ) {
        return Some(Section::Strategies);
    }
    let helps = any(t, "help|helps|support|supports")
        && any(t, "these|following|things|what|habits|behaviors|behaviours")
        && any(t, OBJECTS);
    if trust_verb(t, GAINS) || any(t, LEADS_BUILD) || helps && !any(t, "don't|not") {
        return Some(Section::Builds);
    }
    None
}

/// Whether a heading names objectives in words that can mean nothing else.
pub(crate) fn objectives(text: &str) -> bool {
    any(&normal(text), OBJECTIVES)
}

/// Whether a heading says only that the text begins.
pub(crate) fn opens(text: &str) -> bool {
    is(
        strip_number(&normal(text)),
        "introduction|intro|overview|background|welcome|preface|foreword|contents|\
            table of contents|agenda|purpose|rationale|about this lesson|about this topic|\
            about this module|before you start|before you begin",
    )
}

/// "2 what breaks trust" without its number.
pub(crate) fn strip_number(text: &str) -> &str {
    let mut rest = text;
    for prefix in ["part", "section", "step", "chapter"] {
        if let Some(r) = rest.strip_prefix(&format!(" {prefix} ") as &str)
            && r.starts_with(|c: char| c.is_ascii_digit())
        {
            rest = &rest[prefix.len() + 1..];
        }
    }
    // "3.2.1" is three numbers.
    for _ in 0..5 {
        let inner = rest.trim_start();
        let number = inner.split(' ').next().unwrap_or("");
        let roman = is(number, "i|ii|iii|iv|v|vi|vii|viii|ix|x");
        let letter = number.len() == 1 && number != "a" && number.chars().all(char::is_alphabetic);
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if !(digits || roman || letter) || inner.len() <= number.len() + 1 {
            break;
        }
        rest = &rest[rest.len() - inner.len() + number.len()..];
    }
    rest
}

/// A verb of gain or loss and something that can be gained or lost.
fn trust_verb(t: &str, verbs: &str) -> bool {
    any(t, verbs) && any(t, OBJECTS)
}

/// "harm", but not as in the name of an approach.
fn harm(t: &str) -> bool {
    any(&t.replace(" harm reduction ", " "), "harm|harms|harmful")
}

/// Breaking the ice breaks nothing else.
fn without_ice(t: &str) -> String {
    t.replace(" breaking the ice ", " ")
        .replace(" break the ice ", " ")
        .replace(" ice breakers ", " ")
}

/// Both sides in one heading: "what builds and breaks trust".
fn and_both(t: &str) -> bool {
    // "What not to do" is one side alone.
    any(&t.replace(" not to ", " "), "and|or|vs|versus|not")
        && (any(t, BUILDS_VERBS)
            || any(t, GAINS)
            || any(t, "do|dos|do's|say this|green flags|green"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_many_hands() {
        for (heading, section) in [
            ("Learning goals", Some(Section::Objectives)),
            ("What you will be able to do", Some(Section::Objectives)),
            ("2. WHAT BREAKS TRUST", Some(Section::Breaks)),
            ("Don’t", Some(Section::Breaks)),
            ("Do", Some(Section::Builds)),
            ("Things that help", Some(Section::Builds)),
            ("Green flags", Some(Section::Builds)),
            ("Red flags", Some(Section::Breaks)),
            ("Do’s and Don’ts", None),
            ("What builds and breaks trust", None),
            ("How to start", Some(Section::Strategies)),
            ("What doesn't help", Some(Section::Breaks)),
            ("Where this comes from", Some(Section::References)),
            ("The short version", Some(Section::Takeaways)),
            ("What harm reduction is", None),
            ("Why trust matters", None),
            ("Say this, not that", Some(Section::Examples)),
            ("Part 3: Common mistakes", Some(Section::Breaks)),
        ] {
            assert_eq!(of_heading(heading), section, "{heading}");
        }
    }

    #[test]
    fn most_sentences_before_a_list_name_no_section() {
        assert_eq!(of_lead("There are many reasons why people don't ask for help:"), None);
        assert_eq!(of_lead("The following habits build trust:"), Some(Section::Builds));
        assert_eq!(
            of_lead("People stop talking. These things damage trust:"),
            Some(Section::Breaks)
        );
        assert_eq!(of_lead("Bring to the session:"), None);
    }
}
