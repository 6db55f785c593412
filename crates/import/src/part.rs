//! A part of a recognised document: what stands where in the topic.

use assess::Label;

use crate::paragraph::Styled;
use crate::report::{LeftOut, Stated};
use crate::section::Section;

/// A recognised document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub(crate) title: Option<Styled>,
    pub(crate) lesson: Option<Styled>,
    /// Front matter in the source's order; the values of `title` and `lesson` among them.
    pub(crate) front: Vec<(String, String)>,
    pub(crate) parts: Vec<Part>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) stated: Stated,
}

/// A part with the line that it came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) what: What,
    pub(crate) line: usize,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    Heading(u8, Styled),
    Prose(Styled),
    /// An item of a list that is no block of ours.
    Item {
        depth: u8,
        number: Option<u32>,
        text: Styled,
    },
    Row {
        first: bool,
        cells: Vec<Styled>,
    },
    Objective(Option<u32>, Styled),
    Behaviour(Section, Behaviour),
    Example(Example),
    Quotation {
        text: Styled,
        source: Option<Styled>,
    },
    Takeaway(Option<u32>, Styled),
    Reference(Option<u32>, Styled),
}

/// Something a specialist does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Behaviour {
    pub(crate) number: Option<u32>,
    pub(crate) name: Styled,
    pub(crate) explanation: Styled,
    pub(crate) labels: Vec<Label>,
}

/// A situation and what is said in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Example {
    pub(crate) situation: Vec<Styled>,
    /// The heads of the columns that the lines stood in.
    pub(crate) head: Option<Styled>,
    pub(crate) lines: Vec<Line>,
}

/// One line of an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// `try`, or `instead of`.
    pub(crate) try_this: bool,
    /// What stands before its colon in the topic, where it is not the usual.
    pub(crate) key: Option<&'static str>,
    /// What leads in the words and is not said, such as "Not helpful:".
    pub(crate) lead: Styled,
    /// As it stands in the topic: the words said.
    pub(crate) text: Styled,
    /// The words said, without quotation marks.
    pub(crate) said: String,
    /// What follows before the next line.
    pub(crate) note: Vec<Styled>,
}
