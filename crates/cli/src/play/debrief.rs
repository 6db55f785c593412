//! The look back on a talk, as it is shown in a terminal.

use practice::{
    Cold, Debrief, Encounter,
    case::Case,
    debrief,
    debrief::Side,
    skill::{self, Skill},
};
use std::io::{self, Write};

use super::page::Page;

/// Shows what the talk was, skill by skill and in the learner's own words.
pub(super) fn show<W: Write>(
    page: &mut Page<W>,
    case: &Case,
    encounter: &Encounter,
    cold: Option<Cold>,
) -> io::Result<()> {
    let debrief = debrief(case, encounter, cold);
    page.heading("Looking back")?;
    page.paragraph("", &debrief.summary)?;
    let name = &case.peer.name;
    if !debrief.untold.is_empty() {
        page.paragraph("", &format!("{name} did not tell you {}.", debrief.untold.join(", nor ")))?;
    }
    if let Some(questions) = &debrief.questions {
        page.paragraph("", questions)?;
    }
    mattered(page, &debrief)?;
    let seen = |skill: &&Skill| {
        let parts = [skill.before.as_ref(), Some(&skill.talk), skill.transfer.as_ref()];
        parts.into_iter().flatten().any(|p| p.figure.is_some() || !p.examples.is_empty())
    };
    let skills: Vec<&Skill> = debrief.skills.iter().filter(seen).collect();
    if !skills.is_empty() {
        page.heading("Skill by skill")?;
        for skill in skills {
            one(page, skill, debrief.before.is_some())?;
        }
    }
    side_by_side(page, &debrief)
}

fn mattered<W: Write>(page: &mut Page<W>, debrief: &Debrief) -> io::Result<()> {
    if debrief.mattered.is_empty() {
        return Ok(());
    }
    page.heading("The turns that mattered")?;
    for turn in &debrief.mattered {
        page.hanging(&format!("{}. ", turn.turn), &capital(&turn.title))?;
        page.hanging("   You: ", &turn.text)?;
        page.hanging("   ", &turn.reason)?;
        if let Some(better) = &turn.better {
            page.hanging("   Another way: ", &format!("“{better}”"))?;
        }
        page.gap()?;
    }
    Ok(())
}

fn one<W: Write>(page: &mut Page<W>, skill: &Skill, cold: bool) -> io::Result<()> {
    page.paragraph("", &skill.name)?;
    page.hanging("  ", &skill.about)?;
    let parts = [
        ("before", skill.before.as_ref()),
        ("in the talk", Some(&skill.talk)),
        ("on your own", skill.transfer.as_ref()),
    ];
    for (when, part) in parts {
        if let Some(part) = part.filter(|_| cold || when != "before") {
            self::part(page, when, part)?;
        }
    }
    page.gap()
}

fn part<W: Write>(page: &mut Page<W>, when: &str, part: &skill::Part) -> io::Result<()> {
    if let Some(figure) = &part.figure {
        page.hanging(&format!("  {when}: "), figure)?;
    }
    for quote in &part.examples {
        let maybe = if quote.maybe { " (perhaps)" } else { "" };
        let chosen = if quote.chosen { " (chosen)" } else { "" };
        page.hanging(&format!("  {when}: "), &format!("“{}”{maybe}{chosen}", quote.words))?;
    }
    Ok(())
}

fn side_by_side<W: Write>(page: &mut Page<W>, debrief: &Debrief) -> io::Result<()> {
    let before = debrief.before.iter().map(|side| ("Before", side));
    let talk = debrief.talk.iter().map(|side| ("In the talk", side));
    let own = debrief.transfer.iter().map(|side| ("On your own", side));
    let all: Vec<(&str, &Side)> = before.chain(talk).chain(own).collect();
    if all.len() < 2 {
        return Ok(());
    }
    page.heading("Side by side")?;
    for (when, side) in all {
        page.paragraph("", &format!("{when}, with {}", side.person))?;
        for line in &side.asked {
            page.said(&format!("  {}", side.person), line)?;
        }
        page.hanging("  You: ", &side.text)?;
        for note in &side.notes {
            page.hanging("    ", note)?;
        }
        if let Some(better) = &side.better {
            page.hanging("    Another way: ", &format!("“{better}”"))?;
        }
        page.gap()?;
    }
    Ok(())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
