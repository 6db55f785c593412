//! A step of `cargo xtask test`: one line with its time, its output only where it fails.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    time::Instant,
};

/// One thing that `cargo xtask test` does.
pub(crate) struct Step {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) what: &'static str,
    /// Does it; what it prints goes into the log.
    pub(crate) run: fn(&Path) -> anyhow::Result<()>,
}

/// What became of a step.
pub(crate) struct Outcome {
    /// The step's name.
    pub(crate) name: &'static str,
    /// Tests that passed and failed in it, by the lines of cargo's and node's runners.
    pub(crate) tests: (usize, usize),
    /// Whether the step held.
    pub(crate) held: bool,
}

impl Step {
    /// Runs the step and prints its line.
    pub(crate) fn run(&self, logs: &Path) -> Outcome {
        let log: PathBuf = logs.join(format!("{}.log", self.name));
        let _ = std::fs::write(&log, "");
        print!("{:<9}", self.name);
        let _ = std::io::stdout().flush();
        let start = Instant::now();
        let result = (self.run)(&log);
        let seconds = start.elapsed().as_secs_f64();
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let tests = count(&text);
        let counted = match tests {
            (0, 0) => String::new(),
            (passed, 0) => format!(" ({passed} tests)"),
            (passed, failed) => format!(" ({passed} tests passed, {failed} failed)"),
        };
        match &result {
            Ok(()) => println!(" ok     {seconds:>6.1} s  {}{counted}", self.what),
            Err(error) => {
                println!(" FAILED {seconds:>6.1} s  {}{counted}", self.what);
                println!("{}\nerror: {error:#}\n", text.trim_end());
            }
        }
        Outcome { name: self.name, tests, held: result.is_ok() }
    }
}

/// Tests that passed and failed, by cargo's `test result:` lines and node's `# pass` lines.
fn count(log: &str) -> (usize, usize) {
    let mut counted = (0, 0);
    for line in log.lines() {
        if let Some(result) = line.strip_prefix("test result: ") {
            counted.0 += number_before(result, " passed");
            counted.1 += number_before(result, " failed");
        }
        for mark in ["# ", "ℹ "] {
            if let Some(rest) = line.strip_prefix(mark) {
                counted.0 += number_after(rest, "pass ");
                counted.1 += number_after(rest, "fail ");
            }
        }
    }
    counted
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> usize {
    text.strip_prefix(word).and_then(|n| n.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn tests_are_counted_by_the_closing_lines_of_both_runners() {
        let cargo = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\
                     test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured";
        assert_eq!(count(cargo), (15, 2));
        assert_eq!(count("# tests 5\n# pass 4\n# fail 1\n"), (4, 1));
        assert_eq!(count("nothing"), (0, 0));
    }
}
