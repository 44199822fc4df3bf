//! The message centre's side, played by a fake of ours; real ones are tried in `tests/it/peers.rs`.

use std::net::SocketAddr;

use parking_lot::Mutex;
use proptest::prelude::*;
use rusmpp::pdus::{BindTransceiverResp, DeliverSm, SubmitSmResp};
use rusmpp::tlvs::MessageDeliveryRequestTlvValue;
use rusmpp::types::AnyOctetString;
use rusmpp::values::MessagePayload;
use rusmpp::{Command, CommandId};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::session::{Head, decode, encode};
use super::*;
use crate::messages::fakes::{mail, sms, sms_to};
use crate::messages::receipts::Status;

/// What the fake message centre does with a text message.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// Answers with this status, and an id where it is 0.
    Answer(u32),
    /// Answers that it cannot read the unit.
    Nack(u32),
    /// Says nothing.
    Nothing,
    /// Closes the connection.
    HangUp,
    /// Takes it, and then delivers receipts: one that cannot be read, a text of a citizen's, the receipt, and a unit that
    /// does not exist.
    Receipt,
    /// Takes the first part, and answers every other with this status.
    OnlyTheFirst(u32),
    /// Takes it, and delivers this.
    Deliver(fn() -> DeliverSm),
    /// Says nothing until it is taken leave of; then delivers something under the number of the message, and takes it.
    Late,
}

/// **A fake message centre, made by us**, from the same library of units as what it tests; real ones are tried apart.
struct FakeCentre {
    address: SocketAddr,
    /// The units that it read, and the answers to what it delivered.
    heard: Arc<Mutex<Vec<Command>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for FakeCentre {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl FakeCentre {
    async fn start(does: Does, bind: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                serve(stream, does, bind, &kept).await;
            }
        });
        Self { address, heard, task }
    }

    fn submitted(&self) -> Vec<SubmitSm> {
        let heard = self.heard.lock();
        heard
            .iter()
            .filter_map(|command| if let Some(Pdu::SubmitSm(unit)) = command.pdu() { Some(unit.clone()) } else { None })
            .collect()
    }

    /// How something was answered that it delivered under a number.
    fn answer(&self, number: u32) -> Option<(CommandId, CommandStatus)> {
        let heard = self.heard.lock();
        heard
            .iter()
            .find(|command| command.sequence_number() == number && command.id() != CommandId::SubmitSm)
            .map(|command| (command.id(), command.status()))
    }

    fn binds(&self) -> usize {
        self.heard.lock().iter().filter(|command| command.id() == CommandId::BindTransceiver).count()
    }
}

/// The number of a receipt, and that under which it is delivered once more where it was not taken.
const RECEIPT_NUMBER: u32 = 102;
const AGAIN_NUMBER: u32 = 103;

fn receipt(class: u8, text: &str) -> DeliverSm {
    let text = OctetString::from_vec(text.into()).unwrap();
    DeliverSm::builder().esm_class(EsmClass::from(class)).short_message(text).build()
}

fn delivered() -> DeliverSm {
    receipt(0x04, "id:id-7 sub:001 dlvrd:001 stat:DELIVRD err:000 text:Hej")
}

