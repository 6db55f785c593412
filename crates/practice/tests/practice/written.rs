//! Replies in the learner's own words: what the peer answers, where they lead, what is said of them.

use crate::case::{assessment, bus_stop, case, line, reply, scene, spans, transcript, treadmill};
use assess::{Assessment, Finding, Label, Tier, Verdict};
use practice::case::{Case, SceneKind, Temperament};
use practice::turn::Part;
use practice::{Answer, Encounter, MoveKind, Said, Turn};

/// An assessment as the page hands it over: `label: words`, `label?: words` where it is a maybe.
fn found(text: &str, labels: &str) -> Assessment {
    let findings: Vec<Finding> = labels
        .split(" / ")
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, words) = part.split_once(": ").unwrap_or((part, ""));
            let label: Label = name.trim_end_matches('?').parse().unwrap();
            Finding {
                label,
                confidence: 0.9,
                tier: if name.ends_with('?') { Tier::Maybe } else { Tier::Clear },
                grave: label.grave(),
                spans: spans(text, words),
                because: String::new(),
            }
        })
        .collect();
    let unsure = labels == "unsure";
    Assessment { verdict: Verdict::of(&findings), labels: findings, unsure }
}

fn write(text: &str, labels: &str) -> Answer {
    let assessment = match labels {
        "unsure" => Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: true },
        _ => found(text, labels),
    };
    Answer::Write { text: text.into(), assessment, means: None }
}

fn means(text: &str, labels: &str, number: usize) -> Answer {
    Answer::Write { text: text.into(), assessment: found(text, labels), means: Some(number) }
}

fn say<'e>(encounter: &'e mut Encounter, case: &Case, answer: Answer) -> &'e Turn {
    encounter.answer(case, answer).unwrap();
    encounter.turns.last().unwrap()
}

fn answers(turn: &Turn) -> Vec<&str> {
    turn.peer.iter().filter(|s| s.part == Part::Answer).map(|s| s.text.as_str()).collect()
}

/// One scene with plenty of room, in which trust stands where it is wanted.
fn room(trust: f64) -> (Case, Encounter) {
    let case = treadmill(
        Temperament::Easy,
        vec![
            reply("That sounds like a long night.", &[("empathy", "long night")], "here"),
            reply("What would help now?", &[("open-question", "")], "here"),
            reply("You should sleep more.", &[("advice", "You should")], "here"),
            reply("It is four.", &[], "here"),
        ],
    );
    let mut encounter = Encounter::begin(&case, None, 11);
    encounter.now.trust.trust = trust;
    encounter.now.trust.band = encounter.now.trust.band.at(trust);
    (case, encounter)
}

#[test]
fn a_talk_in_own_words_reads_as_a_script() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    for answer in [
        write("hi", ""),
        write(
            "You waited out here in the rain, what keeps you going?",
            "perspective: You waited out here / open-question: what keeps you going",
        ),
        write("asdf jkl", "unsure"),
        write("ok", ""),
        write(
            "you just have to call them and get it over with",
            "advice: you just have to call them",
        ),
        write("Are you going anywhere nice?", ""),
    ] {
        if encounter.now.phase != practice::Phase::Talk {
            break;
        }
        encounter.answer(&case, answer).unwrap();
    }
    insta::assert_snapshot!(transcript(&encounter));
}

#[test]
fn what_means_an_authored_reply_gets_its_answer_and_its_way() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    let text = "That's me. You look frozen and you still waited, what made you stay?";
    let labels = "perspective: you still waited / open-question: what made you stay";
    let turn = say(&mut encounter, &case, means(text, labels, 1));
    assert_eq!(answers(turn), ["*A short laugh.* The roof. I stayed for the roof."]);
    assert_eq!(turn.reply.as_deref(), Some("bench.1"));
    assert_eq!(turn.said, Said::Write);
    let heard = &turn.feedback.as_ref().unwrap().heard;
    assert!(heard.contains("“you still waited”"), "their own words: {heard}");
    assert_eq!(encounter.now.scene, "hearing");

    // Costs and repair come with the meaning, and quote the learner's words.
    let text = "I’ll have to tell them, and I’ll be right next to you.";
    let mut last = Encounter::begin(&case, None, 7);
    last.now.scene = "last".into();
    let turn = say(&mut last, &case, means(text, "confidentiality: I’ll have to tell them", 4));
    assert!(turn.costs && turn.moves[0].kind == MoveKind::Cost);
    assert_eq!(turn.moves[0].words, text);

    let refused = last.answer(&case, means("Well.", "", 9));
    assert!(last.now.phase != practice::Phase::Talk || refused.is_err());
    let mut fresh = Encounter::begin(&case, None, 7);
    let was = fresh.clone();
    let refused = fresh.answer(&case, means("Well, then.", "", 9)).unwrap_err();
    assert_eq!(refused.to_string(), "expected a number from 1 to 3, found 9");
    assert_eq!(fresh, was);
}

