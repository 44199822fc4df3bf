//! Accounts and devices by the command line, and TLS, with the real binary.

use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::process::{Server, free_port, frontdesk, http, two_centres};

/// The kiosk of the set-up.
const KIOSK: &str = "door";

fn on(data: &Path, arguments: &[&str]) -> Output {
    let mut command = frontdesk(arguments);
    command.env("FRONTDESK_DATA", data).env("FRONTDESK_SETUP", two_centres());
    command.output().expect("the binary runs")
}

#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[track_caller]
fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn the_first_system_owner_is_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = done(&on(folder.path(), &["init", "--login", "lb"]));
    let link = said.lines().last().expect("a link");
    assert!(link.starts_with("http://127.0.0.1:8080/invitation/fdi_"), "{said}");
    let again = refused(&on(folder.path(), &["init", "--login", "mh"]));
    assert!(again.contains("lb") && again.contains("frontdesk user add"), "{again}");
    let list = done(&on(folder.path(), &["user", "list"]));
    assert!(list.contains("lb") && list.contains("system_owner") && list.contains("invited until"), "{list}");
    let file = std::fs::read(folder.path().join("frontdesk.sqlite")).expect("the database");
    let secret = link.rsplit('/').next().expect("a secret").as_bytes();
    assert!(!file.windows(secret.len()).any(|bytes| bytes == secret), "field fault 39: no secret is stored");
}

#[test]
fn accounts_are_made_changed_and_disabled() {
    let folder = tempfile::tempdir().expect("a folder");
    let user = |arguments: &[&str]| on(folder.path(), &[&["user"], arguments].concat());
    done(&on(folder.path(), &["init", "--login", "lb"]));
    let nowhere = refused(&user(&["add", "--login", "mette", "--role", "manager"]));
    assert!(nowhere.contains("--centre"), "{nowhere}");
    let unknown = refused(&user(&["add", "--login", "mette", "--role", "manager", "--centre", "vest"]));
    assert!(unknown.contains("nord"), "the centres that there are: {unknown}");
    done(&user(&["add", "--login", "mette", "--role", "manager", "--centre", "nord"]));
    let twice = refused(&user(&["add", "--login", "mette", "--role", "manager", "--centre", "nord"]));
    assert!(twice.contains("user invite mette"), "{twice}");
    assert!(done(&user(&["invite", "mette"])).contains("/invitation/fdi_"));
    done(&user(&["role", "mette", "--role", "employee", "--centre", "nord"]));
    assert!(done(&user(&["disable", "mette"])).contains("disabled"));
    assert!(refused(&user(&["invite", "mette"])).contains("user enable mette"));
    let list = done(&user(&["list"]));
    let line = list.lines().find(|line| line.starts_with("mette")).expect("a line");
    assert!(line.contains("employee") && line.contains("disabled"), "{list}");
    done(&user(&["enable", "mette"]));
    assert!(refused(&user(&["disable", "lb"])).contains("only system owner"));
    assert!(refused(&user(&["disable", "nobody"])).contains("user list"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_shows_a_code_is_confirmed_by_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path(), 0);
    let page = http().get(format!("{}/device", server.url)).send().await.expect("an answer");
    let cookie = page.headers()["set-cookie"].to_str().expect("text").split(';').next().expect("a cookie").to_owned();
    let page = page.text().await.expect("a page");
    let shown = page.split("<p class=\"code\">").nth(1).expect("a code").split("</p>").next().expect("its end");
    let code = shown.replace("<span>", "").replace("</span>", "");
    let setup = done(&on(folder.path(), &["device", "list"]));
    assert!(setup.contains("no devices yet"), "{setup}");
    let wrong = ["device", "confirm", &code, "--centre", "nord", "--device", "nothing"];
    assert!(refused(&on(folder.path(), &wrong)).contains("nothing"));
    let confirm = ["device", "confirm", &code, "--centre", "nord", "--device", KIOSK];
    done(&on(folder.path(), &confirm));
    assert!(refused(&on(folder.path(), &confirm)).contains("/device"), "once");
    let client = http();
    let answer = client.get(format!("{}/device", server.url)).header("cookie", cookie).send().await.expect("an answer");
    let leads_to = answer.headers()["location"].to_str().expect("text");
    assert_eq!((answer.status().as_u16(), leads_to), (303, &format!("/kiosk/nord/{KIOSK}")[..]));
    let list = done(&on(folder.path(), &["device", "list"]));
    let name = list.split("  ").next().expect("a name").trim();
    done(&on(folder.path(), &["device", "revoke", name]));
    assert!(refused(&on(folder.path(), &["device", "revoke", name])).contains("device list"));
    assert!(server.stop().success());
}

#[test]
fn plain_http_is_not_opened_to_a_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = refused(&on(folder.path(), &["serve", "--listen", "0.0.0.0:0"]));
    for told in ["0.0.0.0:0", "tls.certificate", "tls.acme.domains", "proxy.trusted", "127.0.0.1"] {
        assert!(message.contains(told), "{told}: {message}");
    }
    let danish = refused(&on(folder.path(), &["serve", "--listen", "0.0.0.0:0", "--language", "da"]));
    assert!(danish.contains("almindelig HTTP"), "{danish}");
    let mut command = frontdesk(&["serve", "--listen", "0.0.0.0:0"]);
    command.env("FRONTDESK_DATA", folder.path()).env("FRONTDESK_SETUP", two_centres());
    command.env("FRONTDESK_PROXY_TRUSTED", "10.0.0.0/8, 127.0.0.1");
    assert!(Server::start_with(&mut command).expect("behind a proxy it starts").stop().success());
}

