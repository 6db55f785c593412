//! Prints what an import finds, for those who work on the recogniser.

fn main() {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap_or_default();
        match import::document(&bytes, &name) {
            Ok(found) => {
                println!("{}", serde_json::to_string_pretty(&found.report).unwrap_or_default());
                if std::env::var_os("TOPIC").is_some() {
                    println!(
                        "{}\n=====\n{}",
                        found.topic,
                        found.case.map(|c| c.1).unwrap_or_default()
                    );
                }
            }
            Err(refused) => println!("{refused}"),
        }
    }
}
