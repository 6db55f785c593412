//! The model, once the page has it, and what it has read of the case's own replies.

use assess::{Assessment, Model, Reading};
use practice::moment::Choice;
use serde::Serialize;
use std::cell::RefCell;

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

/// What a reply was found to do, and which of the offered replies it means.
#[derive(Serialize)]
pub(crate) struct Found {
    assessment: Assessment,
    means: Option<usize>,
}

/// Takes the model's file in.
pub(crate) fn load(bytes: &[u8]) -> Result<(), String> {
    let model = Model::read(bytes).map_err(|fault| fault.to_string())?;
    READER.with_borrow_mut(|reader| *reader = Some(Reader { model, authored: vec![] }));
    Ok(())
}

/// Reads a reply, and finds the offered one that it means most nearly, if it means one.
pub(crate) fn read(peer: &str, reply: &str, options: &[Choice]) -> Result<Found, String> {
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
pub(crate) fn ahead(peer: &str, reply: &str) -> Result<(), String> {
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
