//! The courier of an installation: each letter in words, to the provider of its way, and what came of it back to the engine.
//!
//! One provider for text messages and one for mails, as the configuration names them; in the demo, a page where they are read.
//! What cannot be put into words (an address that another secret sealed) is tried again and said in the log, without saying
//! whose it is.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use domain::message::{Channel, MessageKind};
use domain::telling::{CALLED_SECONDS_MAX, TURN_NEAR_SECONDS_MAX};
use domain::time::Instant;
use domain::watch::OFFER_MINUTES;
use engine::outbox::{Courier, Letter, Telling, Told};
use web::AppState;
use web::demo::Shown;
use web::ics::{Invitation, Method};
use web::letters::{self, Written};
use web::reports::{Provider, Read, ReadReports};

use super::gateway::Gateway;
use super::hidden::Hidden;
use super::outgoing::{
    Address, Content, EmailAddress, Mail, Mailbox, MessageId, Outgoing, SENDER_LETTERS_MAX, Sender, Tried,
};
use super::phone::E164;
use super::receipts::{self, GATEWAYAPI_HEADER, LinkLogin, NoReport};

/// For how long a network tries to deliver what is about a booked time, in seconds; not beyond that time.
const VALID_SECONDS_MAX: i64 = 24 * 3_600;

/// The ways out of an installation.
#[derive(Debug, Default)]
pub struct Ways {
    /// For text messages.
    pub sms: Option<Gateway>,
    /// For mails.
    pub mail: Option<Gateway>,
    /// The address that mails are from.
    pub mail_from: Option<EmailAddress>,
    /// What proves that a report is GatewayAPI's.
    pub gatewayapi_secret: Option<Hidden>,
    /// What proves that a report is LINK's.
    pub link_login: Option<LinkLogin>,
    /// Whether everything goes to the demo's page instead.
    pub demo: bool,
}

/// Carries letters out of the house.
pub struct Post {
    ways: Arc<Ways>,
    /// The surfaces, for words, links and the vault; there from the start on.
    app: OnceLock<AppState>,
}

impl Post {
    /// With its ways. It has words once it is given the surfaces.
    pub fn new(ways: Ways) -> Arc<Self> {
        Arc::new(Self { ways: Arc::new(ways), app: OnceLock::new() })
    }

    /// Gives it the surfaces.
    pub fn with_words(&self, app: AppState) {
        let _given_before = self.app.set(app);
    }

    /// Whether there is any way.
    pub fn has_ways(&self) -> bool {
        !self.ways().is_empty()
    }
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post").field("ways", &self.ways).finish_non_exhaustive()
    }
}

impl Courier for Post {
    fn ways(&self) -> Vec<Channel> {
        let all = [(Channel::Sms, self.ways.sms.is_some()), (Channel::Email, self.ways.mail.is_some())];
        all.into_iter().filter_map(|(way, there)| (there || self.ways.demo).then_some(way)).collect()
    }

    fn tell(&self, letter: Letter) -> Telling {
        let (ways, app) = (Arc::clone(&self.ways), self.app.get().cloned());
        Box::pin(async move {
            let Some(app) = app else { return Told::Later(None) };
            let written = match letters::write(&app, &letter) {
                Ok(written) => written,
                Err(error) => {
                    tracing::error!(%error, "A message cannot be addressed; it is tried again.");
                    return Told::Later(None);
                }
            };
            if ways.demo {
                return show(&app, &letter, written);
            }
            send(&ways, &letter, &written, app.engine.now()).await
        })
    }
}

/// In the demo nothing leaves the house.
fn show(app: &AppState, letter: &Letter, written: Written) -> Told {
    app.sent.keep(Shown {
        at: app.engine.now(),
        channel: letter.channel,
        setup: Arc::clone(&letter.setup),
        language: letter.visit.language.clone(),
        written,
    });
    Told::Taken(Some(letter.id.clone()))
}

async fn send(ways: &Ways, letter: &Letter, written: &Written, now: Instant) -> Told {
    let gateway = match letter.channel {
        Channel::Sms => &ways.sms,
        Channel::Email => &ways.mail,
    };
    let Some(gateway) = gateway else { return Told::Later(None) };
    let Some(outgoing) = outgoing(letter, written, ways.mail_from.as_ref(), now) else {
        tracing::warn!(provider = gateway.name(), "A message has an address that no provider takes.");
        return Told::Refused;
    };
    let tried = gateway.send(&outgoing).await;
    match &tried {
        Tried::Accepted { .. } => {}
        Tried::Refused { why } => tracing::warn!(provider = gateway.name(), %why, "A message was refused."),
        Tried::Later { why, .. } => tracing::info!(provider = gateway.name(), %why, "A message was not taken."),
        Tried::Unknown { why } => tracing::warn!(provider = gateway.name(), %why, "The answer to a message was lost."),
    }
    told(tried)
}

fn told(tried: Tried) -> Told {
    match tried {
        Tried::Accepted { provider_id } => Told::Taken(provider_id),
        Tried::Refused { .. } => Told::Refused,
        Tried::Later { after, .. } => Told::Later(after),
        Tried::Unknown { .. } => Told::Unknown,
    }
}

