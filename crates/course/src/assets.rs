//! The player's files: style, page scripts and the WASM module, each at one hashed address.
//!
//! All stand in one folder whose name is a hash of everything in it, so that scripts can import
//! each other by plain relative names and still be kept by a browser for good.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::model;

/// A file for the page.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Its kind, for the `content-type` header.
    pub mime: &'static str,
    /// Whether the address names exactly this content, so that it may be kept for a year.
    pub immutable: bool,
}

#[derive(RustEmbed)]
#[folder = "../player/page"]
#[allow_missing = true]
struct Page;

#[derive(RustEmbed)]
#[folder = "../player/pkg"]
#[allow_missing = true]
struct Package;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Own;

/// The address of a file, such as `holdspace.css`, `practice.js` or `player.wasm`.
#[must_use]
pub fn url(name: &str) -> String {
    format!("{}{name}", folder())
}

/// The model that reads replies, as a page fetches it; `None` in a build without it.
#[derive(Clone, Debug)]
pub struct ModelFile {
    /// Its address, named by its own content: it is large, and changes seldom.
    pub url: String,
    /// Its length in bytes, unpacked.
    pub size: usize,
}

/// Where the model is, and how large.
#[must_use]
pub fn model_file() -> Option<&'static ModelFile> {
    static FILE: OnceLock<Option<ModelFile>> = OnceLock::new();
    let find = || {
        let bytes = model::model()?;
        let url = format!("/assets/{}/{MODEL}", hex(&Sha256::digest(&bytes)));
        Some(ModelFile { url, size: bytes.len() })
    };
    FILE.get_or_init(find).as_ref()
}

const MODEL: &str = "replies.model";

/// The folder of all files: `/assets/<hash>/`.
#[must_use]
pub fn folder() -> &'static str {
    static FOLDER: OnceLock<String> = OnceLock::new();
    FOLDER.get_or_init(|| format!("/assets/{}/", hash()))
}

/// The file at an address; `path` is what follows `/assets/`, with the hash or without.
///
/// An old hash still gives the file of today, but not for keeping.
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    let name = path.rsplit('/').next()?;
    if name == MODEL {
        let immutable = model_file()?.url.strip_prefix("/assets/") == Some(path);
        return Some(Asset { bytes: model::model()?, mime: "application/octet-stream", immutable });
    }
    let mime = mime(name)?;
    let bytes = read(name)?;
    Some(Asset { bytes, mime, immutable: url(name).strip_prefix("/assets/") == Some(path) })
}

/// The names of all files, sorted.
#[must_use]
pub fn names() -> Vec<String> {
    let all = Page::iter().chain(Package::iter()).chain(Own::iter()).map(Cow::into_owned);
    let mut names: Vec<String> = all.filter(|n| mime(n).is_some() && !n.contains('/')).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn read(name: &str) -> Option<Cow<'static, [u8]>> {
    let file = Page::get(name).or_else(|| Package::get(name)).or_else(|| Own::get(name));
    file.map(|f| f.data)
}

/// Eight hexadecimal digits of everything.
fn hash() -> String {
    let files: BTreeMap<String, _> =
        names().into_iter().filter_map(|n| read(&n).map(|bytes| (n, bytes))).collect();
    let mut all = Sha256::new();
    for (name, bytes) in &files {
        all.update(name.as_bytes());
        all.update(u64::try_from(bytes.len()).unwrap_or_default().to_le_bytes());
        all.update(bytes);
    }
    hex(&all.finalize())
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// What a page may load, and nothing else: the module's list of sources stays at home.
fn mime(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_content() {
        let address = url("holdspace.css");
        let asset = get(address.strip_prefix("/assets/").unwrap()).unwrap();
        assert!(asset.immutable);
        assert!(asset.mime.starts_with("text/css"));
        let old = get("00000000/holdspace.css").unwrap();
        assert!(!old.immutable, "an address of yesterday is served, and not kept");
        assert_eq!(old.bytes, asset.bytes);
    }

    #[test]
    fn only_what_a_page_loads_is_given() {
        for no in ["sources.sha256", "../Cargo.toml", "x/../../Cargo.toml", "", "/", "a.html"] {
            assert!(get(no).is_none(), "{no}");
        }
    }
}
