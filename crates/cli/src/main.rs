//! The `holdspace` command.
fn main() {}
