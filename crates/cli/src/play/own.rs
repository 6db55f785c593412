//! A reply in the learner's own words, as the talk takes it.

use assess::{Model, Reading, Span};
use practice::{Answer, Moment, moment::Choice};

/// What was written, read in the light of what the peer said, and the authored reply that it means
/// where it means one: what the page does as well.
pub(super) fn answer(model: &Model, moment: &Moment, text: &str) -> Answer {
    let reading = model.reading(&moment.asked, text);
    let mut options: Vec<&Choice> = moment.options.iter().collect();
    options.sort_by_key(|option| option.number);
    if reading.assessment.unsure {
        options.clear();
    }
    let authored: Vec<Reading> =
        options.iter().map(|option| model.reading(&moment.asked, &option.text)).collect();
    let means = model.nearest(&reading, &authored).and_then(|at| options.get(at));
    Answer::Write {
        text: text.to_owned(),
        assessment: reading.assessment,
        means: means.map(|option| option.number),
    }
}

/// The words that show something; all of them where the whole reply does.
pub(super) fn words(text: &str, spans: &[Span]) -> String {
    let said: Vec<String> = spans.iter().map(|s| s.of(text)).filter(|w| !w.is_empty()).collect();
    if said.is_empty() { text.to_owned() } else { said.join(" … ") }
}
