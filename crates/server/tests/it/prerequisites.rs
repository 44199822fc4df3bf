//! What `make test` says is missing, on a machine where it is.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

/// What `scripts/prerequisites test` says where `python3` reports a version.
fn said_with_python(version: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let python = folder.path().join("python3");
    let script = format!("#!/bin/sh\ncase \"$2\" in *version_info*) echo {version} ;; esac\n");
    std::fs::write(&python, script).expect("written");
    std::fs::set_permissions(&python, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").expect("a path"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(root.join("scripts/prerequisites")).arg("test").env("PATH", path).output();
    let output = output.expect("the script runs");
    (output.status.success(), String::from_utf8(output.stderr).expect("text"))
}

#[test]
fn a_python_that_is_too_old_is_named_with_what_installs_a_newer_one() {
    for old in ["3.6.9", "3.10.12", "2.7.18"] {
        let (fine, said) = said_with_python(old);
        assert!(
            !fine && said.contains(&format!("found {old}")) && said.contains("apt-get install python3.11"),
            "{said}"
        );
    }
    for new in ["3.11.0", "3.12.3", "4.0.0"] {
        let (_, said) = said_with_python(new);
        assert!(!said.contains("Python 3.11"), "{new}: {said}");
    }
}
