//! Labels of the codebook, where words make clear which one is meant; else none.

use assess::Label;

use crate::section::Section;
use crate::word::{any, has, normal};

/// The labels that a behaviour stands for.
pub(crate) fn of_behaviour(section: Section, name: &str, explanation: &str) -> Vec<Label> {
    let (name, whole) = (normal(name), normal(&format!("{name} {explanation}")));
    let list = if section == Section::Breaks { BREAKERS } else { BUILDERS };
    let clear: Vec<_> =
        list.iter().filter(|(_, words, _)| any(&name, words)).map(|(label, ..)| *label).collect();
    if clear.is_empty() {
        // The explanation counts only with words that hardly mean anything else.
        let sure = list.iter().filter(|(.., words)| any(&whole, words)).map(|(label, ..)| *label);
        return sure.take(1).collect();
    }
    clear.into_iter().take(2).collect()
}

/// What a reply that builds most likely does, by its form.
pub(crate) fn of_builder(text: &str) -> Vec<Label> {
    let t = normal(text);
    let mut out = Vec::new();
    if any(
        &t,
        "killing yourself|kill yourself|ending your life|suicide|are you safe|hurt yourself|hurting yourself|988|911|\
            end your life",
    ) {
        out.push(Label::Safety);
    }
    if any(
        &t,
        "thank you for telling|thanks for telling|thank you for sharing|\
            thanks for sharing|appreciate you|glad you told|thank you for trusting|\
            appreciate that you|glad you said|thank you for saying|thank you for being",
    ) {
        out.push(Label::Nonjudgment);
    }
    if any(
        &t,
        "that sounds|sounds really|sounds hard|sounds like a lot|must be|\
            must have been|i'm sorry|i am sorry|that's hard|that's a lot|no wonder|\
            makes sense|that hurts|so hard|really hard|painful|can't have been easy|\
            sounds heavy|sounds painful|sounds lonely|sounds exhausting|sounds scary",
    ) {
        out.push(Label::Empathy);
    }
    if any(
        &t,
        "it sounds like you|sounds like you|what i hear|i'm hearing|i hear that|\
            so you're|so you are|so part of you|on the one hand|you're saying|so you",
    ) {
        out.push(Label::Listening);
    }
    if any(
        &t,
        "would it be okay|would it be all right|is it okay if|would you like|\
            do you want to|would you want|up to you|your choice|your call|you decide|\
            if you want|only if you|may i|can i ask|would it help|your pace|we can also|\
            you don't have to|are you open to",
    ) {
        out.push(Label::Autonomy);
    }
    if any(
        &t,
        "stays between|stays here|stays with me|between us|keep this private|\
            your permission|confidential|with your okay",
    ) {
        out.push(Label::Confidentiality);
    }
    if any(
        &t,
        "i said i would|as i promised|i'll be here|i will be here|i'll call you|\
            last time you|see you on|as i said",
    ) {
        out.push(Label::Consistency);
    }
    if any(
        &t,
        "you know yourself|you know best|you've come|you managed|you kept|\
            your strength|takes courage|took courage|you know your|it took a lot",
    ) {
        out.push(Label::Perspective);
    }
    if any(&t, "when i was|i remember|for me it|i've been there|my own")
        && has(&t, "you")
        && text.trim_end().ends_with('?')
    {
        out.push(Label::Sharing);
    }
    let open =
        any(&t, "what|how|tell me|which") && !any(&t, "how are you|how about you try|what time");
    if open && (text.contains('?') || has(&t, "tell me")) {
        out.push(Label::OpenQuestion);
    }
    out.truncate(3);
    out
}

/// What a reply that breaks most likely does, by its form.
pub(crate) fn of_breaker(text: &str) -> Vec<Label> {
    let t = normal(text);
    let mut out = Vec::new();
    if any(
        &t,
        "i told|i won't tell anyone|i promise not to tell|never tell anyone|\
            your secret|i heard from|i already talked to|told me about you",
    ) {
        out.push(Label::Breach);
    }
    if any(
        &t,
        "why haven't|why didn't|why don't you ever|why did you|why would you|again|\
            disappointed|you people|you always|you never|lazy|addict|your fault|\
            how could you|after all|should have known|not trying|ashamed|you're just|\
            excuses|in denial|you knew|what did you expect|if you don't|or else|\
            what's wrong with you|calm down|liar|manipulative|overreacting|\
            being difficult|serious about|attitude|or i|can't keep",
    ) {
        out.push(Label::Judgment);
    }
    if any(
        &t,
        "could be worse|better place|you'll find|work out|be okay|there is nobody|it's nothing|of course not|no one there|for a reason|not that bad|isn't that bad|get over|stay positive|\
            think positive|cheer up|don't worry|at least|bright side|everything happens|\
            you'll be fine|it'll be fine|no big deal|nothing to|others have it worse|\
            everyone feels|everybody feels|everyone goes|it will pass|happens to everyone|\
            time heals|move on|stop crying|be grateful|don't be sad|be strong|relax",
    ) {
        out.push(Label::Minimizing);
    }
    if any(
        &t,
        "when i |i know exactly|i went through|same thing happened to me|\
            that happened to me|me too|that's nothing|my own divorce|in my case|\
            i had it worse|happened to me",
    ) {
        out.push(Label::Oversharing);
    }
    if any(
        &t,
        "can't make it|something came up|another time|i forgot|have to cancel|\
            need to cancel|i'm too busy|some other time|reschedule|don't have time",
    ) {
        out.push(Label::Inconsistency);
    }
    if any(
        &t,
        "you should|have you called|have you talked|have you thought|have you considered|you need to|you have to|you must|you ought|have you tried|\
            why don't you|if i were you|you'd better|you better|just stop|just go|\
            just call|just tell|just leave|try to|you could just|what you need|\
            you've got to|you just need|my advice|here's what|just don't|all you have to|\
            you can't|just try|quit",
    ) {
        out.push(Label::Advice);
    }
    out.truncate(2);
    out
}

