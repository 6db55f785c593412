//! stub
use crate::format::Document;
pub(crate) fn looks_like(_: &str) -> bool {
    false
}
pub(crate) fn read(_: &str) -> Document {
    Document::default()
}
