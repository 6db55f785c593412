//! A better line for one very moment, from its author.

use assess::{Assessment, Label, Tier, Verdict};

use crate::case::{Reply, Scene};

/// What a better line is asked for.
pub(crate) struct Asked<'a> {
    /// The authored reply that was given, or meant.
    pub(crate) reply: Option<&'a Reply>,
    /// In the learner's own words.
    pub(crate) written: bool,
    /// What it was found to do.
    pub(crate) assessment: &'a Assessment,
    /// There had been a hint of danger.
    pub(crate) danger: bool,
    /// It went by.
    pub(crate) passed_over: bool,
    /// Something had been lost before, and not mended.
    pub(crate) ruptured: bool,
    /// Lines that were shown at this moment before.
    pub(crate) shown: Vec<&'a str>,
}

/// The author's better line for the reply; else, where it could have been better, one of the scene's
/// own replies that build.
///
/// For words that mean no authored reply it is never the better line of another one, which may take up
/// what only that one said: it is the building reply that does most of what was tried, or that does
/// what the breaker left out.
pub(crate) fn better(scene: &Scene, asked: &Asked<'_>) -> Option<String> {
    let Asked { reply, assessment, passed_over, .. } = asked;
    let safe = |r: &Reply| r.marks.iter().any(|m| m.label == Label::Safety);
    let written = reply.and_then(|r| r.better.clone());
    let broke = matches!(assessment.verdict, Verdict::Breaks | Verdict::Mixed);
    if written.is_some() && !(asked.written && *passed_over) {
        return written;
    }
    let building = scene
        .replies
        .iter()
        .rev()
        .filter(|r| r.assessment().verdict == Verdict::Builds)
        // Danger is asked about where there is a hint of it, and then before all.
        .filter(|r| if *passed_over { safe(r) } else { asked.danger || !safe(r) });
    if !asked.written {
        let most = building.max_by_key(|r| r.marks.len());
        return most.filter(|_| broke || *passed_over).map(|r| r.text.clone());
    }
    if assessment.verdict == Verdict::Builds && !assessment.unsure && !passed_over {
        return None;
    }
    let does = |r: &Reply, label| r.marks.iter().any(|m| m.label == label);
    building
        // An author's own story is nobody else's, and an apology is for who has something to own.
        .filter(|r| !does(r, Label::Sharing) && r.costs.is_none())
        .filter(|r| r.repair.is_none() || asked.ruptured)
        .max_by_key(|r| {
            let found = assessment.labels.iter().filter(|f| f.tier == Tier::Clear);
            let tried = found.clone().filter(|f| does(r, f.label)).count();
            let missed = found.flat_map(|f| instead(f.label)).filter(|&&l| does(r, l)).count();
            let new = !asked.shown.contains(&r.text.as_str());
            (new, r.repair.is_some() == asked.ruptured, 2 * tried + missed, r.marks.len())
        })
        .map(|r| r.text.clone())
}

/// What would have been there in place of a breaker.
const fn instead(label: Label) -> &'static [Label] {
    match label {
        Label::Inconsistency => &[Label::Consistency],
        Label::Advice => &[Label::Autonomy, Label::OpenQuestion, Label::Perspective],
        Label::Minimizing => &[Label::Empathy, Label::Listening, Label::Nonjudgment],
        Label::Oversharing => &[Label::Listening, Label::OpenQuestion],
        Label::Breach => &[Label::Confidentiality, Label::Autonomy],
        Label::Judgment => &[Label::Nonjudgment, Label::Perspective, Label::Empathy],
        _ => &[],
    }
}
