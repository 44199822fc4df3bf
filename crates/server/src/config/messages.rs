//! The keys of `[messages]`: which provider carries text messages and which mails, where each is reached, and the files of
//! what must stay secret. No secret stands in the configuration itself.

use std::path::PathBuf;

use super::Config;
use super::keys::{Key, Kind, not_one_of, optional, path, quoted, shown_path, within};
use crate::words::Sentence;

/// How citizens are told what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessagesConfig {
    /// Who carries text messages.
    pub sms: SmsProvider,
    /// Whether a mail server carries mails.
    pub mail: bool,
    /// A file with authorities that are believed beside the usual ones, in PEM.
    pub authorities: Option<PathBuf>,
    /// GatewayAPI.
    pub gatewayapi: GatewayApiKeys,
    /// LINK Mobility.
    pub link: LinkKeys,
    /// A message centre.
    pub smpp: SmppKeys,
    /// A mail server.
    pub smtp: SmtpKeys,
}

/// Who carries text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SmsProvider {
    /// Nobody: none is promised.
    #[default]
    Nobody,
    /// GatewayAPI.
    GatewayApi,
    /// LINK Mobility.
    Link,
    /// A message centre by SMPP.
    Smpp,
}

impl SmsProvider {
    const ALL: [(&'static str, Self); 4] =
        [("", Self::Nobody), ("gatewayapi", Self::GatewayApi), ("link", Self::Link), ("smpp", Self::Smpp)];
}

/// How GatewayAPI is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayApiKeys {
    /// Its address.
    pub address: String,
    /// The file of the token.
    pub token: Option<PathBuf>,
    /// The file of the secret by which it signs its reports.
    pub report_secret: Option<PathBuf>,
}

/// How LINK Mobility is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkKeys {
    /// Its address.
    pub address: String,
    /// Our name there.
    pub user: String,
    /// The file of its password.
    pub password: Option<PathBuf>,
    /// The account's platform.
    pub platform: String,
    /// The account's partner.
    pub partner: String,
    /// The gate that reports go to.
    pub gate: String,
    /// The name by which it logs in when it reports.
    pub report_user: String,
    /// The file of that name's password.
    pub report_password: Option<PathBuf>,
}

/// How a message centre is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmppKeys {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether the connection is kept from others.
    pub tls: bool,
    /// Our name there.
    pub system_id: String,
    /// The file of its password.
    pub password: Option<PathBuf>,
    /// The kind of system that we are.
    pub system_type: String,
    /// In which form it names messages in its reports.
    pub reported_ids: String,
}

/// How a mail server is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpKeys {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others.
    pub security: String,
    /// Our name there; empty where it asks for none.
    pub user: String,
    /// The file of its password.
    pub password: Option<PathBuf>,
    /// The address that mails are from.
    pub from: String,
}

impl Default for MessagesConfig {
    fn default() -> Self {
        Self {
            sms: SmsProvider::Nobody,
            mail: false,
            authorities: None,
            gatewayapi: GatewayApiKeys {
                address: "https://gatewayapi.eu".to_owned(),
                token: None,
                report_secret: None,
            },
            link: LinkKeys::default(),
            smpp: SmppKeys {
                host: String::new(),
                port: 2_775,
                tls: true,
                system_id: String::new(),
                password: None,
                system_type: String::new(),
                reported_ids: "as_answered".to_owned(),
            },
            smtp: SmtpKeys {
                host: String::new(),
                port: 587,
                security: "starttls".to_owned(),
                user: String::new(),
                password: None,
                from: String::new(),
            },
        }
    }
}

/// A key that is a text, which may be empty.
macro_rules! text {
    ($name:literal, $($field:ident).+, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Text,
            limits: None,
            set: |config, text| {
                text.trim().clone_into(&mut config.messages.$($field).+);
                Ok(())
            },
            show: |config| quoted(&config.messages.$($field).+),
        }
    };
}

/// A key that is one of some words.
macro_rules! word {
    ($name:literal, $($field:ident).+, $words:expr, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Text,
            limits: None,
            set: |config, text| {
                let words: &[&str] = &$words;
                if !words.contains(&text) {
                    return Err(not_one_of(&words.join(", ")));
                }
                text.clone_into(&mut config.messages.$($field).+);
                Ok(())
            },
            show: |config| quoted(&config.messages.$($field).+),
        }
    };
}

/// A key that is a file, or none.
macro_rules! file {
    ($name:literal, $($field:ident).+, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Text,
            limits: None,
            set: |config, text| {
                config.messages.$($field).+ = optional(text).map(path).transpose()?;
                Ok(())
            },
            show: |config| quoted(&shown_path(config.messages.$($field).+.as_deref())),
        }
    };
}

/// A key that is a port.
macro_rules! port {
    ($name:literal, $($field:ident).+, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::Number,
            limits: Some((1, 65_535)),
            set: |config, text| {
                config.messages.$($field).+ = u16::try_from(within(text, 1, 65_535)?).unwrap_or(u16::MAX);
                Ok(())
            },
            show: |config| config.messages.$($field).+.to_string(),
        }
    };
}

