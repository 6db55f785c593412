//! A text as plain words: contractions whole, common slips mended, quoted words left out.

/// Sentences of words. "," stands for a comma.
pub(super) fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let mut sentence = Vec::new();
    let text = unquoted(text);
    let mut word = String::new();
    for c in text.chars().chain(['.']) {
        match c {
            '\'' | '’' | '‘' | '`' => word.push('\''),
            _ if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => {
                whole(&std::mem::take(&mut word), &mut sentence);
                match c {
                    ',' | ';' | ':' | '–' | '—' | '(' | ')' => sentence.push(",".to_owned()),
                    '.' | '!' | '?' | '\n' => out.push(std::mem::take(&mut sentence)),
                    _ => {}
                }
            }
        }
    }
    out
}

/// A sentence's clauses: they part at commas, and at "and", "but", "so", "because" before a person.
pub(super) fn clauses(sentence: &[String]) -> Vec<&[String]> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..sentence.len() {
        let word = sentence[at].as_str();
        if word == "," {
            out.push(&sentence[from..at]);
            from = at + 1;
        }
        let joins = matches!(word, "and" | "but" | "so" | "because" | "cause" | "cuz" | "then");
        let person = sentence.get(at + 1).is_some_and(|next| {
            matches!(
                next.as_str(),
                "i" | "you" | "he" | "she" | "they" | "we" | "my" | "it" | "now"
            )
        });
        if joins && person && at > from {
            out.push(&sentence[from..at]);
            from = at;
        }
    }
    out.push(&sentence[from..]);
    out.retain(|clause| !clause.is_empty());
    out
}

/// Without what stands in double quotes, where there is more than that.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '“' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    if out.chars().any(char::is_alphanumeric) && !inside { out } else { text.to_owned() }
}

/// The whole words that one typed word stands for.
fn whole(word: &str, out: &mut Vec<String>) {
    let plain: String = word.chars().filter(|c| *c != '\'').collect();
    if plain.is_empty() {
        return;
    }
    let apart = SHORT.iter().find(|(short, _)| *short == plain || *short == word);
    // "ill" and "id" are words too; with the apostrophe they are not.
    let whole = match apart {
        Some((_, whole)) => *whole,
        None => match word {
            "i'll" => "i will",
            "i'd" => "i would",
            _ => SLIPS.iter().find(|(slip, _)| *slip == plain).map_or(plain.as_str(), |(_, w)| w),
        },
    };
    let whole = KEYS.iter().find(|key| slipped(whole, key)).unwrap_or(&whole);
    out.extend(whole.split(' ').map(str::to_owned));
    // "my self" is one word.
    if let [.., a, b] = out.as_slice()
        && a == "my"
        && b == "self"
    {
        out.truncate(out.len() - 2);
        out.push("myself".to_owned());
    }
}

const SHORT: &[(&str, &str)] = &[
    ("im", "i am"),
    ("iam", "i am"),
    ("ima", "i am going to"),
    ("imma", "i am going to"),
    ("ive", "i have"),
    ("dont", "do not"),
    ("dnt", "do not"),
    ("doesnt", "does not"),
    ("didnt", "did not"),
    ("cant", "can not"),
    ("cannot", "can not"),
    ("couldnt", "could not"),
    ("wouldnt", "would not"),
    ("wont", "will not"),
    ("isnt", "is not"),
    ("arent", "are not"),
    ("aint", "am not"),
    ("wasnt", "was not"),
    ("youre", "you are"),
    ("youve", "you have"),
    ("youd", "you would"),
    ("youll", "you will"),
    ("hes", "he is"),
    ("shes", "she is"),
    ("theyre", "they are"),
    ("theres", "there is"),
    ("whats", "what is"),
    ("its", "it is"),
    ("wanna", "want to"),
    ("gonna", "going to"),
    ("gunna", "going to"),
    ("gona", "going to"),
    ("tryna", "trying to"),
    ("gotta", "have to"),
    ("kms", "kill myself"),
    ("u", "you"),
    ("ur", "your"),
    ("ods", "overdosed"),
    ("oding", "overdosing"),
    ("oded", "overdosed"),
    ("od", "overdose"),
    ("anymore", "any more"),
    ("selfharm", "self harm"),
    ("selfharmed", "self harmed"),
    ("selfharming", "self harming"),
];

const SLIPS: &[(&str, &str)] = &[
    ("wnat", "want"),
    ("wan", "want"),
    ("wnt", "want"),
    ("kil", "kill"),
    ("killl", "kill"),
    ("kll", "kill"),
    ("unalive", "kill"),
    ("dieing", "dying"),
    ("thinkin", "thinking"),
    ("feelin", "feeling"),
    ("cuttin", "cutting"),
    ("hurtin", "hurting"),
    ("alot", "lot"),
    ("tonite", "tonight"),
    ("2nite", "tonight"),
    ("rn", "now"),
    ("tho", "though"),
    ("suicidle", "suicidal"),
    ("sucidal", "suicidal"),
    ("suidical", "suicidal"),
];

/// Words that are known with one slip in them.
const KEYS: &[&str] =
    &["myself", "suicide", "suicidal", "overdose", "overdosed", "overdosing", "killing", "living"];

/// Whether the word is the key with one letter doubled, left out, changed or swapped.
fn slipped(word: &str, key: &str) -> bool {
    const WORDS: [&str; 6] = ["himself", "herself", "itself", "filling", "billing", "willing"];
    if WORDS.contains(&word)
        || matches!(word, "loving" | "giving" | "liking" | "pilling" | "overdoes")
    {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), key.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal if a.len() >= 2 => {
            a[1..] == b[1..] || (a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
        std::cmp::Ordering::Equal => true,
        std::cmp::Ordering::Less => *a == b[1..],
        std::cmp::Ordering::Greater => a[1..] == *b,
    }
}
