//! A tiny model against the numbers that the training's own code computes (`training/golden.py`).

use super::*;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    peer: String,
    reply: String,
    ids: Vec<u32>,
    labels: Vec<f32>,
    verdicts: Vec<f32>,
    meaning: Vec<f32>,
}

pub(super) fn tiny() -> Model {
    Model::read(include_bytes!("../../tests/golden/tiny.model")).unwrap()
}

fn golden() -> Vec<Golden> {
    serde_json::from_str(include_str!("../../tests/golden/golden.json")).unwrap()
}

#[test]
fn numbers_are_those_of_the_training() {
    for kernel in Kernel::here() {
        let model = tiny().with_kernel(kernel);
        for golden in golden() {
            let (window, meaning) = model.first_window(&golden.peer, &golden.reply);
            let expected = golden.labels.iter().chain(&golden.verdicts);
            for (at, (found, expected)) in window.logits.iter().zip(expected).enumerate() {
                let near = (found - expected).abs() <= 1e-3;
                assert!(near, "{kernel:?}, {:?}, head {at}: {found} {expected}", golden.reply);
            }
            for (found, expected) in meaning.iter().zip(&golden.meaning) {
                assert!((found - expected).abs() <= 1e-3, "{kernel:?}: {found} {expected}");
            }
        }
    }
}

#[test]
fn pieces_are_those_of_the_training() {
    let model = tiny();
    for golden in golden() {
        let ids = |text: &str| model.vocabulary.cut(text).iter().map(|p| p.id).collect::<Vec<_>>();
        let (peer, reply) = (ids(&golden.peer), ids(&golden.reply));
        let peer = &peer[peer.len().saturating_sub(64)..];
        let reply = &reply[..reply.len().min(160)];
        let all = [&[2][..], peer, &[3], reply, &[3]].concat();
        assert_eq!(all, golden.ids, "{:?}", golden.reply);
    }
}

#[test]
fn shares_add_up_to_the_logit() {
    let model = tiny();
    let (window, _) = model.first_window("it is", "what do you want to do here?");
    for ((logit, shares), bias) in window.logits.iter().zip(&window.shares).zip(&model.heads.bias) {
        assert!((shares.iter().sum::<f32>() + bias - logit).abs() < 1e-5);
    }
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let whole = include_bytes!("../../tests/golden/tiny.model");
    for length in (0..whole.len()).step_by(61).chain(whole.len() - 40..whole.len()) {
        let fault = Model::read(&whole[..length]).unwrap_err();
        assert!(fault.to_string().starts_with("expected "), "{length}: {fault}");
    }
    let longer = [&whole[..], b"x"].concat();
    assert_eq!(Model::read(&longer).unwrap_err(), ModelFault::End { found: 17 });
    let mut newer = whole.to_vec();
    newer[16] = 2;
    assert_eq!(Model::read(&newer).unwrap_err(), ModelFault::Version { found: 2 });
    assert_eq!(Model::read(b"<!doctype html>").unwrap_err(), ModelFault::NotAModel);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Bytes that were changed are refused, or read as some other model; nothing panics.
    #[test]
    fn damage_never_panics(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        at_head in any::<bool>(),
    ) {
        let mut bytes = include_bytes!("../../tests/golden/tiny.model").to_vec();
        let most = if at_head { 1_000 } else { bytes.len() };
        for (at, byte) in damage {
            bytes[at.index(most)] = byte;
        }
        if let Ok(model) = Model::read(&bytes) {
            let reading = model.reading("how are you", "what do you want to do here? it's hard.");
            prop_assert!(reading.assessment.labels.iter().all(|f| !f.confidence.is_nan()));
        }
    }

    #[test]
    fn any_text_is_read(peer in ".{0,60}", reply in ".{0,200}") {
        let Reading { assessment, .. } = tiny().reading(&peer, &reply);
        for span in assessment.labels.iter().flat_map(|finding| &finding.spans) {
            prop_assert!(span.start < span.end && span.end <= reply.chars().count());
        }
    }
}

#[test]
fn a_long_reply_is_read_to_its_end() {
    let sentence = "it is what you want and how you feel that is hard here. ";
    let long = sentence.repeat(40);
    let model = tiny();
    let pieces = model.vocabulary.cut(&long);
    let ranges = windows::cut(&long, &pieces);
    assert!(ranges.len() > 3 && ranges[0].start == 0);
    assert_eq!(ranges.last().unwrap().end, pieces.len());
    for pair in ranges.windows(2) {
        assert!(pair[1].start < pair[0].end && pair[1].start > pair[0].start, "{ranges:?}");
        assert_eq!(pieces[pair[1].start].span.start % sentence.len(), 0);
    }
    let Reading { assessment, .. } = model.reading("", &long);
    assert!(assessment.labels.iter().all(|finding| !finding.spans.is_empty()));
    // One that never ends a sentence or a word is read as well.
    let _ = model.reading("", &"a".repeat(90).repeat(40).replace("aaaaaaaaaa", "aaaaaaaaaa "));
}

impl Model {
    /// What the first window says and means.
    fn first_window(&self, peer: &str, reply: &str) -> (Window, Vec<f32>) {
        let (peer, pieces) = (self.vocabulary.cut(peer), self.vocabulary.cut(reply));
        let window = self.window(&peer, &pieces[..pieces.len().min(windows::REPLY_MOST)]);
        let meaning = window.meaning.clone();
        (window, meaning)
    }
}
