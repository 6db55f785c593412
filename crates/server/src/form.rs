//! What learners tell by a form instead of a script: that they read a topic, or a talk. The server
//! makes the statements then, in the shape that the page gives them.

use axum::extract::{Path, State};
use axum::response::Response;
use course::ids;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use xapi::{Statement, verb};

use crate::app::App;
use crate::visitor::Visitor;

/// `POST /topics/<slug>/read`: the topic was read to its end.
pub(crate) async fn read_topic(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Response {
    let Some(topic) = visitor.course.topic(&slug) else { return visitor.missing() };
    let mut told = Vec::new();
    if !visitor.progress().has_read(topic) {
        let activity = visitor.course.reading_id(topic);
        told.push(completed(&activity, None));
    }
    keep_and_go(&app, &visitor, told, &ids::topic_url(topic)).await
}

/// `POST /cases/<slug>/transcript`: the other way was taken. The case was begun and finished, as
/// after a talk, so that nobody can tell one way from the other.
pub(crate) async fn read_transcript(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Response {
    let Some((topic, case)) = visitor.course.case(&slug) else { return visitor.missing() };
    let mut told = Vec::new();
    if !visitor.progress().finished.contains(&case.slug) {
        let activity = visitor.course.case_id(case);
        let context = json!({
            "registration": Uuid::new_v4(),
            "extensions": {"urn:holdspace:case-hash": case.case.hash},
        });
        if !visitor.progress().begun.contains(&case.slug) {
            told.push(statement(verb::ATTEMPTED, "attempted", &activity, None, Some(&context)));
        }
        told.push(completed(&activity, Some(&context)));
    }
    keep_and_go(&app, &visitor, told, &ids::topic_url(topic)).await
}

async fn keep_and_go(app: &App, visitor: &Visitor, told: Vec<Value>, to: &str) -> Response {
    let checked = told.iter().map(|one| Statement::from_page(&one.to_string()));
    let kept = match checked.collect::<Result<Vec<_>, _>>() {
        Ok(statements) if statements.is_empty() => Ok(()),
        Ok(statements) => app.store().append(visitor.who.learner, statements).await.map(drop),
        Err(e) => {
            // Only a course whose id is no IRI leads here; the check tells its author.
            tracing::error!("the course's ids cannot be kept: {e}");
            Ok(())
        }
    };
    match kept {
        Ok(()) => visitor.to(to),
        Err(e) => visitor.failed(&e),
    }
}

fn completed(activity: &str, context: Option<&Value>) -> Value {
    let result = json!({"completion": true});
    statement(verb::COMPLETED, "completed", activity, Some(result), context)
}

fn statement(
    verb: &str,
    name: &str,
    activity: &str,
    result: Option<Value>,
    context: Option<&Value>,
) -> Value {
    let mut statement = json!({
        "id": Uuid::new_v4(),
        "timestamp": format!("{:.3}", Timestamp::now()),
        "verb": {"id": verb, "display": {"en": name}},
        "object": {"objectType": "Activity", "id": activity},
    });
    if let Value::Object(map) = &mut statement {
        map.extend(result.map(|result| ("result".to_owned(), result)));
        map.extend(context.map(|context| ("context".to_owned(), context.clone())));
    }
    statement
}
