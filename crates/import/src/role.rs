//! What a quoted stretch is in an example: what not to say, what to say, or what the peer says.

use crate::word::{any, count, find, is, normal, quoted};

/// What a quoted stretch is in an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Instead,
    Try,
    /// What the peer says.
    Peer,
}

/// Whether a paragraph holds what not to say or what to say, in words that leave no doubt.
pub(crate) fn has_pair(text: &str, sign: Option<char>) -> bool {
    let before = sign.map(String::from).unwrap_or_default();
    let roles: Vec<_> = roles(text, &before).into_iter().map(|(_, r)| r).collect();
    roles.contains(&Some(Role::Instead)) && roles.contains(&Some(Role::Try))
}

/// Whether a paragraph is one side of a pair by its label or its first words, and which.
pub(crate) fn side(text: &str) -> Option<Role> {
    if let Some((role, _)) = role_label(text) {
        return Some(role);
    }
    let quotes = quoted(text);
    let first = quotes.first()?;
    (count(&text[..first.start]) <= 6)
        .then(|| role(&text[..first.start]))
        .flatten()
        .filter(|r| *r != Role::Peer)
}

/// "Less helpful response" is the other side of "helpful response".
fn less(name: &str) -> bool {
    name.strip_prefix("less ")
        .or_else(|| name.strip_prefix("a less "))
        .is_some_and(|rest| is(rest, LABELS_TRY) || is(&format!("a {rest}"), LABELS_TRY))
}

/// How a column of a table is headed.
pub(crate) fn column(text: &str) -> Option<Role> {
    let name = normal(text);
    let name = name.trim();
    if is(name, LABELS_INSTEAD) || name.starts_with("instead of") {
        Some(Role::Instead)
    } else if is(name, LABELS_TRY) || name.starts_with("try") {
        Some(Role::Try)
    } else {
        None
    }
}

/// Each quoted stretch with its role by the words before it.
pub(crate) fn roles(text: &str, before: &str) -> Vec<(std::ops::Range<usize>, Option<Role>)> {
    let mut out: Vec<(std::ops::Range<usize>, Option<Role>)> = Vec::new();
    let mut from = 0;
    for range in quoted(text) {
        let context = &text[from..range.start];
        let alone = context.chars().all(|c| !c.is_alphanumeric());
        let last = out.last().and_then(|(_, r)| *r);
        let mut found = if alone && from == 0 { role(before) } else { role(context) };
        if found.is_none() && last == Some(Role::Instead) && count(context) <= 6 && !alone {
            found = Some(Role::Try).filter(|_| any(&normal(context), "but|ask|say|use"));
        }
        if last == Some(Role::Instead) && any(&normal(sentence(context)), SAID_INSTEAD) {
            found = Some(Role::Try);
        }
        from = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        out.push((range, found));
    }
    out
}

/// The role that the words before a quotation give it: those of its own sentence first.
fn role(context: &str) -> Option<Role> {
    role_in(sentence(context)).or_else(|| role_in(context))
}

/// The role that words give to what is said behind them.
pub(crate) fn of_words(text: &str) -> Option<Role> {
    role_in(text)
}

/// The sentence that a text ends in.
fn sentence(text: &str) -> &str {
    let start = [". ", "! ", "? "].iter().filter_map(|s| text.rfind(s)).max();
    start.map_or(text, |i| &text[i + 1..])
}

/// The phrase that stands closest decides.
fn role_in(context: &str) -> Option<Role> {
    let t = normal(context);
    if let Some(role) = context.chars().rev().find_map(of_sign) {
        return Some(role);
    }
    if any(&t, WANTED) && any(&t, "to say|to tell|to ask|to answer|to reply") {
        return Some(Role::Instead);
    }
    let words: Vec<&str> = t.split_whitespace().collect();
    let tail = format!(" {} ", words[words.len().saturating_sub(14)..].join(" "));
    let best = |phrases: &str| {
        phrases.split('|').filter_map(|p| find(&tail, p).map(|end| (end, p.len()))).max()
    };
    let mut found: Vec<((usize, usize), Role)> = Vec::new();
    for (phrases, role) in [(INSTEAD, Role::Instead), (TRY, Role::Try), (PEER, Role::Peer)] {
        found.extend(best(phrases).map(|b| (b, role)));
    }
    let ((end, length), role) = found.into_iter().max_by_key(|(b, _)| *b)?;
    let less = tail[..end - length].trim_end().ends_with(" less");
    Some(if less && role == Role::Try { Role::Instead } else { role })
}