async fn serve(mut stream: TcpStream, does: Does, bind: u32, kept: &Mutex<Vec<Command>>) {
    let mut submitted = 0;
    let mut unanswered = 0;
    loop {
        let Ok(length) = stream.read_u32().await else { return };
        let mut unit = length.to_be_bytes().to_vec();
        unit.resize(length as usize, 0);
        if stream.read_exact(&mut unit[4..]).await.is_err() {
            return;
        }
        let command = decode(&unit).unwrap();
        kept.lock().push(command.clone());
        let number = command.sequence_number();
        let mut say = Vec::new();
        let taken = |id: &str| SubmitSmResp::builder().message_id(octets(id).unwrap()).build();
        match command.pdu() {
            Some(Pdu::BindTransceiver(_)) => {
                say.push(Command::new(CommandStatus::from(bind), number, BindTransceiverResp::default()));
            }
            Some(Pdu::EnquireLink) if !matches!(does, Does::Nothing) => {
                say.push(Command::new(CommandStatus::EsmeRok, number, Pdu::EnquireLinkResp));
            }
            Some(Pdu::Unbind) => {
                if matches!(does, Does::Late) {
                    say.push(Command::new(CommandStatus::EsmeRok, unanswered, receipt(0x00, "Tak!")));
                    say.push(Command::new(CommandStatus::EsmeRok, unanswered, taken("id-1")));
                }
                say.push(Command::new(CommandStatus::EsmeRok, number, Pdu::UnbindResp));
            }
            Some(Pdu::DeliverSmResp(_)) if number == RECEIPT_NUMBER && command.status() != CommandStatus::EsmeRok => {
                say.push(Command::new(CommandStatus::EsmeRok, AGAIN_NUMBER, delivered()));
            }
            Some(Pdu::SubmitSm(_)) => {
                submitted += 1;
                match does {
                    Does::Answer(0) => {
                        say.push(Command::new(CommandStatus::EsmeRok, number, taken(&format!("id-{submitted}"))));
                    }
                    Does::OnlyTheFirst(_) if submitted == 1 => {
                        say.push(Command::new(CommandStatus::EsmeRok, number, taken("first")));
                    }
                    Does::Answer(status) | Does::OnlyTheFirst(status) => {
                        say.push(Command::new(CommandStatus::from(status), number, SubmitSmResp::default()));
                    }
                    Does::Nack(status) => {
                        say.push(Command::new(CommandStatus::from(status), number, Pdu::GenericNack));
                    }
                    Does::Nothing => {}
                    Does::Late => unanswered = number,
                    Does::HangUp => return,
                    Does::Deliver(what) => {
                        say.push(Command::new(CommandStatus::EsmeRok, number, taken("id-7")));
                        say.push(Command::new(CommandStatus::EsmeRok, RECEIPT_NUMBER, what()));
                    }
                    Does::Receipt => {
                        say.push(Command::new(CommandStatus::EsmeRok, number, taken("id-7")));
                        let all = [receipt(0x04, "nonsense"), receipt(0x00, "Tak!"), delivered()];
                        for (number, receipt) in (100..).zip(all) {
                            say.push(Command::new(CommandStatus::EsmeRok, number, receipt));
                        }
                    }
                }
            }
            _ => {}
        }
        for command in say {
            stream.write_all(&encode(&command)).await.unwrap();
        }
        if matches!(does, Does::Receipt) && submitted == 1 {
            submitted += 1;
            // A unit of a kind that does not exist, and a delivery that ends too early.
            stream.write_all(&[0, 0, 0, 16, 0, 0, 0x77, 0x77, 0, 0, 0, 0, 0, 0, 0, 200]).await.unwrap();
            stream.write_all(&[0, 0, 0, 18, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 201, 65, 66]).await.unwrap();
        }
    }
}

fn times() -> SmppTimes {
    let millis = Duration::from_millis;
    SmppTimes {
        connect: millis(400),
        turn: millis(500),
        write: millis(200),
        answer: millis(300),
        silence: millis(5_000),
        pause_min: millis(40),
        pause_max: millis(200),
    }
}

fn config(address: SocketAddr) -> SmppConfig {
    SmppConfig {
        host: address.ip().to_string(),
        port: address.port(),
        tls: false,
        system_id: "nordvig".to_owned(),
        password: Hidden::new("hemmelig".to_owned()),
        system_type: String::new(),
        window: 4,
        reported_ids: ReportedIds::AsAnswered,
        times: times(),
    }
}

struct Running {
    sends: Smpp,
    reports: mpsc::Receiver<Delivery>,
    end: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    async fn delivery(&mut self) -> Delivery {
        timeout(Duration::from_secs(2), self.reports.recv()).await.unwrap().unwrap()
    }
}

