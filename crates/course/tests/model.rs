//! The model that ships is the one that these examples and scripts made.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files of a folder of `training/` with that ending, as paths within it.
fn files(within: &str, ending: &str) -> Vec<String> {
    let folder = root().join("training").join(within);
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(ending)).map(|name| format!("{within}{name}")).collect()
}

/// As `training/inputs.py` computes it.
fn inputs() -> [u8; 32] {
    let mut all = files("replies/", ".jsonl");
    all.extend(files("pairs/", ".jsonl"));
    all.extend(files("", ".py").into_iter().filter(|f| !["golden.py", "speed.py"].contains(&&**f)));
    all.sort_unstable();
    let mut whole = Sha256::new();
    for file in all {
        let content = std::fs::read(root().join("training").join(&file)).unwrap();
        whole.update(file.as_bytes());
        whole.update([0]);
        whole.update((content.len() as u64).to_le_bytes());
        whole.update(content);
    }
    whole.finalize().into()
}

#[test]
fn the_model_is_made_from_what_lies_in_training() {
    let file = root().join("crates/assess/model/replies.model");
    let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let model = assess::Model::read(&bytes).unwrap();
    let hex = |hash: [u8; 32]| hash.map(|byte| format!("{byte:02x}")).concat();
    assert_eq!(
        hex(model.inputs()),
        hex(inputs()),
        "the model was made from other examples or scripts than these: run `cargo xtask train`"
    );
}

#[test]
fn the_model_that_ships_is_read_when_it_is_asked_for() {
    let model = course::reader().unwrap();
    let hurt = model.reading("I lost my job.", "You should just get over it.").assessment;
    assert_eq!(hurt.verdict, assess::Verdict::Breaks, "{hurt:?}");
    assert!(course::model().unwrap().len() <= 8_000_000, "it travels to a phone");
}