/// What a cross or a tick says of the words behind it.
pub(crate) fn of_sign(sign: char) -> Option<Role> {
    if "❌✖✗✘🚫⛔👎🔴🟥⊘".contains(sign) {
        Some(Role::Instead)
    } else if "✅✔☑✓👍🟢🟩".contains(sign) {
        Some(Role::Try)
    } else {
        None
    }
}

/// A label with a colon that makes the rest of a paragraph one side of a pair.
pub(crate) fn role_label(text: &str) -> Option<(Role, usize)> {
    let end = text.find(':').filter(|i| *i <= 40)?;
    let name = normal(&text[..end]);
    let name = name.trim();
    let role = if is(name, LABELS_INSTEAD) || less(name) {
        Role::Instead
    } else if is(name, LABELS_TRY) {
        Role::Try
    } else {
        return None;
    };
    (count(&text[end..]) > 0).then_some((role, end + 1))
}

const INSTEAD: &str = "instead of|rather than|don't say|do not say|don't ask|do not ask|avoid|avoid saying|\
    never say|not|you respond with|you respond|you reply with|you reply|you answer with|you answer|\
    if you say|you say|unhelpful|less helpful|not helpful|resist saying|reacting with|\
    responding with|worse|instead of saying|instead of asking|rather than saying|\
    rather than asking|tempted to say|might say without thinking|replying with|\
    what not to say|blurt out|blurting out|stop saying|skip|resist the urge to say|\
    telling them|judgmental response|unhelpful response|trust breaking response|\
    you were to say|you snap|answering with|answering|opening with|starting with|\
    beginning with|leave out|drop|in place of|as opposed to|specialist who says|\
    specialist who answers|helper who says";
const TRY: &str = "try|try asking|try saying|ask|say|better|instead|instead try|instead say|instead ask|\
    could say|you could say|you might say|you can say|might ask|could ask|you could ask|\
    you might ask|you can ask|can ask|helpful response|trust building response|\
    supportive response|better response|better answer|response would be|consider|offer|\
    respond with|a better response would be|more helpful|a better response|reply with|\
    do say|go with|better to say|better to ask|answer with|would be|instead you could say|\
    instead you might say|swap in|it helps to say|it helps to ask|what helps is|open with|\
    start with|begin with|you would say|works better";
const WANTED: &str =
    "i wanted|i so wanted|you wanted|we wanted|tempted|tempting|urge|itching|longed";
const SAID_INSTEAD: &str = "what i said|i said instead|i asked instead|said instead|asked instead|so i said|\
    so i asked|what i asked|what she said instead|what he said instead";
const PEER: &str = "used to say|likes to say|liked to say|once said|always said|always says|peer says|tells you|they say|she says|he says|someone says|somebody says|says to you|\
    person says|saying to you|shares|peer said|they said|she said|he said|member says|\
    tells the group|mentions|mutters|whispers|texts you|client says|participant says|\
    peer tells you|they tell you|confides|says";
const LABELS_INSTEAD: &str = "instead of|instead of saying|instead of asking|don't say|do not say|don't|avoid|\
    avoid saying|not helpful|unhelpful|less helpful|not|not this|not that|rather than|\
    rather than saying|never say|breaks trust|wrong|worse|unhelpful response|\
    trust breaking response|trust breaker|poor response|what not to say|not so helpful|\
    hurts|closes|closed|no|you might be tempted to say|tempting|before|skip|shuts down|\
    less like this|say less|incorrect|\
    incorrect response|wrong response|ineffective|ineffective response|weak|weak response";
const LABELS_TRY: &str = "try|try this|say|say this|say instead|try instead|instead|instead try|instead say|\
    instead ask|try saying|try asking|better|better response|more helpful|helpful|do say|\
    builds trust|ask|ask instead|helpful response|trust building response|\
    a better response|a better way|better to say|what to say|do|helps|opens|yes|after|\
    you could say|more like this|say this instead|try this instead|trust builder|\
    supportive response|good response|what helps|correct|correct response|right|right response|\
    use instead|effective|effective response|strong response|consider|consider instead";
