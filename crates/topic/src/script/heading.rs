//! The heading of a scene: what part of the case it belongs to.

use practice::case::SceneKind;

/// What a heading begins.
pub(super) enum Begins {
    Scene(SceneKind, String),
    Voice,
}

/// The kinds as they are written before a colon.
const KINDS: [(&str, SceneKind); 4] = [
    ("ending", SceneKind::Ending),
    ("leaving", SceneKind::Leaving),
    ("before", SceneKind::Before),
    ("transfer", SceneKind::Transfer),
];

pub(super) fn read(heading: &str) -> Begins {
    let heading = heading.trim();
    if matches!(heading.to_lowercase().as_str(), "voice" | "the voice") {
        return Begins::Voice;
    }
    for (name, kind) in KINDS {
        let is_prefix = heading.get(..name.len()).is_some_and(|p| p.eq_ignore_ascii_case(name));
        if !is_prefix {
            continue;
        }
        let rest = heading[name.len()..].trim_start();
        if rest.is_empty() {
            return Begins::Scene(kind, heading.to_owned());
        }
        if let Some(title) = rest.strip_prefix([':', '–', '—']) {
            let title = title.trim();
            let title = if title.is_empty() { heading } else { title };
            return Begins::Scene(kind, title.to_owned());
        }
    }
    Begins::Scene(SceneKind::Talk, heading.to_owned())
}
