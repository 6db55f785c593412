//! Licences of what we use, by the list in `deny.toml`; `cargo deny check` asks the same and more.

use super::{Tree, array};

/// Every package has a licence that `deny.toml` allows.
pub(super) fn allowed(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let deny = std::fs::read_to_string(tree.root.join("deny.toml"))?;
    let allowed = list(&deny);
    let mut broken = Vec::new();
    for package in array(&tree.metadata["packages"]) {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !satisfied(licence, &allowed) {
            broken.push(format!("`{name}` is under `{licence}`, which deny.toml does not allow"));
        }
    }
    Ok(broken)
}

/// The quoted words of the first `allow = [ … ]`.
fn list(deny: &str) -> Vec<String> {
    let from = deny.split("allow = [").nth(1).unwrap_or_default();
    let inside = from.split(']').next().unwrap_or_default();
    inside.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met; `/` is an old spelling of `OR`.
fn satisfied(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at, allowed) && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, allowed);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
        let exception = words.get(*at - 1).copied().unwrap_or_default();
        return allowed.iter().any(|a| *a == format!("{word} WITH {exception}") || a == word);
    }
    allowed.iter().any(|a| a == word)
}

#[cfg(test)]
mod tests {
    use super::{list, satisfied};

    #[test]
    fn an_expression_is_met_by_what_is_allowed() {
        let allowed = list("[licenses]\nallow = [\n  \"MIT\",\n  \"Zlib\",\n]");
        for met in ["MIT", "MIT OR GPL-3.0", "Apache-2.0/MIT", "(A OR MIT) AND Zlib"] {
            assert!(satisfied(met, &allowed), "{met}");
        }
        for unmet in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR A) AND B"] {
            assert!(!satisfied(unmet, &allowed), "{unmet}");
        }
    }
}
