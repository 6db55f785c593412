//! The model, once the page has it, and what it has read of the case's own replies.

use assess::{Assessment, Model, Reading, own_danger};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::RefCell;

use crate::reader::Reader as Json;
use crate::{json_of, lacks, unread};

/// So many of the case's own replies are remembered: those of a scene, asked about a few times.
const REMEMBERED: usize = 64;

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

struct Reader {
    model: Model,
    authored: Vec<Authored>,
}

/// One of the case's own replies, as it reads in the light of what the peer said.
struct Authored {
    peer: String,
    text: String,
    reading: Reading,
}

/// A request to read something.
#[derive(Deserialize)]
struct Request {
    r#do: String,
    peer: Option<String>,
    reply: Option<String>,
    text: Option<String>,
    #[serde(default)]
    options: Vec<Choice>,
}

/// One of the moment's replies, by its number.
#[derive(Deserialize)]
struct Choice {
    number: usize,
    text: String,
}

/// What a reply was found to do, and which of the offered replies it means.
#[derive(Serialize)]
struct Found {
    assessment: Assessment,
    means: Option<usize>,
}

/// Takes the model's file in.
pub(crate) fn load(bytes: &[u8]) -> Result<(), String> {
    let model = Model::read(bytes).map_err(|fault| fault.to_string())?;
    READER.with_borrow_mut(|reader| *reader = Some(Reader { model, authored: vec![] }));
    Ok(())
}

/// The response's JSON, or why there is none.
pub(crate) fn answer(request: Value) -> Result<String, String> {
    let request = Request::deserialize(Json(request)).map_err(|error| unread(&error))?;
    if request.r#do == "hint" {
        return Ok(json_of(&own_danger(&request.text.ok_or_else(|| lacks("text"))?)));
    }
    let peer = request.peer.ok_or_else(|| lacks("peer"))?;
    let reply = request.reply.ok_or_else(|| lacks("reply"))?;
    if request.r#do == "ahead" {
        return ahead(&peer, &reply).map(|()| "null".to_owned());
    }
    read(&peer, &reply, &request.options).map(|found| json_of(&found))
}

/// Reads a reply, and finds the offered one that it means most nearly, if it means one.
fn read(peer: &str, reply: &str, options: &[Choice]) -> Result<Found, String> {
    with_reader(|reader| {
        let reading = reader.model.reading(peer, reply);
        let options = if reading.assessment.unsure { &[] } else { options };
        let mut nearest: Option<(f32, usize)> = None;
        for option in options {
            let place = reader.authored(peer, &option.text);
            let Some(Authored { reading: authored, .. }) = reader.authored.get(place) else {
                continue;
            };
            let likeness = reading.meaning.likeness(&authored.meaning);
            if reader.model.alike(&reading, authored)
                && nearest.is_none_or(|(most, _)| likeness > most)
            {
                nearest = Some((likeness, option.number));
            }
        }
        Found { assessment: reading.assessment, means: nearest.map(|(_, number)| number) }
    })
}

/// Reads one of the case's own replies ahead, so that it need not be read when it counts.
fn ahead(peer: &str, reply: &str) -> Result<(), String> {
    with_reader(|reader| {
        reader.authored(peer, reply);
    })
}

fn with_reader<T>(deed: impl FnOnce(&mut Reader) -> T) -> Result<T, String> {
    READER.with_borrow_mut(|reader| match reader {
        Some(reader) => Ok(deed(reader)),
        None => {
            Err("expected the model to be loaded before a reply is read, found none".to_owned())
        }
    })
}

impl Reader {
    /// Where that reply's reading stands; it is read at most once while it is remembered.
    fn authored(&mut self, peer: &str, text: &str) -> usize {
        if let Some(place) = self.authored.iter().position(|a| a.peer == peer && a.text == text) {
            return place;
        }
        if self.authored.len() >= REMEMBERED {
            self.authored.clear();
        }
        let reading = self.model.reading(peer, text);
        self.authored.push(Authored { peer: peer.to_owned(), text: text.to_owned(), reading });
        self.authored.len() - 1
    }
}
