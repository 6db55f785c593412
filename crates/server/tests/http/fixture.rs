//! A course of two topics and a server on it.

use course::Course;
use server::{Options, Server, Watch};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;
use xapi::verb;

pub(crate) const COURSE: &str = "urn:holdspace:course:0f8b2c1e-1111-4222-8333-444455556666";

/// A server that runs until it is dropped.
pub(crate) struct Running {
    pub(crate) at: SocketAddr,
    pub(crate) folder: PathBuf,
    stop: Option<oneshot::Sender<()>>,
    runtime: Option<Runtime>,
    served: Option<JoinHandle<std::io::Result<()>>>,
    _data: Option<TempDir>,
}

/// A server on a course and a SQLite database of its own.
pub(crate) fn start() -> Running {
    start_with(None, false)
}

/// A server on a database that is there, or on one of its own.
pub(crate) fn start_with(database: Option<&str>, watched: bool) -> Running {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("course");
    write_course(&folder);
    let url = store::sqlite_url(&data.path().join("holdspace.db"));
    let runtime = Runtime::new().unwrap();
    let (stop, stopped) = oneshot::channel();
    let server = runtime.block_on(async {
        let store = Store::open(database.unwrap_or(&url)).await.unwrap();
        let load = folder.clone();
        let watch = Watch {
            folder: folder.clone(),
            load: Box::new(move || Course::load(&load).ok().map(|(course, _)| course)),
        };
        let options = Options {
            course: Course::load(&folder).unwrap().0,
            watch: watched.then_some(watch),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
        };
        Server::bind(store, options).await.unwrap()
    });
    let at = server.address();
    let served = Some(runtime.spawn(server.run(async { drop(stopped.await) })));
    Running { at, folder, stop: Some(stop), runtime: Some(runtime), served, _data: Some(data) }
}

impl Running {
    /// Asks the server to stop, and gives how long that took.
    pub(crate) fn stop(&mut self) -> Duration {
        let begun = Instant::now();
        drop(self.stop.take());
        let served = self.served.take().unwrap();
        self.runtime.as_ref().unwrap().block_on(served).unwrap().unwrap();
        begun.elapsed()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A statement of that verb about a part of the course.
pub(crate) fn statement(verb: &str, part: &str) -> String {
    statement_with(Uuid::new_v4(), verb, part)
}

pub(crate) fn statement_with(id: Uuid, verb: &str, part: &str) -> String {
    format!(
        r#"{{"id":"{id}","verb":{{"id":"{verb}"}},"object":{{"id":"{COURSE}{part}"}},"timestamp":"2026-01-31T09:05:00Z"}}"#
    )
}

pub(crate) fn opened() -> String {
    statement(verb::INITIALIZED, "/topics/listening")
}

fn write_course(folder: &Path) {
    std::fs::create_dir_all(folder.join("pictures")).unwrap();
    let course = format!(
        "---\ntitle: Listening first\nid: {COURSE}\n---\n\nA short course.\n\n## Lesson one\n\n\
         1. [Listening](listening.md)\n2. [Waiting](waiting.md)\n"
    );
    let topic = "---\ntitle: Listening\n---\n\n:::objectives\n- Say what listening is\n:::\n\n\
        ## Why\n\nPeople talk when they are heard. ![A chair](pictures/chair.png)\n\n\
        :::case the-chair.md\n:::\n\n:::takeaways\n- Listen first\n:::\n";
    let case = "---\ntitle: The chair\npeer: Jordan\npronouns: they/them\nabout: New here.\n\
        temperament: guarded\n---\n\n# The chair\n\nJordan sits down.\n\n> So. I'm here.\n\n\
        - \"What would make this worth it?\" `open-question` → [Done](#done)\n\n\
        - \"You should give this a chance.\" `advice` → [Done](#done)\n\n# Ending: Done\n\nThey nod.\n";
    let waiting =
        topic.replace("Listening", "Waiting").replace(":::case the-chair.md\n:::\n\n", "");
    for (name, text) in [
        ("course.md", course.as_str()),
        ("listening.md", topic),
        ("waiting.md", &waiting),
        ("the-chair.md", case),
        ("pictures/chair.png", "not much of a picture"),
        ("pictures/drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}