/// A certificate for `localhost` in a folder, and what trusts it.
fn certificate(folder: &Path) -> RootCertStore {
    let made = generate_simple_self_signed(["localhost".to_owned()]);
    let CertifiedKey { cert, key_pair } = made.expect("a certificate");
    std::fs::write(folder.join("cert.pem"), cert.pem()).expect("written");
    std::fs::write(folder.join("key.pem"), key_pair.serialize_pem()).expect("written");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(cert.der().to_vec())).expect("a root");
    roots
}

async fn get_by_tls(address: &str, roots: RootCertStore, path: &str) -> std::io::Result<String> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tls_is_spoken_with_a_certificate_from_files_and_a_new_one_after_a_hang_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let roots = certificate(folder.path());
    let address = format!("127.0.0.1:{}", free_port());
    let mut command = frontdesk(&["serve", "--listen", &address]);
    command.env("FRONTDESK_DATA", folder.path().join("data")).env("FRONTDESK_SETUP", two_centres());
    command.env("FRONTDESK_TLS_CERTIFICATE", folder.path().join("cert.pem"));
    command.env("FRONTDESK_TLS_KEY", folder.path().join("key.pem"));
    let server = Server::start_with(&mut command).expect("the server starts");
    assert_eq!(server.url, format!("https://{address}"));
    let answer = get_by_tls(&address, roots.clone(), "/healthz").await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
    assert!(answer.to_lowercase().contains("strict-transport-security: max-age=31536000"), "{answer}");
    assert!(http().get(format!("http://{address}/healthz")).send().await.is_err(), "nothing is told in plain");

    let renewed = certificate(folder.path());
    server.signal("HUP");
    let mut with_the_new_one = get_by_tls(&address, renewed.clone(), "/healthz").await;
    for _ in 0..200 {
        if with_the_new_one.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        with_the_new_one = get_by_tls(&address, renewed.clone(), "/healthz").await;
    }
    with_the_new_one.expect("the new certificate is in force");
    assert!(get_by_tls(&address, roots, "/healthz").await.is_err(), "the one before is not");
    assert!(server.stop().success());
}

#[test]
fn a_certificate_that_cannot_be_used_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    certificate(folder.path());
    let serve = |certificate: &str, key: &str| {
        let mut command = frontdesk(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("FRONTDESK_DATA", folder.path().join("data")).env("FRONTDESK_SETUP", two_centres());
        for (name, file) in [("FRONTDESK_TLS_CERTIFICATE", certificate), ("FRONTDESK_TLS_KEY", key)] {
            let path = if file.is_empty() { String::new() } else { folder.path().join(file).display().to_string() };
            command.env(name, path);
        }
        refused(&command.output().expect("the binary runs"))
    };
    assert!(serve("cert.pem", "").contains("tls.key"));
    assert!(serve("nowhere.pem", "key.pem").contains("nowhere.pem"));
    assert!(serve("key.pem", "key.pem").contains("no certificate"));
    assert!(serve("cert.pem", "cert.pem").contains("cert.pem"));
    let other = tempfile::tempdir().expect("a folder");
    certificate(other.path());
    std::fs::copy(other.path().join("key.pem"), folder.path().join("other.pem")).expect("copied");
    assert!(serve("cert.pem", "other.pem").contains("belong together"));
}
