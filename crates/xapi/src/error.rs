//! What is wrong with a statement: where, what was expected, what was found.

use std::fmt;

/// A statement, or a list of them, that cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are not JSON.
    #[error("expected JSON, found {found} at line {line}, column {column}")]
    NotJson {
        /// What the parser met, in its words; never the bytes themselves.
        found: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// A property breaks a rule.
    #[error("{0}")]
    Property(Fault),
    /// More statements at once than are taken.
    #[error("expected at most {most} statements in one post, found {found}; send them in parts")]
    TooMany {
        /// The most that are taken.
        most: usize,
        /// How many came.
        found: usize,
    },
}

/// One property that breaks a rule.
///
/// `found` tells the kind or the length of what was there, and the value itself only where it
/// cannot hold a learner's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, such as `[2].object.id`; empty for the whole.
    pub property: String,
    /// What the rule asks for.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.property.is_empty() {
            write!(f, "{}: ", self.property)?;
        }
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl Error {
    /// A fault at a property.
    pub(crate) fn at(
        property: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self::Property(Fault {
            property: property.into(),
            expected: expected.into(),
            found: found.into(),
        })
    }

    /// The same error with the place in a list set before the property.
    #[must_use]
    pub fn in_item(self, index: usize) -> Self {
        match self {
            Self::Property(fault) => {
                let dot = if fault.property.is_empty() { "" } else { "." };
                let property = format!("[{index}]{dot}{}", fault.property);
                Self::Property(Fault { property, ..fault })
            }
            other => other,
        }
    }

    /// The property that is at fault, where one is.
    #[must_use]
    pub fn property(&self) -> Option<&str> {
        match self {
            Self::Property(fault) => Some(&fault.property),
            Self::NotJson { .. } | Self::TooMany { .. } => None,
        }
    }
}
