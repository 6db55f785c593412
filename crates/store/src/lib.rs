//! Everything that is kept; the only crate with SQL.
