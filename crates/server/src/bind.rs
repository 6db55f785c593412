//! Where the server listens: the port that was asked for, or the next one that is free.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpListener;

/// How many ports are tried before the system is asked for any.
const TRIES: u16 = 50;

/// Listens at the port, or at the next free one where it is taken.
pub(crate) async fn listen(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    for port in (port..=u16::MAX).take(usize::from(TRIES)) {
        match TcpListener::bind(SocketAddr::new(address, port)).await {
            Err(e) if e.kind() == ErrorKind::AddrInUse => {}
            other => return other,
        }
    }
    TcpListener::bind(SocketAddr::new(address, 0)).await
}

/// What whoever opens the server to a network should know; `None` where only this machine can
/// reach it.
#[must_use]
pub fn cost_of_plain_http(address: IpAddr) -> Option<&'static str> {
    (!address.is_loopback()).then_some(
        "This opens Holdspace to the network over plain HTTP. Anybody on that network can read \
         which pages learners open and what is recorded, can take a learner's cookie and with it \
         their record, and can change the pages on their way. Browsers also keep a page from \
         working offline there. Put a proxy with HTTPS before it (docs/operator.md says how), or \
         use a network that you trust.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_costs_nothing() {
        for address in ["127.0.0.1", "127.9.9.9", "::1"] {
            assert!(cost_of_plain_http(address.parse().unwrap()).is_none());
        }
        for address in ["0.0.0.0", "192.168.1.4", "::"] {
            assert!(cost_of_plain_http(address.parse().unwrap()).is_some());
        }
    }
}
