//! The few drawings: the sign, the ring and the broken ring, the room from above.
//!
//! All are hidden from screen readers; the words beside them say the same.

use maud::{Markup, html};

/// Two people, each with a hand around the other's side.
pub(super) fn house() -> Markup {
    html! {
        svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" {
            path d="M8.5 5.5Q2 12 5.5 20.5" {}
            circle cx="12" cy="13.5" r="4" {}
            path d="M26.5 11.5Q30 20 23.5 26.5" {}
            circle cx="20" cy="18.5" r="4" fill="currentColor" {}
        }
    }
}

/// What builds: a dot held in its ring.
pub(super) fn whole() -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" {}
            circle cx="12" cy="12" r="4" fill="currentColor" {}
        }
    }
}

/// What breaks: a broken ring, and a dot that has left.
pub(super) fn broken() -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d="M12.6 4.5A8.5 8.5 0 1 0 19.5 11.4" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" {}
            circle cx="19" cy="5" r="3.25" fill="currentColor" {}
        }
    }
}

/// Two chairs seen from above; the style turns the peer's.
pub(super) fn room() -> Markup {
    html! {
        svg viewBox="0 0 160 128" aria-hidden="true" focusable="false" {
            ellipse class="rug" cx="82" cy="70" rx="58" ry="42" {}
            circle class="light" cx="132" cy="30" r="22" {}
            circle cx="132" cy="30" r="4" fill="currentColor" {}
            path d="M4 46V124H156V4H4V14M4 14L30 20" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" {}
            g class="chair-of peer" { (chair()) }
            g class="chair-of you" transform="translate(112 92) rotate(214) translate(-46 -46)" { (chair()) }
        }
    }
}

fn chair() -> Markup {
    html! {
        rect class="chair" x="33" y="33" width="27" height="26" rx="6" {}
        path class="rest" d="M31 33Q25 46 31 59" {}
        ellipse cx="44" cy="46" rx="5" ry="11" fill="currentColor" {}
        circle class="head" cx="46" cy="46" r="5" {}
    }
}