/// A label, words that name it in a behaviour's name, and words that show it anywhere.
type Words = (Label, &'static str, &'static str);

const BUILDERS: &[Words] = &[
    (Label::Safety, "safety plan|crisis|suicide|overdose|danger", "suicide|overdose"),
    (
        Label::OpenQuestion,
        "open questions|open question|open ended|ask open|curiosity|curious|ask what|\
            ask how|evoking|ask, don't tell|asking",
        "open ended questions|open questions",
    ),
    (
        Label::Consistency,
        "consistency|consistent|reliability|reliable|show up|showing up|follow through|\
            following through|keep your word|keeping your word|keeping promises|\
            keep promises|dependable|dependability|do what you say|be on time|on time|\
            punctual",
        "follow through|when you said you would|on time",
    ),
    (
        Label::Confidentiality,
        "confidentiality|confidential|privacy|private|what stays in the room",
        "confidential|confidentiality|without permission|stays in the room",
    ),
    (
        Label::Nonjudgment,
        "nonjudgmental|non judgmental|nonjudgment|without judgment|without judging|\
            acceptance|accepting|accept people|no judgment|meet people where they are|\
            unconditional positive regard|where they are|where people are|nonjudgement|\
            without judgement|non judgement",
        "without judgment|without judging|without judgement|without criticism|\
            nonjudgmental",
    ),
    (
        Label::Listening,
        "listening|listen|reflect back|reflect|reflections|reflecting|paraphrase|\
            paraphrasing|mirroring|summarize|summarise",
        "reflect back|paraphrase|in your own words",
    ),
    (Label::Boundaries, "boundaries|boundary|limits", "boundaries"),
    (
        Label::Empathy,
        "empathy|empathic|empathize|validate|validation|validating|compassion|\
            understanding|warmth|name the feeling|naming the feeling|acknowledge feelings",
        "validate|name the feeling|how hard",
    ),
    (
        Label::Autonomy,
        "autonomy|choice|choices|let them lead|let people lead|self determination|\
            permission|ask first|let them choose|offer choices|offering choices|\
            their pace|ask before",
        "ask permission|asking permission|let them decide|their choice|their own pace",
    ),
    (
        Label::Perspective,
        "perspective|strengths|strength|affirm|affirmation|affirmations|affirming|\
            respect their view|expert on their",
        "strengths|expert on their own|experts on their own",
    ),
    (
        Label::Sharing,
        "sharing your story|lived experience|share when|self disclosure|share a little|\
            share briefly|your own story|share your story|share sparingly",
        "lived experience",
    ),
];

const BREAKERS: &[Words] = &[
    (
        Label::Inconsistency,
        "inconsistency|inconsistent|unreliable|unreliability|cancelling|canceling|\
            broken promises|breaking promises|not showing up|no shows|being late|\
            running late|flaking|forgetting|late|cancel",
        "canceling|cancelling|not follow through|no follow through|break promises|not show up|\
            don't show up",
    ),
    (
        Label::Advice,
        "advice|fixing|fix|lecturing|lecture|righting reflex|telling people what to do|\
            problem solving|solving|giving orders|directing|preaching|prescribing|\
            unsolicited|you should",
        "unasked advice|telling people what to do|telling them what to do|what to do|\
            advice nobody asked for",
    ),
    (
        Label::Minimizing,
        "minimizing|minimising|dismissing|invalidating|brushing off|silver lining|\
            silver linings|false cheer|toxic positivity|downplaying|comparing|cheering up|\
            rushing past|false reassurance|platitudes|making it small",
        "could be worse|look on the bright side|silver lining",
    ),
    (
        Label::Oversharing,
        "over sharing|oversharing|making it about you|your own story|taking over|\
            war stories|me too stories|one upping|making it about yourself|\
            talking about yourself",
        "about yourself|about you",
    ),
    (
        Label::Breach,
        "confidentiality|gossip|gossiping|breaching|breach|telling others|\
            sharing without|breaking privacy|passing on",
        "without consent|without permission|gossip",
    ),
    (
        Label::Judgment,
        "judging|judgment|judgement|judgmental|shaming|shame|blaming|blame|criticism|\
            criticizing|criticising|labels|labelling|labeling|moralizing|moralising|\
            threats|threatening|arguing|confronting|confrontation|pressure|pressuring|\
            sarcasm|stigma|stigmatizing|interrogating|shaming words|warnings|warning|\
            ultimatums",
        "shame|blame|threaten",
    ),
];
