//! A server that is killed a hundred times in the middle of posts loses nothing that it
//! acknowledged, keeps no half list, and counts nothing twice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "http/client.rs"]
#[allow(dead_code, reason = "shared with the tests over HTTP")]
mod client;
#[path = "http/database.rs"]
mod database;

use client::{get, get_as};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::Store;
use uuid::Uuid;

const FOLDER: &str = "HOLDSPACE_KILL_TEST_FOLDER";
const DATABASE: &str = "HOLDSPACE_KILL_TEST_DATABASE";
const ROUNDS: u64 = 100;
const CLIENTS: usize = 4;

/// This program again, as the server that gets killed; no test by itself.
#[test]
fn serve_until_killed() {
    let (Ok(folder), Ok(database)) = (std::env::var(FOLDER), std::env::var(DATABASE)) else {
        return;
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open(&database).await.unwrap();
        let options = server::Options {
            course: course::Course::load(&Path::new(&folder).join("course")).unwrap().0,
            watch: None,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
        };
        let server = server::Server::bind(store, options).await.unwrap();
        println!("\nlistening {}", server.address());
        server.run(std::future::pending()).await.unwrap();
    });
}

/// What one learner's page knows of each list that it sent: its ids, and whether it was acknowledged.
#[derive(Default)]
struct Page {
    cookie: String,
    lists: Vec<(Vec<Uuid>, bool)>,
    /// Sent, and no answer came: to be sent again.
    waiting: Option<(usize, String)>,
}

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    nothing_is_lost(&store::sqlite_url(&folder.path().join("holdspace.db")));
}

#[test]
fn nothing_acknowledged_is_lost_on_postgres() {
    match database::on_postgres() {
        Some(url) => nothing_is_lost(&url),
        None => println!("PostgreSQL is skipped: HOLDSPACE_TEST_POSTGRES is not set"),
    }
}

fn nothing_is_lost(database: &str) {
    let folder = tempfile::tempdir().unwrap();
    write_course(&folder.path().join("course"));
    let mut pages: Vec<Page> = (0..CLIENTS).map(|_| Page::default()).collect();
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let (mut child, at) = start(folder.path(), database);
        for page in pages.iter_mut().filter(|p| p.cookie.is_empty()) {
            page.cookie = get(at, "/").cookie();
        }
        let killed = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for page in &mut pages {
                scope.spawn(|| page.post_until(&killed, at));
            }
            // Spread over the length of a few posts, so that each moment of one is hit.
            std::thread::sleep(Duration::from_micros(5_000 + (round * 7_919) % 60_000));
            child.kill().unwrap();
            killed.store(true, Ordering::SeqCst);
        });
        child.wait().unwrap();
    }
    let (mut child, at) = start(folder.path(), database);
    for page in &pages {
        acknowledged += page.check(at);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    println!("{ROUNDS} kills, {acknowledged} statements acknowledged, none lost");
    assert!(acknowledged > 500, "too few posts to mean something: {acknowledged}");
}

/// As little as can be, since it is read a hundred times.
fn write_course(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let course = "---\ntitle: Short\nid: urn:c\n---\n\n## One\n\n1. [One](one.md)\n";
    std::fs::write(folder.join("course.md"), course).unwrap();
    std::fs::write(folder.join("one.md"), "---\ntitle: One\n---\n\nWords.\n").unwrap();
}

fn start(folder: &Path, database: &str) -> (Child, SocketAddr) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "serve_until_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env(DATABASE, database)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.map_while(Result::ok).find(|l| l.starts_with("listening "));
    let Some(line) = line else { panic!("the server did not start") };
    (child, line.trim_start_matches("listening ").parse().unwrap())
}

impl Page {
    fn post_until(&mut self, killed: &AtomicBool, at: SocketAddr) {
        while !killed.load(Ordering::SeqCst) {
            let (index, body) = self.waiting.take().unwrap_or_else(|| self.next());
            let cookie = self.cookie.clone();
            match client::try_post(at, &cookie, &body).map(|answer| answer.status) {
                Some(200) => self.lists[index].1 = true,
                Some(other) => panic!("expected 200, found {other}"),
                None => self.waiting = Some((index, body)),
            }
        }
    }

    /// A list of one to seven statements.
    fn next(&mut self) -> (usize, String) {
        let index = self.lists.len();
        let ids: Vec<Uuid> = (0..=index % 7).map(|_| Uuid::new_v4()).collect();
        let statement = |id: &Uuid| {
            format!(
                r#"{{"id":"{id}","verb":{{"id":"{}"}},"object":{{"id":"urn:c/cases/a/scenes/b"}},"timestamp":"2026-01-31T09:05:00Z"}}"#,
                xapi::verb::ANSWERED
            )
        };
        let body = format!("[{}]", ids.iter().map(statement).collect::<Vec<_>>().join(","));
        self.lists.push((ids, false));
        (index, body)
    }

    /// How many statements were acknowledged; all of them have to be there, and each list whole.
    fn check(&self, at: SocketAddr) -> usize {
        let record = get_as(at, "/record.json", &self.cookie).json();
        let mut kept: HashMap<Uuid, u32> = HashMap::new();
        for statement in record["statements"].as_array().unwrap() {
            let id = statement["id"].as_str().unwrap().parse().unwrap();
            *kept.entry(id).or_default() += 1;
        }
        assert!(kept.values().all(|count| *count == 1), "something counts twice");
        for (ids, acknowledged) in &self.lists {
            let there = ids.iter().filter(|id| kept.contains_key(*id)).count();
            assert!(
                there == ids.len() || (there == 0 && !acknowledged),
                "{there} of {}",
                ids.len()
            );
        }
        self.lists.iter().filter(|(_, acknowledged)| *acknowledged).map(|(ids, _)| ids.len()).sum()
    }
}
