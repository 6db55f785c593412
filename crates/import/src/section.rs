//! What a section is about, by the words of its heading or of the sentence that leads in a list.

use crate::word::{any, count, is, normal};

/// What a section of a lesson holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Objectives,
    Builds,
    Breaks,
    Strategies,
    /// Situations with what to say.
    Examples,
    Takeaways,
    References,
}

impl Section {
    /// Whether its items have a name and an explanation.
    pub(crate) const fn behaviours(self) -> bool {
        matches!(self, Self::Builds | Self::Breaks | Self::Strategies)
    }
}

/// The section that a heading begins.
pub(crate) fn of_heading(text: &str) -> Option<Section> {
    let all = normal(text);
    let bare = strip_number(&all);
    let words = count(bare);
    if words == 0 || words > 14 {
        return None;
    }
    let t = bare;
    let exact = |list: &str| is(t, list);
    if any(t, OBJECTIVES) || exact(OBJECTIVES_ALONE) || t.starts_with(" goals ") {
        return Some(Section::Objectives);
    }
    if any(t, TAKEAWAYS) || exact(TAKEAWAYS_ALONE) {
        return Some(Section::Takeaways);
    }
    if any(t, REFERENCES) || exact(REFERENCES_ALONE) {
        return Some(Section::References);
    }
    if EXAMPLES_FIRST.split('|').any(|p| t.starts_with(&format!(" {p} "))) {
        return Some(Section::Examples);
    }
    // "Why trust breaks" gives reasons, and no list of what to do.
    let asks = [" why ", " who ", " when ", " about "].iter().any(|w| t.starts_with(w));
    let says = any(t, "say|saying|words|phrases|language|responses|try");
    let breaks = any(&without_ice(t), BREAKS)
        || harm(t)
        || exact(BREAKS_ALONE)
        || trust_verb(t, LOSSES)
        || any(t, NAMES) && any(t, BREAKS_VERBS);
    let names = any(t, NAMES);
    let positive = exact(BUILDS_ALONE)
        || any(t, BUILDS)
        || names && any(t, BUILDS_VERBS)
        || trust_verb(t, GAINS);
    let both = breaks && (exact(BOTH) || any(t, BOTH) || and_both(t));
    if both {
        return (says && any(t, "not that|instead")).then_some(Section::Examples);
    }
    if asks {
        return None;
    }
    if breaks {
        return Some(Section::Breaks);
    }
    if any(t, STRATEGIES) || exact(STRATEGIES_ALONE) {
        return Some(Section::Strategies);
    }
    if positive {
        return Some(Section::Builds);
    }
    any(t, EXAMPLES).then_some(Section::Examples)
}

/// The section of the list that a sentence leads in; stricter than a heading, since most sentences
/// before a list name no section.
pub(crate) fn of_lead(text: &str) -> Option<Section> {
    let sentence = text.trim_end().trim_end_matches([':', '…', '.']);
    let start = sentence.rfind(['.', '!', '?']).map_or(0, |i| i + 1);
    let all = normal(&sentence[start..]);
    let t = strip_number(&all);
    let words = count(t);
    if words == 0 {
        return None;
    }
    if words <= 5
        && let Some(section) = of_heading(t)
    {
        return Some(section);
    }
    if any(
        t,
        "you're going to|you are going to|we're going to|we are going to|be able to|learning objectives|you will learn|you'll learn|you will know how|participants will|\
            participants can|learners will|learners can|by the end of|after this lesson|after this session|\
            in this lesson you will|in this topic you will|this lesson will help you|this topic will help you|\
            you will practice|you will practise|learn to|learn how to",
    ) {
        return Some(Section::Objectives);
    }
    if any(t, "take away|takeaways|remember these|keep in mind|in short|to sum up") {
        return Some(Section::Takeaways);
    }
    if any(t, "draws on|based on|sources|references|read more|further reading") {
        return Some(Section::References);
    }
    if trust_verb(t, LOSSES) || any(t, LEADS_BREAK) || harm(t) && any(t, OBJECTS) {
        return Some(Section::Breaks);
    }
    if any(
        t,
        "strategies|strategy|tips|steps|techniques|ways to|things to try|\
            things you can do|ideas for|skills to use",
    ) {
        return Some(Section::Strategies);
    }
    let helps = any(t, "help|helps|support|supports")
        && any(t, "these|following|things|what|habits|behaviors|behaviours")
        && any(t, OBJECTS);
    if trust_verb(t, GAINS) || any(t, LEADS_BUILD) || helps && !any(t, "don't|not") {
        return Some(Section::Builds);
    }
    None
}

