//! Statements and the rules of xAPI.
