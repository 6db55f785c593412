//! How right the readings are.

use assess::{Label, Reading, Tier, Verdict};

use crate::examples::Example;

const VERDICTS: [Verdict; 4] = [Verdict::Builds, Verdict::Breaks, Verdict::Mixed, Verdict::Neutral];

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    hit: usize,
    wrong: usize,
    missed: usize,
}

/// All counts over a set of replies.
pub(crate) struct Figures {
    labels: [Count; 17],
    /// Breakers that are said as a fact.
    clear_breakers: Count,
    /// By what it is and what was said.
    confusion: [[usize; 4]; 4],
    /// Building replies with a false reproach, in any tier and as a fact.
    reproached: [usize; 2],
    unsure: usize,
}

impl Count {
    fn add(&mut self, holds: bool, found: bool) {
        self.hit += usize::from(holds && found);
        self.wrong += usize::from(!holds && found);
        self.missed += usize::from(holds && !found);
    }

    fn precision(self) -> f64 {
        share(self.hit, self.hit + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.hit, self.hit + self.missed)
    }

    fn f1(self) -> f64 {
        share(2 * self.hit, 2 * self.hit + self.wrong + self.missed)
    }
}

impl Figures {
    pub(crate) fn of(all: &[Example], readings: &[Reading]) -> Self {
        let mut figures = Self {
            labels: [Count::default(); 17],
            clear_breakers: Count::default(),
            confusion: [[0; 4]; 4],
            reproached: [0; 2],
            unsure: 0,
        };
        for (example, reading) in all.iter().zip(readings) {
            figures.add(example, reading);
        }
        figures
    }

    fn add(&mut self, example: &Example, reading: &Reading) {
        let read = &reading.assessment;
        let place = |verdict| VERDICTS.iter().position(|v| *v == verdict).unwrap_or_default();
        self.confusion[place(example.verdict)][place(read.verdict)] += 1;
        self.unsure += usize::from(read.unsure);
        let mut reproached = [false; 2];
        for (count, label) in self.labels.iter_mut().zip(Label::ALL) {
            let Some(holds) = example.holds(label) else { continue };
            let found = read.labels.iter().find(|f| f.label == label);
            let clear = found.is_some_and(|f| f.tier == Tier::Clear);
            count.add(holds, found.is_some());
            if !label.builds() {
                self.clear_breakers.add(holds, clear);
            }
            let reproach = matches!(label, Label::Judgment | Label::Breach | Label::Minimizing);
            if reproach && !holds && example.verdict == Verdict::Builds {
                reproached[0] |= found.is_some();
                reproached[1] |= clear;
            }
        }
        self.reproached[0] += usize::from(reproached[0]);
        self.reproached[1] += usize::from(reproached[1]);
    }

    /// The share of verdicts that are right.
    pub(crate) fn accuracy(&self) -> f64 {
        let right = (0..4).map(|n| self.confusion[n][n]).sum();
        share(right, self.confusion.iter().flatten().sum())
    }

    /// F1 of all labels together.
    pub(crate) fn micro(&self) -> f64 {
        self.sum().f1()
    }

    fn sum(&self) -> Count {
        self.labels.iter().fold(Count::default(), |a, b| Count {
            hit: a.hit + b.hit,
            wrong: a.wrong + b.wrong,
            missed: a.missed + b.missed,
        })
    }

    pub(crate) fn print(&self) {
        println!("label             holds  precision  recall     F1  false  missed");
        let line = |name: &str, count: &Count| {
            println!(
                "{name:<16} {:>6} {:>10.3} {:>7.3} {:>6.3} {:>6} {:>7}",
                count.hit + count.missed,
                count.precision(),
                count.recall(),
                count.f1(),
                count.wrong,
                count.missed
            );
        };
        for (label, count) in Label::ALL.iter().zip(&self.labels) {
            line(label.id(), count);
        }
        line("all labels", &self.sum());
        line("clear breakers", &self.clear_breakers);

        println!("\nverdict {:.3}; what it is, by what was said:", self.accuracy());
        println!("          {}", VERDICTS.map(|v| format!("{:>8}", v.id())).concat());
        for (verdict, row) in VERDICTS.iter().zip(&self.confusion) {
            println!("  {:<8}{}", verdict.id(), row.map(|n| format!("{n:>8}")).concat());
        }
        let of = |n: usize| self.confusion[n].iter().sum::<usize>();
        let kind = share(self.confusion[1][0], of(1));
        println!("breaking replies called builds     {kind:.3}");
        let [any, clear] = self.reproached.map(|n| share(n, of(0)));
        println!(
            "building replies with a false judgment, breach or minimizing     {any:.3}, as a fact {clear:.3}"
        );
        println!("unsure     {:.3}\n", share(self.unsure, self.confusion.iter().flatten().sum()));
    }
}

/// What a confidence is worth: of the labels said with it, how many hold.
pub(crate) fn calibration(all: &[Example], readings: &[Reading]) {
    let mut tenths = [(0_usize, 0.0_f64, 0_usize); 10];
    for (example, reading) in all.iter().zip(readings) {
        for (label, sure) in Label::ALL.into_iter().zip(reading.confidences) {
            let Some(holds) = example.holds(label) else { continue };
            let tenth = &mut tenths[((sure * 10.0) as usize).min(9)];
            *tenth = (tenth.0 + 1, tenth.1 + f64::from(sure), tenth.2 + usize::from(holds));
        }
    }
    println!("confidence   labels   mean   hold");
    let count: usize = tenths.iter().map(|t| t.0).sum();
    let mut error = 0.0;
    for (n, (labels, sum, holds)) in tenths.into_iter().enumerate().filter(|(_, t)| t.0 > 0) {
        let (mean, hold) = (sum / labels as f64, share(holds, labels));
        error += (mean - hold).abs() * labels as f64 / count as f64;
        println!(
            "  {:.1} to {:.1} {labels:>7} {mean:>7.3} {hold:>6.3}",
            n as f64 / 10.0,
            (n + 1) as f64 / 10.0
        );
    }
    println!("expected calibration error {error:.4}\n");
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
