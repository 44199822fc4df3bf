//! The ways out of the house, as the configuration says: files of secrets are read, and what is missing or wrong is said before
//! anything is promised to anybody.

use std::path::{Path, PathBuf};

use domain::message::Channel;
use engine::Engine;
use engine::outbox::DeliveryReport;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::gateway::Gateway;
use super::gatewayapi::{Class, GatewayApi, GatewayApiConfig};
use super::hidden::Hidden;
use super::http::{BaseAddress, Times};
use super::link::{Link, LinkConfig};
use super::mail::{MailConfig, MailServer, MailTimes, Security};
use super::outgoing::EmailAddress;
use super::post::Ways;
use super::receipts::{LinkLogin, Report, ReportedIds};
use super::smpp::{self, Connection, REPORTS_MAX, SmppConfig, SmppTimes, WINDOW};
use super::trust::Trust;
use crate::config::{Config, GatewayApiKeys, LinkKeys, MessagesConfig, SmppKeys, SmsProvider, SmtpKeys};
use crate::failure::Failure;
use crate::words::{Sentence, Words};

/// For how long a network tries to deliver a text message: what comes later is of no use.
const VALID_FOR: std::time::Duration = std::time::Duration::from_hours(24);

/// The ways, and the connection that one of them needs; none where nothing is said.
#[derive(Default)]
pub(crate) struct Opened {
    /// The ways.
    pub(crate) ways: Ways,
    /// A message centre's connection, and where its reports come out.
    centre: Option<(Connection, mpsc::Receiver<Report>)>,
}

impl Opened {
    /// What the configuration says; no way where it says none.
    ///
    /// # Errors
    /// A sentence that names the key, and what is wrong with it.
    pub(crate) fn of(config: &Config, words: &Words) -> Result<Self, Failure> {
        open(config).map_err(|sentence| Failure::new(words.put(&sentence)))
    }

    /// In the demo everything is shown and nothing leaves.
    pub(crate) fn demo() -> Self {
        Self { ways: Ways { demo: true, ..Ways::default() }, centre: None }
    }

    /// The ways, after the connection that they need was begun; it ends with the token.
    pub(crate) fn begin(self, engine: &Engine, end: &CancellationToken) -> Ways {
        if let Some((connection, reports)) = self.centre {
            tokio::spawn(connection.run(end.clone()));
            tokio::spawn(hand_on(engine.clone(), reports, end.clone()));
        }
        self.ways
    }
}

/// Reports of a message centre to the engine. What the store cannot take now is lost here; a centre does not report twice.
async fn hand_on(engine: Engine, mut reports: mpsc::Receiver<Report>, end: CancellationToken) {
    loop {
        let report = tokio::select! {
            () = end.cancelled() => return,
            report = reports.recv() => report,
        };
        let Some(report) = report else { return };
        let report: DeliveryReport = report.for_engine();
        if let Err(error) = engine.report_message(Channel::Sms, report).await {
            tracing::warn!(%error, "A report on a message could not be recorded.");
        }
    }
}

fn open(config: &Config) -> Result<Opened, Sentence> {
    let keys = &config.messages;
    let mut opened = Opened::default();
    if keys.sms == SmsProvider::Nobody && !keys.mail {
        return Ok(opened);
    }
    let trust = trust(keys)?;
    match keys.sms {
        SmsProvider::Nobody => {}
        SmsProvider::GatewayApi => gatewayapi(&keys.gatewayapi, config, &trust, &mut opened.ways)?,
        SmsProvider::Link => link(&keys.link, &trust, &mut opened.ways)?,
        SmsProvider::Smpp => {
            let (sends, centre) = message_centre(&keys.smpp, &trust)?;
            opened.ways.sms = Some(sends);
            opened.centre = Some(centre);
        }
    }
    if keys.mail {
        mail_server(&keys.smtp, config, &trust, &mut opened.ways)?;
    }
    Ok(opened)
}

fn trust(keys: &MessagesConfig) -> Result<Trust, Sentence> {
    let Some(file) = &keys.authorities else { return Ok(Trust::usual()) };
    let pem = std::fs::read(file).map_err(|error| unreadable("messages.authorities", file, &error))?;
    Trust::with_own(&pem).map_err(|error| wrong("messages.authorities", error))
}