/// Whether a heading names objectives in words that can mean nothing else.
pub(crate) fn objectives(text: &str) -> bool {
    any(&normal(text), OBJECTIVES)
}

/// Whether a heading says only that the text begins.
pub(crate) fn opens(text: &str) -> bool {
    is(
        strip_number(&normal(text)),
        "introduction|intro|overview|background|welcome|preface|foreword|contents|\
            table of contents|agenda|purpose|rationale|about this lesson|about this topic|\
            about this module|before you start|before you begin",
    )
}

/// "2 what breaks trust" without its number.
pub(crate) fn strip_number(text: &str) -> &str {
    let mut rest = text;
    for prefix in ["part", "section", "step", "chapter"] {
        if let Some(r) = rest.strip_prefix(&format!(" {prefix} ") as &str)
            && r.starts_with(|c: char| c.is_ascii_digit())
        {
            rest = &rest[prefix.len() + 1..];
        }
    }
    // "3.2.1" is three numbers.
    for _ in 0..5 {
        let inner = rest.trim_start();
        let number = inner.split(' ').next().unwrap_or("");
        let roman = is(number, "i|ii|iii|iv|v|vi|vii|viii|ix|x");
        let letter = number.len() == 1 && number != "a" && number.chars().all(char::is_alphabetic);
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if !(digits || roman || letter) || inner.len() <= number.len() + 1 {
            break;
        }
        rest = &rest[rest.len() - inner.len() + number.len()..];
    }
    rest
}

/// A verb of gain or loss and something that can be gained or lost.
fn trust_verb(t: &str, verbs: &str) -> bool {
    any(t, verbs) && any(t, OBJECTS)
}

/// "harm", but not as in the name of an approach.
fn harm(t: &str) -> bool {
    any(&t.replace(" harm reduction ", " "), "harm|harms|harmful")
}

/// Breaking the ice breaks nothing else.
fn without_ice(t: &str) -> String {
    t.replace(" breaking the ice ", " ")
        .replace(" break the ice ", " ")
        .replace(" ice breakers ", " ")
}

/// Both sides in one heading: "what builds and breaks trust".
fn and_both(t: &str) -> bool {
    // "What not to do" is one side alone.
    any(&t.replace(" not to ", " "), "and|or|vs|versus|not")
        && (any(t, BUILDS_VERBS)
            || any(t, GAINS)
            || any(t, "do|dos|do's|say this|green flags|green"))
}

const OBJECTIVES: &str = "objective|objectives|learning goals|learning goal|learning outcomes|learning outcome|\
    learning aims|learning targets|learning intentions|you will learn|you'll learn|\
    you will gain|by the end|after this lesson|after this topic|after this session|\
    after this module|be able to|able to do|aims|goals for|goals of|you will practice|\
    you will practise|what you will know|what we want you to learn|session goals|\
    our goals|your goals|what you'll be able|what you should be able|\
    what you will walk away|\
    you'll take away|you will take away|you should know|what this lesson is for|intentions|\
    our goal|learner outcomes|you'll practice|you'll practise|you'll gain|in this lesson you will|\
    you will be able|you'll be able|by the time you finish|after this you|you will leave with|you'll leave with|when you finish|today we will|today you will|\
    today we'll|today you'll|will i learn|i will learn|you will be able";
const OBJECTIVES_ALONE: &str = "goals|goal|aims|aim|outcomes|purpose|intended outcomes|expected outcomes|\
    what you'll get out of this|what you will get out of this|competencies|\
    what to expect to learn";
const TAKEAWAYS: &str = "takeaway|takeaways|take aways|take away|take home|key points|main points|key messages|\
    key ideas|to remember|worth remembering|in short|in brief|in summary|to sum up|\
    summing up|recap|wrap up|wrapping up|nutshell|bottom line|the short version|\
    hold on to|hold onto|carry with you|take with you|keep in mind|big ideas|\
    if you remember|final thoughts|closing thoughts|lessons learned|what to keep|\
    things to keep|one page summary|at a glance|to carry away|before you go|\
    what matters most|if you only|only keep|only remember|one thing to keep|leave with|\
    bring it home|bringing it together|putting it all together|put it all together|main thing|\
    key insights|highlights|main ideas|core message|core messages|what we learned|to sum it up|\
    closing reflections|pulling it together|key facts|quick recap|what to carry|\
    main messages|main message|forget everything|tl dr|tldr|i remember|core ideas";
const TAKEAWAYS_ALONE: &str = "remember|summary|conclusion|conclusions|review|key learning|key learnings|key lessons|\
    the gist|please remember|always remember|quick review|lesson summary|to close|closing|\
    remember this|please keep|what to remember|in closing|one last thing";
