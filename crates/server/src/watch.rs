//! Reading the course anew when one of its files changes.

use course::Course;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

use crate::app::{App, Change};

/// Editors write a file in several steps; this long after the last one it is read.
const SETTLES: Duration = Duration::from_millis(150);

/// A course that is read anew when its files change.
pub struct Watch {
    /// The folder whose files are looked at.
    pub folder: PathBuf,
    /// Reads the course; `None` where it cannot be, and the last one stays. Whoever gives this
    /// tells the author what is wrong.
    pub load: Box<dyn Fn() -> Option<Course> + Send + Sync>,
}

/// Watches until what it gives is dropped.
pub(crate) fn start(
    watch: Watch,
    app: App,
    changes: Arc<watch::Sender<Change>>,
) -> notify::Result<RecommendedWatcher> {
    let (signs, mut seen) = mpsc::channel::<()>(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let touched = event.is_ok_and(|e| !matches!(e.kind, EventKind::Access(_)));
        if touched {
            // A full channel says already that there is something to read.
            let _ = signs.try_send(());
        }
    })?;
    watcher.watch(&watch.folder, RecursiveMode::Recursive)?;
    let load = Arc::new(watch.load);
    tokio::spawn(async move {
        let mut count = 0;
        while seen.recv().await.is_some() {
            while let Ok(Some(())) = tokio::time::timeout(SETTLES, seen.recv()).await {}
            let load = Arc::clone(&load);
            if let Ok(Some(course)) = tokio::task::spawn_blocking(move || load()).await {
                app.replace(course);
                count += 1;
                let _ = changes.send(Change::Read(count));
            }
        }
    });
    Ok(watcher)
}
