//! `--watch`: a change of a file reaches an open page, and the server still stops.

use crate::client::get;
use crate::fixture::start_with;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

#[test]
fn a_changed_file_is_told_and_served() {
    let mut server = start_with(None, true);
    let mut line = TcpStream::connect(server.at).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(line, "GET /events HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut lines = BufReader::new(line).lines().map(|l| l.unwrap());
    assert!(lines.any(|l| l.starts_with("content-type: text/event-stream")));
    assert!(lines.any(|l| l.is_empty()), "the head ends");
    let topic = server.folder.join("listening.md");
    let text = std::fs::read_to_string(&topic).unwrap();
    std::fs::write(&topic, text.replace("when they are heard", "once they are heard")).unwrap();
    assert!(lines.any(|l| l == "event: reload"));
    assert!(get(server.at, "/topics/listening").text().contains("once they are heard"));
    let took = server.stop();
    assert!(took < Duration::from_secs(3), "a page that listens holds nothing up: {took:?}");
    assert!(!lines.any(|l| l == "event: reload"), "and its line ends");
}