const REFERENCES: &str = "references|reference list|sources|bibliography|works cited|further reading|read more|\
    citations|comes from|came from|come from|literature|learn more|reading list|\
    to read next|more reading|suggested reading|recommended reading|resources|\
    additional reading|credits and sources|for more information|\
    selected readings|selected reading|background reading|readings|works consulted|\
    useful links|reference|more to read|dig deeper|credits|\
    further information|more information|background and sources|where to read|\
    find out more|further study|see also|read on|where can i read";
const REFERENCES_ALONE: &str = "research|source|credits|evidence|evidence base|the evidence|the research|reading|\
    endnotes|notes|refs";
const EXAMPLES_FIRST: &str = "example|examples|scenario|scenarios|vignette|vignettes|case example|case examples|\
    sample|situation|situations";
const EXAMPLES: &str = "example|examples|scenario|scenarios|vignette|vignettes|in action|sounds like|\
    instead of|say this|try saying|swap|swaps|what to say|better responses|sample|\
    case studies|try this instead|looks like in practice|what it looks like|\
    what this looks like|case illustration|illustration|illustrations";
const BREAKS: &str = "don't|donts|don'ts|dont's|do not|avoid|avoiding|pitfall|pitfalls|mistake|mistakes|\
    red flag|red flags|hurt|hurts|break|breaks|breaking|breakers|breaker|damage|damages|\
    damaging|erode|erodes|eroding|undermine|undermines|undermining|destroy|destroys|\
    weaken|weakens|lose trust|loses trust|losing trust|lost trust|trust is lost|\
    in the way|barriers|roadblock|roadblocks|trap|traps|backfire|backfires|doesn't help|\
    does not help|not help|not helpful|unhelpful|less helpful|doesn't work|does not work|\
    not to do|not to say|shut down|shuts down|shut people down|shuts people down|\
    close people|closes people|closes doors|close doors|closes the door|push away|\
    push people away|pushes people away|pushes away|drives people away|drive people away|\
    worse|steer clear|not that|watch out|blockers|blocks|escalates|escalate|what fails|\
    sinks|costs you|stay away from|leave out|leave behind|kills|poison|poisons|fuels|fuel|\
    get wrong|go wrong|goes wrong|went wrong|inflames|discourage|discourages|never do|\
    stop doing|spoils|strains|chips away|wears away|wears trust|shake|shakes|threatens|\
    what to drop|things to drop|righting reflex|\
    unsupportive|ineffective|negative behaviors|negative behaviours|negative responses|killers|\
    trust withdrawals|withdrawals|disconnects|thumbs down|trust busters|trust buster|busters|\
    trust killers|dead ends|conversation stoppers|stoppers|missteps|warning signs|unsafe habits|\
    stop trusting|stops trusting|distrust|mistrust";
const BREAKS_ALONE: &str = "never|caution|cautions|no|less of this|not this|what not|watch for|danger zones|\
    walls|don't do this|stop|bad signs|harmful|not so much|what hurts";
const BUILDS_ALONE: &str = "do|dos|do's|do this|please do|to do|yes|always|more of this|say this|the dos|the do's|\
    what to do|good signs|building blocks|strengths|best practices|good practice|\
    good practices|best practice|what good looks like|core skills|essentials|\
    bridges|do more of this|more of these|good habits|core practices|key behaviors|key behaviours";
const BUILDS: &str = "green flag|green flags|trust builders|trust builder|trust building|what helps|\
    what works|helpful|opens doors|opens the door|opens people up|what lands|\
    supportive|effective|positive behaviors|positive behaviours|positive responses|\
    trust deposits|deposits|keep doing|start doing|thumbs up|connects|what good support|\
    makes people trust|make people trust|trust me|trust you|trust us";
const NAMES: &str = "what|things|that|ways|habits|behaviors|behaviours|behavior|behaviour|actions|\
    responses|practices|qualities|signs|words|skills|moves|attitudes|which|conditions|\
    ingredients|elements";
const BREAKS_VERBS: &str = "ends|that end|which end|end calls|end conversations|end talks|stops|closes|silences|blocks|wounds|harms|chills|hinders|hinder|\
    disconnects|unsettles|worries|scares|costs|weighs on|fails|isolates|invalidates|shame|shames|shaming|punish|punishes|blame|blames|complain|complained|\
    disliked|hated|resented";
