//! Every refusal and every problem has a text in Danish and English that says what to do.

use std::collections::BTreeSet;

use domain::ids::Language;
use domain::refusal::Refusal;
use serde_json::{Map, Value, json};
use web::Problem;
use web::texts::{Texts, embedded_files, messages_of};

/// Every code of a refusal, as the type itself lists them.
fn codes() -> Vec<String> {
    let error = serde_json::from_value::<Refusal>(json!({"code": "?"})).unwrap_err().to_string();
    let listed = error.split_once("expected one of ").expect("a list of codes").1;
    listed.split(", ").map(|code| code.trim_matches('`').to_owned()).collect()
}

/// A refusal of a code, with values that fit its fields.
fn example(code: &str) -> Refusal {
    let mut fields = Map::from_iter([("code".to_owned(), json!(code))]);
    loop {
        let error = match serde_json::from_value::<Refusal>(Value::Object(fields.clone())) {
            Ok(refusal) => return refusal,
            Err(error) => error.to_string(),
        };
        let field = error.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let field = field.unwrap_or_else(|| panic!("{code}: {error}")).to_owned();
        let fits = [json!("x"), json!(7), json!("A"), json!("A 47"), json!("da"), json!(["da", "en"])]
            .into_iter()
            .find(|value| {
                let mut tried = fields.clone();
                tried.insert(field.clone(), value.clone());
                match serde_json::from_value::<Refusal>(Value::Object(tried)) {
                    Ok(_) => true,
                    Err(error) => error.to_string().starts_with("missing field"),
                }
            });
        fields.insert(field, fits.expect("a value that fits"));
    }
}

#[test]
fn every_refusal_has_a_text_that_says_what_to_do() {
    let texts = Texts::embedded().unwrap();
    let codes = codes();
    assert!(codes.len() > 40, "{codes:?}");
    for code in &codes {
        let problem = Problem::refused(&example(code), None);
        assert_eq!(problem.code(), code);
        for language in [Language::danish(), Language::english()] {
            let document = problem.document(&texts, &language, String::new());
            assert!(!document.title.starts_with("refusal-") && !document.title.ends_with('.'), "{code}: {document:?}");
            let sentences = document.detail.matches(". ").count() + document.detail.matches("? ").count();
            assert!(sentences >= 1, "{code} says what happened and not what to do: {}", document.detail);
            assert!(!document.detail.contains('!') && !document.detail.contains('{'), "{code}: {}", document.detail);
        }
        let (da, en) = (
            problem.document(&texts, &Language::danish(), String::new()),
            problem.document(&texts, &Language::english(), String::new()),
        );
        assert_ne!((da.title, da.detail), (en.title, en.detail), "{code} is not translated");
    }
}

#[test]
fn no_text_of_a_refusal_is_left_over() {
    let codes: BTreeSet<String> = codes().iter().map(|code| format!("refusal-{}", code.replace('_', "-"))).collect();
    for (path, text) in embedded_files() {
        for message in messages_of(&text).keys().filter(|m| m.starts_with("refusal-")) {
            assert!(codes.contains(message), "{message} in {path} is no refusal");
        }
    }
}

#[test]
fn danish_texts_keep_the_words_that_citizens_know() {
    let unwanted = ["ticket", "slot", "no-show", "klient", "bruger", "!"];
    // Mistakes in a set-up speak to superusers, and of the words in its files; the command line speaks to whoever runs the
    // machine, and of its users.
    let for_others = ["da/mistakes.ftl", "da/cli.ftl"];
    let read_by_citizens = |path: &str| path.starts_with("da/") && !for_others.contains(&path);
    for (path, text) in embedded_files().into_iter().filter(|(path, _)| read_by_citizens(path)) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((_, said)) = line.split_once('=') else { continue };
            let words = said.to_lowercase();
            for word in unwanted {
                let found = words.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '!')).any(|w| w == word);
                assert!(!found, "`{word}` in {path}: {line}");
            }
        }
    }
}
