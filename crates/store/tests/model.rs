//! Whatever is asked of the store in whatever order, it answers as a plain list in memory would.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{Error, Learner, Store};
use uuid::Uuid;
use xapi::Statement;

/// What is asked: few learners, ids and bodies, so that they meet often.
#[derive(Clone, Debug)]
enum Step {
    Append { learner: u8, list: Vec<(u8, u8)> },
    Delete { learner: u8 },
}

/// The store as a list in memory.
#[derive(Default)]
struct Model {
    kept: Vec<(u8, u8, u8)>,
    deleted: BTreeSet<u8>,
}

#[derive(Debug, PartialEq)]
enum Told {
    Kept,
    Conflict,
    Deleted,
    Gone(u64),
}

impl Model {
    fn step(&mut self, step: &Step) -> Told {
        match step {
            Step::Delete { learner } => {
                let before = self.kept.len();
                self.kept.retain(|(whose, ..)| whose != learner);
                self.deleted.insert(*learner);
                Told::Gone((before - self.kept.len()) as u64)
            }
            Step::Append { learner, list } => {
                let mut known: BTreeMap<u8, (u8, u8)> =
                    self.kept.iter().map(|(whose, id, body)| (*id, (*whose, *body))).collect();
                let mut fresh = Vec::new();
                for (id, body) in list {
                    match known.get(id) {
                        None => {
                            known.insert(*id, (*learner, *body));
                            fresh.push((*learner, *id, *body));
                        }
                        Some(there) if there == &(*learner, *body) => {}
                        Some(_) => return Told::Conflict,
                    }
                }
                if !fresh.is_empty() && self.deleted.contains(learner) {
                    return Told::Deleted;
                }
                self.kept.extend(fresh);
                Told::Kept
            }
        }
    }
}

fn learner(number: u8) -> Learner {
    Uuid::from_u128(0xa000 + u128::from(number))
}

fn statement(id: u8, body: u8) -> Statement {
    let id = Uuid::from_u128(0xb000 + u128::from(id));
    let text = format!(
        r#"{{"id":"{id}","verb":{{"id":"{}"}},"object":{{"id":"urn:c/{body}"}},"timestamp":"2026-01-31T09:05:00Z"}}"#,
        xapi::verb::ATTEMPTED
    );
    Statement::from_page(&text).unwrap()
}

async fn ask(store: &Store, step: &Step) -> Told {
    match step {
        Step::Delete { learner: l } => Told::Gone(store.delete_learner(learner(*l)).await.unwrap()),
        Step::Append { learner: l, list } => {
            let list = list.iter().map(|(id, body)| statement(*id, *body)).collect();
            match store.append(learner(*l), list).await {
                Ok(_) => Told::Kept,
                Err(Error::Conflict(_)) => Told::Conflict,
                Err(Error::Deleted) => Told::Deleted,
                Err(other) => panic!("{other}"),
            }
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let append = (0u8..3, prop::collection::vec((0u8..40, 0u8..2), 0..70))
        .prop_map(|(learner, list)| Step::Append { learner, list });
    let fewer = (0u8..3, prop::collection::vec((0u8..40, Just(0u8)), 0..70))
        .prop_map(|(learner, list)| Step::Append { learner, list });
    let delete = (0u8..3).prop_map(|learner| Step::Delete { learner });
    prop::collection::vec(prop_oneof![2 => append, 6 => fewer, 1 => delete], 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_store_answers_as_a_list_would(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let store = Store::open_file(&folder.path().join("holdspace.db")).await.unwrap();
            let mut model = Model::default();
            for step in &steps {
                assert_eq!(ask(&store, step).await, model.step(step), "{step:?}");
            }
            for number in 0..3 {
                let kept = store.statements_of(learner(number)).await.unwrap();
                let kept: Vec<String> = kept.into_iter().map(|k| k.json).collect();
                let wanted: Vec<String> = model
                    .kept
                    .iter()
                    .filter(|(whose, ..)| *whose == number)
                    .map(|(_, id, body)| statement(*id, *body).json)
                    .collect();
                assert_eq!(kept, wanted);
            }
        });
    }
}
