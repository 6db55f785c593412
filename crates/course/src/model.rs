//! The model that reads replies, as it comes with Holdspace.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// Where the model stands; a build without the file compiles, and then only authored replies are
/// assessed.
#[derive(RustEmbed)]
#[folder = "../assess/model"]
#[allow_missing = true]
struct Folder;

/// The model's file as it is sent to a page; `None` in a build without it.
#[must_use]
pub fn model() -> Option<Cow<'static, [u8]>> {
    Folder::get("replies.model").map(|file| file.data)
}
