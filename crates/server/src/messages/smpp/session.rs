//! One connection to a message centre: bound, held, and what comes over it. Which message is sent when is the business of
//! [`super::Smpp`]; that it is held again when it is lost, that of [`super::Connection`].

use std::collections::HashMap;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use rusmpp::decode::DecodeWithLength as _;
use rusmpp::encode::{Encode as _, Length as _};
use rusmpp::pdus::{BindTransceiver, DeliverSm, DeliverSmResp};
use rusmpp::tlvs::TlvValue;
use rusmpp::{Command, CommandId, CommandStatus, Pdu};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadHalf, WriteHalf};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_stream::StreamExt as _;
use tokio_util::codec::{FramedRead, LengthDelimitedCodec};
use tokio_util::sync::CancellationToken;

use super::{
    Delivery, Fate, GOODBYE, HEADER, IS_ANSWER, Job, NOTIFICATION, RECEIPT, SmppTimes, TYPE_BITS, UNIT_BYTES_MAX,
};
use crate::messages::outgoing::{Answer, Why, provider_text};
use crate::messages::receipts::{self, ReportedIds};

/// What bytes go over.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// One connection.
pub(super) struct Session {
    units: FramedRead<ReadHalf<Box<dyn Stream>>, LengthDelimitedCodec>,
    out: WriteHalf<Box<dyn Stream>>,
    tls: bool,
    times: SmppTimes,
    reported_ids: ReportedIds,
    /// The number of the next unit of ours.
    next: u32,
    /// Who waits for which answer.
    waiting: HashMap<u32, oneshot::Sender<Fate>>,
    /// Reports that are being recorded: the number of the unit that brought each, and whether it was. No more than fit into the
    /// channel of those who record them.
    recording: JoinSet<(u32, bool)>,
}

/// Why a unit was not written.
struct NotWritten;

impl Session {
    pub(super) fn new(stream: Box<dyn Stream>, tls: bool, times: SmppTimes, reported_ids: ReportedIds) -> Self {
        let (read, out) = tokio::io::split(stream);
        // The length counts itself (SMPP 3.4, 5.1.1.1): counted from its own first byte, which stays in front of what comes out.
        let frames = LengthDelimitedCodec::builder()
            .length_field_type::<u32>()
            .num_skip(0)
            .max_frame_length(UNIT_BYTES_MAX)
            .new_codec();
        let units = FramedRead::new(read, frames);
        Self { units, out, tls, times, reported_ids, next: 1, waiting: HashMap::new(), recording: JoinSet::new() }
    }

    pub(super) async fn bind(&mut self, bind: BindTransceiver) -> Result<(), Why> {
        let number = self.number();
        let command = Command::new(CommandStatus::EsmeRok, number, bind);
        self.write(&command).await.map_err(|_: NotWritten| Why::NoConnection)?;
        loop {
            // The whole connection has a limit of time, so this has none of its own.
            let unit = self.units.next().await.ok_or(Why::NoConnection)?.map_err(|_| Why::NoConnection)?;
            let head = Head::of(&unit).ok_or(Why::AnswerNotUnderstood)?;
            if head.number == number && head.id & IS_ANSWER != 0 {
                return match head.status {
                    0 => Ok(()),
                    // Somebody else is there under our name, or the one before is not gone yet.
                    status @ (0x05 | 0x14 | 0x58) => Err(Why::AskedToWait { answer: Answer::of(status) }),
                    // A fault of theirs, and nothing about our name.
                    status @ (0x08 | 0x64) => Err(Why::Fault { answer: Answer::of(status) }),
                    status => Err(Why::NotLetIn { answer: Answer::of(status) }),
                };
            }
        }
    }

    /// Until it is lost; why it was.
    pub(super) async fn hold(
        &mut self,
        jobs: &mut mpsc::Receiver<Job>,
        reports: &mpsc::Sender<Delivery>,
        end: &CancellationToken,
    ) -> Why {
        let mut heard = Instant::now();
        let mut asked: Option<Instant> = None;
        loop {
            let silence = asked.map_or(heard + self.times.silence, |asked| asked + self.times.answer);
            tokio::select! {
                () = end.cancelled() => {
                    self.unbind().await;
                    return Why::NoConnection;
                }
                unit = self.units.next() => {
                    let Some(Ok(unit)) = unit else { return Why::AnswerLost };
                    heard = Instant::now();
                    asked = None;
                    if let Err(why) = self.heard(unit, reports).await {
                        return why;
                    }
                }
                job = jobs.recv() => {
                    let Some(job) = job else {
                        self.unbind().await;
                        return Why::NoConnection;
                    };
                    if let Err(NotWritten) = self.submit(job).await {
                        return Why::AnswerLost;
                    }
                }
                Some(Ok((number, recorded))) = self.recording.join_next() => {
                    let status = if recorded { CommandStatus::EsmeRok } else { CommandStatus::EsmeRsyserr };
                    if self.write(&Command::new(status, number, DeliverSmResp::default())).await.is_err() {
                        return Why::AnswerLost;
                    }
                }
                () = sleep_until(silence) => {
                    if asked.is_some() {
                        return Why::NoAnswer;
                    }
                    asked = Some(Instant::now());
                    let number = self.number();
                    if self.write(&Command::new(CommandStatus::EsmeRok, number, Pdu::EnquireLink)).await.is_err() {
                        return Why::AnswerLost;
                    }
                }
            }
        }
    }

