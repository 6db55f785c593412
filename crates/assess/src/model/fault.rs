//! What can be wrong with a model's file.

use std::fmt;

/// Why bytes are no model that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelFault {
    /// The bytes do not begin as a model does.
    NotAModel,
    /// A version that this code does not read.
    Version {
        /// What the file says.
        found: u32,
    },
    /// A size that this code cannot work with.
    Size {
        /// Of what.
        of: &'static str,
        /// What the file says.
        found: u32,
        /// What would do.
        expected: &'static str,
    },
    /// The file ends too early.
    Short {
        /// In which part.
        part: &'static str,
        /// How many bytes it should have.
        expected: usize,
        /// How many are left.
        found: usize,
    },
    /// A word piece that is none.
    Piece {
        /// Its number.
        number: usize,
        /// What is wrong with it.
        expected: &'static str,
    },
    /// A number that is none.
    Number {
        /// In which part.
        part: &'static str,
    },
    /// Something else stands where the file should end.
    End {
        /// How many bytes are left.
        found: usize,
    },
}

impl fmt::Display for ModelFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str(
                "expected a model's file, which begins with `holdspace-model`, found something \
                 else: was the file fetched whole and under its own name?",
            ),
            Self::Version { found } => write!(
                f,
                "expected a model of version {}, found version {found}: model and program must \
                 come from the same release",
                super::file::VERSION
            ),
            Self::Size { of, found, expected } => {
                write!(f, "expected {expected} as the model's {of}, found {found}")
            }
            Self::Short { part, expected, found } => write!(
                f,
                "expected {expected} bytes for the model's {part}, found {found}: the file is cut \
                 off; fetch it again"
            ),
            Self::Piece { number, expected } => {
                write!(f, "expected {expected} as piece {number} of the model's vocabulary")
            }
            Self::Number { part } => {
                write!(f, "expected numbers in the model's {part}, found one that is none")
            }
            Self::End { found } => write!(
                f,
                "expected the model's end mark and nothing after it, found {found} other bytes: \
                 the file is damaged; fetch it again"
            ),
        }
    }
}

impl std::error::Error for ModelFault {}
