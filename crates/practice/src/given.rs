//! An answer as a scene understands it.

use assess::{Assessment, Label, Span, Tier, Verdict};

use crate::brief::Brief;
use crate::case::{Danger, Reply, Scene};
use crate::encounter::Refused;
use crate::meant;
use crate::question::Question;
use crate::repair;
use crate::trust;
use crate::turn::{Answer, Said};
use crate::wording::Wording;

/// An answer as the scene understands it.
pub(crate) struct Given {
    pub(crate) said: Said,
    pub(crate) text: String,
    pub(crate) assessment: Assessment,
    /// The authored reply that it is: the chosen one, or the one that the words mean.
    index: Option<usize>,
    /// Written, and next to nothing said.
    pub(crate) brief: Option<Brief>,
    /// Written, and it has to do with this moment, however little of it can be read.
    pub(crate) on_track: bool,
    /// Written, and the peer was asked something.
    pub(crate) question: Option<Question>,
}

impl Given {
    /// Understands an answer, in a scene whose danger may stand unanswered.
    pub(crate) fn of(
        scene: &Scene,
        danger: Option<Danger>,
        answer: Answer,
    ) -> Result<Self, Refused> {
        let nothing = Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: false };
        let chosen = |number: usize| {
            let index = number.checked_sub(1).filter(|&i| i < scene.replies.len());
            index.ok_or_else(|| {
                let expected = match scene.replies.len() {
                    0 => "no number, since the scene offers no replies".to_owned(),
                    1 => "the number 1".to_owned(),
                    n => format!("a number from 1 to {n}"),
                };
                Refused(format!("expected {expected}, found {number}"))
            })
        };
        match answer {
            Answer::Choose(number) => {
                let index = chosen(number)?;
                let reply = &scene.replies[index];
                Ok(Self {
                    said: Said::Choose(number),
                    text: reply.text.clone(),
                    assessment: reply.assessment(),
                    index: Some(index),
                    brief: None,
                    on_track: true,
                    question: None,
                })
            }
            Answer::Wait => {
                let silence = scene.silence.as_ref();
                Ok(Self {
                    said: Said::Wait,
                    text: silence.map(|r| r.text.clone()).unwrap_or_default(),
                    assessment: silence.map_or(nothing, Reply::assessment),
                    index: None,
                    brief: None,
                    on_track: true,
                    question: None,
                })
            }
            Answer::Write { text, mut assessment, means } => {
                for finding in &mut assessment.labels {
                    finding.confidence = trust::grid(finding.confidence);
                }
                let meant = means.map(chosen).transpose()?;
                let meant = meant.filter(|&i| {
                    let heard = heard(&assessment);
                    meant::follows(&text, &assessment, heard, &scene.replies[i])
                });
                let brief = Brief::of(&text, &assessment);
                if brief.is_some() {
                    assessment = nothing;
                }
                // What cannot be read means nothing that we could answer as if it had been said.
                let known = brief.is_none() && !assessment.unsure;
                let direct = || same_direct_question(scene, danger, &text, &assessment);
                Ok(Self {
                    said: Said::Write,
                    index: meant.or_else(direct).filter(|_| known),
                    question: Question::of(&text, &assessment).filter(|_| brief.is_none()),
                    brief,
                    on_track: meant::touches(&text, scene),
                    text,
                    assessment,
                })
            }
        }
    }

    /// The authored reply that it is; none for words that mean no other.
    pub(crate) fn reply<'s>(&self, scene: &'s Scene) -> Option<&'s Reply> {
        match self.said {
            Said::Wait => scene.silence.as_ref(),
            _ => self.index.and_then(|i| scene.replies.get(i)),
        }
    }

    /// The words that cost trust, where the reply is right and still does.
    pub(crate) fn costs(&self, scene: &Scene) -> Option<Vec<Span>> {
        let spans = self.reply(scene)?.costs.clone()?;
        if self.said != Said::Write {
            return Some(spans);
        }
        // Of words that mean the reply all of them cost, and not those of the author; and every
        // change of trust names something that was found.
        self.assessment.labels.iter().any(|f| f.label.builds()).then(Vec::new)
    }

    /// The words that own what went wrong, where they do: by the author, or by plain rules.
    pub(crate) fn owns(&self, scene: &Scene) -> Option<Vec<Span>> {
        let authored = self.reply(scene).and_then(|r| r.repair.clone());
        if self.said != Said::Write {
            return authored;
        }
        let own = repair::owns(&self.text);
        let means = authored.filter(|_| !repair::excuses(&self.text));
        own.or_else(|| means.map(|_| vec![]))
    }

    /// What the peer heard: a breaker that we are not sure of is given the benefit of the doubt.
    pub(crate) fn heard(&self) -> Verdict {
        match self.said {
            Said::Write => heard(&self.assessment),
            _ if self.assessment.unsure => Verdict::Neutral,
            _ => self.assessment.verdict,
        }
    }
}

fn heard(assessment: &Assessment) -> Verdict {
    let clear = |builds| {
        let sure = assessment.labels.iter().filter(|f| f.tier == Tier::Clear);
        sure.filter(|f| f.label.builds() == builds).count() > 0
    };
    match assessment.verdict {
        _ if assessment.unsure => Verdict::Neutral,
        Verdict::Breaks if !clear(false) => Verdict::Neutral,
        Verdict::Mixed if !clear(false) && clear(true) => Verdict::Builds,
        Verdict::Mixed if !clear(false) => Verdict::Neutral,
        verdict => verdict,
    }
}

/// Whoever asks straight out whether somebody wants to die asks what every other such question asks:
/// there, the author's answer follows whatever the likeness of the words.
fn same_direct_question(
    scene: &Scene,
    danger: Option<Danger>,
    text: &str,
    assessment: &Assessment,
) -> Option<usize> {
    let asks = |text: &str| {
        let wording = Wording::of(text);
        let about = [
            "kill yourself",
            "killing yourself",
            "suicide",
            "suicidal",
            "end your life",
            "ending your life",
            "want to die",
            "wanting to die",
            "taking your life",
            "take your own life",
            "taking your own life",
        ];
        wording.row().contains('?') && about.iter().any(|words| wording.find(words).is_some())
    };
    let safe = |f: &assess::Finding| f.label == Label::Safety && f.tier == Tier::Clear;
    if danger != Some(Danger::Suicide) || !assessment.labels.iter().any(safe) || !asks(text) {
        return None;
    }
    let authored = |r: &Reply| r.marks.iter().any(|m| m.label == Label::Safety) && asks(&r.text);
    scene.replies.iter().position(authored)
}