    async fn submit(&mut self, Job { unit, reply }: Job) -> Result<(), NotWritten> {
        // Whoever sent it does not wait any more; then it is not sent either.
        if reply.is_closed() {
            return Ok(());
        }
        // Nobody waits any more for what was asked long ago. Here and not in a silence: a busy line has none.
        self.waiting.retain(|_, reply| !reply.is_closed());
        let number = self.number();
        if self.write(&Command::new(CommandStatus::EsmeRok, number, unit)).await.is_ok() {
            self.waiting.insert(number, reply);
            return Ok(());
        }
        // What goes into TLS is not seen coming out of it.
        let fate = if self.tls { Fate::Lost(Why::AnswerLost) } else { Fate::NotSent(Why::NoConnection) };
        let _ = reply.send(fate);
        Err(NotWritten)
    }

    /// Everybody who waits for an answer that will not come.
    pub(super) fn give_up(&mut self, why: &Why) {
        let why = if *why == Why::NoAnswer { Why::NoAnswer } else { Why::AnswerLost };
        for (_, reply) in self.waiting.drain() {
            let _ = reply.send(Fate::Lost(why.clone()));
        }
    }

    /// A unit of the other side.
    async fn heard(&mut self, unit: BytesMut, reports: &mpsc::Sender<Delivery>) -> Result<(), Why> {
        let head = Head::of(&unit).ok_or(Why::AnswerNotUnderstood)?;
        let command = decode(&unit);
        if head.id & IS_ANSWER != 0 {
            self.answered(head, command.as_ref());
            return Ok(());
        }
        let id = CommandId::from(head.id);
        let (status, answer) = match (id, command.as_ref().and_then(Command::pdu)) {
            (CommandId::EnquireLink, _) => (CommandStatus::EsmeRok, Pdu::EnquireLinkResp),
            (CommandId::Unbind, _) => (CommandStatus::EsmeRok, Pdu::UnbindResp),
            (CommandId::DeliverSm, Some(Pdu::DeliverSm(delivered))) => {
                let Some(status) = self.delivered(head.number, delivered, reports) else { return Ok(()) };
                (status, DeliverSmResp::default().into())
            }
            (CommandId::DeliverSm, _) => {
                tracing::warn!("the message centre delivered something that cannot be read");
                (CommandStatus::EsmeRsyserr, DeliverSmResp::default().into())
            }
            (CommandId::AlertNotification, _) => return Ok(()),
            _ => (CommandStatus::EsmeRinvcmdid, Pdu::GenericNack),
        };
        self.write(&Command::new(status, head.number, answer)).await.map_err(|_: NotWritten| Why::AnswerLost)?;
        if id == CommandId::Unbind { Err(Why::NoConnection) } else { Ok(()) }
    }

    fn answered(&mut self, head: Head, command: Option<&Command>) {
        // Also what nobody waits for any more, and the answer to our question whether anybody is there.
        let Some(reply) = self.waiting.remove(&head.number) else { return };
        let status = CommandStatus::from(head.status);
        let id = match command.and_then(Command::pdu) {
            Some(Pdu::SubmitSmResp(answer)) => provider_text(answer.message_id().as_str()),
            _ => None,
        };
        let submitted = matches!(CommandId::from(head.id), CommandId::SubmitSmResp | CommandId::GenericNack);
        let fate = match status {
            // Taken; without an id that can be kept, its receipts will not be known again.
            CommandStatus::EsmeRok if CommandId::from(head.id) == CommandId::SubmitSmResp => {
                Fate::Answered { status, id }
            }
            CommandStatus::EsmeRok => Fate::Lost(Why::AnswerNotUnderstood),
            _ if submitted => Fate::Answered { status, id: None },
            _ => Fate::Lost(Why::AnswerNotUnderstood),
        };
        let _ = reply.send(fate);
    }