#[test]
fn nobody_is_answered_what_they_did_not_say() {
    let case = bus_stop();
    for labels in ["", "empathy", "advice", "empathy / advice", "breach"] {
        for text in ["You came anyway.", "Where do you live?", "What is that like?", "May I sit?"] {
            let mut encounter = Encounter::begin(&case, None, 3);
            let turn = say(&mut encounter, &case, write(text, labels));
            let authored = &case.scenes[1].replies[0].reaction[0].text;
            assert!(!answers(turn).is_empty() && !answers(turn).contains(&authored.as_str()));
            assert!(turn.reply.is_none() && turn.feedback.is_some());
        }
    }
}

#[test]
fn what_cannot_be_read_waits_and_shows_a_better_line() {
    let (case, mut encounter) = room(0.5);
    for _ in 0..3 {
        let turn = say(&mut encounter, &case, write("blorp the seventh of", "unsure"));
        assert!(turn.moves.is_empty() && turn.better.is_some());
        let feedback = turn.feedback.as_ref().unwrap();
        assert_eq!(feedback.heard, "I can’t tell what this one does: “blorp the seventh of”.");
        assert_eq!((&feedback.worked, &feedback.change), (&None, &None));
        assert_eq!(turn.before, turn.after);
        assert!(turn.peer.iter().all(|s| s.part == Part::Answer), "the story waits");
    }
    // Its labels, if any, say nothing; and it means nothing either.
    let mut unsure = found("Whatever you like.", "autonomy");
    unsure.unsure = true;
    let answer =
        Answer::Write { text: "Whatever you like.".into(), assessment: unsure, means: Some(1) };
    let turn = say(&mut encounter, &case, answer);
    assert!(turn.reply.is_none() && turn.moves.is_empty());
    assert!(turn.feedback.as_ref().unwrap().heard.starts_with("I can’t tell"));
}

#[test]
fn next_to_nothing_gets_a_human_answer() {
    for trust in [0.1, 0.5, 0.8] {
        for text in ["", "…", "ok", "Hmm.", "yeah", "Hello"] {
            let mut told = bus_stop();
            told.scenes[1].silence = None;
            let mut encounter = Encounter::begin(&told, None, 5);
            encounter.now.trust.trust = trust;
            let turn = say(&mut encounter, &told, write(text, ""));
            assert_eq!(answers(turn).len(), 1, "{text:?}");
            assert!(turn.moves.is_empty() && turn.peer.iter().all(|s| s.danger.is_none()));
            assert!(!turn.assessment.unsure, "nobody is told that “ok” cannot be read");
            assert_eq!(encounter.now.scene, "bench", "the peer waits for more");
        }
    }
    // Twice, and the peer goes on by themselves.
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 5);
    say(&mut encounter, &case, write("mm", ""));
    say(&mut encounter, &case, write("ok", ""));
    assert_eq!(encounter.now.scene, "hearing");
}

#[test]
fn a_question_that_the_case_cannot_answer_is_put_off_and_nothing_is_made_up() {
    for trust in [0.1, 0.5, 0.8] {
        for text in [
            "Where did you grow up?",
            "did you sleep",
            "What do you like about it?",
            "Tea or coffee?",
        ] {
            let (case, mut encounter) = room(trust);
            let labels = if text.starts_with("What") { "open-question" } else { "" };
            let turn = say(&mut encounter, &case, write(text, labels));
            let said = answers(turn)[0];
            for plain in ["Okay.", "Sure.", "Yeah. *A nod.*", "Mm.", "Right."] {
                assert_ne!(said, plain, "{text} is a question");
            }
        }
    }
    // The author's own row goes before.
    let (mut case, mut encounter) = room(0.5);
    case.voice.rows.push(practice::voice::Row {
        occasion: practice::voice::Occasion::Question,
        band: practice::case::Band::Careful,
        lines: vec!["Ask me in June.".into()],
    });
    let turn = say(&mut encounter, &case, write("Where did you grow up?", ""));
    assert_eq!(answers(turn)[0], "Ask me in June.");
}

