//! The help that a newcomer reads, as it stands; and that every command ends with lines that can be typed.

use crate::process::{frontdesk, run};

fn help(arguments: &[&str]) -> String {
    let output = run(&[arguments, &["--help"]].concat());
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_help_of_the_program() {
    insta::assert_snapshot!(help(&[]));
}

#[test]
fn the_help_of_every_command() {
    for command in ["serve", "demo", "check", "init", "user", "device", "vault", "token", "import-day", "export-day"] {
        let text = help(&[command]);
        assert!(
            text.contains("Examples:\n  frontdesk") || text.contains("Examples:\n  FRONTDESK"),
            "{command}: {text}"
        );
        insta::assert_snapshot!(format!("the_help_of_{}", command.replace('-', "_")), text);
    }
    insta::assert_snapshot!("the_help_of_token_create", help(&["token", "create"]));
}

#[test]
fn a_command_that_is_mistyped_is_told_the_nearest() {
    let output = run(&["chekc"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(text.starts_with("frontdesk: There is no command \"chekc\". Did you mean \"check\"?\n"), "{text}");
    assert!(text.contains("'check'"), "{text}");
}

#[test]
fn what_cannot_be_read_is_told_in_the_callers_language_with_the_readers_words_behind() {
    let day = "examples/recorded-day";
    let cases: [(&[&str], &str, &str); 6] = [
        (&["chekc"], "Der er ingen kommando \"chekc\". Mente du \"check\"?", "'chekc'"),
        (&["check"], "Dette mangler: <FILE|FOLDER>.", "<FILE|FOLDER>"),
        (&["import-day", day, "--repeat", "300"], "\"300\" kan ikke bruges til --repeat <PERCENT>.", "0..=100"),
        (&["token", "create", "--role"], "--role <ROLE> skal have en værdi efter sig.", "system_owner"),
        (&["serve", "--dta", "x"], "Der er ingen \"--dta\" her. Mente du \"--data\"?", "--dta"),
        (
            &["serve", "--listen", "nowhere"],
            "\"nowhere\" kan ikke bruges til --listen <ADDRESS:PORT>.",
            "socket address",
        ),
    ];
    for (typed, first, behind) in cases {
        let typed = [typed, &["--language=da"]].concat();
        for (arguments, language) in [(&typed[..], "C"), (&typed[..typed.len() - 1], "da_DK.UTF-8")] {
            let output = frontdesk(arguments).env("LANG", language).output().expect("the binary runs");
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!(output.status.code(), Some(2), "{said}");
            let (line, rest) = said.split_once('\n').expect("several lines");
            assert!(line.starts_with(&format!("frontdesk: {first}")), "{arguments:?}: {said}");
            assert!(rest.contains("på engelsk") && rest.contains(behind), "{arguments:?}: {said}");
        }
    }
}