fn run(config: SmppConfig) -> Running {
    let (told, reports) = mpsc::channel(REPORTS_MAX);
    let (sends, holds) = smpp(config, &Trust::usual(), told).unwrap();
    let end = CancellationToken::new();
    let task = tokio::spawn(holds.run(end.clone()));
    Running { sends, reports, end, task }
}

async fn tried_by(does: Does, text: &str) -> (Tried, FakeCentre, Running) {
    let centre = FakeCentre::start(does, 0).await;
    let running = run(config(centre.address));
    let tried = running.sends.send(&sms(text)).await;
    (tried, centre, running)
}

#[tokio::test]
async fn a_short_text_is_one_unit() {
    let (tried, centre, running) = tried_by(Does::Answer(0), "Det er din tur, Åse: €").await;
    assert_eq!(tried, Tried::Accepted { provider_id: Some("id-1".to_owned()) });
    let unit = &centre.submitted()[0];
    assert_eq!(unit.source_addr.as_str(), "Nordvig");
    assert_eq!((unit.source_addr_ton, unit.source_addr_npi), (Ton::Alphanumeric, Npi::Unknown));
    assert_eq!(unit.destination_addr.as_str(), "4520000000");
    assert_eq!((unit.dest_addr_ton, unit.dest_addr_npi), (Ton::International, Npi::Isdn));
    assert_eq!(unit.validity_period.to_string(), "000000003000000R", "half an hour from now");
    assert_eq!((u8::from(unit.esm_class), u8::from(unit.registered_delivery), u8::from(unit.data_coding)), (0, 1, 0));
    let text: &[u8] = b"Det er din tur, \x0Ese: \x1B\x65";
    assert_eq!(&unit.short_message()[..], text);
    let Some(Pdu::BindTransceiver(bind)) = centre.heard.lock()[0].pdu().cloned() else { panic!("no bind") };
    assert_eq!((bind.system_id.as_str(), bind.password.as_str()), ("nordvig", "hemmelig"));
    assert_eq!(bind.interface_version, InterfaceVersion::Smpp3_4);
    running.end.cancel();
    running.task.await.unwrap();
    assert_eq!(centre.heard.lock().last().unwrap().id(), CommandId::Unbind, "it goes politely");
    assert!(matches!(running.sends.send(&sms("Hej")).await, Tried::Later { why: Why::NoConnection, .. }));
}

