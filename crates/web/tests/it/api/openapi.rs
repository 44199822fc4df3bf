use std::collections::BTreeSet;

use serde_json::Value;

use crate::world::World;

#[tokio::test]
async fn the_document_is_served_and_stays() {
    let world = World::new().await;
    let answered = world.get("/api/v1/openapi.json", "").await;
    assert_eq!(answered.status, 200);
    let document = answered.json();
    assert_eq!(document["openapi"], "3.1.0");
    // What it says of dates is what is taken.
    let dates = format!("from {} to {}", domain::time::DATE_FIRST, domain::time::DATE_LAST);
    assert!(answered.body.contains(&dates), "{dates}");
    insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document).unwrap());
}

#[tokio::test]
async fn every_route_for_programs_is_in_the_document_and_every_name_in_it_is_known() {
    let world = World::new().await;
    let document = world.get("/api/v1/openapi.json", "").await.json();
    let paths = document["paths"].as_object().unwrap();
    let mut ids = BTreeSet::new();
    for route in web::routes() {
        let method = route.method.as_str().to_lowercase();
        let operation = paths.get(route.path).and_then(|path| path.get(&method));
        let is_page = !route.path.starts_with("/api/") && !["/healthz", "/readyz", "/metrics"].contains(&route.path);
        assert_eq!(operation.is_none(), is_page, "{method} {}", route.path);
        if let Some(operation) = operation {
            assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{}", route.path);
            assert!(!route.summary.is_empty(), "{}", route.path);
        }
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut names = BTreeSet::new();
    references(&document, &mut names);
    for name in &names {
        assert!(schemas.contains_key(name), "{name} is named and not there");
    }
    for name in schemas.keys() {
        assert!(names.contains(name), "{name} is there and not named");
    }
}

fn references(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
                names.insert(name.trim_start_matches("#/components/schemas/").to_owned());
            }
            fields.values().for_each(|v| references(v, names));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, names)),
        _ => {}
    }
}
