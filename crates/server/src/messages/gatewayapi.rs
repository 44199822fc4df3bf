//! GatewayAPI (Denmark): `POST /rest/mtsms`, JSON, as its REST API documents it.
//!
//! The token is the name of Basic authentication, with an empty password. Our id goes along as `userref`, which every
//! delivery report names. GatewayAPI does not look for a `userref` that it has seen: a message that is sent twice arrives
//! twice, which is why a lost answer is `Unknown`.

use std::time::Duration;

use domain::sms::{self, Alphabet};
use serde::{Deserialize, Serialize};

use crate::messages::hidden::Hidden;
use crate::messages::http::{BaseAddress, NoAddress, Requests, Times};
use crate::messages::outgoing::{Address, Content, Outgoing, Tried, Why, provider_code};
use crate::messages::trust::Trust;

/// What is posted to, below the base address.
const PATH: &str = "rest/mtsms";

/// The shortest time for which a message is tried; GatewayAPI takes no shorter one.
const VALID_MIN: Duration = Duration::from_mins(1);

/// What a message costs and how it is routed, as GatewayAPI names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The usual.
    #[default]
    Standard,
    /// Routes that are guaranteed.
    Premium,
    /// As premium, and the text is hidden at GatewayAPI as well; the account must be allowed to.
    Secret,
}

/// How GatewayAPI is reached.
#[derive(Debug, Clone)]
pub struct GatewayApiConfig {
    /// `https://gatewayapi.eu` for accounts in the European Union.
    pub base: BaseAddress,
    /// The account's token.
    pub token: Hidden,
    /// Where delivery reports go; without it they go where the account says, if anywhere.
    pub callback: Option<String>,
    /// The class of all messages.
    pub class: Class,
}

/// Sends by GatewayAPI.
#[derive(Debug)]
pub struct GatewayApi {
    requests: Requests,
    callback: Option<String>,
    class: Class,
}

#[derive(Serialize)]
struct Message<'a> {
    class: Class,
    sender: &'a str,
    #[serde(rename = "message")]
    text: &'a str,
    encoding: &'static str,
    userref: &'a str,
    recipients: [Recipient; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<&'a str>,
    /// In seconds.
    validity_period: u64,
}

#[derive(Serialize)]
struct Recipient {
    msisdn: u64,
}

#[derive(Deserialize)]
struct Sent {
    ids: Vec<u64>,
}

#[derive(Deserialize)]
struct Mistake {
    code: String,
}

impl GatewayApi {
    /// Makes what sends.
    ///
    /// # Errors
    /// Where the base address is not one.
    pub fn new(config: &GatewayApiConfig, trust: &Trust, times: Times) -> Result<Self, NoAddress> {
        let no_password = Hidden::new(String::new());
        let requests = Requests::new(&config.base, PATH, &config.token, &no_password, trust, times)?;
        Ok(Self { requests, callback: config.callback.clone(), class: config.class })
    }

    /// Tries to send one text message.
    pub async fn send(&self, message: &Outgoing) -> Tried {
        let body = match self.body(message) {
            Ok(body) => body,
            Err(why) => return Tried::Refused { why },
        };
        match self.requests.post(body).await {
            Ok(taken) => match serde_json::from_slice::<Sent>(&taken.body) {
                // One recipient, so one id.
                Ok(Sent { ids }) if ids.len() == 1 => Tried::Accepted { provider_id: ids.first().map(u64::to_string) },
                _ => Tried::Unknown { why: Why::AnswerNotUnderstood },
            },
            Err(Ok(not_taken)) => {
                let code = serde_json::from_slice::<Mistake>(&not_taken.body)
                    .ok()
                    .and_then(|mistake| provider_code(&mistake.code));
                with_code(not_taken.tried, code)
            }
            Err(Err(tried)) => tried,
        }
    }

    fn body(&self, message: &Outgoing) -> Result<Vec<u8>, Why> {
        let (Address::Phone(phone), Content::Sms { sender, text }) = (&message.to, &message.content) else {
            return Err(Why::OtherKind);
        };
        let encoded = sms::encode(text).map_err(Why::Text)?;
        let message = Message {
            class: self.class,
            sender: sender.as_str(),
            text: &encoded.text,
            encoding: match encoded.alphabet {
                // So it is called there: the text is UTF-8 in either case, and is sent in the GSM alphabet.
                Alphabet::Gsm7 => "UTF8",
                Alphabet::Ucs2 => "UCS2",
            },
            userref: message.id.as_str(),
            // At most 15 digits, far below what the type holds.
            recipients: [Recipient { msisdn: phone.digits().parse().map_err(|_| Why::Form)? }],
            callback_url: self.callback.as_deref(),
            validity_period: message.valid_for.max(VALID_MIN).as_secs(),
        };
        serde_json::to_vec(&message).map_err(|_| Why::Form)
    }
}

