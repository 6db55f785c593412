//! Repair of text that was read in the wrong encoding, run by run.
//!
//! UTF-8 that was read as Windows-1250, Windows-1252 or Latin-1 shows each character as two to
//! four others.
//! A run is put right only where its bytes decode, where what comes out is something that people
//! write (an emoji, punctuation, an accented letter), and where what stands there cannot be right:
//! `“CASĂ”` decodes too, and is Romanian.

use crate::report::Repaired;

/// The text with its runs put right, and what was done.
#[must_use]
pub fn text(source: &str) -> (String, Vec<Repaired>) {
    let mut out = String::with_capacity(source.len());
    let mut repaired = Vec::new();
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let fixed = line_of(line, number + 1, &mut repaired);
        out.push_str(&fixed);
    }
    (out, repaired)
}

/// One line, or one paragraph, with its runs put right.
pub(crate) fn line_of(line: &str, number: usize, repaired: &mut Vec<Repaired>) -> String {
    if line.is_ascii() {
        return line.to_owned();
    }
    let chars: Vec<char> = line.chars().collect();
    let runs = runs(&chars);
    let sure = runs.iter().any(|r| r.sure);
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for run in runs {
        if !(run.sure || sure && run.likely) {
            continue;
        }
        out.extend(&chars[at..run.start]);
        let from: String = chars[run.start..run.end].iter().collect();
        let to = again(run.decoded);
        out.push_str(&to);
        repaired.push(Repaired { from, to, line: number });
        at = run.end;
    }
    out.extend(&chars[at..]);
    out
}

/// Text that went through the wrong encoding twice comes out of one repair as it was after once.
fn again(mut text: String) -> String {
    for _ in 0..2 {
        let chars: Vec<char> = text.chars().collect();
        match runs(&chars).as_slice() {
            [run] if run.start == 0 && run.end == chars.len() => text.clone_from(&run.decoded),
            _ => break,
        }
    }
    text
}

/// Adjacent characters that decode together.
struct Run {
    start: usize,
    end: usize,
    decoded: String,
    /// What stands there cannot be right.
    sure: bool,
    /// It may be right, but not beside a run that is sure.
    likely: bool,
    /// It decodes to what people write in lessons.
    familiar: bool,
}

