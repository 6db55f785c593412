//! Forms in which people write a part of a lesson.

use import::Imported;

fn of(text: &str, name: &str) -> Imported {
    import::document(text.as_bytes(), name).unwrap()
}

#[test]
fn an_address_is_a_reference_and_no_heading() {
    let text = "A first visit\n\nCome in slowly, and say who you are.\n\nBIBLIOGRAPHY\n\nGray, T. At the door. 2018.\nMoss, L. Two chairs. 2020. https://example.org/chairs\nhttps://example.org/doors\n";
    for (text, name) in [
        (text.to_owned(), "a.txt"),
        (
            text.replace("BIBLIOGRAPHY", "## Bibliography")
                .replace("\nGray", "\n- Gray")
                .replace("\nMoss", "\n- Moss"),
            "a.md",
        ),
    ] {
        let found = of(&text, name);
        assert_eq!(found.report.references.len(), 3, "{name} {}", found.topic);
        assert!(!found.topic.contains("# http"), "{}", found.topic);
    }
}

#[test]
fn a_pointed_line_below_a_list_s_name_is_an_item_in_plain_text() {
    let found = of(
        "A first visit\n\nCome in slowly, and say who you are.\n\nTHINGS TO REMEMBER\n\n> Knock, and wait.\n> Ask where to sit.\n",
        "a.txt",
    );
    assert_eq!(found.report.takeaways.len(), 2, "{}", found.topic);
    assert!(found.report.quotations.is_empty());
}

#[test]
fn a_line_of_a_pair_is_the_bare_words() {
    let found = of(
        "Grief\n\nSit down first, and take your time with her.\n\nExample: Ana's son has died.\n\nNot helpful: “He's in a better place.”\nMore helpful: “I'm so sorry. Tell me about him.”\n\nExample: Bo missed the meeting.\n\nInstead of asking “Why haven't you gone?”, try “What got in the way?”\n\nExample: Cy is new.\n\nAvoid saying “Calm down.” A better response is “I'm here.”\n",
        "a.txt",
    );
    for line in [
        "> instead of: He's in a better place.",
        "> try: I'm so sorry. Tell me about him.",
        "> instead of: Why haven't you gone?",
        "> try: What got in the way?",
        "> instead of: Calm down.",
        "> try: I'm here.",
    ] {
        assert!(found.topic.lines().any(|l| l == line), "{line}\n{}", found.topic);
    }
    for words in
        ["Not helpful", "More helpful", "Instead of asking", "Avoid saying", "A better response is"]
    {
        assert!(found.topic.contains(words), "{words}\n{}", found.topic);
    }
}
