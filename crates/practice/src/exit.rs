//! Where a reply leads: by its author, or, for words that no author wrote, by what they do.
//!
//! A written reply is nobody's in particular, so it must not lead into a moment that answers words
//! which were never said ("You and Ms. Dunn", after somebody offered to tell Ms. Dunn). Such a moment
//! is known by who goes there: one single reply, or replies that all do the very same thing. A moment
//! is *common ground* where silence or a plain neutral reply leads there as well, for then it answers
//! no words at all; or where two or more replies lead there that have no label in common; or where
//! the whole scene does. Words of one's own take, among the common ground in the present band, the
//! way that most replies of the same verdict take; of equal ones that of the replies which do most of
//! the same; and only where a scene has no common ground, that of the nearest reply.

use assess::{Assessment, Label, Verdict};

use crate::case::{Band, Exit, Reply, Scene, SceneKind};
use crate::leaving;

/// Where written words lead, in the band that they left. Empty where the author wrote no exit.
pub(crate) fn of_words<'s>(
    scene: &'s Scene,
    band: Band,
    heard: Verdict,
    assessment: &Assessment,
    repaired: bool,
    danger: bool,
) -> Option<&'s str> {
    let safe = |reply: &Reply| reply.marks.iter().any(|m| m.label == Label::Safety);
    let silence = scene.silence.iter().map(|reply| Way { reply, silent: true });
    let all = scene.replies.iter().map(|reply| Way { reply, silent: false }).chain(silence);
    let mut ways: Vec<Way<'_>> = all.collect();
    // Where danger was taken up, the story goes on as it does for those who took it up.
    if danger && ways.iter().any(|way| safe(way.reply)) {
        ways.retain(|way| safe(way.reply));
    }
    // Who is about to leave is not brought back by being pushed.
    if scene.id == leaving::ID {
        let kind = repaired || heard == Verdict::Builds;
        return ways.get(usize::from(!kind)).map(|way| of(&way.reply.to, band));
    }
    let shared = |reply: &Reply| {
        let has = |label| assessment.labels.iter().any(|f| f.label == label);
        reply.marks.iter().filter(|m| has(m.label)).count()
    };
    let open = |way: &&Way<'_>| !of(&way.reply.to, band).is_empty();
    let common = |way: &&Way<'_>| common(&ways, of(&way.reply.to, band));
    let best = ways.iter().rev().filter(open).filter(common).max_by_key(|way| {
        let to = of(&way.reply.to, band);
        let there: Vec<&Way<'_>> =
            ways.iter().filter(|other| of(&other.reply.to, band) == to).collect();
        let most = there.iter().map(|other| shared(other.reply)).max();
        (liking(&there, heard, scene.kind == SceneKind::Leaving), most, there.len())
    });
    let nearest = || {
        ways.iter().rev().filter(|way| !way.silent).max_by_key(|way| {
            let reply = way.reply;
            let own = reply.repair.is_some() != repaired || reply.costs.is_some();
            (open(way), reply.assessment().verdict == heard, !own, shared(reply))
        })
    };
    best.or_else(nearest).map(|way| of(&way.reply.to, band))
}

/// The first exit that fits; an empty name, which no scene has, where none does.
pub(crate) fn of(exits: &[Exit], band: Band) -> &str {
    exits
        .iter()
        .find(|exit| exit.bands.is_empty() || exit.bands.contains(&band))
        .map_or("", |exit| &exit.scene)
}

/// One reply of the scene, or silence in it.
struct Way<'s> {
    reply: &'s Reply,
    silent: bool,
}

/// Whether a moment answers no words in particular.
fn common(ways: &[Way<'_>], to: &str) -> bool {
    let there: Vec<&Way<'_>> =
        ways.iter().filter(|way| way.reply.to.iter().any(|exit| exit.scene == to)).collect();
    let plain = |way: &&Way<'_>| {
        let reply = way.reply;
        way.silent || reply.marks.is_empty() && reply.repair.is_none() && reply.costs.is_none()
    };
    let does = |way: &Way<'_>, label| way.reply.marks.iter().any(|m| m.label == label);
    let alike = Label::ALL.into_iter().any(|label| there.iter().all(|way| does(way, label)))
        || there.iter().all(|way| way.reply.repair.is_some());
    there.len() == ways.len() || there.iter().any(plain) || there.len() > 1 && !alike
}