/// A key that is yes or no.
macro_rules! yes_no {
    ($name:literal, $($field:ident).+, $meaning:literal) => {
        Key {
            name: $name,
            meaning: $meaning,
            kind: Kind::YesNo,
            limits: None,
            set: |config, text| {
                config.messages.$($field).+ = text == "true";
                if text == "true" || text == "false" { Ok(()) } else { Err(Sentence::new("cli-config-not-yes-no")) }
            },
            show: |config| config.messages.$($field).+.to_string(),
        }
    };
}

fn set_sms(config: &mut Config, text: &str) -> Result<(), Sentence> {
    let found = SmsProvider::ALL.iter().find(|(name, _)| *name == text);
    let (_, provider) = found.ok_or_else(|| not_one_of("\"\", gatewayapi, link, smpp"))?;
    config.messages.sms = *provider;
    Ok(())
}

fn show_sms(config: &Config) -> String {
    let name = SmsProvider::ALL.iter().find(|(_, provider)| *provider == config.messages.sms);
    quoted(name.map_or("", |(name, _)| name))
}

pub(super) const SMS: Key = Key {
    name: "messages.sms",
    meaning: "cli-key-messages-sms",
    kind: Kind::Text,
    limits: None,
    set: set_sms,
    show: show_sms,
};
pub(super) const MAIL: Key = yes_no!("messages.mail", mail, "cli-key-messages-mail");
pub(super) const AUTHORITIES: Key = file!("messages.authorities", authorities, "cli-key-messages-authorities");
pub(super) const GATEWAYAPI_ADDRESS: Key =
    text!("messages.gatewayapi.address", gatewayapi.address, "cli-key-messages-gatewayapi-address");
pub(super) const GATEWAYAPI_TOKEN: Key =
    file!("messages.gatewayapi.token_file", gatewayapi.token, "cli-key-messages-gatewayapi-token");
pub(super) const GATEWAYAPI_SECRET: Key = file!(
    "messages.gatewayapi.report_secret_file",
    gatewayapi.report_secret,
    "cli-key-messages-gatewayapi-report-secret"
);
pub(super) const LINK_ADDRESS: Key = text!("messages.link.address", link.address, "cli-key-messages-link-address");
pub(super) const LINK_USER: Key = text!("messages.link.user", link.user, "cli-key-messages-link-user");
pub(super) const LINK_PASSWORD: Key =
    file!("messages.link.password_file", link.password, "cli-key-messages-link-password");
pub(super) const LINK_PLATFORM: Key = text!("messages.link.platform", link.platform, "cli-key-messages-link-platform");
pub(super) const LINK_PARTNER: Key = text!("messages.link.partner", link.partner, "cli-key-messages-link-partner");
pub(super) const LINK_GATE: Key = text!("messages.link.gate", link.gate, "cli-key-messages-link-gate");
pub(super) const LINK_REPORT_USER: Key =
    text!("messages.link.report_user", link.report_user, "cli-key-messages-link-report-user");
pub(super) const LINK_REPORT_PASSWORD: Key =
    file!("messages.link.report_password_file", link.report_password, "cli-key-messages-link-report-password");
pub(super) const SMPP_HOST: Key = text!("messages.smpp.host", smpp.host, "cli-key-messages-smpp-host");
pub(super) const SMPP_PORT: Key = port!("messages.smpp.port", smpp.port, "cli-key-messages-smpp-port");
pub(super) const SMPP_TLS: Key = yes_no!("messages.smpp.tls", smpp.tls, "cli-key-messages-smpp-tls");
pub(super) const SMPP_SYSTEM_ID: Key =
    text!("messages.smpp.system_id", smpp.system_id, "cli-key-messages-smpp-system-id");
pub(super) const SMPP_PASSWORD: Key =
    file!("messages.smpp.password_file", smpp.password, "cli-key-messages-smpp-password");
pub(super) const SMPP_SYSTEM_TYPE: Key =
    text!("messages.smpp.system_type", smpp.system_type, "cli-key-messages-smpp-system-type");
pub(super) const SMPP_REPORTED_IDS: Key = word!(
    "messages.smpp.reported_ids",
    smpp.reported_ids,
    ["as_answered", "decimal_of_hex", "hex_of_decimal"],
    "cli-key-messages-smpp-reported-ids"
);
pub(super) const SMTP_HOST: Key = text!("messages.smtp.host", smtp.host, "cli-key-messages-smtp-host");
pub(super) const SMTP_PORT: Key = port!("messages.smtp.port", smtp.port, "cli-key-messages-smtp-port");
pub(super) const SMTP_SECURITY: Key =
    word!("messages.smtp.security", smtp.security, ["tls", "starttls", "none"], "cli-key-messages-smtp-security");
pub(super) const SMTP_USER: Key = text!("messages.smtp.user", smtp.user, "cli-key-messages-smtp-user");
pub(super) const SMTP_PASSWORD: Key =
    file!("messages.smtp.password_file", smtp.password, "cli-key-messages-smtp-password");
pub(super) const SMTP_FROM: Key = text!("messages.smtp.from", smtp.from, "cli-key-messages-smtp-from");