#[tokio::test]
async fn a_long_text_is_several_units_with_one_reference() {
    let (tried, centre, running) = tried_by(Does::Answer(0), &"æ".repeat(400)).await;
    assert_eq!(tried, Tried::Accepted { provider_id: Some("id-3".to_owned()) });
    let units = centre.submitted();
    let heads: Vec<Vec<u8>> = units.iter().map(|unit| unit.short_message()[..6].to_vec()).collect();
    assert_eq!(heads, [[5, 0, 3, 0, 3, 1], [5, 0, 3, 0, 3, 2], [5, 0, 3, 0, 3, 3]]);
    assert_eq!(units.iter().map(|unit| unit.short_message().len()).collect::<Vec<_>>(), [159, 159, 100]);
    assert!(units.iter().all(|unit| u8::from(unit.esm_class) == 0x40 && u8::from(unit.data_coding) == 0));
    assert_eq!(units.iter().map(|unit| u8::from(unit.registered_delivery)).collect::<Vec<_>>(), [1, 1, 1]);
    running.sends.send(&sms_to("+48500000000", &"ł".repeat(71))).await;
    let unit = &centre.submitted()[3];
    assert_eq!((u8::from(unit.data_coding), &unit.short_message()[..8]), (8, &[5, 0, 3, 1, 2, 1, 0x01, 0x42][..]));
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_tried() {
    let centre = FakeCentre::start(Does::Answer(0), 0).await;
    let running = run(config(centre.address));
    assert_eq!(running.sends.send(&mail()).await, Tried::Refused { why: Why::OtherKind });
    assert!(matches!(running.sends.send(&sms("")).await, Tried::Refused { why: Why::Text(_) }));
    assert!(centre.submitted().is_empty());
}

#[tokio::test]
async fn each_status_means_one_thing() {
    let answer = Answer::of;
    assert_eq!(
        tried_by(Does::Answer(0x0B), "a").await.0,
        Tried::Refused { why: Why::Answered { answer: answer(0x0B) } }
    );
    assert_eq!(
        tried_by(Does::Answer(0x65), "a").await.0,
        Tried::Refused { why: Why::Answered { answer: answer(0x65) } }
    );
    let wait = Tried::Later { why: Why::AskedToWait { answer: answer(0x58) }, after: Some(Duration::from_secs(30)) };
    assert_eq!(tried_by(Does::Answer(0x58), "a").await.0, wait);
    for status in [0x08, 0x45, 0x64, 0x401] {
        let later = Tried::Later { why: Why::Fault { answer: answer(status) }, after: None };
        assert_eq!(tried_by(Does::Answer(status), "a").await.0, later);
    }
    let set_up =
        Tried::Later { why: Why::SetUp { answer: answer(0x62) }, after: Some(crate::messages::http::PAUSE_SET_UP) };
    assert_eq!(tried_by(Does::Answer(0x62), "a").await.0, set_up, "an end of tries that it does not know");
    assert_eq!(
        tried_by(Does::Nack(0x03), "a").await.0,
        Tried::Later { why: Why::Fault { answer: answer(3) }, after: None }
    );
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_the_connection_comes_again() {
    let (tried, centre, running) = tried_by(Does::HangUp, "a").await;
    assert_eq!(tried, Tried::Unknown { why: Why::AnswerLost });
    assert_eq!(running.sends.send(&sms("b")).await, Tried::Unknown { why: Why::AnswerLost });
    assert_eq!((centre.submitted().len(), centre.binds()), (2, 2));
}

#[tokio::test]
async fn silence_is_unknown() {
    let (tried, ..) = tried_by(Does::Nothing, "a").await;
    assert_eq!(tried, Tried::Unknown { why: Why::NoAnswer });
}

#[tokio::test]
async fn a_line_that_does_not_answer_is_given_up() {
    let centre = FakeCentre::start(Does::Nothing, 0).await;
    let mut config = config(centre.address);
    config.times.silence = Duration::from_millis(50);
    config.times.answer = Duration::from_millis(100);
    let running = run(config);
    sleep(Duration::from_millis(800)).await;
    assert!(centre.binds() >= 2, "asked whether it is there, and came again");
    let asked = centre.heard.lock().iter().filter(|command| command.id() == CommandId::EnquireLink).count();
    assert!(asked >= 2, "{asked}");
    drop(running);
}

#[tokio::test]
async fn without_a_login_nothing_is_sent() {
    let centre = FakeCentre::start(Does::Answer(0), 0x0E).await;
    let running = run(config(centre.address));
    let Tried::Later { why, after: Some(_) } = running.sends.send(&sms("a")).await else { panic!("later") };
    assert_eq!(why, Why::NotLetIn { answer: Answer::of(0x0E) });
    assert!(centre.submitted().is_empty());
    // 500 ms of trying with pauses of 40, 80, 160, 200, 200: growing, so few.
    assert!((2..=6).contains(&centre.binds()), "{}", centre.binds());
}

#[tokio::test]
async fn a_login_that_is_put_off_is_not_called_wrong() {
    for (status, why) in [
        (0x58, Why::AskedToWait { answer: Answer::of(0x58) }),
        (0x05, Why::AskedToWait { answer: Answer::of(0x05) }),
        (0x08, Why::Fault { answer: Answer::of(0x08) }),
        (0x0E, Why::NotLetIn { answer: Answer::of(0x0E) }),
    ] {
        let centre = FakeCentre::start(Does::Answer(0), status).await;
        let Tried::Later { why: told, .. } = run(config(centre.address)).sends.send(&sms("a")).await else {
            panic!("later")
        };
        assert_eq!(told, why);
    }
}

#[tokio::test]
async fn without_anybody_there_nothing_is_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let running = run(config(address));
    assert!(matches!(running.sends.send(&sms("a")).await, Tried::Later { why: Why::NoConnection, after: Some(_) }));
    let (told, _reports) = mpsc::channel(1);
    let (sends, holds) = smpp(config(address), &Trust::usual(), told).unwrap();
    drop(holds);
    assert!(matches!(sends.send(&sms("a")).await, Tried::Later { .. }));
}

#[tokio::test]
async fn a_text_that_is_taken_in_parts_only_is_unknown() {
    let (tried, centre, _running) = tried_by(Does::OnlyTheFirst(0x58), &"a".repeat(200)).await;
    assert_eq!(tried, Tried::Unknown { why: Why::PartlyTaken });
    assert_eq!(centre.submitted().len(), 1 + PART_TRIES_MAX);
    let (tried, centre, _running) = tried_by(Does::OnlyTheFirst(0x0B), &"a".repeat(200)).await;
    assert!(matches!(tried, Tried::Refused { .. }));
    assert_eq!(centre.submitted().len(), 2);
}

#[tokio::test]
async fn receipts_come_out_and_strange_units_cost_no_connection() {
    let (tried, centre, mut running) = tried_by(Does::Receipt, "Hej").await;
    assert_eq!(tried, Tried::Accepted { provider_id: Some("id-7".to_owned()) });
    let delivery = running.delivery().await;
    let report = delivery.report();
    assert_eq!((report.provider_id.as_deref(), &report.status), (Some("id-7"), &Status::Delivered));
    assert_eq!(centre.answer(RECEIPT_NUMBER), None, "not before it is recorded");
    delivery.taken();
    sleep(Duration::from_millis(100)).await;
    assert!(running.reports.try_recv().is_err(), "neither the nonsense nor the citizen's text is a report");
    for number in 100..=102 {
        assert_eq!(centre.answer(number), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRok)));
    }
    assert_eq!(centre.answer(200), Some((CommandId::GenericNack, CommandStatus::EsmeRinvcmdid)));
    assert_eq!(centre.answer(201), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRsyserr)));
    assert_eq!(centre.binds(), 1);
}

