//! `cargo xtask player`: the player's WASM modules, and whether the committed ones are stale.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld"];

/// With SIMD for most browsers, without for the rest.
const SIMD: &str = "-Ctarget-feature=+simd128";

/// The modules: the talk, and what reads replies, which is fetched when somebody writes. Each with
/// its feature of the crate and its flags.
const MODULES: [(&str, &str, &str); 4] = [
    ("player.wasm", "talk", SIMD),
    ("player-plain.wasm", "talk", ""),
    ("reader.wasm", "reading", SIMD),
    ("reader-plain.wasm", "reading", ""),
];

/// Builds the modules into `crates/player/pkg`.
/// With `check_only` it builds nothing, and fails where the committed ones are stale.
pub(crate) fn run(check_only: bool) -> Result<()> {
    let root = root()?;
    let pkg = root.join("crates/player/pkg");
    let now = sources(&root)?;
    if check_only {
        let built = fs::read_to_string(pkg.join("sources.sha256")).unwrap_or_default();
        ensure!(
            built.trim() == now && MODULES.iter().all(|(name, ..)| pkg.join(name).is_file()),
            "the committed player was built from other sources than these: \
             run `cargo xtask player` and commit crates/player/pkg"
        );
        return Ok(());
    }
    let toolchain = Toolchain::find()?;
    fs::create_dir_all(&pkg)?;
    for (name, feature, flags) in MODULES {
        let module = toolchain.build(&root, feature, flags)?;
        let bytes =
            fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
        fs::write(pkg.join(name), bytes)?;
    }
    fs::write(pkg.join("sources.sha256"), format!("{now}\n"))?;
    for (name, ..) in MODULES {
        println!("{name}: {} KB compressed", compressed(&pkg.join(name))?.div_ceil(1000));
    }
    Ok(())
}

/// What can build for WASM here.
enum Toolchain {
    /// The toolchain that runs this chore, which has the target.
    Rustup,
    /// Debian's, which builds the standard library too; with its linker.
    Debian(PathBuf),
}

impl Toolchain {
    fn find() -> Result<Self> {
        let libs = Command::new(rustc())
            .args(["--print", "target-libdir", "--target", TARGET])
            .output()
            .context("cannot run rustc")?;
        let libs = PathBuf::from(String::from_utf8_lossy(&libs.stdout).trim());
        if libs.is_dir() && libs.read_dir()?.next().is_some() {
            return Ok(Self::Rustup);
        }
        if debian_linker().is_none() {
            install()?;
        }
        debian_linker().map(Self::Debian).context(
            "nothing here can build for WASM: run `rustup target add wasm32-unknown-unknown`, or \
             install Debian's rustc-web, cargo-web, rust-web-src and lld",
        )
    }

    /// One module, built in a folder for its flags, so that it waits for no other build.
    fn build(&self, root: &Path, feature: &str, flags: &str) -> Result<PathBuf> {
        let folder =
            root.join("target/player").join(if flags.is_empty() { "plain" } else { "simd" });
        // Where a panic stood is of no use in the page, and would carry this machine's paths; what
        // `{:?}` writes is for those who build this.
        let mut flags = format!("-Zlocation-detail=none -Zfmt-debug=none {flags}");
        let mut cargo = match self {
            Self::Rustup => Command::new(cargo()),
            Self::Debian(linker) => {
                let mut cargo = Command::new("/usr/bin/cargo");
                cargo
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                cargo
            }
        };
        if let Self::Debian(_) = self {
            // The standard library is built along, so it can be made small as well.
            flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
        }
        cargo
            .current_dir(root)
            .args(["build", "--quiet", "--package", "player", "--lib", "--profile", "wasm"])
            .args(["--no-default-features", "--features", feature])
            .args(["--target", TARGET, "--target-dir"])
            .arg(&folder)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", flags.trim())
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTUP_TOOLCHAIN");
        if let Self::Debian(_) = self {
            cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        let status = cargo.status().context("cannot run cargo")?;
        ensure!(status.success(), "building the module of `{feature}` failed");
        Ok(folder.join(TARGET).join("wasm/player.wasm"))
    }
}

/// Debian's linker for WASM, where its whole toolchain is installed.
fn debian_linker() -> Option<PathBuf> {
    let whole = ["/usr/bin/cargo", "/usr/bin/rustc"].iter().all(|p| Path::new(p).is_file())
        && Path::new("/usr/lib/rustlib/src").exists();
    let mut linkers: Vec<_> = fs::read_dir("/usr/bin")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("wasm-ld")))
        .collect();
    linkers.sort();
    whole.then_some(linkers.pop()).flatten()
}

