//! The model that reads replies, as it comes with Holdspace.

use std::borrow::Cow;
use std::sync::OnceLock;

use assess::{Model, ModelFault};
use rust_embed::RustEmbed;

/// A build without the file compiles, and then replies can be chosen and not read.
#[derive(RustEmbed)]
#[folder = "../assess/model"]
#[allow_missing = true]
struct Folder;

/// Why there is no model to read replies with.
#[derive(Debug, thiserror::Error)]
pub enum NoModel {
    /// The build has none.
    #[error(
        "expected the model that reads replies, found none in this build; \
         put it at crates/assess/model/replies.model and build again"
    )]
    Missing,
    /// The build has one that cannot be used.
    #[error("the model that reads replies cannot be used")]
    Broken(#[source] ModelFault),
}

/// The model's file as it is sent to a page; `None` in a build without it.
#[must_use]
pub fn model() -> Option<Cow<'static, [u8]>> {
    Folder::get("replies.model").map(|file| file.data)
}

/// The model, ready to read replies: it is taken from its file when first asked for.
///
/// # Errors
/// Where the build has none, or one that is broken.
pub fn reader() -> Result<&'static Model, &'static NoModel> {
    static MODEL: OnceLock<Result<Model, NoModel>> = OnceLock::new();
    let read = || Model::read(&model().ok_or(NoModel::Missing)?).map_err(NoModel::Broken);
    MODEL.get_or_init(read).as_ref()
}
