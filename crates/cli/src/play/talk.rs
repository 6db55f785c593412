//! A talk in a terminal: the peer speaks, the learner writes, and each turn gets its feedback.

use anyhow::Context;
use assess::{Label, Model, own_danger};
use course::Settings;
use practice::{
    Answer, Cold, Encounter, Moment, Phase, Said, Turn,
    case::Case,
    moment::{self, Choice},
    turn::Part,
};
use std::{
    io::{BufRead, Read as _, Write},
    process::ExitCode,
};

use super::{debrief, own, page::Page, typed::Typed};

/// More than anybody types in one line.
const LONGEST: u64 = 1 << 16;

/// One talk, from the first line to the debrief.
pub(super) struct Talk<'c, R, W> {
    case: &'c Case,
    settings: &'c Settings,
    model: Option<&'static Model>,
    encounter: Encounter,
    input: R,
    page: Page<W>,
}

/// What comes of one line that was typed.
enum Next {
    /// The moment is still to be answered.
    Same,
    /// It is to be shown once more.
    Shown,
    /// An answer.
    Answer(Answer),
    /// The learner ends here.
    Stop,
}

impl<'c, R: BufRead, W: Write> Talk<'c, R, W> {
    pub(super) fn new(
        case: &'c Case,
        settings: &'c Settings,
        seed: u64,
        input: R,
        page: Page<W>,
    ) -> Self {
        let encounter = Encounter::begin(case, None, seed);
        Self { case, settings, model: course::reader().ok(), encounter, input, page }
    }