fn gatewayapi(keys: &GatewayApiKeys, config: &Config, trust: &Trust, ways: &mut Ways) -> Result<(), Sentence> {
    let reports = keys.report_secret.as_ref();
    let secret = reports.map(|file| secret("messages.gatewayapi.report_secret_file", file)).transpose()?;
    // Reports come where we are reached from outside, where that is known.
    let callback =
        config.public_url.as_ref().filter(|_| secret.is_some()).map(|url| format!("{url}/reports/gatewayapi"));
    let gateway = GatewayApiConfig {
        base: base("messages.gatewayapi.address", &keys.address)?,
        token: needed_secret("messages.gatewayapi.token_file", keys.token.as_ref())?,
        callback,
        class: Class::Standard,
        valid_for: Some(VALID_FOR),
    };
    let gateway = GatewayApi::new(&gateway, trust, Times::default());
    ways.sms = Some(Gateway::GatewayApi(gateway.map_err(|error| wrong("messages.gatewayapi", error))?));
    ways.gatewayapi_secret = secret;
    Ok(())
}

fn link(keys: &LinkKeys, trust: &Trust, ways: &mut Ways) -> Result<(), Sentence> {
    let text = |key, text: &String| needed(key, text).map(str::to_owned);
    let gateway = LinkConfig {
        base: base("messages.link.address", &keys.address)?,
        user: text("messages.link.user", &keys.user)?,
        password: needed_secret("messages.link.password_file", keys.password.as_ref())?,
        platform_id: text("messages.link.platform", &keys.platform)?,
        platform_partner_id: text("messages.link.partner", &keys.partner)?,
        gate: Some(keys.gate.clone()).filter(|gate| !gate.is_empty()),
        valid_for: Some(VALID_FOR),
    };
    let gateway = Link::new(&gateway, trust, Times::default());
    ways.sms = Some(Gateway::Link(gateway.map_err(|error| wrong("messages.link", error))?));
    if !keys.report_user.is_empty() {
        let password = needed_secret("messages.link.report_password_file", keys.report_password.as_ref())?;
        ways.link_login = Some(LinkLogin { user: Hidden::new(keys.report_user.clone()), password });
    }
    Ok(())
}

type Centre = (Gateway, (Connection, mpsc::Receiver<Report>));

fn message_centre(keys: &SmppKeys, trust: &Trust) -> Result<Centre, Sentence> {
    let config = SmppConfig {
        host: needed("messages.smpp.host", &keys.host)?.to_owned(),
        port: keys.port,
        tls: keys.tls,
        system_id: needed("messages.smpp.system_id", &keys.system_id)?.to_owned(),
        password: needed_secret("messages.smpp.password_file", keys.password.as_ref())?,
        system_type: keys.system_type.clone(),
        window: WINDOW,
        reported_ids: match keys.reported_ids.as_str() {
            "decimal_of_hex" => ReportedIds::DecimalOfHex,
            "hex_of_decimal" => ReportedIds::HexOfDecimal,
            _ => ReportedIds::AsAnswered,
        },
        times: SmppTimes::default(),
    };
    let (told, reports) = mpsc::channel(REPORTS_MAX);
    let (sends, connection) = smpp::smpp(config, trust, told).map_err(|error| wrong("messages.smpp", error))?;
    Ok((Gateway::Smpp(sends), (connection, reports)))
}

fn mail_server(keys: &SmtpKeys, config: &Config, trust: &Trust, ways: &mut Ways) -> Result<(), Sentence> {
    let password = || needed_secret("messages.smtp.password_file", keys.password.as_ref());
    let login = if keys.user.is_empty() { None } else { Some((keys.user.clone(), password()?)) };
    let from = needed("messages.smtp.from", &keys.from)?;
    let from = EmailAddress::parse(from).map_err(|error| wrong("messages.smtp.from", error))?;
    let server = MailConfig {
        host: needed("messages.smtp.host", &keys.host)?.to_owned(),
        port: keys.port,
        security: match keys.security.as_str() {
            "tls" => Security::Tls,
            "none" => Security::None,
            _ => Security::StartTls,
        },
        login,
        hello: own_name(config),
    };
    let server =
        MailServer::new(&server, trust, MailTimes::default()).map_err(|error| wrong("messages.smtp", error))?;
    ways.mail = Some(Gateway::Mail(server));
    ways.mail_from = Some(from);
    Ok(())
}

/// The name that we greet mail servers with: how we are reached, else the machine's own.
fn own_name(config: &Config) -> String {
    let of_url = config.public_url.as_deref().and_then(|url| url.split("://").nth(1));
    let host = of_url.or(config.tls.domains.first().map(String::as_str)).unwrap_or("localhost");
    host.split(':').next().unwrap_or("localhost").to_owned()
}

fn base(key: &'static str, address: &str) -> Result<BaseAddress, Sentence> {
    BaseAddress::parse(needed(key, address)?).map_err(|error| wrong(key, error))
}

