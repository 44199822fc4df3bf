//! LINK Mobility, platform "Common": `POST /sms/send`, JSON, as "SMS REST API, MT and Delivery Reports" documents it.
//!
//! Two of its defaults are traps, so both are said: `ignoreResponse` is true unless it is false, and then there is no answer
//! that names the message; `useDeliveryReport` is true unless it is false, and wants a gate to report to. Our id goes along as
//! `refId`, which every delivery report names.

use domain::sms;
use serde::{Deserialize, Serialize};

use crate::messages::gatewayapi::with_code;
use crate::messages::hidden::Hidden;
use crate::messages::http::{BaseAddress, NoAddress, NotTaken, PAUSE_SET_UP, Requests, Times};
use crate::messages::outgoing::{
    Address, Answer, Content, Outgoing, SenderKind, Tried, Why, provider_code, provider_text,
};
use crate::messages::trust::Trust;

/// What is posted to, below the base address (which LINK gives without it).
const PATH: &str = "sms/send";

/// The answer that is documented for a message that was taken: "Queued".
const QUEUED: i64 = 1005;

/// How LINK is reached.
#[derive(Debug, Clone)]
pub struct LinkConfig {
    /// The address that LINK assigned, without `/sms/send`.
    pub base: BaseAddress,
    /// The name that LINK assigned.
    pub user: String,
    /// Its password.
    pub password: Hidden,
    /// The account's platform.
    pub platform_id: String,
    /// The account's partner.
    pub platform_partner_id: String,
    /// The gate that delivery reports go to; without it there are none.
    pub gate: Option<String>,
}

/// Sends by LINK.
#[derive(Debug)]
pub struct Link {
    requests: Requests,
    platform_id: String,
    platform_partner_id: String,
    gates: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    source: &'a str,
    #[serde(rename = "sourceTON")]
    source_ton: &'static str,
    destination: String,
    #[serde(rename = "destinationTON")]
    destination_ton: &'static str,
    user_data: &'a str,
    dcs: &'static str,
    platform_id: &'a str,
    platform_partner_id: &'a str,
    ref_id: &'a str,
    use_delivery_report: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    delivery_report_gates: &'a [String],
    /// In milliseconds; 48 hours where it is not said.
    relative_validity_time: u128,
    ignore_response: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    message_id: Option<String>,
    result_code: i64,
}

impl Link {
    /// Makes what sends.
    ///
    /// # Errors
    /// Where the base address is not one.
    pub fn new(config: &LinkConfig, trust: &Trust, times: Times) -> Result<Self, NoAddress> {
        let user = Hidden::new(config.user.clone());
        Ok(Self {
            requests: Requests::new(&config.base, PATH, &user, &config.password, trust, times)?,
            platform_id: config.platform_id.clone(),
            platform_partner_id: config.platform_partner_id.clone(),
            gates: config.gate.iter().cloned().collect(),
        })
    }

    /// Tries to send one text message.
    pub async fn send(&self, message: &Outgoing) -> Tried {
        let body = match self.body(message) {
            Ok(body) => body,
            Err(why) => return Tried::Refused { why },
        };
        match self.requests.post(body).await {
            // Taken, without an answer; not asked for, but documented.
            Ok(taken) if taken.status == reqwest::StatusCode::NO_CONTENT => Tried::Accepted { provider_id: None },
            Ok(taken) => taken_as(&taken.body),
            Err(Ok(not_taken)) => refused_as(not_taken),
            Err(Err(tried)) => tried,
        }
    }

    fn body(&self, message: &Outgoing) -> Result<Vec<u8>, Why> {
        let (Address::Phone(phone), Content::Sms { sender, text }) = (&message.to, &message.content) else {
            return Err(Why::OtherKind);
        };
        let text = sms::encode(text).map_err(Why::Text)?.text;
        if !sms::within_the_first_plane(&text) {
            return Err(Why::Characters);
        }
        let number;
        let (source, source_ton) = match sender.kind() {
            SenderKind::Letters => (sender.as_str(), "ALPHANUMERIC"),
            SenderKind::ShortNumber => (sender.as_str(), "SHORTNUMBER"),
            SenderKind::Number => {
                number = format!("+{}", sender.as_str());
                (number.as_str(), "MSISDN")
            }
        };
        let message = Message {
            source,
            source_ton,
            destination: phone.plus(),
            destination_ton: "MSISDN",
            user_data: &text,
            // They choose the alphabet and split, by the same rules.
            dcs: "TEXT",
            platform_id: &self.platform_id,
            platform_partner_id: &self.platform_partner_id,
            ref_id: message.id.as_str(),
            use_delivery_report: !self.gates.is_empty(),
            delivery_report_gates: &self.gates,
            relative_validity_time: message.valid_for.as_millis(),
            ignore_response: false,
        };
        serde_json::to_vec(&message).map_err(|_| Why::Form)
    }
}

/// A status of 200. Any other code than the documented one is none that the documents put there.
fn taken_as(body: &[u8]) -> Tried {
    match serde_json::from_slice::<Response>(body) {
        Ok(Response { message_id, result_code: QUEUED }) => {
            Tried::Accepted { provider_id: message_id.as_deref().and_then(provider_text) }
        }
        _ => Tried::Unknown { why: Why::AnswerNotUnderstood },
    }
}