    /// Talks to the end, or until the learner stops or the input ends; a debrief follows.
    ///
    /// # Errors
    /// Where the terminal cannot be read or written.
    pub(super) fn run(mut self) -> anyhow::Result<ExitCode> {
        self.begin()?;
        let cold = match moment::before(self.case, self.encounter.seed) {
            Some(moment) => self.cold(&moment)?,
            None => None,
        };
        self.page.heading(&self.case.title)?;
        if let Some(note) = &self.case.content_note {
            self.page.paragraph("Before you begin: ", note)?;
        }
        if !self.case.peer.about.is_empty() {
            self.page
                .paragraph("", &format!("{}: {}", self.case.peer.name, self.case.peer.about))?;
        }
        self.page.gap()?;
        while self.encounter.now.phase != Phase::Done {
            let moment = self.encounter.moment(self.case);
            self.show(&moment)?;
            match self.answer(&moment)? {
                Next::Answer(answer) => self.turn(answer)?,
                Next::Stop => {
                    self.encounter.stop();
                    break;
                }
                Next::Same | Next::Shown => {}
            }
        }
        if !self.encounter.turns.is_empty() {
            debrief::show(&mut self.page, self.case, &self.encounter, cold)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn begin(&mut self) -> anyhow::Result<()> {
        self.page.paragraph(
            "",
            "Write what you would say, and press Enter. What you write stays on this device and is \
             not kept. `?` shows written replies, `help` what else you can type, `stop` ends.",
        )?;
        if self.model.is_none() {
            self.page.paragraph(
                "",
                "This build cannot read words of your own: `?` shows replies to choose from.",
            )?;
        }
        Ok(())
    }

    /// The moment that is asked before all else, of another person; it can be left out.
    fn cold(&mut self, moment: &Moment) -> anyhow::Result<Option<Cold>> {
        self.page.heading(&format!("First, one moment with {}", moment.person))?;
        self.page.paragraph(
            "",
            "As you would answer today. It gets no feedback now, and stands beside the rest at the \
             end. `skip` leaves it out.",
        )?;
        self.page.gap()?;
        self.show(moment)?;
        loop {
            let Some(line) = self.read()? else { return Ok(None) };
            let (text, choice, assessment) = match Typed::of(&line) {
                Typed::Skip | Typed::Stop => return Ok(None),
                Typed::List => {
                    self.list(&moment.options)?;
                    continue;
                }
                Typed::Number(number) => match nth(&moment.options, number) {
                    Some(option) => (option.text.clone(), Some(option.number), None),
                    None => {
                        self.no_such(number, &moment.options)?;
                        continue;
                    }
                },
                Typed::Words(words) => {
                    let Some(model) = self.model else {
                        self.cannot_read()?;
                        continue;
                    };
                    if !self.calm(words)? {
                        return Ok(None);
                    }
                    let assessment = model.reading(&moment.asked, words).assessment;
                    (words.to_owned(), None, Some(assessment))
                }
                _ => {
                    self.page.paragraph("", "Write what you would say, `?` or `skip`.")?;
                    continue;
                }
            };
            return Ok(Some(Cold { scene: moment.scene.clone(), text, choice, assessment }));
        }
    }

    /// What is new to see and hear.
    fn show(&mut self, moment: &Moment) -> anyhow::Result<()> {
        for direction in &moment.stage {
            self.page.paragraph("", &format!("({})", direction.replace('*', "")))?;
        }
        for line in &moment.lines {
            self.page.said(&moment.person, &line.text)?;
        }
        Ok(())
    }

    /// Reads until there is something to go on with.
    fn answer(&mut self, moment: &Moment) -> anyhow::Result<Next> {
        loop {
            let Some(line) = self.read()? else { return Ok(Next::Stop) };
            match self.typed(moment, Typed::of(&line))? {
                Next::Same => {}
                next => return Ok(next),
            }
        }
    }

    fn typed(&mut self, moment: &Moment, typed: Typed<'_>) -> anyhow::Result<Next> {
        match typed {
            Typed::Words(words) => {
                let Some(model) = self.model else {
                    self.cannot_read()?;
                    return Ok(Next::Same);
                };
                if !self.calm(words)? {
                    return Ok(Next::Stop);
                }
                return Ok(Next::Answer(own::answer(model, moment, words)));
            }
            Typed::Number(number) => match nth(&moment.options, number) {
                Some(option) => return Ok(Next::Answer(Answer::Choose(option.number))),
                None => self.no_such(number, &moment.options)?,
            },
            Typed::Wait if moment.can_wait => return Ok(Next::Answer(Answer::Wait)),
            Typed::Wait => self.page.paragraph("", "Here you cannot wait: write what you say.")?,
            Typed::Stop => return Ok(Next::Stop),
            Typed::List => {
                self.encounter.open();
                self.list(&moment.options)?;
            }
            Typed::Again => match self.encounter.retry(self.case) {
                Ok(()) => {
                    self.page.paragraph("", "That moment again:")?;
                    return Ok(Next::Shown);
                }
                Err(_) => self.page.paragraph("", "There is no turn to try again here.")?,
            },
            Typed::Misread(which) => {
                if self.misread(which)? {
                    return Ok(Next::Shown);
                }
            }
            Typed::Better => {
                let better = self.encounter.turns.last().and_then(|turn| turn.better.clone());
                match better.filter(|_| moment.phase == Phase::Talk) {
                    Some(better) => self.page.paragraph("Another way: ", &format!("“{better}”"))?,
                    None => self.page.paragraph("", "There is none for the last turn.")?,
                }
            }
            Typed::Help => self.help()?,
            Typed::Nothing | Typed::Skip => {
                self.page
                    .paragraph("", "Write what you would say; `help` says what else there is.")?;
            }
        }
        Ok(Next::Same)
    }

    fn turn(&mut self, answer: Answer) -> anyhow::Result<()> {
        if let Err(refused) = self.encounter.answer(self.case, answer) {
            self.page.paragraph("", &refused.to_string())?;
            return Ok(());
        }
        let Some(turn) = self.encounter.turns.last().cloned() else { return Ok(()) };
        self.page.gap()?;
        if turn.phase == Phase::Talk {
            self.feedback(&turn)?;
        }
        let ended = turn.ending.as_ref();
        if let Some(ending) = ended {
            if !ending.title.is_empty() {
                self.page.heading(&ending.title)?;
            }
            for direction in &ending.stage {
                self.page.paragraph("", &format!("({})", direction.replace('*', "")))?;
            }
            for line in &ending.lines {
                self.page.said(&self.case.peer.name, &line.text)?;
            }
        }
        if self.encounter.now.phase == Phase::Transfer
            && (ended.is_some() || turn.phase == Phase::Transfer)
        {
            let person = self.encounter.moment(self.case).person;
            self.page.heading(&format!("Somebody new: {person}"))?;
            self.page.paragraph("", "One moment without feedback; it comes at the end.")?;
            self.page.gap()?;
        }
        Ok(())
    }

    /// The turn's words with what tells in them, what the peer answers, and what was heard.
    fn feedback(&mut self, turn: &Turn) -> anyhow::Result<()> {
        let name = &self.case.peer.name;
        match turn.said {
            Said::Wait => self.page.paragraph("", "You: (you stay quiet and wait)")?,
            Said::Choose(_) | Said::Write => self.page.reply(&turn.text, &turn.assessment)?,
        }
        for line in turn.peer.iter().filter(|line| line.part == Part::Answer) {
            self.page.said(name, &line.text)?;
        }
        self.page.gap()?;
        if let Some(feedback) = &turn.feedback {
            let heard = format!("  What {name} heard: ");
            let parts = [
                ("  First: ", feedback.passed_over.as_deref()),
                (heard.as_str(), Some(feedback.heard.as_str())),
                ("  What worked: ", feedback.worked.as_deref()),
                ("  One thing to change: ", feedback.change.as_deref()),
            ];
            for (lead, text) in parts {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    self.page.hanging(lead, text)?;
                }
            }
        }
        if let Some(better) =
            turn.better.as_ref().filter(|_| turn.attempt > 1 || turn.assessment.unsure)
        {
            self.page.hanging("  Another way: ", &format!("“{better}”"))?;
        }
        if turn.after.band != turn.before.band {
            self.page.hanging("  ", &format!("{name} is {} now.", turn.after.band.id()))?;
        }
        self.page.gap()?;
        Ok(())
    }

    /// Takes a label back that the last turn was found to have; whether that was done.
    fn misread(&mut self, which: Option<&str>) -> anyhow::Result<bool> {
        let labels: Vec<Label> = match self.encounter.turns.last() {
            Some(turn) if turn.said == Said::Write && turn.phase == Phase::Talk => {
                turn.assessment.labels.iter().map(|found| found.label).collect()
            }
            _ => vec![],
        };
        let named = |which: &str| match which.parse::<usize>() {
            Ok(number) => number.checked_sub(1).and_then(|n| labels.get(n)).copied(),
            Err(_) => which.parse().ok(),
        };
        let label = match (which, labels.as_slice()) {
            (_, []) => {
                self.page.paragraph(
                    "",
                    "Nothing was found in words of yours that could be taken back.",
                )?;
                return Ok(false);
            }
            (Some(which), _) => named(which),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        let Some(label) = label else {
            self.page.paragraph("", "Which of these was it not?")?;
            for (number, label) in (1..).zip(&labels) {
                self.page.hanging(&format!("  {number}. "), label.name())?;
            }
            self.page.paragraph("", "Type `misread 1`, for instance.")?;
            return Ok(false);
        };
        if let Err(refused) = self.encounter.misread(self.case, label) {
            self.page.paragraph("", &refused.to_string())?;
            return Ok(false);
        }
        self.page.paragraph(
            "",
            &format!("Taken back: {}. The turn counts in no figure.", label.name().to_lowercase()),
        )?;
        if let Some(turn) = self.encounter.turns.last().cloned() {
            self.page.gap()?;
            self.feedback(&turn)?;
        }
        Ok(true)
    }

    /// Whether the words may be taken as a reply: where they hint that the learner is in danger, help
    /// is shown first, and the talk waits.
    fn calm(&mut self, words: &str) -> anyhow::Result<bool> {
        if !own_danger(words) {
            return Ok(true);
        }
        let number = &self.settings.crisis;
        self.page.gap()?;
        match &self.settings.crisis_text {
            Some(text) => self.page.paragraph("", text)?,
            None => self.page.paragraph(
                "",
                &format!(
                    "Is this about you, and are you in danger? You can call {number}, day or night."
                ),
            )?,
        }
        self.page.paragraph(
            "",
            "Your talk waits here. Nothing was lost, sent or kept. Enter goes on with your reply, \
             `stop` ends for now.",
        )?;
        let Some(line) = self.read()? else { return Ok(false) };
        Ok(Typed::of(&line) != Typed::Stop)
    }

    fn list(&mut self, options: &[Choice]) -> anyhow::Result<()> {
        if options.is_empty() {
            self.page.paragraph("", "There are no written replies here.")?;
        }
        for (number, option) in (1..).zip(options) {
            self.page.hanging(&format!("  {number}. "), &option.text)?;
        }
        Ok(())
    }

    fn no_such(&mut self, number: usize, options: &[Choice]) -> anyhow::Result<()> {
        let most = options.len();
        let text = format!("There is no reply {number} here; `?` shows them, from 1 to {most}.");
        Ok(self.page.paragraph("", &text)?)
    }

    fn cannot_read(&mut self) -> anyhow::Result<()> {
        Ok(self
            .page
            .paragraph("", "This build cannot read words of your own; `?` shows replies.")?)
    }

    fn help(&mut self) -> anyhow::Result<()> {
        for (word, does) in [
            ("?", "or `list`: shows the written replies; a number takes one"),
            ("wait", "stay quiet"),
            ("again", "try the last moment again"),
            ("misread", "something was found in your words that was not there: take it back"),
            ("better", "another way to have said the last one"),
            ("stop", "end here, with a look back"),
            ("say …", "say one of these words to the peer: `say wait`"),
        ] {
            self.page.hanging(&format!("  {word:<8} "), does)?;
        }
        self.page.paragraph(
            "",
            "In your words, [+ …] is what builds trust, [- …] what breaks it, and [? …] what we are \
             not sure of.",
        )?;
        Ok(())
    }

    /// One line, or none at the end of the input.
    fn read(&mut self) -> anyhow::Result<Option<String>> {
        self.page.prompt()?;
        let mut bytes = Vec::new();
        let mut line = (&mut self.input).take(LONGEST);
        line.read_until(b'\n', &mut bytes).context("cannot read what is typed")?;
        if bytes.is_empty() {
            self.page.gap()?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn nth(options: &[Choice], number: usize) -> Option<&Choice> {
    options.get(number.checked_sub(1)?)
}
