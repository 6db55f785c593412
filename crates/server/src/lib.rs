//! The web application: a course as pages, and the record of what learners do in it.
//!
//! Enter at [`Server::bind`]; `routes.rs` is the one list of all addresses, and `error.rs` says
//! which error goes where.
//!
//! Safe by default: learners are known by a signed cookie alone, no other site can post, bodies
//! have limits, and no file outside of the course's folder is given.
//! Never here: SQL, HTML (that is `course::pages`), and a learner's words in a log or an error.

mod app;
mod bind;
mod cookie;
mod error;
mod events;
mod files;
mod form;
mod guard;
mod page;
mod pages;
mod range;
mod record;
mod routes;
mod server;
mod visitor;
mod watch;

pub use bind::cost_of_plain_http;
pub use server::{NotBound, Options, Server};
pub use watch::Watch;
