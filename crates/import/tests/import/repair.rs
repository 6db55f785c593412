//! Text that is right is never touched, and usual breakage is undone.

use import::repair::text;
use proptest::prelude::*;

/// Words and signs of many languages, as people write them.
fn right() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "zażółć",
        "gęślą",
        "jaźń",
        "Świat",
        "ŁÓDŹ",
        "SPÓŁKA",
        "Ćma",
        "źdźbło",
        "příliš",
        "žluťoučký",
        "kůň",
        "Čeština",
        "ÚPĚL",
        "ďábelské",
        "français",
        "où",
        "ça",
        "naître",
        "ÉCOLE",
        "œuvre",
        "âge",
        "Noël",
        "Tiếng",
        "Việt",
        "đường",
        "người",
        "ĐÃ",
        "Ăn",
        "trễ",
        "Ấn",
        "Straße",
        "Ärger",
        "ÖL",
        "über",
        "mañana",
        "¿Qué",
        "coração",
        "NÃO",
        "irmã",
        "să",
        "ăștia",
        "CASĂ",
        "încă",
        "țară",
        "Århus",
        "Å",
        "smørrebrød",
        "ísland",
        "þú",
        "naïve",
        "café",
        "résumé",
        "the",
        "peer",
        "trust",
        "don’t",
        "It’s",
        "Привет",
        "мир",
        "Καλημέρα",
        "שלום",
        "你好",
        "日本語",
    ]);
    let signs = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "„",
        "«",
        "»",
        "…",
        "–",
        "—",
        "•",
        "™",
        "©",
        "®",
        "°",
        "²",
        " ½",
        " €",
        " £",
        " ¥",
        " §",
        " ¶",
        " ×",
        "\u{a0}",
        " ",
        " ",
        " ",
        " ",
        "\n",
        ".",
        ",",
        "!",
        "?",
        "(",
        ")",
        " ✅",
        " ❌",
        " 🗣️",
        " 👩‍🏫",
        " →",
        " ★",
        " ✔",
    ]);
    // Two words never touch: after the signs that close stands one that parts.
    let parts = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "\n",
        "\u{a0}",
        "–",
        " – ",
        "—",
        "’",
        "-",
        " “",
        " „",
        " «",
        " (",
        "…\u{a0}",
    ]);
    let pair = (words, prop::collection::vec(signs, 0..3), parts)
        .prop_map(|(w, s, p)| w.to_owned() + &s.concat() + p);
    prop::collection::vec(pair, 1..20).prop_map(|p| p.concat())
}

/// Words as they stand in sentences: parted by spaces, with punctuation at their ends.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "café",
        "naïve",
        "résumé",
        "don’t",
        "it’s",
        "zażółć",
        "gęślą",
        "jaźń",
        "świat",
        "Łódź",
        "příliš",
        "žluťoučký",
        "garçon",
        "déjà",
        "über",
        "Straße",
        "niño",
        "listen",
        "trust",
        "–",
        "“yes”",
        "✅",
        "📖",
        "🛠",
        "🗣️",
        "✔",
        "❌",
        "•",
        "10 °C",
        "½",
        "→",
        "wait…",
        "Việt",
        "người",
    ]);
    prop::collection::vec(words, 1..12).prop_map(|w| w.join(" "))
}

/// UTF-8 read in another encoding; bytes without a character stay as control characters.
fn broken(text: &str, encoding: &'static encoding_rs::Encoding) -> String {
    text.bytes().map(|b| encoding.decode_without_bom_handling(&[b]).0.into_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn right_text_stays(text_in in right()) {
        let (out, repaired) = text(&text_in);
        prop_assert_eq!(&out, &text_in, "{:?}", repaired);
        prop_assert!(repaired.is_empty());
    }

    #[test]
    fn english_with_any_signs_stays(
        text_in in "[ -~\u{2010}-\u{2027}\u{1f300}-\u{1f6ff}éñ\u{a0}]{0,60}"
    ) {
        prop_assert_eq!(text(&text_in).0, text_in);
    }

    #[test]
    fn breaking_and_repairing_gives_the_text_back(right in sentence()) {
        for encoding in [encoding_rs::WINDOWS_1250, encoding_rs::WINDOWS_1252] {
            let seen = broken(&right, encoding);
            prop_assert_eq!(&text(&seen).0, &right, "{}", seen);
        }
        let latin: String = right.bytes().map(char::from).collect();
        prop_assert_eq!(&text(&latin).0, &right);
    }

    #[test]
    fn a_broken_run_beside_right_text_is_all_that_changes(before in "[a-z]{1,6}", sign in prop::sample::select(vec!["✅", "📖", "🚫", "🛠", "✔", "🗣️", "’", "…"])) {
        let line = format!("{} {before} “it’s café” – 🔍", broken(sign, encoding_rs::WINDOWS_1250));
        let (out, repaired) = text(&line);
        prop_assert_eq!(out, format!("{sign} {before} “it’s café” – 🔍"));
        prop_assert_eq!(repaired.len(), 1);
        prop_assert_eq!(&repaired[0].to, sign);
    }
}