fn runs(chars: &[char]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((length, decoded)) = sequence(&chars[at..]) else {
            at += 1;
            continue;
        };
        let end = at + length;
        let before = at.checked_sub(1).map(|i| chars[i]);
        let belief = belief(&chars[at..end], decoded, before, chars.get(end).copied());
        match out.last_mut() {
            Some(run) if run.end == at => {
                run.end = end;
                run.decoded.push(decoded);
                // Two in a row are no accident.
                let odd = chars[run.start..end].iter().any(|&c| !ordinary(c) && !c.is_uppercase());
                let both = belief != Belief::Foreign && run.familiar && odd;
                run.sure |= both || belief == Belief::Sure || run.end - run.start >= 8;
                run.familiar &= belief != Belief::Foreign;
            }
            _ => out.push(Run {
                start: at,
                end,
                decoded: decoded.to_string(),
                sure: belief == Belief::Sure,
                likely: belief == Belief::Likely,
                familiar: belief != Belief::Foreign,
            }),
        }
        at = end;
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Belief {
    Sure,
    Likely,
    /// Decodes to something wanted, and may well be right as it stands.
    Doubtful,
    /// Decodes to something that stands alone only by accident.
    Foreign,
}

/// How sure it is that a sequence is broken and not simply what was written.
fn belief(raw: &[char], decoded: char, before: Option<char>, after: Option<char>) -> Belief {
    let odd = raw[1..].iter().any(|&c| !ordinary(c));
    if raw[1..].iter().any(|c| ('\u{80}'..='\u{9f}').contains(c)) && wanted(decoded) {
        return Belief::Sure;
    }
    match raw.len() {
        4 if emoji(decoded) => Belief::Sure,
        3 if !wanted(decoded) => Belief::Foreign,
        3 if odd => Belief::Sure,
        3 => Belief::Likely,
        2 if matches!(raw[0], 'Â' | 'Ã' | 'Ă' | 'Ä' | 'Å' | 'Ĺ') && wanted(decoded) => {
            let inside = before.is_some_and(char::is_lowercase);
            let shouted = before.is_some_and(char::is_uppercase);
            let symbol = odd && !raw[1].is_alphabetic();
            let space = decoded == '\u{a0}';
            let figure = before.is_some_and(|c| c.is_ascii_digit() || ".,;:!?)".contains(c));
            let goes_on = after.is_some_and(char::is_lowercase);
            // "Ã©tat": no word begins with a capital and a raised sign.
            let first = !before.is_some_and(char::is_alphabetic);
            let symbol = symbol
                || (goes_on || figure || first && raw[0] == 'Â') && "©®ªº°²³¹™".contains(raw[1]);
            // No language writes these letters after one another, but for Romanian and Turkish.
            let letters = raw[1].is_alphabetic() && !matches!(raw[1], 'ş' | 'Ş' | 'ª' | 'º');
            let goes_on = goes_on && !shouted;
            // Nor does a quotation mark stand between two letters.
            let quote = "“”„«»‹›‚".contains(raw[1]);
            if inside
                || ((letters || quote) && goes_on)
                || (symbol && !shouted)
                || (raw[0] == 'Â' && figure && (symbol || space))
            {
                Belief::Sure
            } else if goes_on || space && raw[0] == 'Â' {
                Belief::Likely
            } else {
                Belief::Doubtful
            }
        }
        _ => Belief::Foreign,
    }
}

/// Characters of a wrong reading that may also stand, rightly, after a letter.
fn ordinary(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '™'
            | '®'
            | '©'
            | '°'
            | '²'
            | '³'
            | '¹'
            | 'ª'
            | 'º'
            | '\u{a0}'
            | '\u{ad}'
    )
}

/// Characters that people write in lessons and that a wrong reading is likely to have broken.
fn wanted(c: char) -> bool {
    emoji(c)
        || matches!(c,
            '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{1a0}'..='\u{1b0}'
            | '\u{1e80}'..='\u{1ef9}' | '\u{300}'..='\u{323}'
            | '\u{2009}'..='\u{200d}' | '\u{2010}'..='\u{203f}' | '\u{20ac}' | '\u{20e3}'
            | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{21ff}' | '\u{2202}'..='\u{2265}'
            | '\u{25a0}'..='\u{25ff}' | '\u{fe0f}' | '\u{feff}')
}

fn emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b05}'..='\u{2b55}' | '\u{e0020}'..='\u{e007f}')
}

/// The one character that the first two to four decode to, in one of the encodings.
fn sequence(chars: &[char]) -> Option<(usize, char)> {
    let lead = byte(*chars.first()?)?;
    let length = match lead.0 {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut encodings) = ([0; 4], lead.1);
    bytes[0] = lead.0;
    for (slot, &c) in bytes[1..length].iter_mut().zip(chars.get(1..length)?) {
        let (b, e) = byte(c)?;
        *slot = b;
        encodings &= e;
    }
    let text = std::str::from_utf8(&bytes[..length]).ok().filter(|_| encodings != 0)?;
    text.chars().next().map(|c| (length, c))
}

