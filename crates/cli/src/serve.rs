//! `holdspace serve [COURSE]`: a course in a browser.

use anyhow::Context;
use course::{Course, FileDiagnostic};
use server::{Options, Server, Watch};
use std::{
    net::{IpAddr, Ipv4Addr, UdpSocket},
    path::{Path, PathBuf},
    process::ExitCode,
};
use store::Store;

use crate::{
    data,
    format::{self, Format},
    snippet,
};

/// Serve a course to a browser; the built-in one where none is named.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A course's folder, or a topic's file.
    course: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Where to listen and where the record is kept.
#[derive(clap::Args)]
pub(crate) struct Place {
    /// The port, or the next free one.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// The address to listen at; others than loopback open it to the network.
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// The folder of the database; the user's data folder where it is not named.
    #[arg(long, value_name = "DIR", env = "HOLDSPACE_DATA")]
    data: Option<PathBuf>,
    /// A database such as postgres://user@host/name, in place of a file in the data folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Load the page anew when a file of the course changes.
    #[arg(long)]
    watch: bool,
    /// What is printed at the start: for people, or as a JSON object
    /// `{title, url, network, data, notes}`; network is the address for others, or null.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Serves the course that is named.
///
/// # Errors
/// Where there is no course, no database or no port.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    serve(args.course.as_deref(), args.place)
}

/// Serves the built-in course.
///
/// # Errors
/// As [`run`].
pub(crate) fn built_in(place: Place) -> anyhow::Result<ExitCode> {
    serve(None, place)
}

fn serve(folder: Option<&Path>, place: Place) -> anyhow::Result<ExitCode> {
    let (course, found) = match folder {
        Some(path) => Course::load(path)?,
        None => Course::built_in(),
    };
    say_what_is_wrong(folder, &found);
    let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
    runtime.block_on(run_server(folder, course, place))
}

async fn run_server(
    folder: Option<&Path>,
    course: Course,
    place: Place,
) -> anyhow::Result<ExitCode> {
    let (store, kept) = open(&place).await?;
    let title = course.title.clone();
    let watch = folder.filter(|_| place.watch).map(watch);
    let options = Options { course, watch, address: place.bind, port: place.port };
    let server = Server::bind(store, options).await?;

    let mut notes = Vec::new();
    if server.has_moved() {
        notes.push(format!("Port {} is taken, so this is the next free one.", place.port));
    }
    if place.watch && folder.is_none() {
        notes.push("Nothing to watch: the built-in course does not change.".to_owned());
    }
    notes.extend(server::cost_of_plain_http(place.bind).map(str::to_owned));
    let url = server.url();
    let network = network_url(place.bind, &url);
    format::print(&match place.format {
        Format::Json => {
            let up = serde_json::json!({
                "title": title, "url": url, "network": network, "data": kept, "notes": notes
            });
            format!("{up}\n")
        }
        Format::Human => {
            let notes: String = notes.iter().map(|note| format!("{note}\n")).collect();
            let others = match &network {
                Some(url) => format!("  others   {url} (on the same network)\n"),
                None if place.bind.is_unspecified() => {
                    "  others   this machine's name or address, with the same port\n".to_owned()
                }
                None => String::new(),
            };
            let place = format!("  open     {url}\n{others}  data     {kept}\n");
            format!("{notes}{title}\n{place}  to stop  press Ctrl-C\n")
        }
    })?;
    server.run(stop()).await.context("the server ended")?;
    Ok(ExitCode::SUCCESS)
}

/// Where others on the network find a server that listens at every address; `None` where it does
/// not, or where this machine has no address in a network.
fn network_url(bind: IpAddr, url: &str) -> Option<String> {
    if !bind.is_unspecified() {
        return None;
    }
    let port = url.rsplit_once(':')?.1;
    // A UDP socket that is connected sends nothing, and says from which address it would. The
    // addresses are of those kept for documentation.
    let address = |from: &str, to: &str| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        Some(socket.local_addr().ok()?.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
    };
    let four = || address("0.0.0.0:0", "192.0.2.1:9");
    let ip = if bind.is_ipv6() {
        four().or_else(|| address("[::]:0", "[2001:db8::1]:9"))
    } else {
        four()
    };
    ip.map(|ip| match ip {
        IpAddr::V4(ip) => format!("http://{ip}:{port}"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}"),
    })
}

/// The database, and where it is in words that give no password away.
async fn open(place: &Place) -> anyhow::Result<(Store, String)> {
    if let Some(url) = &place.database {
        let store = Store::open(url).await.context("cannot open the database")?;
        return Ok((store, without_password(url)));
    }
    let file = data::folder(place.data.as_deref())?.join("holdspace.db");
    let store = Store::open_file(&file).await.context("cannot open the database")?;
    Ok((store, file.display().to_string()))
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let address = rest.split('?').next().unwrap_or_default();
    match address.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{host}"),
        None => format!("{scheme}://{address}"),
    }
}

fn watch(path: &Path) -> Watch {
    let path = path.to_owned();
    let folder = if path.is_dir() {
        path.clone()
    } else {
        path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    };
    let load = move || match Course::load(&path) {
        Ok((course, found)) => {
            say_what_is_wrong(Some(&path), &found);
            Some(course)
        }
        Err(error) => {
            eprintln!("error: {error}");
            None
        }
    };
    Watch { folder, load: Box::new(load) }
}

/// A course with faults is served all the same: an author wants to look at it.
fn say_what_is_wrong(folder: Option<&Path>, found: &[FileDiagnostic]) {
    let summary = snippet::summary(found);
    if !found.iter().any(FileDiagnostic::is_error) {
        return;
    }
    let place = folder.unwrap_or(Path::new(".")).display();
    eprintln!("warning: the course has {summary}; `holdspace check {place}` shows them");
}

/// Ends with Ctrl-C, or where the system asks to stop.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

#[cfg(test)]
mod tests {
    use super::{network_url, without_password};

    #[test]
    fn only_an_open_server_has_an_address_for_others() {
        assert_eq!(network_url("127.0.0.1".parse().unwrap(), "http://127.0.0.1:8080"), None);
        let open = network_url("0.0.0.0".parse().unwrap(), "http://127.0.0.1:8081");
        assert!(open.is_none_or(|url| url.ends_with(":8081") && !url.contains("127.0.0.1")));
    }

    #[test]
    fn a_password_is_never_printed() {
        let shown = without_password("postgres://ada:s3cret@db.example:5432/holdspace?x=s3cret");
        assert_eq!(shown, "postgres://db.example:5432/holdspace");
        assert_eq!(without_password("sqlite:/tmp/a.db"), "sqlite:/tmp/a.db");
    }
}
