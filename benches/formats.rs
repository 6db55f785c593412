//! Parsing, checking and rendering of topics, held against bare pulldown-cmark on the same bytes.

use crate::{Row, document, shortest};
use course::{Course, CourseTopic, Lesson, Progress, Time, Visit, pages};
use std::{hint::black_box, time::Instant};
use topic::check::Aim;

/// Measures `count` topics of the size of a lesson.
pub(crate) fn topics(count: usize) -> Vec<Row> {
    let sources: Vec<String> = (0..count).map(document::topic).collect();
    let bytes: usize = sources.iter().map(String::len).sum();
    let bare = shortest(5, || {
        for source in &sources {
            let mut html = String::with_capacity(source.len() * 3 / 2);
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(source));
            black_box(html);
        }
    });

    let (mut course, _) = Course::built_in();
    course.lessons =
        vec![Lesson { slug: "measuring".into(), title: "Measuring".into(), topics: 0..1 }];
    course.topics.truncate(1);
    let aim = Aim::default();
    let progress = Progress::default();
    let mut parts = [f64::INFINITY; 3];
    let ours = shortest(3, || {
        let mut spent = [0.0; 3];
        for source in &sources {
            let start = Instant::now();
            let (document, found) = topic::parse(source);
            spent[0] += start.elapsed().as_secs_f64();
            let start = Instant::now();
            let checked = topic::check::topic(&document, source, &aim);
            spent[1] += start.elapsed().as_secs_f64();
            let start = Instant::now();
            let topic = CourseTopic {
                slug: "lesson".into(),
                file: "lesson.md".into(),
                title: document.front.get("title").unwrap_or_default().to_owned(),
                lesson: 0,
                time: Time::of(&document, &[], aim.pace),
                document,
                cases: vec![],
            };
            let visit = Visit { course: &course, progress: &progress, watch: false };
            black_box((pages::topic(&visit, &topic), found, checked));
            spent[2] += start.elapsed().as_secs_f64();
        }
        for (best, now) in parts.iter_mut().zip(spent) {
            *best = best.min(now);
        }
    });
    let each = |seconds: f64| format!("{:.2} ms each", seconds * 1e3 / count.max(1) as f64);
    vec![
        Row {
            name: "parse, check and render",
            value: format!(
                "{ours:.2} s for {count} topics of {:.1} KB ({})",
                bytes as f64 / 1e3 / count.max(1) as f64,
                each(ours)
            ),
        },
        Row {
            name: "  of which",
            value: format!(
                "parse {}, check {}, render {}",
                each(parts[0]),
                each(parts[1]),
                each(parts[2])
            ),
        },
        Row {
            name: "  against bare pulldown-cmark",
            value: format!("{:.1} times as long ({bare:.2} s, to HTML)", ours / bare),
        },
    ]
}
