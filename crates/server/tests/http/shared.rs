//! Servers beside each other: on one database, and on one port.

use crate::client::{get, get_as, post};
use crate::database::on_postgres;
use crate::fixture::{opened, start_with};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use store::Store;

#[test]
fn two_servers_on_one_database_know_the_same_learners() {
    let folder = tempfile::tempdir().unwrap();
    let mut databases = vec![store::sqlite_url(&folder.path().join("shared.db"))];
    match on_postgres() {
        Some(url) => databases.push(url),
        None => println!("PostgreSQL is skipped: HOLDSPACE_TEST_POSTGRES is not set"),
    }
    for database in databases {
        let one = start_with(Some(&database), false);
        let two = start_with(Some(&database), false);
        let cookie = get(one.at, "/").cookie();
        for server in [&one, &two] {
            assert_eq!(post(server.at, &cookie, &format!("[{}]", opened())).status, 200);
        }
        for server in [&one, &two] {
            assert!(get_as(server.at, "/", &cookie).header("set-cookie").is_none());
            let record = get_as(server.at, "/record.json", &cookie).json();
            assert_eq!(record["statements"].as_array().unwrap().len(), 2);
        }
    }
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open_file(&folder.path().join("holdspace.db")).await.unwrap();
        let options = server::Options {
            course: course::Course::built_in().0,
            watch: None,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port,
        };
        let server = server::Server::bind(store, options).await.unwrap();
        assert!(server.has_moved());
        assert_ne!(server.address().port(), port);
        assert!(server.url().starts_with("http://127.0.0.1:"));
    });
}
