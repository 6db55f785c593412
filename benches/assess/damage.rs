//! Text as it may come: dictated, or typed with a thumb.

/// Without punctuation and capitals.
pub(crate) fn stripped(text: &str) -> String {
    let plain = text.replace('’', "'").to_lowercase();
    let letters = plain.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' });
    let plain: String = letters.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() { text.to_owned() } else { words.join(" ") }
}

/// Letters beside each other on a keyboard, in rows.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// In about one long word of sixteen a letter is doubled, left out, swapped or hit beside.
/// The same text gets the same slips.
pub(crate) fn mistyped(text: &str) -> String {
    let mut chance = text.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31) + u32::from(byte));
    let mut draw = |most: usize| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 8) as usize % most.max(1)
    };
    let words = text.split(' ').map(|word| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() < 4 || draw(16) > 0 {
            return word.to_owned();
        }
        let at = 1 + draw(letters.len() - 2);
        match draw(4) {
            0 => letters.insert(at, letters[at]),
            1 => drop(letters.remove(at)),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = beside(letters[at]),
        }
        letters.into_iter().collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

fn beside(letter: char) -> char {
    let row = ROWS.iter().find_map(|row| Some((row, row.find(letter.to_ascii_lowercase())?)));
    let near = row.and_then(|(row, at)| row.chars().nth(if at > 0 { at - 1 } else { 1 }));
    near.unwrap_or(letter)
}