fn install() -> Result<()> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
    if !root || !Path::new("/usr/bin/apt-get").is_file() {
        bail!(
            "expected a toolchain with the target {TARGET}, found none: run `rustup target add \
             {TARGET}`, or as root `apt-get install {}`",
            PACKAGES.join(" ")
        );
    }
    let mut apt = Command::new("apt-get");
    apt.args(["install", "--yes", "--no-install-recommends"]).args(PACKAGES);
    let status = apt.env("DEBIAN_FRONTEND", "noninteractive").status()?;
    ensure!(status.success(), "apt-get could not install {}", PACKAGES.join(" "));
    Ok(())
}

/// A hash of all that the module is made of: our sources, the profile, what they depend on.
fn sources(root: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let mut add = |name: &str, text: &str| {
        // Lengths stand before the parts, so that no two lists of parts read alike.
        let text = text.replace("\r\n", "\n");
        hash.update(format!("{} {name} {}\n{text}", name.len(), text.len()));
    };
    for name in ["assess", "practice", "player"] {
        let home = root.join("crates").join(name);
        let mut files = vec![home.join("Cargo.toml")];
        walk(&home.join("src"), &mut files)?;
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            add(&name, &text);
        }
    }
    add("profile", &profile(&fs::read_to_string(root.join("Cargo.toml"))?));
    add("tree", &tree(root)?);
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The lines of the profile `wasm` and of `release`, which it inherits.
fn profile(manifest: &str) -> String {
    let mut inside = false;
    let lines = manifest.lines().map(str::trim).filter(|line| {
        if line.starts_with('[') {
            inside = line.starts_with("[profile.wasm") || *line == "[profile.release]";
        }
        inside && !line.is_empty() && !line.starts_with('#')
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What the player depends on, with versions and features, free of this machine's paths.
fn tree(root: &Path) -> Result<String> {
    let tree = Command::new(cargo())
        .current_dir(root)
        .args(["tree", "--quiet", "--package", "player", "--edges", "normal", "--target", TARGET])
        .args(["--prefix", "depth", "--no-dedupe", "--format", " {p} {f}"])
        .output()
        .context("cannot run cargo tree")?;
    ensure!(tree.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&tree.stderr));
    let text = String::from_utf8(tree.stdout)?.replace(&*root.to_string_lossy(), ".");
    Ok(text.replace('\\', "/"))
}

/// The size of a file under `gzip -9`.
fn compressed(file: &Path) -> Result<usize> {
    let gzip = Command::new("gzip").args(["-9", "--stdout"]).arg(file).output()?;
    Ok(gzip.stdout.len())
}

fn root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent")?;
    Ok(root.to_owned())
}

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

fn rustc() -> String {
    std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_read_without_its_neighbours() {
        let manifest = "[profile.dev]\na = 1\n[profile.wasm]\n# why\nb = 2\n\n[lints]\nc = 3\n";
        assert_eq!(profile(manifest), "[profile.wasm]\nb = 2");
    }

    #[test]
    fn the_hash_is_the_same_twice() {
        let root = root().unwrap();
        assert_eq!(sources(&root).unwrap(), sources(&root).unwrap());
    }
}