/// How much a way is liked by words of a verdict: how many replies of the same one take it, then of
/// the next; what trust was lost over does not take the way of those who built it, if it can help it.
fn liking(there: &[&Way<'_>], heard: Verdict, leaving: bool) -> [i32; 4] {
    let count = |verdict| {
        let of = there.iter().filter(|way| way.reply.assessment().verdict == verdict);
        i32::try_from(of.count()).unwrap_or(i32::MAX)
    };
    let (builds, mixed) = (count(Verdict::Builds), count(Verdict::Mixed));
    let (neutral, breaks) = (count(Verdict::Neutral), count(Verdict::Breaks));
    match heard {
        Verdict::Builds => [builds, mixed, neutral, -breaks],
        // Who has got up is not brought back by words that do nothing.
        Verdict::Neutral if leaving => [neutral, breaks, mixed, -builds],
        Verdict::Neutral => [neutral, mixed, builds, -breaks],
        Verdict::Mixed => [mixed, breaks, neutral, -builds],
        Verdict::Breaks => [breaks, mixed, neutral, -builds],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Line, Mark};

    fn reply(labels: &[Label], to: &str) -> Reply {
        let marks = labels.iter().map(|&label| Mark { label, grave: label.grave(), words: vec![] });
        let exits = to.split_whitespace().map(|exit| {
            let (band, scene) = exit.split_once(':').unwrap_or(("", exit));
            let bands = Band::ALL.into_iter().filter(|b| b.id() == band).collect();
            Exit { bands, scene: scene.into() }
        });
        Reply { marks: marks.collect(), to: exits.collect(), ..Reply::default() }
    }

    fn scene(replies: Vec<Reply>, silence: Option<Reply>) -> Scene {
        let lines: Vec<Line> = vec![];
        let (id, title, stage) = ("here".into(), String::new(), vec![]);
        Scene { id, title, kind: SceneKind::Talk, stage, lines, replies, silence }
    }

    fn leads(scene: &Scene, band: Band, labels: &[Label]) -> String {
        let assessment = reply(labels, "").assessment();
        of_words(scene, band, assessment.verdict, &assessment, false, false).unwrap().to_owned()
    }

    use Label::{
        Advice, Autonomy, Breach, Confidentiality, Empathy, Judgment, Listening, Minimizing,
        OpenQuestion,
    };

    #[test]
    fn a_moment_that_answers_one_reply_is_for_that_reply_alone() {
        // The sheet: "You and Ms. Dunn" and "Never" answer two breaches, of one reply each.
        let sheet = scene(
            vec![
                reply(&[Confidentiality], "closed:fine last"),
                reply(&[Autonomy], "closed:fine last"),
                reply(&[Breach], "dunn"),
                reply(&[Breach], "never"),
                reply(&[], "closed:fine last"),
            ],
            Some(reply(&[], "fine")),
        );
        for breaks in [&[Breach][..], &[Advice], &[Judgment], &[Minimizing]] {
            assert_eq!(leads(&sheet, Band::Careful, breaks), "fine", "{breaks:?}");
            assert_eq!(leads(&sheet, Band::Closed, breaks), "fine", "{breaks:?}");
        }
        assert_eq!(leads(&sheet, Band::Careful, &[Empathy]), "last");
        assert_eq!(leads(&sheet, Band::Closed, &[Empathy]), "fine");
    }

    #[test]
    fn the_way_of_most_replies_of_the_same_verdict_is_taken() {
        let forty = scene(
            vec![
                reply(&[Listening, OpenQuestion], "ruth"),
                reply(&[Judgment], "thirty"),
                reply(&[Advice], "thirty"),
                reply(&[Listening, Minimizing], "thirty"),
                reply(&[], "thirty"),
            ],
            Some(reply(&[Listening], "ruth")),
        );
        assert_eq!(leads(&forty, Band::Open, &[Empathy]), "ruth");
        assert_eq!(leads(&forty, Band::Open, &[Judgment]), "thirty");
        assert_eq!(leads(&forty, Band::Open, &[Empathy, Advice]), "thirty");
        assert_eq!(leads(&forty, Band::Open, &[]), "thirty");
    }

    #[test]
    fn without_common_ground_the_nearest_reply_leads_on() {
        let fork = scene(vec![reply(&[Empathy], "warm"), reply(&[Advice], "cold")], None);
        assert_eq!(leads(&fork, Band::Open, &[Listening]), "warm");
        assert_eq!(leads(&fork, Band::Open, &[Judgment]), "cold");
        assert_eq!(leads(&fork, Band::Open, &[]), "warm");
        // Two replies that do the very same are no common ground either.
        let told = scene(
            vec![reply(&[Breach], "told"), reply(&[Breach], "told"), reply(&[Empathy], "on")],
            Some(reply(&[], "on")),
        );
        assert_eq!(leads(&told, Band::Open, &[Breach]), "on");
    }
}