#[test]
fn who_asks_leave_is_given_it_and_can_go_on() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 5);
    let turn = say(&mut encounter, &case, write("Can I ask you something?", "autonomy"));
    assert!(turn.after.trust > turn.before.trust);
    assert_eq!(encounter.now.scene, "bench", "the question has still to come");
    let asked = encounter.moment(&case).asked;
    assert!(asked.starts_with("You are the new one, then."), "{asked}");
    say(&mut encounter, &case, write("May I ask about the hearing?", "autonomy"));
    assert_eq!(encounter.now.scene, "hearing", "once");
}

#[test]
fn what_was_asked_is_all_that_was_said_since_without_directions() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    assert_eq!(encounter.moment(&case).asked, "You are the new one, then.");
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    let asked = "The roof. I stayed for the roof. I missed the hearing. On purpose.";
    assert_eq!(encounter.moment(&case).asked, asked);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    encounter.retry(&case).unwrap();
    assert_eq!(encounter.moment(&case).asked, asked, "also on trying again");
    let before = practice::moment::before(&case, 1).unwrap();
    assert_eq!(before.asked, "Nobody here ever calls back.");
}

#[test]
fn a_maybe_breaker_is_given_the_benefit_of_the_doubt_in_the_answer_too() {
    let (case, mut encounter) = room(0.5);
    let turn = say(&mut encounter, &case, write("You could always ring her.", "advice?: ring her"));
    assert!(turn.moves.is_empty());
    let hurt = ["Okay. *A look away.*", "Right. Well.", "*The shoulders go up.* Okay."];
    assert!(answers(turn).iter().all(|said| !hurt.contains(said)), "{:?}", answers(turn));
    assert!(turn.feedback.as_ref().unwrap().heard.contains("Was there a push in “ring her”?"));
}

#[test]
fn a_misreading_is_taken_back_with_all_that_came_of_it() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    let before = encounter.clone();
    let text = "You didn’t go. You had to sit with that, all that day.";
    let labels = "judgment: You didn’t go / listening: sit with that, all that day";
    encounter.answer(&case, write(text, labels)).unwrap();
    let wrong = encounter.turns.last().unwrap().clone();
    assert!(wrong.after.trust < wrong.before.trust);

    encounter.misread(&case, Label::Judgment).unwrap();
    let turn = encounter.turns.last().unwrap().clone();
    assert!(turn.disputed && turn.after.trust > turn.before.trust);
    assert_eq!((turn.number, turn.attempt), (wrong.number, wrong.attempt));
    assert_eq!(encounter.turns.len(), before.turns.len() + 1);
    assert!(turn.assessment.labels.iter().all(|f| f.label != Label::Judgment));
    assert!(turn.feedback.as_ref().unwrap().heard.starts_with("That was misread"));
    assert_ne!(answers(&turn), answers(&wrong), "the peer no longer answers a reproach");
    // As if the label had never been found.
    let mut clean = before.clone();
    clean.answer(&case, write(text, "listening: sit with that, all that day")).unwrap();
    assert_eq!(clean.now, encounter.now);
    // It counts nowhere, and can still be tried again.
    let debrief = practice::debrief(&case, &encounter, None);
    assert!(
        debrief.deeds.iter().all(|d| d.label != Label::Listening && d.label != Label::Judgment)
    );
    assert!(debrief.mattered.iter().all(|m| m.turn != turn.number));
    assert!(debrief.points.last().unwrap().disputed);
    encounter.misread(&case, Label::Listening).unwrap();
    assert!(encounter.turns.last().unwrap().moves.is_empty());
    encounter.retry(&case).unwrap();
    assert_eq!(encounter.now, before.now);
}

#[test]
fn who_left_over_a_misreading_is_still_there() {
    let case = treadmill(Temperament::HurtBefore, vec![reply("So.", &[], "here")]);
    let mut encounter = Encounter::begin(&case, None, 1);
    encounter.now.trust.trust = 0.01;
    encounter.now.trust.warned = true;
    encounter.answer(&case, write("You of all people.", "judgment: You of all people")).unwrap();
    assert!(encounter.turns[0].left && encounter.moment(&case).leaving);
    encounter.misread(&case, Label::Judgment).unwrap();
    assert!(!encounter.turns[0].left && !encounter.moment(&case).leaving);
}

