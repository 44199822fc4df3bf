//! Every route with every role, and with none, against the table in the docs.

use std::collections::BTreeMap;

use axum::body::Body;
use store::Role;
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
    // Every route by everybody is more than one peer may ask in a second.
    let many = std::num::NonZeroU32::new(1_000_000).unwrap();
    let limits = web::Limits { peer_requests_per_second: many, peer_requests_burst: many, ..web::Limits::default() };
    let world = World::with_limits(limits).await;
    let mut sessions = BTreeMap::new();
    for role in [Role::Employee, Role::Manager, Role::Superuser, Role::SystemOwner] {
        sessions.insert(Holder::from(role), world.signed_in(role).await);
    }
    let ticket = world.ticket().await;
    let key = crate::ticket::address(&ticket).replacen("/ticket/", "", 1);
    let (visit, link) = (ticket["id"].as_str().unwrap(), ticket["token"].as_str().unwrap());
    for (method, path, allowed) in documented() {
        let address = path
            .replace("{centre}", "borger")
            .replace("{desk}", "skranke-2")
            .replace("{queue}", "pas")
            .replace("{kiosk}", "stander-1")
            .replace("{service}", "forny-pas")
            .replace("{screen}", "infoskaerm-1")
            .replace("{letter}", "A")
            .replace("{digit}", "4")
            .replace("{date}", "2026-03-02")
            .replace("{secret}", "fdi_unknown")
            .replace("{visit}", visit);
        // The authority of these stands in the address: another key is none.
        let by_key = path.starts_with("/ticket/") || path.starts_with("/watch/");
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
            let shown = if holder == Holder::VisitLink { key.as_str() } else { "another-key" };
            let address = address.replace("{key}", shown);
            // People come by their sessions, and devices by their cookies, wherever programs do not.
            let by_cookie = !is_for_programs(&path);
            let cookie = match holder {
                Holder::Device => Some(world.device_cookie()),
                Holder::Nobody | Holder::VisitLink => None,
                // Signing out ends a session, and the next route needs one.
                of_people if path.starts_with("/sign-out") => Some(world.session(login_of(of_people)).await),
                of_people => Some(sessions[&of_people].clone()),
            };
            if let (true, Some(cookie)) = (by_cookie, cookie) {
                let request = world.browser(&method, &address, &cookie).body(Body::empty()).unwrap();
                let response = world.respond(request).await;
                // Signing out leads to the same page, and takes the cookie away.
                let (status, headers) = (response.status().as_u16(), response.headers());
                let leads_to = headers.get("location").map_or("", |to| to.to_str().unwrap());
                let sent_away = leads_to.starts_with("/sign-in") && !headers.contains_key("set-cookie");
                let denied = sent_away || leads_to == "/device" || matches!(status, 401 | 403);
                let denied = denied || (by_key && status == 404);
                assert_eq!(!denied, allowed, "{method} {path} as {}: {}", holder.as_str(), response.status());
                if path == "/sign-out-everywhere" {
                    sessions.insert(holder, world.session(login_of(holder)).await);
                }
                continue;
            }
            // A stream does not end, so the answer is not read; what is asked may still be refused, but not the asker.
            let request = world.request(&method, &address, who).body(Body::empty()).unwrap();
            let response = world.respond(request).await;
            let status = response.status().as_u16();
            let denied = matches!(status, 401 | 403) || (by_key && status == 404);
            assert_eq!(!denied, allowed, "{method} {path} as {}: {}", holder.as_str(), response.status());
            assert_ne!(response.status(), 405);
        }
    }
}

fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path == "/metrics"
}

fn login_of(holder: Holder) -> &'static str {
    match holder {
        Holder::Employee => "employee",
        Holder::Manager => "manager",
        Holder::Superuser => "superuser",
        _ => "system-owner",
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