/// Another status: their own code says more than it.
fn refused_as(not_taken: NotTaken) -> Tried {
    let code = serde_json::from_slice::<Response>(&not_taken.body).ok().map(|response| response.result_code);
    let told = code.and_then(|code| provider_code(&code.to_string()));
    let answer = Answer { status: not_taken.status.as_u16().into(), code: told };
    match code {
        // An unknown error of theirs.
        Some(106_000) => Tried::Unknown { why: Why::Fault { answer } },
        Some(106_100 | 106_101) => Tried::Later { why: Why::NotLetIn { answer }, after: Some(PAUSE_SET_UP) },
        // No such platform, partner or gate: the set-up is wrong and not the message.
        Some(106_200 | 106_201 | 106_300 | 106_301) => {
            Tried::Later { why: Why::SetUp { answer }, after: Some(PAUSE_SET_UP) }
        }
        _ => with_code(not_taken.tried, answer.code),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::messages::fakes::{FakeHttp, Says, mail, quick, sms};

    fn gateway(fake: &FakeHttp) -> Link {
        let config = LinkConfig {
            base: BaseAddress::parse(&fake.base()).unwrap(),
            user: "nordvig".to_owned(),
            password: Hidden::new("hemmeligt".to_owned()),
            platform_id: "COMMON".to_owned(),
            platform_partner_id: "1".to_owned(),
            gate: Some("gate-1".to_owned()),
        };
        Link::new(&config, &Trust::usual(), quick()).unwrap()
    }

    async fn tried(says: Says) -> Tried {
        let fake = FakeHttp::start(says).await;
        gateway(&fake).send(&sms("Hej")).await
    }

    /// The documented shape of a success.
    fn documented() -> Value {
        json!({"messageId": "Dcshuhod0PMAAAFQ+/PbnR3x", "resultCode": 1005, "description": "Queued"})
    }

    #[tokio::test]
    async fn a_message_has_the_documented_form() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        let tried = gateway(&fake).send(&sms("Det er din tur, Åse")).await;
        assert_eq!(tried, Tried::Accepted { provider_id: Some("Dcshuhod0PMAAAFQ+/PbnR3x".to_owned()) });
        let heard = fake.heard();
        assert!(heard[0].head.starts_with("POST /sms/send HTTP/1.1"), "{}", heard[0].head);
        let body: Value = serde_json::from_slice(&heard[0].body).unwrap();
        assert_eq!(
            body,
            json!({
                "source": "Nordvig", "sourceTON": "ALPHANUMERIC", "destination": "+4520000000", "destinationTON": "MSISDN",
                "userData": "Det er din tur, Åse", "dcs": "TEXT", "platformId": "COMMON", "platformPartnerId": "1",
                "refId": "message-1", "useDeliveryReport": true, "deliveryReportGates": ["gate-1"],
                "relativeValidityTime": 1_800_000, "ignoreResponse": false
            })
        );
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_not_tried() {
        let fake = FakeHttp::start(Says::json(200, &documented())).await;
        let gateway = gateway(&fake);
        assert_eq!(gateway.send(&mail()).await, Tried::Refused { why: Why::OtherKind });
        assert_eq!(gateway.send(&sms("Hej 😀")).await, Tried::Refused { why: Why::Characters });
        assert!(fake.heard().is_empty());
    }

    #[tokio::test]
    async fn each_answer_means_what_it_says() {
        let says =
            |status, code: i64| Says::json(status, &json!({"resultCode": code, "description": "…", "messageId": null}));
        let answer = |status, code: &str| Answer { status, code: Some(code.to_owned()) };
        let after = Some(PAUSE_SET_UP);
        assert_eq!(
            tried(says(401, 106_100)).await,
            Tried::Later { why: Why::NotLetIn { answer: answer(401, "106100") }, after }
        );
        assert_eq!(
            tried(says(403, 106_101)).await,
            Tried::Later { why: Why::NotLetIn { answer: answer(403, "106101") }, after }
        );
        assert_eq!(
            tried(says(400, 106_200)).await,
            Tried::Later { why: Why::SetUp { answer: answer(400, "106200") }, after }
        );
        assert_eq!(
            tried(says(400, 106_301)).await,
            Tried::Later { why: Why::SetUp { answer: answer(400, "106301") }, after }
        );
        assert_eq!(
            tried(says(400, 106_000)).await,
            Tried::Unknown { why: Why::Fault { answer: answer(400, "106000") } }
        );
        assert_eq!(tried(says(400, 4001)).await, Tried::Refused { why: Why::Answered { answer: answer(400, "4001") } });
        assert_eq!(
            tried(Says::text(400, "?")).await,
            Tried::Refused { why: Why::Answered { answer: Answer::of(400) } }
        );
        assert_eq!(
            tried(Says::text(422, "?")).await,
            Tried::Refused { why: Why::Answered { answer: Answer::of(422) } }
        );
        assert_eq!(tried(Says::text(500, "?")).await, Tried::Unknown { why: Why::Fault { answer: Answer::of(500) } });
        assert_eq!(tried(Says::text(204, "")).await, Tried::Accepted { provider_id: None });
        assert!(matches!(tried(Says::text(429, "")).await, Tried::Later { why: Why::AskedToWait { .. }, .. }));
    }

    #[tokio::test]
    async fn an_answer_that_is_lost_or_strange_is_unknown() {
        assert_eq!(tried(Says::HangUp).await, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(tried(Says::Nothing).await, Tried::Unknown { why: Why::NoAnswer });
        assert_eq!(tried(Says::HalfAnAnswer).await, Tried::Unknown { why: Why::AnswerLost });
        assert_eq!(tried(Says::Huge).await, Tried::Unknown { why: Why::AnswerTooLong });
        let strange = Tried::Unknown { why: Why::AnswerNotUnderstood };
        assert_eq!(tried(Says::text(200, "OK")).await, strange);
        assert_eq!(tried(Says::json(200, &json!({"messageId": "a", "resultCode": 4001}))).await, strange);
    }
}
