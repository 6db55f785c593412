//! A desk to run the real command at.

// A helper of a test may fail as a test does, and each file of tests uses what it needs.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use serde_json::Value;
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

/// A folder in which the command is run.
pub(crate) struct Desk(pub(crate) tempfile::TempDir);

/// What a run of the command gave.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with a new course in the folder `course`.
    pub(crate) fn with_course() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run(&["new", "course"]).code, Some(0));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.feed(words, b"")
    }

    /// Runs with something on its standard input.
    pub(crate) fn feed(&self, words: &[&str], input: impl AsRef<[u8]>) -> Ran {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_holdspace"))
            .args(words)
            .current_dir(self.0.path())
            .env("COLUMNS", "64")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // A command that ends before it has read all is no fault of the test.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Plays the new course's case.
    pub(crate) fn play(&self, replies: &str) -> Ran {
        self.write("replies.json", replies);
        let case = "course/the-last-seat.md";
        self.run(&["play", case, "--replies", "replies.json", "--format", "json"])
    }
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }

    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
