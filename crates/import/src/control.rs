//! Lines that only tell the reader of a web page which button to press.

use crate::word::{any, count, is, normal};

/// Whether a paragraph is one.
pub(crate) fn page_control(text: &str) -> bool {
    let t = normal(text);
    let words = count(&t);
    if words == 0 || words > 14 || text.contains("://") {
        return false;
    }
    if is(&t, ALONE) || buttons(t.trim()) {
        return true;
    }
    let pressed =
        begins(&t, "click|tap|press|select|hit|use|choose|push|please click|please press");
    let ready = begins(&t, "when you|once you|after you|if you|to continue|to go on|to begin")
        && any(&t, "click|tap|press|select");
    if (pressed || ready) && any(&t, BUTTONS) {
        return true;
    }
    if begins(&t, GOES) && any(&t, PLACES) && words <= 10 {
        return true;
    }
    // "End of unit 3. Proceed to unit 4."
    if begins(&t, "end of") && any(&t, PLACES) && any(&t, "proceed|continue|go|next|move") {
        return true;
    }
    if text.trim_start().to_lowercase().starts_with("next:") && words <= 10 {
        return true;
    }
    // "Page 3 of 10"
    let figures = t.split_whitespace().filter(|w| w.bytes().all(|b| b.is_ascii_digit())).count();
    begins(&t, "page|slide") && words <= 4 && (1..=2).contains(&figures)
}

/// Several buttons in a row: "mark as complete next unit".
fn buttons(mut rest: &str) -> bool {
    while !rest.is_empty() {
        let longest = ALONE
            .split('|')
            .filter(|p| rest.strip_prefix(p).is_some_and(|r| r.is_empty() || r.starts_with(' ')));
        let Some(phrase) = longest.max_by_key(|p| p.len()) else { return false };
        rest = rest[phrase.len()..].trim_start();
    }
    true
}

fn begins(text: &str, phrases: &str) -> bool {
    phrases
        .split('|')
        .any(|p| text.trim_start().strip_prefix(p).is_some_and(|rest| rest.starts_with(' ')))
}

const BUTTONS: &str = "next|continue|button|arrow|arrows|proceed|previous|menu|go back";
const GOES: &str = "continue to|proceed to|go to|move on to|return to|back to|go back to|next topic|\
    next lesson|next module|next page|next section|up next|previous topic|previous lesson|\
    continue with|advance to|on to";
const PLACES: &str =
    "next|previous|topic|lesson|module|page|top|section|menu|course|quiz|slide|unit";
const ALONE: &str = "next|next unit|previous unit|next slide|back|previous|continue|next topic|next lesson|next page|next module|\
    next section|previous topic|previous lesson|previous page|back to top|top|go back|menu|\
    main menu|home|start|finish|submit|print|print this page|share|share this page|close|\
    mark as complete|mark complete|skip to content|skip to main content|return to top|\
    back to lesson|previous next|back next|next previous|back to course|back to menu|\
    back to home|return to course|return to menu|begin|let's begin|start lesson|\
    start the lesson|read more|show more|show less|expand all|collapse all|download pdf|\
    save and continue|complete and continue|save and exit|exit|log out|sign out|log in|\
    sign in|loading|continue reading|next up|previous continue|start quiz|take the quiz|\
    back to the top|go to top|to the top|click next|back continue|back home next";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_told_from_sentences() {
        for text in [
            "Click Next to go on to the quiz",
            "Back to top ↑",
            "Continue",
            "Next topic: Boundaries",
            "When you are ready, press the arrow to continue.",
            "Page 3 of 10",
            "[Previous] [Next]",
        ] {
            assert!(page_control(text), "{text}");
        }
        for text in [
            "Continue to listen even when you disagree.",
            "Select one strategy and try it with a friend.",
            "Start where they are.",
            "Back off when they go quiet",
            "Use the back door if they ask you to",
            "Go to where people are",
        ] {
            assert!(!page_control(text), "{text}");
        }
    }
}
