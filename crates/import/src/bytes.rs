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
    let score = |central: &[u8], western: &[u8]| {
        let mut balance = 0i32;
        for (i, b) in bytes.iter().enumerate() {
            // A letter of a word, not a sign between words.
            let beside = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
            if *b >= 0x80 && (beside(i + 1) || i.checked_sub(1).is_some_and(beside)) {
                balance += i32::from(central.contains(b)) - i32::from(western.contains(b));
            }
        }
        balance
    };
    // ł ą ę ś ź ż ć ń Ś Ł Ż ě š č ř ž ů ň ť ő ű ă ţ in 1250, against à â ç è ê ë ï î ô ù û ñ ã õ å æ ø œ.
    let central =
        b"\xb3\xb9\xea\x9c\x9f\xbf\xe6\xf1\x8c\xa3\xaf\xec\x9a\xe8\xf8\x9e\xf9\xf2\x9d\xf5\xfb";
    let western =
        b"\xe0\xe2\xe7\xe8\xea\xeb\xef\xee\xf4\xf9\xfb\xf1\xe3\xf5\xe5\xe6\xf8\x9c\xe9\xfc\xf6";
    // Bytes in both lists cancel out; what decides are the others.
    if score(central, western) > 0 { WINDOWS_1250 } else { WINDOWS_1252 }
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
    fn line_endings_become_one() {
        assert_eq!(decode(b"a\r\nb\rc\nd").0, "a\nb\nc\nd");
    }
}
