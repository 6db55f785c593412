//! An answer as a scene understands it.

use assess::{Assessment, Label, Verdict};

use crate::case::{Reply, Scene};
use crate::encounter::Refused;
use crate::trust;
use crate::turn::{Answer, Said};

/// An answer as the scene understands it.
pub(crate) struct Given {
    pub(crate) said: Said,
    pub(crate) text: String,
    pub(crate) assessment: Assessment,
    /// The reply whose way it takes: the chosen one, silence, or the nearest to what was written.
    index: Option<usize>,
}

impl Given {
    pub(crate) fn of(scene: &Scene, answer: Answer) -> Result<Self, Refused> {
        let nothing = Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: false };
        match answer {
            Answer::Choose(number) => {
                let reply = number.checked_sub(1).and_then(|i| scene.replies.get(i));
                let reply = reply.ok_or_else(|| {
                    let expected = match scene.replies.len() {
                        0 => "no number, since the scene offers no replies".to_owned(),
                        1 => "the number 1".to_owned(),
                        n => format!("a number from 1 to {n}"),
                    };
                    Refused(format!("expected {expected}, found {number}"))
                })?;
                Ok(Self {
                    said: Said::Choose(number),
                    text: reply.text.clone(),
                    assessment: reply.assessment(),
                    index: Some(number - 1),
                })
            }
            Answer::Wait => {
                let silence = scene.silence.as_ref();
                Ok(Self {
                    said: Said::Wait,
                    text: silence.map(|r| r.text.clone()).unwrap_or_default(),
                    assessment: silence.map_or(nothing, Reply::assessment),
                    index: None,
                })
            }
            Answer::Write { text, mut assessment, means } => {
                for finding in &mut assessment.labels {
                    finding.confidence = trust::grid(finding.confidence);
                }
                let nearness = |reply: &Reply| {
                    let authored = reply.assessment();
                    let has = |label| authored.labels.iter().any(|f| f.label == label);
                    let shared = assessment.labels.iter().filter(|f| has(f.label)).count();
                    (authored.verdict == assessment.verdict, shared)
                };
                // Of equally near replies the first written.
                let index = match means {
                    Some(_) => means.and_then(|n| n.checked_sub(1)),
                    None => {
                        (0..scene.replies.len()).rev().max_by_key(|&i| nearness(&scene.replies[i]))
                    }
                };
                Ok(Self { said: Said::Write, text, assessment, index })
            }
        }
    }

    pub(crate) fn reply<'s>(&self, scene: &'s Scene) -> Option<&'s Reply> {
        match self.said {
            Said::Wait => scene.silence.as_ref(),
            _ => self.index.and_then(|i| scene.replies.get(i)),
        }
    }
}

/// The author's better line; else, where a reply broke something or passed danger over, the
/// scene's own reply that builds most.
pub(crate) fn better(
    scene: &Scene,
    reply: Option<&Reply>,
    assessment: &Assessment,
    passed_over: bool,
) -> Option<String> {
    let written = reply.and_then(|r| r.better.clone());
    let broke = matches!(assessment.verdict, Verdict::Breaks | Verdict::Mixed);
    written.or_else(|| {
        let safe = |r: &Reply| r.marks.iter().any(|m| m.label == Label::Safety);
        let building = scene
            .replies
            .iter()
            .rev()
            .filter(|r| r.assessment().verdict == Verdict::Builds && (!passed_over || safe(r)));
        building
            .max_by_key(|r| r.marks.len())
            .filter(|_| broke || passed_over)
            .map(|r| r.text.clone())
    })
}