#[tokio::test]
async fn a_report_that_nobody_recorded_is_asked_for_again() {
    let (_, centre, mut running) = tried_by(Does::Receipt, "Hej").await;
    drop(running.delivery().await);
    running.delivery().await.taken();
    sleep(Duration::from_millis(100)).await;
    assert_eq!(centre.answer(RECEIPT_NUMBER), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRsyserr)));
    assert_eq!(centre.answer(AGAIN_NUMBER), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRok)));
    assert_eq!(centre.binds(), 1);
}

#[tokio::test]
async fn a_receipt_may_be_where_long_texts_are() {
    let payload = || {
        let text = AnyOctetString::from_vec(b"id:id-7 stat:UNDELIV err:001".to_vec());
        DeliverSm::builder()
            .esm_class(EsmClass::from(0x04))
            .push_tlv(MessageDeliveryRequestTlvValue::MessagePayload(MessagePayload::new(text)))
            .build()
    };
    let (_, _centre, mut running) = tried_by(Does::Deliver(payload), "Hej").await;
    let delivery = running.delivery().await;
    let failed = Status::Failed { permanent: true, code: "001".to_owned() };
    assert_eq!((delivery.report().provider_id.as_deref(), &delivery.report().status), (Some("id-7"), &failed));
}

#[tokio::test]
async fn a_delivery_at_the_goodbye_is_not_taken_for_an_answer() {
    let centre = FakeCentre::start(Does::Late, 0).await;
    let running = run(config(centre.address));
    let end = running.end.clone();
    let goodbye = async {
        while centre.submitted().is_empty() {
            sleep(Duration::from_millis(5)).await;
        }
        end.cancel();
    };
    let message = sms("Hej");
    let (tried, ()) = tokio::join!(running.sends.send(&message), goodbye);
    assert_eq!(tried, Tried::Accepted { provider_id: Some("id-1".to_owned()) });
}

