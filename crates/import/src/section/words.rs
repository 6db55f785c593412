//! Words and phrases, between bars, by which a section is known.
//!
//! Lists that end in `ALONE` hold only where they are the whole heading.

pub(super) const OBJECTIVES: &str = "objective|objectives|learning goals|learning goal|learning outcomes|learning outcome|\
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
pub(super) const OBJECTIVES_ALONE: &str = "goals|goal|aims|aim|outcomes|purpose|intended outcomes|expected outcomes|\
    what you'll get out of this|what you will get out of this|competencies|\
    what to expect to learn";
pub(super) const TAKEAWAYS: &str = "takeaway|takeaways|take aways|take away|take home|key points|main points|key messages|\
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
pub(super) const TAKEAWAYS_ALONE: &str = "remember|summary|conclusion|conclusions|review|key learning|key learnings|key lessons|\
    the gist|please remember|always remember|quick review|lesson summary|to close|closing|\
    remember this|please keep|what to remember|in closing|one last thing";
pub(super) const REFERENCES: &str = "references|reference list|sources|bibliography|works cited|further reading|read more|\
    citations|comes from|came from|come from|literature|learn more|reading list|\
    to read next|more reading|suggested reading|recommended reading|resources|\
    additional reading|credits and sources|for more information|\
    selected readings|selected reading|background reading|readings|works consulted|\
    useful links|reference|more to read|dig deeper|credits|\
    further information|more information|background and sources|where to read|\
    find out more|further study|see also|read on|where can i read";
pub(super) const REFERENCES_ALONE: &str = "research|source|credits|evidence|evidence base|the evidence|the research|reading|\
    endnotes|notes|refs";
pub(super) const EXAMPLES_FIRST: &str = "example|examples|scenario|scenarios|vignette|vignettes|case example|case examples|\
    sample|situation|situations";
pub(super) const EXAMPLES: &str = "example|examples|scenario|scenarios|vignette|vignettes|in action|sounds like|\
    instead of|say this|try saying|swap|swaps|what to say|better responses|sample|\
    case studies|try this instead|looks like in practice|what it looks like|\
    what this looks like|case illustration|illustration|illustrations";
pub(super) const BREAKS: &str = "don't|donts|don'ts|dont's|do not|avoid|avoiding|pitfall|pitfalls|mistake|mistakes|\
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
pub(super) const BREAKS_ALONE: &str = "never|caution|cautions|no|less of this|not this|what not|watch for|danger zones|\
    walls|don't do this|stop|bad signs|harmful|not so much|what hurts";
pub(super) const BUILDS_ALONE: &str = "do|dos|do's|do this|please do|to do|yes|always|more of this|say this|the dos|the do's|\
    what to do|good signs|building blocks|strengths|best practices|good practice|\
    good practices|best practice|what good looks like|core skills|essentials|\
    bridges|do more of this|more of these|good habits|core practices|key behaviors|key behaviours";
pub(super) const BUILDS: &str = "green flag|green flags|trust builders|trust builder|trust building|what helps|\
    what works|helpful|opens doors|opens the door|opens people up|what lands|\
    supportive|effective|positive behaviors|positive behaviours|positive responses|\
    trust deposits|deposits|keep doing|start doing|thumbs up|connects|what good support|\
    makes people trust|make people trust|trust me|trust you|trust us";
pub(super) const NAMES: &str = "what|things|that|ways|habits|behaviors|behaviours|behavior|behaviour|actions|\
    responses|practices|qualities|signs|words|skills|moves|attitudes|which|conditions|\
    ingredients|elements";
pub(super) const BREAKS_VERBS: &str = "ends|that end|which end|end calls|end conversations|end talks|stops|closes|silences|blocks|wounds|harms|chills|hinders|hinder|\
    disconnects|unsettles|worries|scares|costs|weighs on|fails|isolates|invalidates|shame|shames|shaming|punish|punishes|blame|blames|complain|complained|\
    disliked|hated|resented";
pub(super) const BUILDS_VERBS: &str = "build|builds|building|help|helps|works|work|grow|grows|earn|earns|strengthen|\
    strengthens|deepen|deepens|foster|fosters|create|creates|gain|gains|supports|opens|\
    de escalates|calms|calm|steadies|settles|keeps|holds|invites|heals|protects|\
    encourages|encourage|eases|lowers|cools|makes a difference|evokes|welcomes|\
    support|thanked|thank us|appreciated|appreciate|valued|liked|loved|goes well|go well|went well";
pub(super) const STRATEGIES: &str = "strategy|strategies|tips|techniques|technique|how to|steps|practical|getting started|\
    get started|first steps|toolkit|tools|things to try|try this|try these|into practice|\
    ways to|you can do|approaches|methods|ideas to try|where to begin|where to start|\
    to begin|to get going|next time you|ways in|openers|starting points|moves to try|\
    skills to try|ways of starting|action steps|\
    try it|this week|next shift|next conversation|next meeting|to work|guidelines|\
    strategies for|things you can try|ideas for|exercises to try|how do i start|how we start|first moves|\
    to try|to practice|to practise|to introduce yourself|quick wins|quick win|things to do|next time|get going|\
    recommended practice|recommended practices|recommendations|procedure|procedures";
pub(super) const STRATEGIES_ALONE: &str = "in practice|tip|starting|starting out|action plan|skills|moves|tool|practice tips|\
    opening moves|beginning";
pub(super) const BOTH: &str = "dos and don'ts|do's and don'ts|do's and dont's|dos and donts|do and don't|do's don'ts|\
    dos don'ts|do don't|say this not that|do this not that|this not that|\
    green flags and red flags|helpful and unhelpful|helps and hurts|try this not that|instead of this try this";
pub(super) const GAINS: &str = "build|builds|building|built|grow|grows|earn|earns|earned|strengthen|strengthens|\
    establish|establishing|maintain|create|creates|deepen|deepens|foster|fosters|gain|\
    growing|earning|strengthening|promote|promotes|promoting|facilitate|facilitates|\
    facilitators|facilitator|enablers|nurture|nurtures|cultivate|cultivates|repair|repairs|\
    rebuild|rebuilds|restore|restores";
pub(super) const LOSSES: &str = "break|breaks|breaking|broken|damage|damages|damaging|erode|erodes|eroding|hurt|hurts|\
    destroy|destroys|undermine|undermines|lose|loses|losing|weaken|weakens|lost|kill|\
    kills|ruin|ruins|cost|costs|wear|wears|wear down|wears down|threaten|threatens|shake|shakes|\
    betray|betrays|chip away";
pub(super) const OBJECTS: &str = "trust|rapport|connection|relationship|relationships|safety|safe|people|peers|peer|\
    conversation|conversations|bond|alliance|confidence|engagement|someone|members|group";
pub(super) const LEADS_BREAK: &str = "avoid|mistakes|pitfalls|shut down|shuts down|push people away|unhelpful|\
    get in the way|gets in the way|red flags|make things worse|makes things worse|\
    close up|closes up|pull away|pulls away|clam up|clams up|make it worse|don't help|do not help|close people down|drive people away|try not to|\
    steer clear|backfire";
pub(super) const LEADS_BUILD: &str = "what helps|helpful|green flags|things help|habits help|what works|open up|opens up|makes a difference|\
    make a difference";
