//! Timestamps (xAPI 1.0.3 Data §4.2.1, RFC 3339): a full date and time with an offset.

use jiff::Timestamp;

/// Whether the text is an RFC 3339 timestamp such as `2026-01-31T09:05:00.250Z`.
///
/// The offset `-00:00` is refused, as xAPI 2.0 asks.
#[must_use]
pub fn is_timestamp(text: &str) -> bool {
    has_the_shape(text.as_bytes()) && text.parse::<Timestamp>().is_ok()
}

/// The parser below this is more lenient than the standard, so the shape is held first.
fn has_the_shape(text: &[u8]) -> bool {
    let Some((head, tail)) = text.split_at_checked(19) else { return false };
    let pattern = b"dddd-dd-ddTdd:dd:dd";
    let head_fits = head.iter().zip(pattern).all(|(&found, &wanted)| match wanted {
        b'd' => found.is_ascii_digit(),
        b'T' => found.eq_ignore_ascii_case(&b'T'),
        _ => found == wanted,
    });
    head_fits && tail_fits(tail)
}

fn tail_fits(tail: &[u8]) -> bool {
    let zone = match tail.strip_prefix(b".") {
        None => tail,
        Some(fraction) => {
            let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 0 || digits > 9 {
                return false;
            }
            fraction.get(digits..).unwrap_or_default()
        }
    };
    match zone {
        b"Z" | b"z" => true,
        b"-00:00" => false,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_write_passes() {
        for text in
            ["2026-01-31T09:05:00.250Z", "2026-01-31T09:05:00+01:00", "2024-02-29t00:00:00z"]
        {
            assert!(is_timestamp(text), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "2026-01-31",
            "2026-01-31 09:05:00Z",
            "2026-01-31T09:05:00",
            "2026-02-30T09:05:00Z",
            "2026-01-31T09:05:00-00:00",
            "2026-01-31T09:05:00.Z",
            "2026-01-31T09:05Z",
            "2026-01-31T25:05:00Z",
            "yesterday, after the talk",
        ] {
            assert!(!is_timestamp(text), "{text}");
        }
    }
}
