//! JSON in which no object says a property twice.
//!
//! `serde_json` keeps the last of two equal keys; another reader of the same bytes may keep the
//! first. What is kept must mean one thing, so such an object is refused.

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

use crate::Error;

/// Parses bytes of JSON in which no property stands twice.
pub(crate) fn parse(text: &str) -> Result<Value, Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|e| not_json(&e))
}

/// The parser's error without the bytes that it met.
pub(crate) fn not_json(e: &serde_json::Error) -> Error {
    let found = if e.is_eof() {
        "its end".to_owned()
    } else if e.is_data() {
        strip_place(&e.to_string())
    } else {
        format!("a fault ({})", strip_place(&e.to_string()))
    };
    Error::NotJson { found, line: e.line(), column: e.column() }
}

fn strip_place(text: &str) -> String {
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_f64<E: de::Error>(self, v: f64) -> Result<Value, E> {
        Number::from_f64(v).map(Value::Number).ok_or_else(|| E::custom("a number out of range"))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(Value::String(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Value, E> {
        Ok(Value::String(v))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = list.next_element_seed(Strict)? {
            out.push(value);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(Strict)?;
            if out.insert(key, value).is_some() {
                return Err(de::Error::custom("a property that stands twice in one object"));
            }
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_json_is_as_serde_reads_it() {
        let text = r#"{"a":[1,-2,2.5,true,null,"ž"],"b":{"a":{}}}"#;
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn a_property_twice_is_refused() {
        let e = parse(r#"{"verb":{"id":"a","id":"b"}}"#).unwrap_err();
        assert!(e.to_string().contains("stands twice"), "{e}");
    }

    #[test]
    fn depth_and_rubbish_are_errors() {
        for text in ["", "{", "[1,]", "{\"a\":1} x", &"[".repeat(100_000), "1e999", "\"\\ud800\""] {
            assert!(parse(text).is_err());
        }
    }
}
