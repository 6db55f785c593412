//! The document that the project began with, where it is at hand; its text is not ours to keep here.

use import::report::Quantity;

/// The seed document, or nothing where it is not there.
pub(crate) fn seed() -> Option<(Vec<u8>, String)> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed");
    let path = std::fs::read_dir(dir).ok()?.filter_map(Result::ok).next()?.path();
    Some((std::fs::read(&path).unwrap(), path.file_name().unwrap().to_string_lossy().into_owned()))
}

#[test]
fn all_of_it_is_found() {
    let Some((bytes, name)) = seed() else {
        println!("skipped: the seed document is not there");
        return;
    };
    let report = import::document(&bytes, &name).unwrap().report;
    assert!(report.title.is_some() && report.lesson.is_some());
    let counts = [
        report.objectives.len(),
        report.builds.len(),
        report.breaks.len(),
        report.strategies.len(),
        report.examples.len(),
        report.quotations.len(),
        report.takeaways.len(),
        report.references.len(),
        report.repaired.len(),
    ];
    assert_eq!(counts, [3, 6, 5, 5, 3, 2, 4, 3, 11]);
    for b in report.builds.iter().chain(&report.breaks).chain(&report.strategies) {
        assert!(!b.name.is_empty() && !b.explanation.is_empty(), "{b:?}");
    }
    let pairs: Vec<_> = report.examples.iter().map(|e| &e.pairs).collect();
    assert!(pairs.iter().all(|p| p.len() == 1 && p[0].r#try.is_some()));
    assert_eq!(pairs.iter().filter(|p| p[0].instead.is_none()).count(), 1);
    assert_eq!(report.stated.words, Some(Quantity::Whole(1050)));
    assert_eq!(report.stated.reading_minutes, Some(Quantity::Whole(6)));
    assert_eq!(report.stated.activity_minutes, Some(Quantity::Range([5, 7])));
    assert_eq!(report.stated.total_minutes, Some(Quantity::Whole(10)));
    assert!(report.repaired.iter().any(|r| r.from.ends_with('\u{a0}')));
}
