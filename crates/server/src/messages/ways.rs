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
use super::receipts::{LinkLogin, ReportedIds};
use super::smpp::{self, Connection, Delivery, REPORTS_MAX, SmppConfig, SmppTimes, WINDOW};
use super::trust::Trust;
use crate::config::{Config, GatewayApiKeys, LinkKeys, MessagesConfig, SmppKeys, SmsProvider, SmtpKeys};
use crate::failure::Failure;
use crate::words::{Sentence, Words};

/// The ways, and the connection that one of them needs; none where nothing is said.
#[derive(Default)]
pub(crate) struct Opened {
    /// The ways.
    pub(crate) ways: Ways,
    /// A message centre's connection, and where its reports come out.
    centre: Option<(Connection, mpsc::Receiver<Delivery>)>,
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
            let engine = engine.clone();
            let record = move |report| {
                let engine = engine.clone();
                async move { engine.report_message(Channel::Sms, report).await.map(|_| ()) }
            };
            tokio::spawn(hand_on(record, reports, end.clone()));
        }
        self.ways
    }
}

/// Reports of a message centre to whoever records them. What cannot be recorded now is not taken, and comes again.
async fn hand_on<F, E>(
    record: impl Fn(DeliveryReport) -> F,
    mut reports: mpsc::Receiver<Delivery>,
    end: CancellationToken,
) where
    F: Future<Output = Result<(), E>>,
    E: std::fmt::Display,
{
    loop {
        let delivery = tokio::select! {
            () = end.cancelled() => return,
            delivery = reports.recv() => delivery,
        };
        let Some(delivery) = delivery else { return };
        match record(delivery.report().for_engine()).await {
            Ok(()) => delivery.taken(),
            Err(error) => tracing::warn!(%error, "A report on a message could not be recorded; it is asked for again."),
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
    };
    let gateway = Link::new(&gateway, trust, Times::default());
    ways.sms = Some(Gateway::Link(gateway.map_err(|error| wrong("messages.link", error))?));
    if !keys.report_user.is_empty() {
        let password = needed_secret("messages.link.report_password_file", keys.report_password.as_ref())?;
        ways.link_login = Some(LinkLogin { user: Hidden::new(keys.report_user.clone()), password });
    }
    Ok(())
}

type Centre = (Gateway, (Connection, mpsc::Receiver<Delivery>));

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
    host.split(['/', ':']).next().unwrap_or("localhost").to_owned()
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
    async fn field_fault_32_a_report_that_cannot_be_recorded_is_not_taken() {
        let (tell, told) = mpsc::channel(4);
        let end = CancellationToken::new();
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let record = |_: DeliveryReport| {
            let first = asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
            std::future::ready(if first { Err("the disk is full") } else { Ok(()) })
        };
        let deliveries = async {
            let (first, failed) = Delivery::example();
            let (second, taken) = Delivery::example();
            assert!(tell.send(first).await.is_ok() && tell.send(second).await.is_ok());
            let came = (failed.await, taken.await);
            end.cancel();
            came
        };
        let ((), (failed, taken)) = tokio::join!(hand_on(record, told, end.clone()), deliveries);
        assert!(failed.is_err() && taken.is_ok());
    }

    #[test]
    fn our_own_name_is_that_of_the_address() {
        let named = |url: &str| own_name(&Config { public_url: Some(url.to_owned()), ..Config::default() });
        assert_eq!(named("https://nordvig.example"), "nordvig.example");
        assert_eq!(named("https://nordvig.example:8443/hal"), "nordvig.example");
        assert_eq!(named("https://nordvig.example/hal"), "nordvig.example");
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
