//! Durations (xAPI 1.0.3 Data §4.2.2, ISO 8601): how long something took.

/// The seconds in an ISO 8601 duration such as `PT4M12.5S`, or `None` where it is none.
///
/// A year counts as 365 days and a month as 30: a duration that long says that a page was left
/// open, not how long somebody read.
#[must_use]
pub fn seconds(text: &str) -> Option<f64> {
    let rest = text.strip_prefix('P')?;
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None => (rest, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let date =
        parts(date, &[('Y', 31_536_000.0), ('M', 2_592_000.0), ('W', 604_800.0), ('D', 86_400.0)])?;
    let time = parts(time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)])?;
    let sum = date + time;
    sum.is_finite().then_some(sum)
}

/// Sums number-and-unit pairs whose units stand in the given order.
fn parts(mut text: &str, mut units: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, rest) = text.split_at(end);
        let unit = rest.chars().next()?;
        let place = units.iter().position(|(name, _)| *name == unit)?;
        let well_formed =
            number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.');
        if !well_formed {
            return None;
        }
        sum += number.parse::<f64>().ok()? * units.get(place)?.1;
        units = units.get(place + 1..)?;
        text = rest.get(unit.len_utf8()..)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_seconds() {
        for (text, wanted) in [
            ("PT0S", 0.0),
            ("PT4M12.5S", 252.5),
            ("PT1H", 3600.0),
            ("P1DT1S", 86_401.0),
            ("P2W", 1_209_600.0),
        ] {
            assert_eq!(seconds(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "4 minutes",
            "PT4",
            "PT5S4M",
            "PT4M4M",
            "PT-4M",
            "PT.5S",
            "PT1.S",
            "P1H",
            "PTé",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