const BUILDS_VERBS: &str = "build|builds|building|help|helps|works|work|grow|grows|earn|earns|strengthen|\
    strengthens|deepen|deepens|foster|fosters|create|creates|gain|gains|supports|opens|\
    de escalates|calms|calm|steadies|settles|keeps|holds|invites|heals|protects|\
    encourages|encourage|eases|lowers|cools|makes a difference|evokes|welcomes|\
    support|thanked|thank us|appreciated|appreciate|valued|liked|loved|goes well|go well|went well";
const STRATEGIES: &str = "strategy|strategies|tips|techniques|technique|how to|steps|practical|getting started|\
    get started|first steps|toolkit|tools|things to try|try this|try these|into practice|\
    ways to|you can do|approaches|methods|ideas to try|where to begin|where to start|\
    to begin|to get going|next time you|ways in|openers|starting points|moves to try|\
    skills to try|ways of starting|action steps|\
    try it|this week|next shift|next conversation|next meeting|to work|guidelines|\
    strategies for|things you can try|ideas for|exercises to try|how do i start|how we start|first moves|\
    to try|to practice|to practise|to introduce yourself|quick wins|quick win|things to do|next time|get going|\
    recommended practice|recommended practices|recommendations|procedure|procedures";
const STRATEGIES_ALONE: &str = "in practice|tip|starting|starting out|action plan|skills|moves|tool|practice tips|\
    opening moves|beginning";
const BOTH: &str = "dos and don'ts|do's and don'ts|do's and dont's|dos and donts|do and don't|do's don'ts|\
    dos don'ts|do don't|say this not that|do this not that|this not that|\
    green flags and red flags|helpful and unhelpful|helps and hurts|try this not that|instead of this try this";
const GAINS: &str = "build|builds|building|built|grow|grows|earn|earns|earned|strengthen|strengthens|\
    establish|establishing|maintain|create|creates|deepen|deepens|foster|fosters|gain|\
    growing|earning|strengthening|promote|promotes|promoting|facilitate|facilitates|\
    facilitators|facilitator|enablers|nurture|nurtures|cultivate|cultivates|repair|repairs|\
    rebuild|rebuilds|restore|restores";
const LOSSES: &str = "break|breaks|breaking|broken|damage|damages|damaging|erode|erodes|eroding|hurt|hurts|\
    destroy|destroys|undermine|undermines|lose|loses|losing|weaken|weakens|lost|kill|\
    kills|ruin|ruins|cost|costs|wear|wears|wear down|wears down|threaten|threatens|shake|shakes|\
    betray|betrays|chip away";
const OBJECTS: &str = "trust|rapport|connection|relationship|relationships|safety|safe|people|peers|peer|\
    conversation|conversations|bond|alliance|confidence|engagement|someone|members|group";
const LEADS_BREAK: &str = "avoid|mistakes|pitfalls|shut down|shuts down|push people away|unhelpful|\
    get in the way|gets in the way|red flags|make things worse|makes things worse|\
    close up|closes up|pull away|pulls away|clam up|clams up|make it worse|don't help|do not help|close people down|drive people away|try not to|\
    steer clear|backfire";
const LEADS_BUILD: &str = "what helps|helpful|green flags|things help|habits help|what works|open up|opens up|makes a difference|\
    make a difference";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_many_hands() {
        for (heading, section) in [
            ("Learning goals", Some(Section::Objectives)),
            ("What you will be able to do", Some(Section::Objectives)),
            ("2. WHAT BREAKS TRUST", Some(Section::Breaks)),
            ("Don’t", Some(Section::Breaks)),
            ("Do", Some(Section::Builds)),
            ("Things that help", Some(Section::Builds)),
            ("Green flags", Some(Section::Builds)),
            ("Red flags", Some(Section::Breaks)),
            ("Do’s and Don’ts", None),
            ("What builds and breaks trust", None),
            ("How to start", Some(Section::Strategies)),
            ("What doesn't help", Some(Section::Breaks)),
            ("Where this comes from", Some(Section::References)),
            ("The short version", Some(Section::Takeaways)),
            ("What harm reduction is", None),
            ("Why trust matters", None),
            ("Say this, not that", Some(Section::Examples)),
            ("Part 3: Common mistakes", Some(Section::Breaks)),
        ] {
            assert_eq!(of_heading(heading), section, "{heading}");
        }
    }

    #[test]
    fn most_sentences_before_a_list_name_no_section() {
        assert_eq!(of_lead("There are many reasons why people don't ask for help:"), None);
        assert_eq!(of_lead("The following habits build trust:"), Some(Section::Builds));
        assert_eq!(
            of_lead("People stop talking. These things damage trust:"),
            Some(Section::Breaks)
        );
        assert_eq!(of_lead("Bring to the session:"), None);
    }
}
