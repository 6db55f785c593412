//! The shipped model on the replies that no training saw.

use super::*;
use crate::{Label, Span, Tier};
use serde::Deserialize;
use std::path::Path;
use std::sync::LazyLock;

/// The lots that are set aside for the report, and the one for thresholds.
const LOTS: [&str; 3] = ["20", "21", "22"];

#[derive(Deserialize)]
struct Example {
    peer: String,
    reply: String,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("model/replies.model");
    let bytes = std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "expected the model's file at {}: {error}; `cargo xtask train` makes it",
            path.display()
        )
    });
    Model::read(&bytes).unwrap()
});

fn examples() -> Vec<Example> {
    let mut out = Vec::new();
    for lot in LOTS {
        let path = format!("../../training/replies/lot-{lot}.jsonl");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        let text = text.unwrap_or_else(|error| panic!("expected the set-aside {path}: {error}"));
        out.extend(text.lines().map(|line| serde_json::from_str::<Example>(line).unwrap()));
    }
    out
}

#[test]
fn every_kernel_finds_the_same_words() {
    let kernels: Vec<Model> =
        Kernel::here().into_iter().map(|kernel| MODEL.clone().with_kernel(kernel)).collect();
    for (at, Example { peer, reply }) in examples().iter().enumerate() {
        let first = MODEL.reading(peer, reply);
        // The plain one takes its time.
        for model in kernels.iter().filter(|m| m.kernel != Kernel::Plain || at % 10 == 0) {
            assert_eq!(first, model.reading(peer, reply), "{:?}: {reply}", model.kernel);
        }
    }
}

/// Taking out the words that are said to show a label takes more from it than taking out as many
/// others, drawn several times, in nine cases of ten.
#[test]
fn the_words_that_show_a_label_carry_it() {
    let mut draw = Draw(11);
    let (mut carried, mut cases) = (0, 0);
    let mut failed = Vec::new();
    for Example { peer, reply } in examples().iter().step_by(2) {
        let assessment = MODEL.reading(peer, reply).assessment;
        for finding in assessment.labels.iter().filter(|finding| finding.tier == Tier::Clear) {
            let (shown, others) = words(reply, &finding.spans);
            if shown.is_empty() || others.len() < shown.len() {
                continue;
            }
            let without = MODEL.confidence(peer, &left_out(reply, &shown), finding.label);
            let drawn = (0..4).map(|_| {
                let some = draw.some(&others, shown.len());
                MODEL.confidence(peer, &left_out(reply, &some), finding.label)
            });
            let control = drawn.sum::<f32>() / 4.0;
            cases += 1;
            if without < control {
                carried += 1;
            } else {
                let words: Vec<String> = finding.spans.iter().map(|s| s.of(reply)).collect();
                failed.push(format!("{}: {words:?} of {reply}", finding.label));
            }
        }
    }
    println!("{carried} of {cases}:\n{}", failed.join("\n"));
    assert!(cases >= 100, "{cases} cases");
    assert!(carried * 10 >= cases * 9, "{carried} of {cases}");
}

/// Words of the reply: those in the spans, and the others.
fn words(reply: &str, spans: &[Span]) -> (Vec<Span>, Vec<Span>) {
    let letters: Vec<char> = reply.chars().collect();
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..=letters.len() {
        if letters.get(at).is_none_or(|c| c.is_whitespace()) {
            if at > from {
                out.push(Span { start: from, end: at });
            }
            from = at + 1;
        }
    }
    out.into_iter().partition(|w| spans.iter().any(|s| s.start < w.end && w.start < s.end))
}

fn left_out(reply: &str, words: &[Span]) -> String {
    let out = reply.chars().enumerate();
    let kept = out.filter(|(at, _)| !words.iter().any(|word| (word.start..word.end).contains(at)));
    kept.map(|(_, c)| c).collect()
}

struct Draw(u64);

impl Draw {
    fn some(&mut self, of: &[Span], count: usize) -> Vec<Span> {
        let mut left = of.to_vec();
        while left.len() > count {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(self.0 >> 33).unwrap() % left.len();
            left.swap_remove(at);
        }
        left
    }
}

impl Model {
    /// How surely a label would be said, found or not.
    fn confidence(&self, peer: &str, reply: &str, label: Label) -> f32 {
        let (peer, pieces) = (self.vocabulary.cut(peer), self.vocabulary.cut(reply));
        let windows: Vec<Window> = windows::cut(reply, &pieces)
            .into_iter()
            .map(|r| self.window(&peer, &pieces[r]))
            .collect();
        self.decision.confidence(label, &windows)
    }
}
