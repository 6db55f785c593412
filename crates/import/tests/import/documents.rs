//! Each document in `tests/documents` gives what its author put into it.

use import::report::{Quantity, Report};

/// A document's name, and how many of each thing it holds: objectives, builds, breaks, strategies,
/// pairs by example, quotations, takeaways, references, repaired runs, lines left out.
type Counts = (&'static str, [usize; 4], &'static [usize], [usize; 5]);

const DOCUMENTS: [Counts; 33] = [
    ("after-a-relapse.txt", [3, 3, 5, 3], &[1], [1, 1, 1, 0, 1]),
    ("anger.txt", [3, 3, 3, 3], &[1, 1], [1, 2, 2, 0, 3]),
    ("boundaries.md", [2, 3, 2, 0], &[1, 1], [0, 1, 1, 0, 2]),
    ("calming-a-room.txt", [3, 4, 5, 3], &[1], [0, 3, 2, 0, 1]),
    ("care-team-talk.txt", [2, 4, 3, 0], &[1, 1], [0, 0, 1, 0, 0]),
    ("early-recovery-flags.md", [3, 4, 3, 0], &[2, 1], [1, 3, 2, 0, 1]),
    ("evoking-change.txt", [3, 4, 4, 3], &[1], [0, 2, 2, 0, 1]),
    ("first-home-visit.txt", [2, 5, 4, 3], &[1, 1], [0, 3, 2, 0, 2]),
    ("first-months.md", [3, 3, 3, 3], &[1, 1], [0, 2, 1, 0, 0]),
    ("first-week-of-a-job.docx", [2, 3, 2, 2], &[1], [1, 2, 1, 0, 0]),
    ("good-goodbye.txt", [3, 3, 2, 0], &[1], [0, 1, 1, 0, 0]),
    ("harm-reduction-basics.html", [3, 4, 3, 2], &[3], [1, 3, 2, 0, 5]),
    ("hearing-voices.txt", [2, 3, 3, 3], &[1, 1, 1, 1], [0, 2, 2, 0, 0]),
    ("holding-a-boundary-mojibake.txt", [2, 3, 3, 0], &[1], [1, 3, 1, 19, 2]),
    ("inpatient-unit.md", [3, 3, 3, 2], &[1, 1], [1, 2, 2, 0, 1]),
    ("listening-before-fixing.md", [3, 4, 3, 3], &[1, 1], [1, 3, 2, 0, 1]),
    ("medication-talks.docx", [3, 3, 3, 0], &[1, 1], [0, 2, 2, 0, 1]),
    ("new-parents.docx", [2, 2, 2, 0], &[2], [0, 2, 1, 0, 2]),
    ("night-bus.txt", [3, 3, 2, 0], &[1], [0, 3, 1, 0, 1]),
    ("open-questions.md", [2, 3, 2, 0], &[1], [0, 3, 1, 0, 1]),
    ("outreach-wiki.md", [3, 3, 3, 3], &[3], [1, 3, 2, 0, 2]),
    ("phone-line-shift.txt", [3, 4, 3, 3], &[1, 1], [0, 3, 2, 0, 2]),
    ("rebuilding-slides.html", [2, 3, 2, 3], &[1, 1], [0, 2, 1, 0, 2]),
    ("running-a-support-group.md", [3, 4, 4, 3], &[1, 1], [0, 3, 2, 0, 1]),
    ("shelter-trust.txt", [3, 4, 3, 3], &[1, 1], [1, 3, 2, 0, 4]),
    ("sitting-with-grief.txt", [2, 4, 3, 0], &[1], [1, 2, 2, 0, 0]),
    ("state-unit.txt", [3, 5, 3, 2], &[1], [0, 2, 2, 0, 2]),
    ("talking-with-families.docx", [3, 5, 4, 3], &[1], [0, 3, 2, 0, 1]),
    ("telephone-tree.txt", [3, 3, 3, 0], &[1, 1], [0, 3, 2, 0, 0]),
    ("voice-hearing-fragment.html", [3, 4, 3, 2], &[1, 1], [1, 2, 2, 0, 1]),
    ("walking-alongside.txt", [3, 4, 3, 3], &[1, 1], [1, 3, 2, 0, 1]),
    ("words-and-silence-utf16.txt", [2, 3, 3, 0], &[1], [1, 2, 1, 0, 1]),
    ("working-with-interpreters.html", [2, 3, 2, 0], &[1], [0, 2, 1, 0, 2]),
];

/// Every test document with its name.
pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            out.push((name, std::fs::read(&path).unwrap()));
        }
    }
    out.sort();
    out
}

fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents")
}

fn report(name: &str) -> Report {
    let bytes = std::fs::read(format!("{}/{name}", folder())).unwrap();
    import::document(&bytes, name).unwrap().report
}

