//! No text, however broken, makes the reader panic; and all its mistakes have a place in the file they name.

use domain::ids::{CentreId, SetupVersion};
use domain::setup::{SourceFile, files_of, parse_municipality, parse_setup};
use proptest::prelude::*;

use super::{nordvig, small};

fn reads(files: &[SourceFile]) {
    let mistakes = match parse_municipality(files) {
        Ok(municipality) => municipality.warnings,
        Err(mistakes) => {
            assert!(mistakes.iter().any(|m| !m.is_warning()), "a set-up is refused for a mistake, never for a warning");
            mistakes
        }
    };
    for mistake in mistakes {
        let named = files.iter().filter(|file| file.path == mistake.file);
        let lines = named.map(|file| file.text.split('\n').count()).max();
        assert!(lines.is_some_and(|lines| mistake.line as usize <= lines), "{mistake:?}");
    }
    let _ = parse_setup(files, SetupVersion(1));
}

/// A change that people and broken editors make: something cut out, put in twice, or replaced.
fn changed(text: &str, at: usize, length: usize, by: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let from = at % (characters.len() + 1);
    let to = (from + length).min(characters.len());
    characters[..from].iter().copied().chain(by.chars()).chain(characters[to..].iter().copied()).collect()
}

fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,12}",
        Just(String::new()),
        prop::sample::select(vec![
            "[[queue]]\n",
            "[queue]\n",
            "[[service.choice]]\n",
            "[service]\n",
            "\"",
            "'''",
            "= ",
            "{",
            "}",
            "[",
            "]",
            "\n",
            ".",
            ",",
            "\u{202e}",
            "\0",
            "id = \"pas\"\n",
            "queue.name.da = 1\n",
            "99999999999999999999",
            "-1",
            "0x",
            "2026-13-45",
            "name = 3\n",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_answered_with_mistakes(path in "[a-z/\\\\.]{0,20}", text in "\\PC{0,200}|[\\[\\]a-z\"= .\n{}#']{0,200}") {
        reads(&[SourceFile::new(path.clone(), text.clone())]);
        reads(&small::files_with(&[("lille/queues.toml", &text)]));
        reads(&small::files_with(&[("municipality.toml", &text), (&path, "")]));
    }

    #[test]
    fn a_changed_file_is_answered_with_mistakes(
        which in 0_usize..7, at in any::<usize>(), length in 0_usize..40, by in scrap(),
    ) {
        let mut files = small::files();
        files[which].text = changed(&files[which].text, at, length, &by);
        reads(&files);
    }

    #[test]
    fn a_changed_file_of_nordvig_is_answered_with_mistakes(
        which in any::<prop::sample::Index>(), at in any::<usize>(), length in 0_usize..300, by in scrap(),
    ) {
        let centre = CentreId::new("borgerservice").unwrap();
        let mut files = files_of(&nordvig::files(), &centre);
        let which = which.index(files.len());
        files[which].text = changed(&files[which].text, at, length, &by);
        reads(&files);
    }
}

#[test]
fn a_long_and_a_deep_file_are_answered_soon() {
    let deep = "[".repeat(5_000);
    let nested = format!("a = {}", "[".repeat(20_000));
    let keys = (0..20_000).flat_map(|n| ["k".to_owned(), n.to_string(), " = 1\n".to_owned()]).collect::<String>();
    let twice = "id = 1\n".repeat(20_000);
    let queues = "[[queue]]\nid = \"pas\"\n".repeat(10_000);
    for text in [deep, nested, keys, twice, queues] {
        reads(&small::files_with(&[("lille/queues.toml", &text)]));
    }
}
