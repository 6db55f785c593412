//! Writes all pages of a course into a folder, to look at them: `pages COURSE|- FOLDER`.

use std::path::{Path, PathBuf};

use course::pages::{self, Kept};
use course::{Course, Progress, Visit, assets, ids};

fn main() {
    let mut args = std::env::args().skip(1);
    let from = args.next().unwrap_or_else(|| "-".into());
    let to = PathBuf::from(args.next().unwrap_or_else(|| "/tmp/pages".into()));
    let (course, findings) = match from.as_str() {
        "-" => Course::built_in(),
        path => match Course::load(Path::new(path)) {
            Ok(loaded) => loaded,
            Err(error) => {
                eprintln!("{error}");
                return;
            }
        },
    };
    for f in &findings {
        eprintln!("{}:{}:{}: {:?} {}: {}", f.file, f.line, f.column, f.severity, f.id, f.message);
    }
    let mut progress = Progress::default();
    if let Some(first) = course.topics.first() {
        progress.opened.insert(first.slug.clone());
        progress.read.insert(first.slug.clone());
        progress.finished.extend(first.cases.iter().map(|c| c.slug.clone()));
    }
    let fresh = Progress::default();
    let visit = Visit { course: &course, progress: &progress, watch: false };
    let new = Visit { progress: &fresh, ..visit };
    write(&to, "index.html", &pages::course(&visit));
    write(&to, "new.html", &pages::course(&new));
    for topic in &course.topics {
        write(&to, &format!("topic-{}.html", topic.slug), &pages::topic(&new, topic));
        for case in &topic.cases {
            write(&to, &format!("case-{}.html", case.slug), &pages::practice(&new, topic, case));
            write(&to, &format!("case-{}.json", case.slug), &case.json());
            let other = pages::transcript(&new, topic, case);
            write(&to, &format!("transcript-{}.html", case.slug), &other);
        }
    }
    for lesson in &course.lessons {
        write(&to, &format!("end-{}.html", lesson.slug), &pages::lesson_end(&visit, lesson));
    }
    let mut kept = Vec::new();
    if let Some((topic, case)) = course.topics.iter().find_map(|t| t.cases.first().map(|c| (t, c)))
    {
        let scene = case.case.scenes.first().map(|s| s.id.clone()).unwrap_or_default();
        for (verb, object) in [
            (ids::COMPLETED, course.case_id(case)),
            (ids::ANSWERED, format!("{}/scenes/{scene}", course.case_id(case))),
            (ids::ATTEMPTED, course.case_id(case)),
            (ids::COMPLETED, course.reading_id(topic)),
            (ids::INITIALIZED, course.topic_id(topic)),
        ] {
            let when = "25 November 2026, 14:05".into();
            kept.push(Kept { when, verb: verb.into(), object });
        }
    }
    write(&to, "record.html", &pages::record(&visit, &kept));
    write(&to, "finished.html", &pages::finished(&new));
    write(&to, "not-found.html", &pages::not_found(&new));
    for name in assets::names() {
        if let Some(asset) = assets::get(&name) {
            let at = to.join(assets::url(&name).trim_start_matches('/'));
            let _ = at.parent().map(std::fs::create_dir_all);
            let _ = std::fs::write(at, &asset.bytes);
        }
    }
}

fn write(to: &Path, name: &str, page: &str) {
    let _ = std::fs::create_dir_all(to);
    if let Err(error) = std::fs::write(to.join(name), page) {
        eprintln!("{name}: {error}");
    }
}
