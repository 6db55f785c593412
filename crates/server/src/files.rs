//! Files: the player's and the model, packed once, and the course's pictures.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use course::assets::{self, Asset};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::App;
use crate::visitor::Visitor;
use crate::{page, range};

/// The player's files in their packed forms, made when they are first asked for.
#[derive(Default)]
pub(crate) struct Packed(Mutex<HashMap<String, Arc<Forms>>>);

struct Forms {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
    tag: String,
}

/// From so many bytes on somebody waits for the packing: it is done quickly, and only in the way
/// that every browser takes. The model's weights give no more to a slower one.
const LARGE: usize = 2_000_000;

/// `/assets/<hash>/<name>`
pub(crate) async fn asset(
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(asset) = assets::get(&path) else { return Visitor::anybody(&app).missing() };
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let (mime, immutable) = (asset.mime, asset.immutable);
    let forms = tokio::task::spawn_blocking(move || app.packed().of(name, &asset)).await;
    match forms {
        Ok(forms) => forms.answer(mime, immutable, &headers),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// `/files/<path>`: a picture or the like out of the course's folder, and of nowhere else.
pub(crate) async fn file(
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let course = app.course();
    let file = tokio::task::spawn_blocking(move || course.file(&path)).await;
    let Ok(Ok(file)) = file else { return Visitor::anybody(&app).missing() };
    let tag = page::tag(&file.bytes);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| page::has(known, &tag)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kinds = [(header::CONTENT_TYPE, file.mime), (header::CACHE_CONTROL, "no-cache")];
    (kinds, [(header::ETAG, tag)], range::answer(&headers, &file.bytes)).into_response()
}

impl Packed {
    fn of(&self, name: String, asset: &Asset) -> Arc<Forms> {
        let known = self.lock().get(&name).map(Arc::clone);
        match known {
            // In a debug build the files are read from disk, and may have changed.
            Some(forms) if forms.plain == *asset.bytes => forms,
            _ => {
                let forms = Arc::new(Forms::new(&asset.bytes));
                self.lock().insert(name, Arc::clone(&forms));
                forms
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Forms>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Forms {
    fn new(bytes: &[u8]) -> Self {
        let large = bytes.len() >= LARGE;
        let level = if large { Compression::default() } else { Compression::best() };
        let brotli = if large { Vec::new() } else { brotli(bytes).unwrap_or_default() };
        Self {
            plain: Bytes::copy_from_slice(bytes),
            gzip: gzip(bytes, level).unwrap_or_default().into(),
            brotli: brotli.into(),
            tag: page::tag(bytes),
        }
    }

    fn answer(&self, mime: &'static str, immutable: bool, asked: &HeaderMap) -> Response {
        let keep = if immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let kinds = [
            (header::CONTENT_TYPE, mime),
            (header::CACHE_CONTROL, keep),
            (header::VARY, "accept-encoding"),
        ];
        let tag = [(header::ETAG, self.tag.clone())];
        if asked.get(header::IF_NONE_MATCH).is_some_and(|known| page::has(known, &self.tag)) {
            return (StatusCode::NOT_MODIFIED, kinds, tag).into_response();
        }
        let forms = [("br", &self.brotli), ("gzip", &self.gzip)];
        let form = forms.into_iter().find(|(name, form)| {
            !form.is_empty() && form.len() < self.plain.len() && accepts(asked, name)
        });
        let (encoding, body) = match form {
            Some((name, form)) => (Some(HeaderValue::from_static(name)), form.clone()),
            None => (None, self.plain.clone()),
        };
        let mut response = (kinds, tag, body).into_response();
        response.headers_mut().extend(encoding.map(|name| (header::CONTENT_ENCODING, name)));
        response
    }
}

/// Whether a browser takes a form of packing: named, and not with a weight of nothing.
fn accepts(asked: &HeaderMap, form: &str) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(form));
        let weight = parts.find_map(|p| p.strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok());
        named && weight != Some(0.0)
    })
}

fn gzip(bytes: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), level);
    out.write_all(bytes)?;
    out.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &settings)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_what_it_takes() {
        let asked = |list: &str| {
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(list).unwrap())])
        };
        assert!(accepts(&asked("gzip, deflate, br, zstd"), "br"));
        assert!(accepts(&asked("BR;q=0.5"), "br"));
        assert!(!accepts(&asked("br;q=0, gzip"), "br"));
        assert!(!accepts(&asked("brotli"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}
