//! The help that a newcomer reads, as it stands; and that every command ends with lines that can be typed.

use crate::process::run;

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
    for command in ["serve", "demo", "check", "token", "import-day", "export-day"] {
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
    let output = run(&["sreve"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(text.contains("'serve'"), "{text}");
}