#[test]
fn only_words_of_ones_own_can_be_misread() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    let was = encounter.clone();
    assert!(encounter.misread(&case, Label::Advice).is_err());
    assert_eq!(encounter, was);
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    let was = encounter.clone();
    let refused = encounter.misread(&case, Label::Advice).unwrap_err();
    assert!(refused.to_string().contains("expected a turn in own words"), "{refused}");
    encounter.answer(&case, write("That’s cold.", "empathy")).unwrap();
    let refused = encounter.misread(&case, Label::Advice).unwrap_err();
    assert!(refused.to_string().contains("found `advice`"), "{refused}");
    assert_eq!(was.turns.len() + 1, encounter.turns.len());
}

#[test]
fn a_misread_meaning_no_longer_gets_the_authors_answer() {
    let mut case = bus_stop();
    case.scenes[1].replies[1].reaction = vec![line("", "I don’t own a coat.")];
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, means("A coat would be nice now.", "advice", 2)).unwrap();
    assert_eq!(answers(&encounter.turns[0]), ["I don’t own a coat."]);
    encounter.misread(&case, Label::Advice).unwrap();
    assert!(!answers(&encounter.turns[0]).contains(&"I don’t own a coat."));
    assert!(encounter.turns[0].reply.is_none());
}

#[test]
fn copied_words_move_the_peer_by_half_and_are_no_skill() {
    let line = "That must have been a heavy morning.";
    let case = bus_stop();
    let mut shown = Encounter::begin(&case, None, 7);
    shown.answer(&case, Answer::Choose(1)).unwrap();
    let mut own = shown.clone();
    shown.open();
    let copied =
        say(&mut shown, &case, write("that must have been a heavy morning", "empathy")).clone();
    let found = say(&mut own, &case, write("that must have been a heavy morning", "empathy"));
    assert!(copied.copied && !found.copied, "{line} was shown to one of them");
    let (half, whole) = (copied.moves[0].delta, found.moves[0].delta);
    assert!((half * 2.0 - whole).abs() < 1e-8);
    assert!(copied.feedback.as_ref().unwrap().change.is_some());
    let deeds = |encounter| practice::debrief(&case, encounter, None).deeds;
    assert!(deeds(&shown).iter().all(|d| d.label != Label::Empathy));
    assert!(deeds(&own).iter().any(|d| d.label == Label::Empathy));

    // A long line word for word was copied wherever it was seen.
    let long = "I ran ahead of you there, sorry. What would you rather talk about?";
    let mut long_copied = Encounter::begin(&case, None, 7);
    long_copied.answer(&case, Answer::Choose(1)).unwrap();
    assert!(say(&mut long_copied, &case, write(long, "open-question")).copied);
}

#[test]
fn repair_in_own_words_mends_a_rupture_and_nothing_else() {
    let (case, mut encounter) = room(0.5);
    // Nothing to mend yet.
    let turn = say(&mut encounter, &case, write("I'm sorry I pushed you.", ""));
    assert!(!turn.repaired && turn.moves.is_empty());
    say(&mut encounter, &case, write("You have to sleep more.", "advice: have to"));
    let mut excused = encounter.clone();
    let turn = say(&mut excused, &case, write("Sorry I pushed, but you need it.", ""));
    assert!(!turn.repaired);
    // A reply with no label at all, or with one.
    for labels in ["", "open-question: What would you rather do?"] {
        let mut mended = encounter.clone();
        let text = "That was pushy of me, I’m sorry. What would you rather do?";
        let turn = say(&mut mended, &case, write(text, labels));
        assert!(turn.repaired, "{labels}");
        assert!(turn.moves.iter().any(|m| m.kind == MoveKind::Repair));
        assert!(turn.feedback.as_ref().unwrap().heard.contains("That was pushy of me"));
        let sum: f64 = turn.moves.iter().map(|m| m.delta).sum();
        assert!((turn.after.trust - turn.before.trust - sum).abs() < 1e-9 && sum > 0.0);
    }
    // One that breaks anew owns nothing.
    let text = "I shouldn’t have said that. Now go to bed.";
    let turn = say(&mut encounter, &case, write(text, "advice: Now go to bed"));
    assert!(!turn.repaired);
}

#[test]
fn a_direct_question_in_danger_is_answered_as_the_author_answers_it() {
    let mut case = bus_stop();
    let last = case.scenes.iter_mut().find(|s| s.id == "last").unwrap();
    last.lines[1].bands.clear();
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    let passed = say(&mut encounter, &case, write("Mornings are rough for me too.", "sharing"));
    assert!(passed.passed_over.is_some() && passed.better.as_ref().unwrap().starts_with("Are you"));
    let turn =
        say(&mut encounter, &case, write("Do you mean you want to die?", "safety: want to die"));
    assert_eq!(answers(turn)[0], "Sometimes. Not today.");
    assert!(turn.passed_over.is_none());
}

