//! The verbs that pages use, all of them ADL's; see `docs/record.md`.

/// A topic was opened.
pub const INITIALIZED: &str = "http://adlnet.gov/expapi/verbs/initialized";
/// A reading was read to its end, or a case was finished in whichever way.
pub const COMPLETED: &str = "http://adlnet.gov/expapi/verbs/completed";
/// A case was begun.
pub const ATTEMPTED: &str = "http://adlnet.gov/expapi/verbs/attempted";
/// A reply was given in a scene.
pub const ANSWERED: &str = "http://adlnet.gov/expapi/verbs/answered";
/// A case was stopped for now.
pub const SUSPENDED: &str = "http://adlnet.gov/expapi/verbs/suspended";

/// All of them; a page can use no other.
pub const ALL: &[&str] = &[INITIALIZED, COMPLETED, ATTEMPTED, ANSWERED, SUSPENDED];