/// A message as providers take it; none where its address is not one.
fn outgoing(letter: &Letter, written: &Written, from: Option<&EmailAddress>, now: Instant) -> Option<Outgoing> {
    let (to, content) = match letter.channel {
        Channel::Sms => {
            let content = Content::Sms { sender: sender(written)?, text: written.text.clone() };
            (Address::Phone(E164::parse(&written.to).ok()?), content)
        }
        Channel::Email => {
            let to = EmailAddress::parse(&written.to).ok()?;
            let from = Mailbox::new(Some(&written.from), from?.clone());
            let invitation = written.meeting.as_ref().map(|meeting| Invitation {
                method: if meeting.cancelled { Method::Cancel } else { Method::Request },
                event: meeting.event.clone(),
                organiser: from.person(),
                attendee: Mailbox::new(written.name.as_deref(), to.clone()).person(),
            });
            let (subject, text, html) = (written.subject.clone(), written.text.clone(), written.html.clone());
            (Address::Email(to), Content::Mail(Box::new(Mail { from, subject, text, html, invitation })))
        }
    };
    let valid_for = valid_for(letter.kind, letter.visit.starts_at, now);
    Some(Outgoing {
        id: MessageId::new(letter.id.clone())?,
        made_at: letter.made_at.as_millis(),
        valid_for,
        to,
        content,
    })
}

/// For how long a message still tells something, once it is handed over: a phone that is switched on in the evening must not
/// say that its owner is called at desk 4. Whole seconds, never less than a minute.
fn valid_for(kind: MessageKind, starts_at: Option<Instant>, now: Instant) -> Duration {
    let seconds = match kind {
        MessageKind::TurnNear => TURN_NEAR_SECONDS_MAX,
        MessageKind::Called => CALLED_SECONDS_MAX,
        MessageKind::TimeFree => i64::from(OFFER_MINUTES) * 60,
        MessageKind::Confirmed | MessageKind::Reminder | MessageKind::Moved | MessageKind::Cancelled => {
            let left = starts_at.and_then(|at| i64::try_from(at.seconds_since(now)).ok());
            left.map_or(VALID_SECONDS_MAX, |left| left.min(VALID_SECONDS_MAX))
        }
    };
    Duration::from_secs(u64::try_from(seconds).unwrap_or(0).max(60))
}

/// Who a text message is from: as the set-up says, else as much of the municipality's name as phones show.
fn sender(written: &Written) -> Option<Sender> {
    if let Some(sender) = Sender::new(written.sender.clone()) {
        return Some(sender);
    }
    let plain = |letter: char| match letter {
        'æ' | 'ä' => "ae".to_owned(),
        'ø' | 'ö' => "oe".to_owned(),
        'å' => "aa".to_owned(),
        'Æ' => "Ae".to_owned(),
        'Ø' => "Oe".to_owned(),
        'Å' => "Aa".to_owned(),
        letter if letter.is_ascii_alphanumeric() || letter == ' ' => letter.to_string(),
        _ => String::new(),
    };
    let name: String = written.from.chars().map(plain).collect::<String>().chars().take(SENDER_LETTERS_MAX).collect();
    // A name in letters that no network carries.
    Sender::new(name.trim().to_owned()).or_else(|| Sender::new("FrontDesk"))
}

/// Reads reports by what the configuration has of their providers.
#[derive(Debug)]
pub struct Reports(pub Arc<Post>);

impl ReadReports for Reports {
    fn read(&self, provider: Provider, headers: &HeaderMap, body: &[u8]) -> Read {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let ways = &self.0.ways;
        let read = match provider {
            Provider::GatewayApi => {
                let Some(secret) = &ways.gatewayapi_secret else { return Read::Nobody };
                receipts::gatewayapi(text(GATEWAYAPI_HEADER), secret)
            }
            Provider::Link => {
                let Some(login) = &ways.link_login else { return Read::Nobody };
                receipts::link(text(header::AUTHORIZATION.as_str()), login, body)
            }
        };
        match read {
            Ok(report) => Read::Report(report.for_engine()),
            Err(NoReport::Other) => Read::Other,
            Err(_) => Read::NotTheirs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(sender: &str, from: &str) -> Written {
        Written {
            to: "+4520304050".to_owned(),
            name: None,
            from: from.to_owned(),
            sender: sender.to_owned(),
            subject: String::new(),
            text: "Hej".to_owned(),
            html: None,
            meeting: None,
        }
    }

    #[test]
    fn a_text_message_is_from_whom_the_set_up_says_or_from_the_municipality() {
        let of = |name: &str, from: &str| sender(&written(name, from)).expect("a sender").as_str().to_owned();
        assert_eq!(of("Nordvig", "Nordvig Kommune"), "Nordvig");
        assert_eq!(of("", "Nordvig Kommune"), "Nordvig Kom");
        assert_eq!(of("", "Ærø Kommune"), "Aeroe Kommu");
        assert_eq!(of("", "بلدية"), "FrontDesk");
    }

    #[test]
    fn field_fault_32_a_network_tries_no_longer_than_a_message_tells_something() {
        let now: Instant = "2026-03-03T09:00:00Z".parse().expect("a time");
        let minutes = |kind, starts_at: Option<i64>| {
            valid_for(kind, starts_at.map(|minutes| now.plus_minutes(minutes)), now).as_secs() / 60
        };
        assert_eq!(minutes(MessageKind::Called, None), 2);
        assert_eq!(minutes(MessageKind::TurnNear, None), 5);
        assert_eq!(minutes(MessageKind::TimeFree, None), 15);
        assert_eq!(minutes(MessageKind::Reminder, Some(90)), 90, "not beyond the time that it is about");
        assert_eq!(minutes(MessageKind::Confirmed, Some(14 * 24 * 60)), 24 * 60);
        assert_eq!(minutes(MessageKind::Cancelled, Some(0)), 1);
    }

    #[test]
    fn nothing_is_carried_where_nobody_is_configured() {
        assert!(!Post::new(Ways::default()).has_ways());
        assert_eq!(Post::new(Ways { demo: true, ..Ways::default() }).ways(), [Channel::Sms, Channel::Email]);
    }
}
