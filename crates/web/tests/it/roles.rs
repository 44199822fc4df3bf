//! Every route with every role, and with none, against the table in the docs.

use axum::body::Body;
use web::{Holder, Route};

use crate::world::World;

/// The file that holds the table.
const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api.md");

const BEGIN: &str = "<!-- routes by roles: begin -->\n";
const END: &str = "<!-- routes by roles: end -->";

/// Set to write the table into the docs instead of comparing it.
const WRITE: &str = "FRONTDESK_WRITE_DOCS";

#[test]
fn the_docs_have_the_table_of_the_routes() {
    let docs = std::fs::read_to_string(DOCS).unwrap();
    let (before, rest) = docs.split_once(BEGIN).expect("the table's beginning");
    let (table, after) = rest.split_once(END).expect("the table's end");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(DOCS, format!("{before}{BEGIN}{}{END}{after}", web::roles_table())).unwrap();
    } else {
        assert_eq!(table, web::roles_table(), "run this test with {WRITE}=1 to write the table");
    }
}

#[tokio::test]
async fn every_route_lets_in_whom_the_docs_say_and_nobody_else() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let (visit, link) = (ticket["id"].as_str().unwrap(), ticket["token"].as_str().unwrap());
    for (method, path, allowed) in documented() {
        let address = path
            .replace("{centre}", "borger")
            .replace("{desk}", "skranke-2")
            .replace("{queue}", "pas")
            .replace("{kiosk}", "stander-1")
            .replace("{screen}", "infoskaerm-1")
            .replace("{letter}", "A")
            .replace("{digit}", "4")
            .replace("{date}", "2026-03-02")
            .replace("{visit}", visit);
        for (holder, allowed) in Holder::ALL.into_iter().zip(allowed) {
            let who = match holder {
                Holder::Nobody => "",
                Holder::VisitLink => link,
                Holder::Device => "device",
                Holder::Employee => "employee",
                Holder::Manager => "manager",
                Holder::Superuser => "superuser",
                Holder::SystemOwner => "system_owner",
            };
            // A stream does not end, so the answer is not read; what is asked may still be refused, but not the asker.
            let request = world.request(&method, &address, who).body(Body::empty()).unwrap();
            let response = world.respond(request).await;
            let denied = matches!(response.status().as_u16(), 401 | 403);
            assert_eq!(!denied, allowed, "{method} {path} as {}: {}", holder.as_str(), response.status());
            assert_ne!(response.status(), 405);
        }
    }
}

/// The table in the docs: method, path, and whether each holder may.
fn documented() -> Vec<(String, String, Vec<bool>)> {
    let docs = std::fs::read_to_string(DOCS).unwrap();
    let table = docs.split_once(BEGIN).unwrap().1.split_once(END).unwrap().0;
    let rows: Vec<_> = table
        .lines()
        .skip(2)
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (method, path) = cells.next().unwrap().trim_matches('`').split_once(' ').unwrap();
            (method.to_owned(), path.to_owned(), cells.map(|cell| cell == "yes").collect())
        })
        .collect();
    let routes: Vec<Route> = web::routes();
    assert_eq!(rows.len(), routes.len(), "every route stands in the docs");
    rows
}