#[tokio::test]
async fn a_full_basket_of_reports_asks_to_come_again() {
    let centre = FakeCentre::start(Does::Receipt, 0).await;
    let (told, reports) = mpsc::channel(1);
    let report = Report { our_id: None, provider_id: None, part: 0, parts: 1, status: Status::OnItsWay, at: None };
    told.try_send(Delivery { report, taken: oneshot::channel().0 }).unwrap();
    let (sends, holds) = smpp(config(centre.address), &Trust::usual(), told).unwrap();
    let task = tokio::spawn(holds.run(CancellationToken::new()));
    sends.send(&sms("Hej")).await;
    sleep(Duration::from_millis(200)).await;
    assert_eq!(centre.answer(RECEIPT_NUMBER), Some((CommandId::DeliverSmResp, CommandStatus::EsmeRmsgqful)));
    task.abort();
    drop(reports);
}

#[tokio::test]
async fn many_at_once_stay_within_the_window() {
    let centre = FakeCentre::start(Does::Answer(0), 0).await;
    let running = Arc::new(run(config(centre.address)));
    let all: Vec<_> = (0..50)
        .map(|_| {
            let running = Arc::clone(&running);
            tokio::spawn(async move { running.sends.send(&sms("Hej")).await })
        })
        .collect();
    for one in all {
        assert!(matches!(one.await.unwrap(), Tried::Accepted { .. }));
    }
    assert_eq!(centre.submitted().len(), 50);
}

#[tokio::test]
async fn nothing_of_a_message_is_logged() {
    crate::messages::fakes::log_everything();
    for does in [Does::Receipt, Does::Answer(0x0B), Does::HangUp] {
        let (_, centre, running) = tried_by(does, "Hemmelig tekst").await;
        sleep(Duration::from_millis(150)).await;
        running.end.cancel();
        let _ = running.task.await;
        drop(centre);
    }
    let stranger = FakeCentre::start(Does::Answer(0), 0x0E).await;
    run(config(stranger.address)).sends.send(&sms("Hemmelig tekst")).await;
    let text = crate::messages::fakes::logged();
    assert!(
        text.contains("bound to the message centre") && text.contains("no connection to the message centre"),
        "{text}"
    );
    for hidden in ["20000000", "emmelig", "Tak!", "nonsense"] {
        assert!(!text.contains(hidden), "{text}");
    }
}

#[test]
fn a_set_up_is_checked() {
    let address = SocketAddr::from(([127, 0, 0, 1], 2775));
    let wrong = |change: fn(&mut SmppConfig)| {
        let mut config = config(address);
        change(&mut config);
        smpp(config, &Trust::usual(), mpsc::channel(1).0).map(|_| ()).unwrap_err()
    };
    assert_eq!(wrong(|config| config.host = "not a host".to_owned()), NoCentre::Host);
    assert_eq!(wrong(|config| config.system_id = String::new()), NoCentre::SystemId);
    assert_eq!(wrong(|config| config.system_id = "a".repeat(16)), NoCentre::SystemId);
    assert_eq!(wrong(|config| config.password = Hidden::new("123456789".to_owned())), NoCentre::Password);
    assert_eq!(wrong(|config| config.system_type = "å".to_owned()), NoCentre::SystemType);
    assert_eq!(wrong(|config| config.window = 0), NoCentre::Window);
    assert_eq!(wrong(|config| config.window = WINDOW_MAX + 1), NoCentre::Window);
    assert!(!format!("{:?}", config(address)).contains("hemmelig"));
}

proptest! {
    #[test]
    fn no_unit_makes_it_fall(id in prop_oneof![Just(0x8000_0004_u32), Just(5), Just(0x8000_0009), any::<u32>()], rest in prop::collection::vec(any::<u8>(), 8..120)) {
        let mut unit = u32::try_from(8 + rest.len()).unwrap().to_be_bytes().to_vec();
        unit.extend(id.to_be_bytes());
        unit.extend(rest);
        prop_assert!(Head::of(&unit).is_some());
        let _ = decode(&unit);
    }
}