#[test]
fn the_same_question_never_gets_the_same_line_twice_in_a_row() {
    for seed in 0..20 {
        for trust in [0.1, 0.5, 0.9] {
            let (case, _) = room(trust);
            let mut encounter = Encounter::begin(&case, None, seed);
            encounter.now.trust.trust = trust;
            encounter.now.trust.band = encounter.now.trust.band.at(trust);
            let mut last = vec![];
            for i in 0..12 {
                let text =
                    ["Did you sleep?", "Okay then, right?", "It is raining out there.", "ok"]
                        [i % 4];
                let turn = say(&mut encounter, &case, write(text, ""));
                let said: Vec<String> = answers(turn).into_iter().map(str::to_owned).collect();
                assert!(said.iter().all(|line| !last.contains(line)), "{said:?} after {last:?}");
                last = said;
            }
        }
    }
}

#[test]
fn words_never_lead_where_one_reply_alone_leads() {
    let told = vec![
        reply("I’ll tell her.", &[("breach", "")], "told"),
        reply("What would help?", &[("open-question", "")], "next"),
        reply("Okay.", &[], "next"),
    ];
    let over = |id| scene(id, SceneKind::Ending, vec![line("", "Bye.")], vec![]);
    let case = case(
        Temperament::Easy,
        vec![
            scene("here", SceneKind::Talk, vec![line("", "So.")], told),
            scene(
                "told",
                SceneKind::Talk,
                vec![line("", "So you told her.")],
                vec![reply("Yes.", &[], "next")],
            ),
            over("next"),
        ],
    );
    for labels in ["breach", "judgment", "advice / empathy", ""] {
        let mut encounter = Encounter::begin(&case, None, 1);
        encounter.answer(&case, write("Some words that nobody wrote.", labels)).unwrap();
        assert_eq!(
            encounter.now.ending.as_ref().map(|e| e.scene.as_str()),
            Some("next"),
            "{labels}"
        );
    }
    let mut encounter = Encounter::begin(&case, None, 1);
    encounter.answer(&case, means("I will have to tell her that.", "breach", 1)).unwrap();
    assert_eq!(encounter.now.scene, "told");
}

#[test]
fn assessments_of_the_page_are_taken_as_they_are() {
    // A model's doubtful reading moves a builder by half, and no breaker.
    let (case, mut encounter) = room(0.5);
    let sure = say(&mut encounter.clone(), &case, write("A long night, then.", "empathy")).clone();
    let turn = say(&mut encounter, &case, write("A long night, then.", "empathy?"));
    assert!(turn.moves[0].delta < sure.moves[0].delta && turn.moves[0].delta > 0.0);
    let old: Answer = serde_json::from_str(
        r#"{"write":{"text":"x","assessment":{"labels":[],"verdict":"neutral"}}}"#,
    )
    .unwrap();
    assert!(matches!(old, Answer::Write { means: None, .. }));
    assert_eq!(assessment(&[]).verdict, Verdict::Neutral);
}

#[test]
fn what_cannot_be_read_is_still_answered_as_what_it_is() {
    let told = vec![reply("Sure, I'll sign.", &[], "next"), reply("And?", &[], "next")];
    let next = scene("next", SceneKind::Ending, vec![line("", "Bye.")], vec![]);
    let here = scene("here", SceneKind::Talk, vec![line("", "You sign this.")], told);
    let case = case(Temperament::Easy, vec![here, next]);
    let answer = |text| {
        let mut encounter = Encounter::begin(&case, None, 1);
        encounter.answer(&case, write(text, "unsure")).unwrap();
        assert_eq!(encounter.now.scene, "here", "{text}");
        encounter.turns[0].peer[0].text.clone()
    };
    let band = Encounter::begin(&case, None, 1).now.trust.band;
    let is = |occasion, text| {
        let spoken = answer(text);
        (0..9).any(|nth| practice::voice::Voice::default().line(occasion, band, 1, nth) == spoken)
    };
    use practice::voice::Occasion::{Neutral, OffTrack};
    assert!(is(OffTrack, "my cat likes tuna"));
    assert!(is(Neutral, "I sign it, no problem"), "takes up what was said");
    assert!(!is(OffTrack, "How old is your cat?") && !is(Neutral, "How old is your cat?"));
}
