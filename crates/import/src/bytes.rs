//! Bytes into characters: UTF-8, UTF-16, Windows-1250 and Windows-1252.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

/// The characters of a text file, with `\n` as the only line ending and no byte order mark, and the
/// name of the encoding that they were read in.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> (String, &'static str) {
    let (encoding, start) = detect(bytes);
    let (text, _) = encoding.decode_without_bom_handling(&bytes[start.min(bytes.len())..]);
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    (text, encoding.name())
}

/// Whether the bytes are no text in any of the encodings: many control characters.
#[must_use]
pub(crate) fn binary(bytes: &[u8]) -> bool {
    let (encoding, start) = detect(bytes);
    let head = &bytes[start.min(bytes.len())..bytes.len().min(8192)];
    let (text, _) = encoding.decode_without_bom_handling(head);
    let odd = text.chars().filter(|c| c.is_control() && !"\t\n\r\u{b}\u{c}".contains(*c)).count();
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    odd * 100 > text.chars().count() || lost * 4 > text.chars().count()
}

fn detect(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length);
    }
    if let Some(encoding) = wide(bytes) {
        return (encoding, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    (narrow(bytes), 0)
}

/// UTF-16 without a mark: most characters of a lesson have a zero byte on the same side.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (pairs, high, low) = (head.len() / 2, zeros(1), zeros(0));
    if high * 2 > pairs && low * 20 <= high {
        Some(UTF_16LE)
    } else if low * 2 > pairs && high * 20 <= low {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A file that is not UTF-8: mostly UTF-8 with a fault in it, Windows-1250 or Windows-1252.
///
/// The two agree on quotation marks and dashes; only letters tell them apart, and those that a text
/// in the other would hardly have count.
fn narrow(bytes: &[u8]) -> &'static Encoding {
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    let whole = text.chars().filter(|c| !c.is_ascii()).count() - lost;
    if whole > lost * 4 && high > 0 {
        return UTF_8;
    }
    let balance: i32 = (0..bytes.len()).map(|i| central(bytes, i)).sum();
    if balance > 0 { WINDOWS_1250 } else { WINDOWS_1252 }
}

/// How much one byte speaks for Windows-1250: for a letter of Central Europe, or with a minus for
/// one of the west, by its neighbours where the byte is a letter in both.
fn central(bytes: &[u8], at: usize) -> i32 {
    let near = |i: Option<usize>| i.and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
    let (before, after) = (near(at.checked_sub(1)), near(at.checked_add(1)));
    let letter = |b: u8| b.is_ascii_alphabetic() || b >= 0xc0;
    let vowel = |b: u8| b"aeiouAEIOU".contains(&b);
    let yes = |if_true: bool| if if_true { 1 } else { -1 };
    match bytes[at] {
        // No characters in Windows-1252.
        0x8d | 0x8f | 0x9d => 3,
        // A sign there, and here ł ą ż ş Ł Ż, which stand in words.
        0xb3 | 0xb9 | 0xaf | 0xa3 | 0xba | 0xbf | 0xa5 if letter(before) && letter(after) => 2,
        0xb3 | 0xb9 | 0xbf if letter(before) => 1,
        0xa3 | 0xaf if letter(after) => 1,
        // ś, ź and Ś against œ, Ÿ and Œ, which a u follows.
        0x9c | 0x8c if letter(before) || letter(after) => yes(after != b'u'),
        0x9f if letter(before) || letter(after) => 1,
        // ě, ů and ň against ì, ù and ò, which end a word.
        0xec | 0xf9 | 0xf2 if letter(after) => 1,
        // ć against æ; ő against õ; ă against ã; ń against ñ; ď against ï.
        0xe6 => yes(letter(before) && !letter(after)),
        0xf5 => yes(after != b'e'),
        0xe3 if letter(after) => yes(after != b'o' && after != b'e'),
        0xf1 => yes(!vowel(after)),
        0xef if letter(before) => yes(!vowel(before)),
        // à and å against letters that are hardly written.
        0xe0 | 0xe5 => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_reads_as_itself() {
        let polish = "Cisza też pomaga: „słuchaj”, zanim coś powiesz. Więź rośnie powoli.";
        let french = "La confiance naît peu à peu : “écoute” d’abord, même si ça gêne.";
        for (text, encoding) in [(polish, WINDOWS_1250), (french, WINDOWS_1252)] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes), (text.to_owned(), encoding.name()));
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little).0, text);
            assert_eq!(decode(&big).0, text);
            assert_eq!(decode(&[b"\xff\xfe".as_slice(), &little].concat()).0, text);
            assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).0, text);
        }
    }

    #[test]
    fn few_letters_tell_the_encoding() {
        for text in [
            "Zaufanie rośnie powoli, krok po kroku.",
            "Důvěra roste pomalu a ztrácí se rychle.",
            "A bizalom lassan nő, és gyorsan elvész; őszintén, türelmesen.",
            "Încrederea creşte încet",
            "Łódź, Kraków i Gdańsk: “słuchaj”",
        ] {
            assert_eq!(decode(&WINDOWS_1250.encode(text).0).0, text);
        }
        for text in [
            "La confiance naît lentement, déjà à l’été, avec cœur.",
            "Vertrauen wächst langsam; schöne Grüße, Straße, Übung.",
            "La confianza crece despacio: mañana, ¿qué pasó?",
            "Confiança: não, coração, irmã, você, põe.",
            "Tillit växer långsamt – på ön, återigen.",
            "Tillid vokser langsomt, på en ø, æble.",
            "Trust “grows” slowly – it’s fine… at 5° or ½, £3 and 1º",
            "Café naïve résumé",
        ] {
            assert_eq!(decode(&WINDOWS_1252.encode(text).0).0, text);
        }
    }

    #[test]
    fn line_endings_become_one() {
        assert_eq!(decode(b"a\r\nb\rc\nd").0, "a\nb\nc\nd");
    }
}
