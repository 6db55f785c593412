//! What somebody types in a talk: a word that Holdspace knows, or what they say to the peer.

/// One line that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed<'t> {
    /// Nothing.
    Nothing,
    /// Show the written replies.
    List,
    /// One of them, as it is numbered on the screen.
    Number(usize),
    /// Stay quiet.
    Wait,
    /// Try this moment again.
    Again,
    /// A label was read wrongly: which, where it is said.
    Misread(Option<&'t str>),
    /// Show another way to say it.
    Better,
    /// Leave out what may be left out.
    Skip,
    /// End here.
    Stop,
    /// Say what can be typed.
    Help,
    /// What is said to the peer.
    Words(&'t str),
}

impl<'t> Typed<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        let line = line.trim();
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match first.to_ascii_lowercase().as_str() {
            "" => Self::Nothing,
            "say" if !rest.is_empty() => Self::Words(rest),
            // "misread" with more than one word behind it is a sentence.
            "misread" if rest.is_empty() => Self::Misread(None),
            "misread" if !rest.contains(char::is_whitespace) => Self::Misread(Some(rest)),
            _ if !rest.is_empty() => Self::Words(line),
            "?" | "list" => Self::List,
            "wait" => Self::Wait,
            "again" => Self::Again,
            "better" => Self::Better,
            "skip" => Self::Skip,
            "stop" | "quit" => Self::Stop,
            "help" => Self::Help,
            word => match word.parse() {
                Ok(number) if word.len() < 3 => Self::Number(number),
                _ => Self::Words(line),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn a_word_by_itself_is_for_holdspace_and_a_sentence_for_the_peer() {
        for (line, typed) in [
            ("  ", Typed::Nothing),
            ("?", Typed::List),
            (" 2 ", Typed::Number(2)),
            ("WAIT", Typed::Wait),
            ("Wait, what?", Typed::Words("Wait, what?")),
            ("say wait", Typed::Words("wait")),
            ("say", Typed::Words("say")),
            ("misread", Typed::Misread(None)),
            ("misread advice", Typed::Misread(Some("advice"))),
            ("Misread the room, sorry.", Typed::Words("Misread the room, sorry.")),
            ("stop that", Typed::Words("stop that")),
            ("1988", Typed::Words("1988")),
            ("2 weeks", Typed::Words("2 weeks")),
        ] {
            assert_eq!(Typed::of(line), typed, "{line}");
        }
    }
}