/// The same with the provider's own code in it.
pub(crate) fn with_code(mut tried: Tried, code: Option<String>) -> Tried {
    if let Tried::Refused { why } | Tried::Later { why, .. } | Tried::Unknown { why } = &mut tried
        && let Why::NotLetIn { answer }
        | Why::SetUp { answer }
        | Why::AskedToWait { answer }
        | Why::Answered { answer }
        | Why::Fault { answer } = why
    {
        answer.code = code;
    }
    tried
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::*;
    use crate::messages::fakes::{FakeHttp, Says, mail, quick, sms, sms_to};
    use crate::messages::outgoing::Answer;

    fn gateway(fake: &FakeHttp) -> GatewayApi {
        let config = GatewayApiConfig {
            base: BaseAddress::parse(&fake.base()).unwrap(),
            token: Hidden::new("hemmeligt-token".to_owned()),
            callback: Some("https://frontdesk.example.org/in/gatewayapi".to_owned()),
            class: Class::Standard,
        };
        GatewayApi::new(&config, &Trust::usual(), quick()).unwrap()
    }

    async fn tried(says: Says) -> Tried {
        let fake = FakeHttp::start(says).await;
        gateway(&fake).send(&sms("Hej")).await
    }

    /// The documented shape of a success.
    fn documented() -> Value {
        json!({"ids": [421_332_671_u64], "usage": {"countries": {"DK": 1}, "currency": "DKK", "total_cost": 0.12}})
    }

    #[tokio::test]
    async fn a_message_has_the_documented_form() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        let tried = gateway(&fake).send(&sms("Det er din tur, Åse: “skranke 4”")).await;
        assert_eq!(tried, Tried::Accepted { provider_id: Some("421332671".to_owned()) });
        let heard = fake.heard();
        assert_eq!(heard.len(), 1);
        assert!(heard[0].head.starts_with("POST /rest/mtsms HTTP/1.1"), "{}", heard[0].head);
        // `hemmeligt-token:` in Base64.
        assert!(
            heard[0].head.to_lowercase().contains("authorization: basic agvtbwvsawd0lxrva2vuog=="),
            "{}",
            heard[0].head
        );
        let body: Value = serde_json::from_slice(&heard[0].body).unwrap();
        assert_eq!(
            body,
            json!({
                "class": "standard",
                "sender": "Nordvig",
                "message": "Det er din tur, Åse: \"skranke 4\"",
                "encoding": "UTF8",
                "userref": "message-1",
                "recipients": [{"msisdn": 4_520_000_000_u64}],
                "callback_url": "https://frontdesk.example.org/in/gatewayapi",
                "validity_period": 1800
            })
        );
    }

    #[tokio::test]
    async fn another_script_is_said_to_be_ucs2() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        gateway(&fake).send(&sms_to("+48500000000", "Twoja kolej, Łukasz")).await;
        let body: Value = serde_json::from_slice(&fake.heard()[0].body).unwrap();
        assert_eq!((&body["encoding"], &body["message"]), (&json!("UCS2"), &json!("Twoja kolej, Łukasz")));
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_not_tried() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        let gateway = gateway(&fake);
        assert_eq!(gateway.send(&mail()).await, Tried::Refused { why: Why::OtherKind });
        assert!(matches!(gateway.send(&sms(" ")).await, Tried::Refused { why: Why::Text(_) }));
        assert!(matches!(gateway.send(&sms(&"a".repeat(5_000))).await, Tried::Refused { why: Why::Text(_) }));
        assert!(fake.heard().is_empty());
    }

    #[tokio::test]
    async fn each_answer_means_what_it_says() {
        let mistake = json!({"code": "0x0213", "incident_uuid": "d8127429-fa0c-4316-b1f2-e610c3958f43", "message": "Unauthorized IP-address: %1", "variables": ["1.2.3.4"]});
        let answer = |status| Answer { status, code: Some("0x0213".to_owned()) };
        assert_eq!(
            tried(Says::json(400, &mistake)).await,
            Tried::Refused { why: Why::Answered { answer: answer(400) } }
        );
        assert_eq!(
            tried(Says::json(422, &mistake)).await,
            Tried::Refused { why: Why::Answered { answer: answer(422) } }
        );
        let later = |status| Tried::Later {
            why: Why::NotLetIn { answer: answer(status) },
            after: Some(Duration::from_mins(5)),
        };
        assert_eq!(tried(Says::json(401, &mistake)).await, later(401));
        assert_eq!(tried(Says::json(403, &mistake)).await, later(403));
        assert_eq!(tried(Says::json(500, &mistake)).await, Tried::Unknown { why: Why::Fault { answer: answer(500) } });
        let busy = Says::text(429, "Too many requests").with("Retry-After: 7");
        let waiting =
            Tried::Later { why: Why::AskedToWait { answer: Answer::of(429) }, after: Some(Duration::from_secs(7)) };
        assert_eq!(tried(busy).await, waiting);
        // A sentence with a number in it is not kept, nor a number alone: why a message was refused is logged.
        for code in ["no such number 4520000000", "4520000000", "to-20000000"] {
            assert_eq!(
                tried(Says::json(422, &json!({ "code": code }))).await,
                Tried::Refused { why: Why::Answered { answer: Answer::of(422) } }
            );
        }
    }

    #[tokio::test]
    async fn nothing_of_a_message_is_logged() {
        crate::messages::fakes::log_everything();
        for says in [Says::json(200, &documented()), Says::text(422, "4520000000"), Says::HangUp] {
            let tried = tried(says).await;
            let shown = format!("{tried:?}");
            assert!(!shown.contains("4520000000"), "{shown}");
        }
        let text = crate::messages::fakes::logged();
        for hidden in ["20000000", "hemmeligt", "Hej", "aGVtbWVsaWd0"] {
            assert!(!text.contains(hidden), "{text}");
        }
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed() {
        let fake = FakeHttp::start(Says::text(307, "").with("Location: http://127.0.0.1:9/elsewhere")).await;
        let tried = gateway(&fake).send(&sms("Hej")).await;
        let why = Why::SetUp { answer: Answer::of(307) };
        assert_eq!(tried, Tried::Later { why, after: Some(Duration::from_mins(5)) });
        assert_eq!(fake.heard().len(), 1);
    }

    #[tokio::test]
    async fn an_answer_that_is_lost_or_strange_is_unknown() {
        assert_eq!(tried(Says::HangUp).await, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(tried(Says::Nothing).await, Tried::Unknown { why: Why::NoAnswer });
        assert_eq!(tried(Says::HalfAnAnswer).await, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(tried(Says::Huge).await, Tried::Unknown { why: Why::AnswerTooLong });
        assert_eq!(tried(Says::Dripping).await, Tried::Unknown { why: Why::NoAnswer });
        let strange = Tried::Unknown { why: Why::AnswerNotUnderstood };
        assert_eq!(tried(Says::text(200, "<html>Welcome to this network</html>")).await, strange);
        assert_eq!(tried(Says::json(200, &json!({"ids": []}))).await, strange);
        assert_eq!(tried(Says::json(200, &json!({"ids": ["a"]}))).await, strange);
    }

    #[tokio::test]
    async fn without_a_connection_nothing_was_sent() {
        let base = BaseAddress::parse(&crate::messages::fakes::nobody_listens()).unwrap();
        let config =
            GatewayApiConfig { base, token: Hidden::new("t".to_owned()), callback: None, class: Class::Standard };
        let gateway = GatewayApi::new(&config, &Trust::usual(), quick()).unwrap();
        assert_eq!(gateway.send(&sms("Hej")).await, Tried::Later { why: Why::NoConnection, after: None });
    }

    #[tokio::test]
    async fn a_server_that_does_not_speak_tls_got_nothing() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        let base = BaseAddress::parse(&fake.base().replace("http://", "https://")).unwrap();
        let config =
            GatewayApiConfig { base, token: Hidden::new("t".to_owned()), callback: None, class: Class::Standard };
        let gateway = GatewayApi::new(&config, &Trust::usual(), quick()).unwrap();
        assert!(matches!(gateway.send(&sms("Hej")).await, Tried::Later { .. }));
        assert!(fake.heard().is_empty());
    }

    #[tokio::test]
    async fn a_handshake_that_does_not_come_about_sent_nothing() {
        let (address, _listens) = crate::messages::fakes::says_nothing().await;
        let base = BaseAddress::parse(&format!("https://{address}")).unwrap();
        let token = Hidden::new("t".to_owned());
        let config = GatewayApiConfig { base, token, callback: None, class: Class::Standard };
        let gateway = GatewayApi::new(&config, &Trust::usual(), quick()).unwrap();
        assert_eq!(gateway.send(&sms("Hej")).await, Tried::Later { why: Why::NoConnection, after: None });
    }

    #[tokio::test]
    async fn a_certificate_is_believed_only_where_its_authority_is() {
        let (fake, authority) = FakeHttp::start_tls(Says::json(200, &documented())).await;
        let base = BaseAddress::parse(&fake.base()).unwrap();
        let config =
            GatewayApiConfig { base, token: Hidden::new("t".to_owned()), callback: None, class: Class::Standard };
        let unknown = GatewayApi::new(&config, &Trust::usual(), quick()).unwrap();
        assert_eq!(unknown.send(&sms("Hej")).await, Tried::Later { why: Why::NoTls, after: None });
        let known = GatewayApi::new(&config, &Trust::with_own(authority.as_bytes()).unwrap(), quick()).unwrap();
        assert!(matches!(known.send(&sms("Hej")).await, Tried::Accepted { .. }));
    }
}
