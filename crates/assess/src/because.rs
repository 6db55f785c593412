//! Why a label was found, in plain words that go on after "it" or "this".

use crate::Label;

/// A phrase for what the words do; it fits whatever they are.
pub(crate) const fn because(label: Label) -> &'static str {
    match label {
        Label::Consistency => "keeps a promise, or picks up what they told you",
        Label::Nonjudgment => "takes in something hard without blame",
        Label::Listening => "says back what you heard them say",
        Label::Boundaries => "leaves their limits alone, or is kind and clear about yours",
        Label::Empathy => "names what they feel, or warms to it",
        Label::Confidentiality => "says what stays private, and where that ends",
        Label::OpenQuestion => "asks in a way that lets them tell it their own way",
        Label::Autonomy => "leaves the choice with them",
        Label::Perspective => "sees their strength, or the sense in how they see it",
        Label::Safety => "takes the danger seriously and stays with them",
        Label::Sharing => "tells a little of your own story and hands the talk back",
        Label::Inconsistency => "goes back on what you said you would do",
        Label::Advice => "tells them what to do, and they had not asked",
        Label::Minimizing => "makes what they feel smaller than it is to them",
        Label::Oversharing => "turns the talk to you",
        Label::Breach => "passes on what they told you, or promises a silence nobody can keep",
        Label::Judgment => "blames, warns or presses them",
    }
}
