//! What `cargo xtask bench` prints: how fast, and how small.
//!
//! Times are the best of several rounds, since only a busy machine makes one slower.

mod document;
mod formats;
mod pages;
mod talk;

/// One line of the table.
struct Row {
    name: &'static str,
    value: String,
}

fn main() {
    // `cargo xtask bench --brief` shows that they work, in a few seconds.
    let brief = std::env::args().any(|word| word == "--brief");
    let mut rows = vec![talk::turns(brief)];
    rows.extend(formats::topics(if brief { 20 } else { 2_000 }));
    rows.extend(pages::sizes(if brief { 1 } else { 9 }));
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
    for Row { name, value } in rows {
        println!("{name:<width$}  {value}");
    }
}

/// The shortest time that a deed takes, in seconds.
fn shortest(rounds: usize, mut deed: impl FnMut()) -> f64 {
    (0..rounds)
        .map(|_| {
            let start = std::time::Instant::now();
            deed();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}
