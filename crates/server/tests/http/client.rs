//! A browser as small as it can be: it sends bytes as they are told, paths with `..` included.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Asks once. `head` holds further header lines, each ended by CR and LF.
pub(crate) fn ask(server: SocketAddr, method: &str, path: &str, head: &str, body: &[u8]) -> Answer {
    try_ask(server, method, path, head, body).expect("a whole answer")
}

/// The same, where the server may be gone: `None` where no whole answer came.
pub(crate) fn try_ask(
    server: SocketAddr,
    method: &str,
    path: &str,
    head: &str,
    body: &[u8],
) -> Option<Answer> {
    let length = format!("content-length: {}\r\n", body.len());
    let length = if method == "POST" { length.as_str() } else { "" };
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\n{length}{head}\r\n"
    )
    .into_bytes();
    request.extend_from_slice(body);
    let mut line = TcpStream::connect(server).ok()?;
    line.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    // A server that refuses early may not read to the end.
    let _ = line.write_all(&request);
    let mut answer = Vec::new();
    let _ = line.read_to_end(&mut answer);
    read(&answer)
}

pub(crate) fn get(server: SocketAddr, path: &str) -> Answer {
    ask(server, "GET", path, "", b"")
}

/// Gets as the learner of a cookie.
pub(crate) fn get_as(server: SocketAddr, path: &str, cookie: &str) -> Answer {
    ask(server, "GET", path, &format!("cookie: {cookie}\r\n"), b"")
}

/// Posts JSON as a page would.
pub(crate) fn post(server: SocketAddr, cookie: &str, body: &str) -> Answer {
    try_post(server, cookie, body).expect("a whole answer")
}

/// The same, where the server may be gone.
pub(crate) fn try_post(server: SocketAddr, cookie: &str, body: &str) -> Option<Answer> {
    let head = format!("content-type: application/json\r\ncookie: {cookie}\r\n");
    try_ask(server, "POST", "/record", &head, body.as_bytes())
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The cookie that is set, as it is to be sent.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie").unwrap_or_else(|| panic!("no cookie: {}", self.text()));
        set.split(';').next().unwrap().to_owned()
    }
}

fn read(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_lowercase(), value.trim().to_owned())
    };
    let headers: Vec<(String, String)> = lines.map(header).collect();
    let chunked = headers.iter().any(|(n, v)| n == "transfer-encoding" && v == "chunked");
    let body = &bytes[end + 4..];
    let body = if chunked { unchunk(body) } else { body.to_vec() };
    Some(Answer { status, headers, body })
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        let Some(chunk) = rest.get(end + 2..end + 2 + size) else { break };
        body.extend_from_slice(chunk);
        rest = rest.get(end + 4 + size..).unwrap_or_default();
    }
    body
}