/// The byte that is read as that character, and in which encodings: 1 Windows-1250, 2
/// Windows-1252, 4 Latin-1. A byte without a character there is read as itself.
fn byte(c: char) -> Option<(u8, u8)> {
    let code = c as u32;
    if code < 0x80 {
        return None;
    }
    if (0x80..=0x9f).contains(&code) {
        return u8::try_from(code).ok().map(|b| (b, 7));
    }
    let in_1250 =
        WINDOWS_1250.iter().position(|&x| x == c).and_then(|i| u8::try_from(i + 0x80).ok());
    let in_1252 = WINDOWS_1252
        .iter()
        .position(|&x| x == c)
        .and_then(|i| u8::try_from(i + 0x80).ok())
        .or_else(|| u8::try_from(code).ok().filter(|b| *b >= 0xa0));
    let latin = u8::try_from(code).ok().filter(|b| *b >= 0xa0);
    let b = in_1250.or(in_1252)?;
    let flags = u8::from(in_1250 == Some(b))
        + 2 * u8::from(in_1252 == Some(b))
        + 4 * u8::from(latin == Some(b));
    Some((b, flags))
}

/// The upper half of Windows-1250; a byte without a character stands as a space.
const WINDOWS_1250: [char; 128] = table(
    "€ ‚ „…†‡ ‰Š‹ŚŤŽŹ ‘’“”•–— ™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
     ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
);

/// Windows-1252 where it differs from Latin-1; a byte without a character stands as a space.
const WINDOWS_1252: [char; 32] = table("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ");

const fn table<const N: usize>(text: &str) -> [char; N] {
    let bytes = text.as_bytes();
    let (mut out, mut at, mut n) = ([' '; N], 0, 0);
    while at < bytes.len() && n < N {
        let b = bytes[at] as u32;
        let (code, length) = if b < 0x80 {
            (b, 1)
        } else if b < 0xe0 {
            ((b & 0x1f) << 6 | bytes[at + 1] as u32 & 0x3f, 2)
        } else {
            ((b & 0xf) << 12 | (bytes[at + 1] as u32 & 0x3f) << 6 | bytes[at + 2] as u32 & 0x3f, 3)
        };
        out[n] = match char::from_u32(code) {
            Some(c) => c,
            None => ' ',
        };
        at += length;
        n += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_encodings() {
        for b in 0x80..=0xffu8 {
            for (encoding, flag) in [(encoding_rs::WINDOWS_1250, 1), (encoding_rs::WINDOWS_1252, 2)]
            {
                let bytes = [b];
                let (text, _) = encoding.decode_without_bom_handling(&bytes);
                let c = text.chars().next().unwrap();
                let (found, flags) = byte(c).unwrap();
                assert_eq!((found, flags & flag), (b, flag), "{b:x} {c}");
            }
        }
    }

    #[test]
    fn right_text_that_decodes_stays() {
        for right in [
            "“CASĂ”",
            "„Ä“",
            "SPÓŁKA",
            "KSIĘŻNA",
            "AMANHÃ…",
            "«está»… no",
            "Ăştia",
            "Âşık Veysel",
            "Å\u{a0}ena sidan",
            "MARCĂ®",
            "“ea urâ–” zise",
            "manhã…”",
            "déjà…”",
            "ĐÃ”",
            "5\u{a0}€",
        ] {
            assert_eq!(text(right), (right.to_owned(), vec![]), "{right}");
        }
    }

    #[test]
    fn usual_breakage_is_put_right() {
        for (broken, right) in [
            ("cafĂ© and rĂ´le", "café and rôle"),
            ("donâ€™t", "don’t"),
            ("donâ\u{80}\u{99}t", "don’t"),
            ("Ã©tat", "état"),
            ("25Â°C", "25°C"),
            ("wordÂ\u{a0}word", "word\u{a0}word"),
            ("Ã¢â‚¬Å“yesÃ¢â‚¬Â\u{9d}", "“yes”"),
            ("zaĹĽĂłĹ‚Ä‡ gÄ™Ĺ›lÄ…", "zażółć gęślą"),
            ("ðŸ‘\u{8d}ðŸ\u{8f}½ ok", "👍🏽 ok"),
            ("đź›\u{a0} x", "🛠 x"),
        ] {
            assert_eq!(text(broken).0, right, "{broken}");
        }
    }
}
