//! Pieces against those of the `tokenizers` crate: on every reply of the training, on every
//! character that there is, and on drawn text.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;

struct Both {
    ours: Vocabulary,
    theirs: tokenizers::Tokenizer,
}

static BOTH: LazyLock<Both> = LazyLock::new(|| Both::new(vocabulary()));

impl Both {
    fn new(pieces: Vec<Box<str>>) -> Self {
        let numbered = pieces.iter().zip(0_u32..).map(|(piece, id)| (piece.to_string(), id));
        let vocabulary: BTreeMap<String, u32> = numbered.collect();
        let model: WordPiece = serde_json::from_value(serde_json::json!({
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": LONGEST_WORD,
            "vocab": vocabulary,
        }))
        .unwrap();
        let mut theirs = tokenizers::Tokenizer::new(model);
        let _ = theirs.with_normalizer(Some(BertNormalizer::default()));
        theirs.with_pre_tokenizer(Some(BertPreTokenizer));
        Self { ours: Vocabulary::new(pieces), theirs }
    }

    /// Each piece with its span, by us and by them.
    fn cut(&self, text: &str) -> [Vec<(u32, usize, usize)>; 2] {
        let ours = self.ours.cut(text).into_iter();
        let encoding = self.theirs.encode_char_offsets(text, false).unwrap();
        let theirs = encoding.get_ids().iter().zip(encoding.get_offsets());
        [
            ours.map(|piece| (piece.id, piece.span.start, piece.span.end)).collect(),
            theirs.map(|(id, (start, end))| (*id, *start, *end)).collect(),
        ]
    }
}

/// Every character below the limit of the model's own vocabulary, and beginnings and rests of the
/// words of the replies, so that there is much to choose from.
fn vocabulary() -> Vec<Box<str>> {
    let mut known = BTreeSet::new();
    // A vocabulary without capitals has none.
    let small = |c: &char| c.to_lowercase().eq([*c]);
    let single = (0x21..0x250).filter_map(char::from_u32).filter(small).chain("‘’“”–—…€".chars());
    for c in single {
        known.insert(c.to_string());
        known.insert(format!("##{c}"));
    }
    for text in replies().iter().take(3_000) {
        for word in text.to_lowercase().split(|c: char| !c.is_ascii_alphabetic()) {
            let cut = word.len() / 2 + word.len() % 3;
            known.insert(word[..cut.min(word.len())].to_owned());
            known.insert(format!("##{}", &word[cut.min(word.len())..]));
        }
    }
    known.remove("");
    known.remove("##");
    SPECIAL.map(Box::from).into_iter().chain(known.into_iter().map(Box::from)).collect()
}

/// What peers and learners say in the examples.
fn replies() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../training/replies");
    let mut out = Vec::new();
    let Ok(files) = std::fs::read_dir(folder) else { return out };
    for file in files {
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let example: serde_json::Value = serde_json::from_str(line).unwrap();
            out.extend(["peer", "reply"].map(|side| example[side].as_str().unwrap().to_owned()));
        }
    }
    out
}

#[test]
fn every_reply_of_the_training_is_cut_the_same() {
    let replies = replies();
    assert!(replies.len() > 10_000, "expected the replies in training/replies");
    for text in replies {
        let [ours, theirs] = BOTH.cut(&text);
        assert_eq!(ours, theirs, "{text:?}");
    }
}

#[test]
fn every_character_is_cut_the_same() {
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    for some in all.chunks(512) {
        for (before, after) in [("a", "b "), ("", " ")] {
            let text: String = some.iter().map(|c| format!("{before}{c}{after}")).collect();
            let [ours, theirs] = BOTH.cut(&text);
            let apart = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
            assert!(
                apart.is_none() && ours.len() == theirs.len(),
                "from U+{:04X}: {:?}",
                u32::from(some[0]),
                apart.map(|at| (ours[at], theirs[at], text.chars().nth(ours[at].1)))
            );
        }
    }
}

proptest! {
    #[test]
    fn drawn_text_is_cut_the_same(text in ".{0,80}") {
        let [ours, theirs] = BOTH.cut(&text);
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn drawn_words_are_cut_the_same(text in "[a-zA-Z'’.,?! éüñİK\u{301}\u{200b}\n字-]{0,240}") {
        let [ours, theirs] = BOTH.cut(&text);
        prop_assert_eq!(ours, theirs);
    }
}
