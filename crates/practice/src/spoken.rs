//! What the peer says where no author wrote an answer: a line of the voice, and none that was heard
//! just now.

use assess::Verdict;

use crate::asked;
use crate::brief::Brief;
use crate::case::Case;
use crate::encounter::Encounter;
use crate::given::Given;
use crate::question::Question;
use crate::turn::{Part, Said, Spoken};
use crate::voice::{self, Occasion};

impl Encounter {
    /// Answers by what was heard and in what manner: danger that went by before all, then what could
    /// not be read, what said next to nothing, what was asked, and else the verdict.
    pub(crate) fn answer_in_voice(
        &mut self,
        case: &Case,
        given: &Given,
        heard: Verdict,
        (passed_over, off_track, waits): (bool, bool, bool),
        peer: &mut Vec<Spoken>,
    ) {
        let band = self.now.trust.band;
        let written = given.said == Said::Write;
        let verdict = match heard {
            Verdict::Builds => Occasion::Builds,
            Verdict::Breaks => Occasion::Breaks,
            Verdict::Mixed => Occasion::Mixed,
            Verdict::Neutral => Occasion::Neutral,
        };
        let own = |occasion| case.voice.own(occasion, band);
        let broke = matches!(heard, Verdict::Breaks | Verdict::Mixed);
        let (occasion, lines) = match (given.brief, given.question) {
            _ if passed_over => (Occasion::PassedOver, None),
            _ if given.said == Said::Wait => (Occasion::Silence, None),
            (Some(Brief::Blank), _) => (Occasion::Silence, None),
            (Some(Brief::Hello), _) => (Occasion::Brief, Some(asked::hello(band))),
            (Some(Brief::Word), _) if waits => (Occasion::Brief, None),
            // A question is heard as one, whatever else cannot be read; and what takes up the peer’s
            // own words is no riddle to the peer.
            (_, None | Some(Question::Check)) if off_track && given.on_track => {
                (Occasion::Neutral, None)
            }
            (_, None | Some(Question::Check | Question::Greeting)) if off_track => {
                (Occasion::OffTrack, None)
            }
            _ if !written => (verdict, None),
            (_, Some(Question::Check))
                if heard == Verdict::Neutral || !broke && own(verdict).is_none() =>
            {
                (Occasion::Question, Some(asked::lines(Question::Check, band)))
            }
            (_, None | Some(Question::Check)) => (verdict, None),
            (_, Some(_)) if broke => (Occasion::Breaks, Some(asked::hard(band))),
            (_, Some(Question::Open | Question::Closed | Question::Fact | Question::Either))
                if own(Occasion::Question).is_some() =>
            {
                (Occasion::Question, None)
            }
            (_, Some(kind)) => (Occasion::Question, Some(asked::lines(kind, band))),
        };
        let text = match lines {
            Some(lines) => self.next_of(occasion, lines, peer),
            None => {
                let lines =
                    own(occasion).unwrap_or_else(|| voice::default(occasion, band).to_vec());
                self.next_of(occasion, &lines, peer)
            }
        };
        peer.push(Spoken { text, part: Part::Answer, tells: None, danger: None });
    }

    /// Says a line of the voice.
    pub(crate) fn speak(&mut self, case: &Case, occasion: Occasion, peer: &mut Vec<Spoken>) {
        let band = self.now.trust.band;
        let lines = case.voice.own(occasion, band);
        let lines = lines.unwrap_or_else(|| voice::default(occasion, band).to_vec());
        let text = self.next_of(occasion, &lines, peer);
        peer.push(Spoken { text, part: Part::Answer, tells: None, danger: None });
    }

    /// The next of several lines, and none that was said in this turn or the two before it.
    fn next_of(&mut self, occasion: Occasion, lines: &[&str], peer: &[Spoken]) -> String {
        let nth = self.now.voiced(occasion);
        let before = self.standing_turns().rev().take(2).flat_map(|turn| &turn.peer);
        let heard: Vec<&Spoken> =
            before.filter(|spoken| spoken.part == Part::Answer).chain(peer).collect();
        voice::fresh(lines, self.seed, nth, |line| heard.iter().any(|spoken| spoken.text == line))
    }
}
