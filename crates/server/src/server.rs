//! The server: bound first, so that its address is known, and then run.

use course::Course;
use notify::RecommendedWatcher;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::app::{App, Change};
use crate::bind;
use crate::cookie::Key;
use crate::routes::routes;
use crate::watch::{Watch, start};

/// How long requests under way may take once the server is to stop.
const LAST: Duration = Duration::from_secs(5);

/// What to serve, and where.
pub struct Options {
    /// The course.
    pub course: Course,
    /// Whether and how it is read anew when a file changes.
    pub watch: Option<Watch>,
    /// Where to listen; loopback unless somebody said otherwise.
    pub address: IpAddr,
    /// The port, or the first to try; 0 for any.
    pub port: u16,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    asked: u16,
    app: App,
    store: Store,
    changes: Arc<watch::Sender<Change>>,
    watcher: Option<RecommendedWatcher>,
}

/// Why a server cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum NotBound {
    /// No port there.
    #[error("cannot listen at {address}; choose another with --bind or --port")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The key for cookies cannot be had.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The key for cookies is none.
    #[error("expected a key of 32 bytes in the database's setting `cookie-key`, found less")]
    Key,
    /// The course's folder cannot be watched.
    #[error("cannot watch the course's folder: {0}")]
    Watch(#[from] notify::Error),
}

impl Server {
    /// Listens, at the next free port where the one asked for is taken.
    ///
    /// # Errors
    /// Where no port can be had, the store does not answer, or the folder cannot be watched.
    pub async fn bind(store: Store, options: Options) -> Result<Self, NotBound> {
        let Options { course, watch, address, port } = options;
        let key = Key::new(&store.cookie_key().await?).ok_or(NotBound::Key)?;
        let refused = |source| NotBound::Listen { address: SocketAddr::new(address, port), source };
        let listener = bind::listen(address, port).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let (changes, seen) = watch::channel(Change::Read(0));
        let changes = Arc::new(changes);
        let app = App::new(course, store.clone(), key, watch.is_some(), seen);
        let watcher = watch.map(|w| start(w, app.clone(), Arc::clone(&changes))).transpose()?;
        Ok(Self { listener, address, asked: port, app, store, changes, watcher })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to open in a browser on this machine.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = self.address.ip();
        match ip {
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{}", self.address.port()),
            IpAddr::V6(ip) => format!("http://[{ip}]:{}", self.address.port()),
            IpAddr::V4(ip) => format!("http://{ip}:{}", self.address.port()),
        }
    }

    /// Whether the port that was asked for was taken, so that it listens at another.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.asked != 0 && self.asked != self.address.port()
    }

    /// Serves until `stop` comes; then what is under way is finished, for a few seconds at most.
    ///
    /// # Errors
    /// Where the system takes the port away.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let Self { listener, app, store, changes, watcher, .. } = self;
        let (stopped, mut stopping) = watch::channel(false);
        let stop = async move {
            stop.await;
            // Lines that are held open for events end by this.
            let _ = changes.send(Change::Stop);
            let _ = stopped.send(true);
        };
        let last = async move {
            let _ = stopping.changed().await;
            tokio::time::sleep(LAST).await;
        };
        let served = axum::serve(listener, routes(app)).with_graceful_shutdown(stop);
        let result = tokio::select! {
            result = served.into_future() => result,
            () = last => Ok(()),
        };
        drop(watcher);
        store.close().await;
        result
    }
}