    /// The status by which a delivery is answered at once; none where it is answered when its report is recorded.
    fn delivered(
        &mut self,
        number: u32,
        delivered: &DeliverSm,
        reports: &mpsc::Sender<Delivery>,
    ) -> Option<CommandStatus> {
        let kind = u8::from(delivered.esm_class) & TYPE_BITS;
        let (mut named, mut state, mut text) = (None, None, &delivered.short_message()[..]);
        for value in delivered.tlvs().iter().filter_map(rusmpp::tlvs::Tlv::value) {
            match value {
                TlvValue::ReceiptedMessageId(id) => named = Some(id.as_str()),
                TlvValue::MessageState(told) => state = Some(u8::from(*told)),
                // Where it is there the other one is empty (SMPP 3.4, 5.3.2.32).
                TlvValue::MessagePayload(payload) if text.is_empty() => text = &payload.value[..],
                _ => {}
            }
        }
        if !matches!(kind, RECEIPT | NOTIFICATION) {
            // A citizen's own message: nobody reads it here. It is taken, so that it does not come again and again.
            tracing::debug!("the message centre delivered a message that is no receipt");
            return Some(CommandStatus::EsmeRok);
        }
        let Some(report) = receipts::smpp(text, named, state, self.reported_ids) else {
            tracing::warn!("the message centre delivered a receipt that cannot be read");
            return Some(CommandStatus::EsmeRok);
        };
        let (taken, recorded) = oneshot::channel();
        if reports.try_send(Delivery { report, taken }).is_err() {
            // Not taken, so it comes again.
            return Some(CommandStatus::EsmeRmsgqful);
        }
        let patience = self.times.answer;
        self.recording.spawn(async move { (number, matches!(timeout(patience, recorded).await, Ok(Ok(())))) });
        None
    }

    /// Politely; nothing depends on it.
    async fn unbind(&mut self) {
        let (number, patience) = (self.number(), self.times.write.min(GOODBYE));
        if self.write(&Command::new(CommandStatus::EsmeRok, number, Pdu::Unbind)).await.is_ok() {
            let goodbye = async {
                while let Some(Ok(unit)) = self.units.next().await {
                    let Some(head) = Head::of(&unit) else { return };
                    // What the other side asks now it asks again at the next connection; its numbers are not ours.
                    if head.id & IS_ANSWER == 0 {
                        continue;
                    }
                    // What is still answered meanwhile is known.
                    self.answered(head, decode(&unit).as_ref());
                    if head.number == number {
                        return;
                    }
                }
            };
            let _ = timeout(patience, goodbye).await;
        }
        let _ = self.out.shutdown().await;
    }

    async fn write(&mut self, command: &Command) -> Result<(), NotWritten> {
        let bytes = encode(command);
        let written = timeout(self.times.write, async {
            self.out.write_all(&bytes).await?;
            self.out.flush().await
        });
        match written.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(NotWritten),
        }
    }

    /// The number of a unit of ours (SMPP 3.4, 5.1.4: 1 to 0x7FFFFFFF).
    fn number(&mut self) -> u32 {
        let number = self.next;
        self.next = if number >= 0x7FFF_FFFF { 1 } else { number + 1 };
        number
    }
}

/// The head of a unit, which is there even where the rest cannot be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    id: u32,
    status: u32,
    number: u32,
}

impl Head {
    pub(super) fn of(mut unit: &[u8]) -> Option<Self> {
        if unit.len() < HEADER {
            return None;
        }
        unit.advance(4);
        Some(Self { id: unit.get_u32(), status: unit.get_u32(), number: unit.get_u32() })
    }
}

pub(super) fn encode(command: &Command) -> Bytes {
    let length = command.length();
    let mut body = vec![0; length];
    let length = command.encode(&mut body);
    let mut unit = BytesMut::with_capacity(4 + length);
    // Some hundred bytes, far below what the type holds.
    unit.put_u32(u32::try_from(4 + length).unwrap_or_default());
    unit.put_slice(&body[..length]);
    unit.freeze()
}

/// A whole unit with its length in front; `None` where it cannot be read.
pub(super) fn decode(unit: &[u8]) -> Option<Command> {
    let rest = unit.get(4..)?;
    let length = rest.len();
    Command::decode(&mut BytesMut::from(rest), length).ok().map(|(command, _)| command)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusmpp::pdus::SubmitSm;

    use super::*;

    #[tokio::test]
    async fn what_is_never_answered_is_not_kept_for_ever() {
        let (ours, _theirs) = tokio::io::duplex(64 * 1024);
        let times = SmppTimes { write: Duration::from_millis(200), ..SmppTimes::default() };
        let mut session = Session::new(Box::new(ours), false, times, ReportedIds::AsAnswered);
        for _ in 0..50 {
            let (reply, fate) = oneshot::channel();
            let job = Job { unit: SubmitSm::default().into(), reply };
            assert!(session.submit(job).await.is_ok());
            // Whoever sent it waited long enough.
            drop(fate);
        }
        assert_eq!(session.waiting.len(), 1);
    }
}
