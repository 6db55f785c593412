//! The cookie that says who learns: a number drawn by chance, signed with the database's key.

use axum::http::{HeaderMap, HeaderValue, header};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write;
use store::Learner;

const NAME: &str = "holdspace";
/// 400 days, the longest that browsers keep a cookie.
const LIFE: u32 = 400 * 24 * 60 * 60;
/// What the signature is for, so that the same key can sign other things one day.
const PURPOSE: &[u8] = b"learner:";

/// The key that signs. Servers on one database share it.
#[derive(Clone)]
pub(crate) struct Key(Hmac<Sha256>);

impl Key {
    /// `None` where the bytes cannot be a key.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        if bytes.len() < 32 {
            return None;
        }
        Hmac::new_from_slice(bytes).ok().map(Self)
    }

    /// The learner whom a request's cookie names, where the signature is ours.
    pub(crate) fn learner(&self, headers: &HeaderMap) -> Option<Learner> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|p| p.split_once('='));
        pairs.find_map(
            |(name, value)| {
                if name.trim() == NAME { self.open(value.trim()) } else { None }
            },
        )
    }

    /// The `set-cookie` header for a learner.
    pub(crate) fn cookie(&self, learner: Learner, secure: bool) -> Option<HeaderValue> {
        header(&self.seal(learner), LIFE, secure)
    }

    fn seal(&self, learner: Learner) -> String {
        let mut value = format!("{}.", learner.simple());
        for byte in self.mac(learner).finalize().into_bytes() {
            let _ = write!(value, "{byte:02x}");
        }
        value
    }

    fn open(&self, value: &str) -> Option<Learner> {
        let (learner, signature) = value.split_once('.')?;
        let learner = Learner::try_parse_ascii(learner.as_bytes()).ok()?;
        let signature = bytes(signature)?;
        // Compares in constant time.
        self.mac(learner).verify_slice(&signature).ok().map(|()| learner)
    }

    fn mac(&self, learner: Learner) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(PURPOSE);
        mac.update(learner.as_bytes());
        mac
    }
}

/// The `set-cookie` header that takes the cookie away.
pub(crate) fn gone(secure: bool) -> Option<HeaderValue> {
    header("", 0, secure)
}

/// Whether the learner's side of the line is HTTPS, as a proxy before us says.
pub(crate) fn is_secure(headers: &HeaderMap) -> bool {
    let told = headers.get("x-forwarded-proto").and_then(|v| v.to_str().ok()).unwrap_or_default();
    told.split(',').next().unwrap_or_default().trim().eq_ignore_ascii_case("https")
}

fn header(value: &str, life: u32, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{NAME}={value}; Path=/; Max-Age={life}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).ok()
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (place, pair) in out.iter_mut().zip(hex.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *place = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::new(&[7; 32]).unwrap()
    }

    fn asked_with(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn what_we_signed_is_read() {
        let learner = store::Store::new_learner();
        let cookie = format!("theme=dark; holdspace={}; x=y", key().seal(learner));
        assert_eq!(key().learner(&asked_with(&cookie)), Some(learner));
    }

    #[test]
    fn what_was_changed_is_not() {
        let (ana, dee) = (store::Store::new_learner(), store::Store::new_learner());
        let sealed = key().seal(ana);
        let (_, signature) = sealed.split_once('.').unwrap();
        let mut values = vec![
            String::new(),
            ".".to_owned(),
            ana.simple().to_string(),
            format!("{}.", ana.simple()),
            format!("{}.{signature}", dee.simple()),
            format!("{}.{}", ana.simple(), "0".repeat(64)),
            sealed[..sealed.len() - 2].to_owned(),
            format!("{}.{}", ana.simple(), "+1".repeat(32)),
        ];
        for at in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
            values.push(String::from_utf8(bytes).unwrap());
        }
        for value in values {
            assert_eq!(key().learner(&asked_with(&format!("holdspace={value}"))), None, "{value}");
        }
        assert!(Key::new(&[7; 31]).is_none());
        assert_eq!(
            Key::new(&[8; 32]).unwrap().learner(&asked_with(&format!("holdspace={sealed}"))),
            None
        );
    }
}
