//! How soon a server answers, and what its pages weigh on the line.

use crate::Row;
use std::{
    collections::BTreeSet,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Starts the real command `rounds` times, and weighs its pages once.
pub(crate) fn sizes(rounds: usize) -> Vec<Row> {
    let Ok(data) = tempfile::tempdir() else { return vec![] };
    let mut starts = Vec::new();
    let mut rows = Vec::new();
    for round in 0..rounds {
        let Some(server) = Server::start(data.path()) else {
            return vec![Row { name: "start-up", value: "the server did not answer".into() }];
        };
        starts.push(server.took);
        if round == 0 {
            rows = server.weigh();
        }
    }
    starts.sort();
    let middle = starts[starts.len() / 2].as_secs_f64() * 1e3;
    rows.insert(0, Row { name: "start-up", value: format!("{middle:.0} ms to the first answer") });
    rows
}

struct Server {
    process: Child,
    port: u16,
    took: Duration,
}

impl Server {
    fn start(data: &std::path::Path) -> Option<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0)).ok()?.local_addr().ok()?.port();
        let start = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_holdspace"))
            .args(["serve", "--port", &port.to_string(), "--data"])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut server = Self { process, port, took: Duration::ZERO };
        while start.elapsed() < Duration::from_secs(20) {
            if server.get("/health").is_some() {
                server.took = start.elapsed();
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        None
    }

    /// The body as it comes over the line, and as text.
    fn get(&self, path: &str) -> Option<(usize, String)> {
        let fetch = |encoding: &str| {
            let mut line = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
            let host = format!("127.0.0.1:{}", self.port);
            write!(
                line,
                "GET {path} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: {encoding}\r\n\
                 connection: close\r\n\r\n"
            )
            .ok()?;
            let mut bytes = Vec::new();
            line.read_to_end(&mut bytes).ok()?;
            let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
            Some(bytes.split_off(head + 4))
        };
        let packed = fetch("br, gzip")?;
        let plain = fetch("identity")?;
        Some((packed.len(), String::from_utf8_lossy(&plain).into_owned()))
    }

    fn weigh(&self) -> Vec<Row> {
        let Some(topic) = self.get("/").and_then(|(_, page)| link(&page, "/topics/")) else {
            return vec![];
        };
        let Some(case) = self.get(&topic).and_then(|(_, page)| link(&page, "/cases/")) else {
            return vec![];
        };
        let first = self.all(&topic, BTreeSet::new());
        let known: BTreeSet<String> = first.iter().map(|(path, _)| path.clone()).collect();
        let mut player = self.all(&case, known);
        for module in ["player.wasm", &format!("{case}.json")] {
            let folder = first.iter().find(|(path, _)| path.starts_with("/assets/"));
            let folder = folder.and_then(|(path, _)| path.rsplit_once('/')).map_or("", |p| p.0);
            let path =
                if module.starts_with('/') { module.into() } else { format!("{folder}/{module}") };
            player.extend(self.get(&path).map(|(size, _)| (path, size)));
        }
        let sum = |parts: &[(String, usize)]| {
            let bytes: usize = parts.iter().map(|(_, size)| size).sum();
            format!("{:.1} KB compressed, {} files", bytes as f64 / 1e3, parts.len())
        };
        vec![
            Row { name: "first view of a topic", value: sum(&first) },
            Row { name: "the player, on top", value: sum(&player) },
        ]
    }

    /// A page and all that it loads, down through the imports of its scripts.
    fn all(&self, path: &str, mut known: BTreeSet<String>) -> Vec<(String, usize)> {
        let mut wanted = vec![path.to_owned()];
        let mut parts = Vec::new();
        while let Some(path) = wanted.pop() {
            if !known.insert(path.clone()) {
                continue;
            }
            let Some((size, text)) = self.get(&path) else { continue };
            parts.push((path.clone(), size));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for quoted in text.split('"').skip(1).step_by(2) {
                let script = quoted.strip_prefix("./").filter(|name| name.ends_with(".js"));
                if quoted.starts_with("/assets/") {
                    wanted.push(quoted.to_owned());
                } else if let Some(name) = script.filter(|_| path.ends_with(".js")) {
                    // What only types are taken from is never loaded.
                    if name != "types.js" {
                        wanted.push(format!("{folder}/{name}"));
                    }
                }
            }
        }
        parts
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first link of a page that begins so.
fn link(page: &str, start: &str) -> Option<String> {
    let at = page.find(&format!("href=\"{start}"))? + 6;
    page.get(at..)?.split('"').next().map(str::to_owned)
}
