//! A tiny model against the numbers that the training's own code computes (`training/golden.py`).

use super::*;
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

impl Model {
    /// What the first window says and means.
    fn first_window(&self, peer: &str, reply: &str) -> (Window, Vec<f32>) {
        let (peer, pieces) = (self.vocabulary.cut(peer), self.vocabulary.cut(reply));
        let window = self.window(&peer, &pieces[..pieces.len().min(windows::REPLY_MOST)]);
        let meaning = window.meaning.clone();
        (window, meaning)
    }
}
