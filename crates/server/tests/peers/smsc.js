// A message centre, made of npm `smpp` (which is somebody else's): takes text messages, decodes and joins them, and delivers
// receipts in an order that no good message centre would. What arrived is at GET /messages.
import fs from 'node:fs';
import http from 'node:http';
import smpp from 'smpp';

const [smppPort, httpPort, tlsPort] = process.argv.slice(2, 5).map(Number);
const [cert, key] = process.argv.slice(5).map((file) => fs.readFileSync(file));
const PASSWORD = 'secret08';
const messages = []; // one per unit
let next = 0xabc0;

const receipt = (session, unit, id, stat, err = '000') => {
  const date = '2603031000';
  session.deliver_sm({
    source_addr: unit.destination_addr,
    destination_addr: unit.source_addr,
    esm_class: smpp.ESM_CLASS.MC_DELIVERY_RECEIPT,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:${date} done date:${date} stat:${stat} err:${err} text:`,
    receipted_message_id: id,
    message_state: smpp.MESSAGE_STATE[{ DELIVRD: 'DELIVERED', ENROUTE: 'ENROUTE', UNDELIV: 'UNDELIVERABLE' }[stat]],
  });
};

const serve = (session) => {
  let who = null;
  session.on('error', () => {});
  session.on('close', () => {});
  const bind = (pdu) => {
    const right = pdu.password === PASSWORD;
    who = right ? pdu.system_id : null;
    session.send(pdu.response({ command_status: right ? smpp.ESME_ROK : smpp.ESME_RINVPASWD, system_id: 'npm-smpp' }));
  };
  session.on('bind_transceiver', bind);
  session.on('bind_transmitter', bind);
  session.on('bind_receiver', bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('submit_sm', (pdu) => {
    const refuse = (status) => session.send(pdu.response({ command_status: status }));
    if (who === null) return refuse(smpp.ESME_RINVBNDSTS);
    if (pdu.destination_addr.endsWith('13')) return refuse(smpp.ESME_RINVDSTADR);
    if (pdu.destination_addr.endsWith('58')) return refuse(smpp.ESME_RTHROTTLED);
    const id = (next++).toString(16);
    const udh = pdu.short_message.udh?.map((element) => [...element]);
    const part = udh?.find((element) => element[0] === 0x00);
    messages.push({
      who, id, part: part && { reference: part[2], of: part[3], number: part[4] }, coding: pdu.data_coding, esm_class: pdu.esm_class,
      registered_delivery: pdu.registered_delivery, from: pdu.source_addr, from_ton: pdu.source_addr_ton, to: pdu.destination_addr,
      to_ton: pdu.dest_addr_ton, text: pdu.short_message.message,
    });
    session.send(pdu.response({ message_id: id }));
    if ((pdu.registered_delivery & 3) === 0) return;
    if (pdu.destination_addr.endsWith('14')) {
      setTimeout(() => receipt(session, pdu, id, 'UNDELIV', '001'), 50);
    } else {
      // Twice, and the one before it at last.
      setTimeout(() => receipt(session, pdu, id, 'DELIVRD'), 50);
      setTimeout(() => receipt(session, pdu, id, 'DELIVRD'), 60);
      if (who !== 'kannel') setTimeout(() => receipt(session, pdu, id, 'ENROUTE'), 70);
    }
  });
};
smpp.createServer(serve).listen(smppPort, '127.0.0.1');
const secure = smpp.createServer({ cert, key }, serve);
secure.on('error', () => {});
secure.listen(tlsPort, '127.0.0.1');

// The parts of one text, joined as a phone does.
const joined = () => {
  const texts = new Map();
  for (const message of messages) {
    const key = message.part ? `${message.who} ${message.from} ${message.to} ${message.part.reference}` : message.id;
    const text = texts.get(key) ?? { ...message, ids: [], parts: [] };
    text.ids.push(message.id);
    text.parts[(message.part?.number ?? 1) - 1] = message.text;
    texts.set(key, text);
  }
  return [...texts.values()].map(({ parts, part, ...rest }) => ({ ...rest, of: part?.of ?? 1, parts: parts.length, text: parts.join('') }));
};

http.createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(request.url === '/units' ? messages : joined(), null, 1));
}).listen(httpPort, '127.0.0.1');