#[test]
fn each_document_is_counted() {
    assert_eq!(all().len(), DOCUMENTS.len(), "a document without its counts");
    for (name, lists, pairs, rest) in DOCUMENTS {
        let r = report(name);
        let found = [r.objectives.len(), r.builds.len(), r.breaks.len(), r.strategies.len()];
        assert_eq!(found, lists, "{name}: objectives, builds, breaks, strategies");
        let found: Vec<usize> = r.examples.iter().map(|e| e.pairs.len()).collect();
        assert_eq!(found, pairs, "{name}: pairs");
        let both = r.examples.iter().flat_map(|e| &e.pairs);
        assert!(both.clone().all(|p| p.instead.is_some() && p.r#try.is_some()), "{name}");
        let found = [
            r.quotations.len(),
            r.takeaways.len(),
            r.references.len(),
            r.repaired.len(),
            r.left_out.len(),
        ];
        assert_eq!(found, rest, "{name}: quotations, takeaways, references, repaired, left out");
    }
}

#[test]
fn each_report_and_topic_is_as_it_was_looked_over() {
    for (name, bytes) in all() {
        let found = import::document(&bytes, &name).unwrap();
        let json = serde_json::to_string_pretty(&found.report).unwrap();
        let (_, case) = found.case.unwrap();
        insta::assert_snapshot!(name, format!("{json}\n\n{}\n\n{case}", found.topic));
    }
}

#[test]
fn titles_lessons_and_times_are_read_in_many_forms() {
    let of = |name| {
        let r = report(name);
        (r.title.unwrap_or_default(), r.lesson.unwrap_or_default(), r.stated)
    };
    let (title, lesson, stated) = of("talking-with-families.docx");
    assert_eq!((title.as_str(), lesson.as_str()), ("Talking with families", "The people around"));
    assert_eq!(stated.total_minutes, Some(Quantity::Whole(20)));
    let (title, lesson, stated) = of("phone-line-shift.txt");
    assert_eq!(
        (title.as_str(), lesson.as_str()),
        ("A SHIFT ON THE WARM LINE", "Telephone support")
    );
    assert_eq!(stated.total_minutes, Some(Quantity::Whole(25)));
    let (_, lesson, stated) = of("evoking-change.txt");
    assert_eq!(lesson, "Talking about change");
    assert_eq!(stated.reading_minutes, Some(Quantity::Whole(9)));
    assert_eq!(stated.activity_minutes, Some(Quantity::Range([15, 20])));
    let (_, lesson, stated) = of("sitting-with-grief.txt");
    assert_eq!(lesson, "Hard conversations");
    assert_eq!(stated.reading_minutes, Some(Quantity::Whole(12)));
    let (_, _, stated) = of("holding-a-boundary-mojibake.txt");
    assert_eq!(stated.words, Some(Quantity::Whole(1300)));
    assert_eq!(stated.total_minutes, Some(Quantity::Range([10, 12])));
}

#[test]
fn a_title_is_told_from_what_stands_above_it_and_from_a_section() {
    let of = |name| {
        let r = report(name);
        (r.title, r.lesson)
    };
    let both = |title: &str, lesson: &str| (Some(title.to_owned()), Some(lesson.to_owned()));
    assert_eq!(of("state-unit.txt"), both("Trust in the Peer Relationship", "Communication"));
    assert_eq!(of("open-questions.md"), both("Questions That Open", "Conversation Basics"));
    assert_eq!(
        of("outreach-wiki.md"),
        both("Asking about using without shaming", "Outreach Onboarding")
    );
    assert_eq!(
        of("rebuilding-slides.html"),
        both("Rebuilding after you let somebody down", "Peer Support Level 1")
    );
    assert_eq!(of("night-bus.txt"), (None, None));
    assert!(report("night-bus.txt").notes.iter().any(|n| n.message.contains("title")));
}

#[test]
fn names_and_explanations_are_told_apart() {
    let r = report("early-recovery-flags.md");
    assert_eq!(r.builds[0].name, "You ask before you come");
    assert_eq!(r.builds[0].explanation, "Even a good surprise is a loss of control.");
    let r = report("talking-with-families.docx");
    assert_eq!(r.breaks[1].name, "Promise to “keep an eye on” somebody");
    assert_eq!(r.strategies[0].name, "One sentence on privacy");
    let r = report("running-a-support-group.md");
    assert_eq!(r.builds[1].name, "Passing is allowed");
    assert_eq!(r.builds[1].explanation, "Nobody owes the room a story");
    assert_eq!(r.breaks[3].name, "Going over time without asking");
}

#[test]
fn the_same_text_is_read_alike_in_every_encoding() {
    let (_, bytes) = all().into_iter().find(|(n, _)| n == "evoking-change.txt").unwrap();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let wanted = import::document(&bytes, "lesson.txt").unwrap();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for other in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        [b"\xff\xfe".as_slice(), &wide].concat(),
        [b"\xfe\xff".as_slice(), &big].concat(),
        wide,
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
    ] {
        assert_eq!(import::document(&other, "lesson.txt").unwrap(), wanted);
    }
}
