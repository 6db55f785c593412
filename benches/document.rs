//! A topic of the size of a lesson, made up for measuring; each number gives another.

const SUBJECTS: [&str; 6] = ["A peer", "A neighbour", "Ruth", "The group", "A friend", "Sam"];
const DEEDS: [&str; 6] = [
    "comes late and says nothing about it",
    "asks what will be written down",
    "tells the same story again",
    "laughs at the wrong moment",
    "wants to leave early",
    "has a bad week and a worse Friday",
];
const ANSWERS: [&str; 6] = [
    "You wait until they are done.",
    "You say what you heard, and no more.",
    "You ask one thing that is open.",
    "You keep the promise that you made.",
    "You leave the choice with them.",
    "You say that you do not know.",
];

/// About 5,000 bytes and 900 words, with every kind of block.
pub(crate) fn topic(number: usize) -> String {
    let pick = |list: &[&'static str; 6], n: usize| list[(number + n) % 6];
    let sentence = |n: usize| {
        format!("{} {}. {}", pick(&SUBJECTS, n), pick(&DEEDS, n * 5 + 1), pick(&ANSWERS, n * 7 + 2))
    };
    let paragraph = |n: usize| (0..12).map(|i| sentence(n + i)).collect::<Vec<_>>().join("\n");
    let item = |n: usize, label: &str| {
        format!("- **{} {n}** – {} `{label}`\n", pick(&SUBJECTS, n), sentence(n).to_lowercase())
    };
    let items = |labels: &[&str]| {
        labels.iter().enumerate().map(|(n, label)| item(n, label)).collect::<String>()
    };
    let mut out = format!("---\ntitle: Lesson {number}\nlesson: Measuring\n---\n\n");
    out += ":::objectives\n- Name two things that help\n- Choose a reply that leaves room\n:::\n\n";
    for n in 0..2 {
        out += &format!("## Part {n}\n\n{}\n\n", paragraph(n * 11));
    }
    let builders =
        ["consistency", "listening", "empathy", "autonomy", "open-question", "boundaries"];
    out += &format!("## What helps\n\n:::builds\n{}:::\n\n", items(&builders));
    let breakers = ["advice", "minimizing", "oversharing", "breach", "judgment"];
    out += &format!("## What hurts\n\n:::breaks\n{}:::\n\n", items(&breakers));
    out += &format!("## What to do\n\n:::strategies\n{}:::\n\n", items(&builders[1..]));
    for n in 0..3 {
        let situation = sentence(n * 3);
        out += &format!(
            ":::example\n{situation}\n\n> instead of: You should look on the bright side. `advice`\n\n\
             > try: That sounds like a long week. What was it like? `empathy` `open-question`\n:::\n\n"
        );
    }
    out += &format!(":::quotation\n{}\n:::\n\n", pick(&ANSWERS, 1));
    out += ":::takeaways\n";
    for n in 0..4 {
        out += &format!("- {}\n", pick(&ANSWERS, n));
    }
    out += ":::\n\n:::references\n- A book by its author, 2019, chapter 3\n:::\n";
    out
}
