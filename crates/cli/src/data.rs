//! Where a learner's record is kept: the user's data folder unless told otherwise.

use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// The folder that was named, else `holdspace` in the user's data folder; made where it is not there.
///
/// # Errors
/// Where no folder can be told or made.
pub(crate) fn folder(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => usual(|name| std::env::var_os(name).map(PathBuf::from))?,
    };
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the data folder `{}`", folder.display()))?;
    Ok(folder)
}

/// The XDG base directory, or its like on macOS and Windows.
fn usual(variable: impl Fn(&str) -> Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let absolute = |name| variable(name).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
    };
    match base {
        Some(base) => Ok(base.join("holdspace")),
        None => {
            bail!("expected a home folder to keep the data in, found none; name one with --data")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn the_data_folder_follows_xdg() {
        let of = |pairs: &'static [(&str, &str)]| {
            usual(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).into()))
        };
        let home = of(&[("HOME", "/home/ada")]).unwrap();
        assert_eq!(home.to_str(), Some("/home/ada/.local/share/holdspace"));
        let xdg = of(&[("HOME", "/home/ada"), ("XDG_DATA_HOME", "/data")]).unwrap();
        assert_eq!(xdg.to_str(), Some("/data/holdspace"));
        // XDG: a path that is not absolute is as good as none.
        let odd = of(&[("HOME", "/home/ada"), ("XDG_DATA_HOME", "data")]).unwrap();
        assert_eq!(odd, home);
        assert!(of(&[]).unwrap_err().to_string().contains("--data"));
    }
}
