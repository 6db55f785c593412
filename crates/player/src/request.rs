//! What the page asks for, and what it gets.

use assess::Label;
use practice::{
    Answer, Cold, Encounter, Moment,
    case::{Case, Temperament},
    debrief,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::reader::Reader;
use crate::{json_of, lacks, unread};

/// One request, with all that any of them carries.
#[derive(Deserialize)]
struct Request {
    r#do: String,
    case: Option<Case>,
    encounter: Option<Encounter>,
    answer: Option<Answer>,
    temperament: Option<Temperament>,
    before: Option<Cold>,
    label: Option<Label>,
    #[serde(default)]
    opened: bool,
    #[serde(default)]
    seed: u64,
}

/// Where an encounter stands after a request.
#[derive(Serialize)]
struct Stand {
    encounter: Encounter,
    moment: Moment,
    played: bool,
}

/// A label as the page needs it.
#[derive(Serialize)]
struct Named {
    id: &'static str,
    name: &'static str,
    builds: bool,
}

/// The response's JSON, or why there is none.
pub(crate) fn answer(request: Value) -> Result<String, String> {
    let request = Request::deserialize(Reader(request)).map_err(|error| unread(&error))?;
    if request.r#do == "labels" {
        let named = |l: Label| Named { id: l.id(), name: l.name(), builds: l.builds() };
        return Ok(json_of(&Label::ALL.map(named).as_slice()));
    }
    let case = request.case.ok_or_else(|| lacks("case"))?;
    if request.r#do == "begin" {
        return Ok(stand(&case, Encounter::begin(&case, request.temperament, request.seed)));
    }
    let mut encounter = request.encounter.ok_or_else(|| lacks("encounter"))?;
    match request.r#do.as_str() {
        "look" => {}
        "stop" => encounter.stop(),
        "retry" => encounter.retry(&case).map_err(|refused| refused.to_string())?,
        "answer" => {
            let answer = request.answer.ok_or_else(|| lacks("answer"))?;
            if request.opened {
                encounter.open();
            }
            encounter.answer(&case, answer).map_err(|refused| refused.to_string())?;
        }
        "misread" => {
            let label = request.label.ok_or_else(|| lacks("label"))?;
            encounter.misread(&case, label).map_err(|refused| refused.to_string())?;
        }
        "debrief" => return Ok(json_of(&debrief(&case, &encounter, request.before))),
        other => {
            return Err(format!(
                "expected begin, look, answer, misread, retry, stop, debrief or labels, found \
                 `{other}`"
            ));
        }
    }
    Ok(stand(&case, encounter))
}

fn stand(case: &Case, encounter: Encounter) -> String {
    let (moment, played) = (encounter.moment(case), encounter.played());
    json_of(&Stand { encounter, moment, played })
}