fn needed<'a>(key: &'static str, text: &'a str) -> Result<&'a str, Sentence> {
    if text.is_empty() { Err(Sentence::new("cli-messages-missing").with("key", key)) } else { Ok(text) }
}

fn needed_secret(key: &'static str, file: Option<&PathBuf>) -> Result<Hidden, Sentence> {
    secret(key, file.ok_or_else(|| Sentence::new("cli-messages-missing").with("key", key))?)
}

/// What a file holds, without the line's end.
fn secret(key: &'static str, file: &Path) -> Result<Hidden, Sentence> {
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(key, file, &error))?;
    let text = text.trim_end_matches(['\n', '\r']);
    if text.is_empty() {
        return Err(Sentence::new("cli-messages-empty").with("file", file.display()).with("key", key));
    }
    Ok(Hidden::new(text.to_owned()))
}

fn unreadable(key: &'static str, file: &Path, error: &std::io::Error) -> Sentence {
    Sentence::new("cli-messages-file").with("file", file.display()).with("key", key).with("error", error)
}

fn wrong(section: &'static str, error: impl std::fmt::Display) -> Sentence {
    Sentence::new("cli-messages-wrong").with("section", section).with("error", error)
}

#[cfg(test)]
mod tests {
    use domain::ids::Language;

    use super::*;

    fn words() -> Words {
        Words::new(&Language::english()).expect("texts")
    }

    fn refused(config: &Config) -> String {
        match Opened::of(config, &words()) {
            Ok(_) => panic!("it should be refused"),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn nobody_is_promised_anything_where_nothing_is_configured() {
        let opened = Opened::of(&Config::default(), &words()).expect("right");
        assert!(opened.ways.sms.is_none() && opened.ways.mail.is_none() && opened.centre.is_none());
    }

    #[test]
    fn what_is_missing_is_named_by_its_key() {
        let mut config = Config::default();
        config.messages.sms = SmsProvider::GatewayApi;
        assert!(refused(&config).contains("messages.gatewayapi.token_file"));
        config.messages.gatewayapi.token = Some(PathBuf::from("/nowhere/token"));
        let said = refused(&config);
        assert!(said.contains("/nowhere/token") && said.contains("messages.gatewayapi.token_file"), "{said}");
        config.messages.sms = SmsProvider::Link;
        assert!(refused(&config).contains("messages.link.address"));
        config.messages.sms = SmsProvider::Smpp;
        assert!(refused(&config).contains("messages.smpp.host"));
        config.messages = MessagesConfig { mail: true, ..MessagesConfig::default() };
        assert!(refused(&config).contains("messages.smtp.from"));
        config.messages.smtp.from = "no address".to_owned();
        assert!(refused(&config).contains("messages.smtp.from"));
    }

    #[tokio::test]
    async fn each_provider_is_made_of_its_keys() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("secret");
        std::fs::write(&file, "secret08\n").expect("written");
        let mut config = Config { public_url: Some("https://nordvig.example".to_owned()), ..Config::default() };
        let keys = &mut config.messages;
        keys.mail = true;
        keys.smtp.host = "mail.nordvig.example".to_owned();
        keys.smtp.from = "borgerservice@nordvig.example".to_owned();
        (keys.gatewayapi.token, keys.gatewayapi.report_secret) = (Some(file.clone()), Some(file.clone()));
        keys.link = LinkKeys {
            address: "https://gateway.example.org".to_owned(),
            user: "nordvig".to_owned(),
            password: Some(file.clone()),
            platform: "COMMON".to_owned(),
            partner: "1".to_owned(),
            gate: String::new(),
            report_user: "link".to_owned(),
            report_password: Some(file.clone()),
        };
        keys.smpp.host = "sms.nordvig.example".to_owned();
        keys.smpp.system_id = "nordvig".to_owned();
        keys.smpp.password = Some(file);
        for (sms, name) in
            [(SmsProvider::GatewayApi, "gatewayapi"), (SmsProvider::Link, "link"), (SmsProvider::Smpp, "smpp")]
        {
            config.messages.sms = sms;
            let opened = Opened::of(&config, &words()).expect("right");
            assert_eq!(opened.ways.sms.as_ref().map(Gateway::name), Some(name));
            assert_eq!(opened.ways.mail.as_ref().map(Gateway::name), Some("mail"));
            assert_eq!(opened.ways.gatewayapi_secret.is_some(), sms == SmsProvider::GatewayApi);
            assert_eq!(opened.ways.link_login.is_some(), sms == SmsProvider::Link);
            assert_eq!(opened.centre.is_some(), sms == SmsProvider::Smpp);
            assert!(!format!("{:?}", opened.ways).contains("secret08"));
        }
    }
}
